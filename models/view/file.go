package view

import (
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// File is everything that is known of one loan.
type File struct {
	Loan
	Payments  []*models.Record // by date, reversals too
	Events    []*models.Record // by date
	Request   *models.Record   // nil if the contract names none
	Reviews   []*models.Record // what the board said of the request
	Decisions []*models.Record // what meetings decided
	Entries   []*models.Record // of the cash books, about this loan
	Cases     []*models.Record // that wait for a person: about the loan, or anything above
	Debt      ledger.Debt      // by the contract, and by the cash books
}

// FileOf opens the file of one loan. The shelf holds what concerns it, and the club's open cases. ok is false if the loan is
// not on the shelf, cannot be read, or was not yet paid out on the day.
func FileOf(s Shelf, id models.RecordID, on models.Day) (f File, ok bool) {
	loans := Loans(s, on)
	at := slices.IndexFunc(loans, func(l Loan) bool { return l.Record.ID == id })
	if at < 0 {
		return File{}, false
	}
	f = File{
		Loan: loans[at], Payments: s.byDate(ledger.TypeRepayment), Events: s.byDate(TypeEvent),
		Reviews: s.byDate(TypeReview), Decisions: s.byDate(TypeDecision), Entries: s.byDate(ledger.TypeEntry),
	}
	if request, named := f.Record.Value("request").Ref(); named {
		f.Request = s.Find(TypeRequest, request)
	}
	f.Debt = ledger.FoldDebts(func(yield func(*models.Record) bool) {
		for _, typ := range []string{ledger.TypeLoan, ledger.TypeRepayment, ledger.TypeEntry} {
			for i := range s[typ] {
				if !yield(&s[typ][i]) {
					return
				}
			}
		}
	})[id]
	f.Cases = s.casesAbout()
	return f, true
}

// byDate gives the records of a type by their date, then by id, without deleted ones.
func (s Shelf) byDate(typ string) []*models.Record {
	var out []*models.Record
	for i := range s[typ] {
		if r := &s[typ][i]; !r.Deleted() {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b *models.Record) int {
		return strings.Compare(a.Value("date").Str(), b.Value("date").Str())
	})
	return out
}

// casesAbout gives the cases on the shelf whose subject or second record is on it too.
func (s Shelf) casesAbout() []*models.Record {
	known := map[string]bool{}
	for typ, records := range s {
		for i := range records {
			if typ != models.TypeCase && typ != TypeMember {
				known[records[i].ID.String()] = true
			}
		}
	}
	var out []*models.Record
	for i := range s[models.TypeCase] {
		c := &s[models.TypeCase][i]
		if known[c.Value(models.CaseFieldSubject).Str()] || known[c.Value(models.CaseFieldOther).Str()] {
			out = append(out, c)
		}
	}
	return out
}
