package demodata_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
)

// all gives the records at the end, without their vectors.
func (s *state) all() []models.Record {
	out := make([]models.Record, 0, len(s.records))
	for id, r := range s.records {
		record := models.Record{Scope: r.scope, ID: id, Type: r.kind}
		for name, value := range r.set {
			record.Fields = append(record.Fields, models.Field{Name: name, Value: value})
		}
		slices.SortFunc(record.Fields, func(a, b models.Field) int { return strings.Compare(a.Name, b.Name) })
		out = append(out, record)
	}
	return out
}

// lent is a loan with all that happened to it.
type lent struct {
	loan.Loan
	record   models.Record
	payments []loan.Payment
	events   []loan.Event
}

func loansOf(t *testing.T, all []models.Record) map[models.RecordID]*lent {
	t.Helper()
	out := map[models.RecordID]*lent{}
	for _, r := range all {
		if l, ok := loan.FromRecord(r); ok {
			out[l.ID] = &lent{Loan: l, record: r}
		}
	}
	for _, r := range all {
		if p, ok := loan.PaymentOf(r); ok {
			out[p.Loan].payments = append(out[p.Loan].payments, p)
		}
		if e, ok := loan.EventOf(r); ok {
			out[e.Loan].events = append(out[e.Loan].events, e)
		}
	}
	return out
}

// Every state and bucket occurs, and what a loan's status says is what its payments and events come to.
func TestLoansInAllStates(t *testing.T) {
	today, _ := models.ParseDay(until)
	buckets, imported, early := map[loan.Bucket]int{}, 0, 0
	for id, l := range loansOf(t, whole(t).all()) {
		s := loan.StandingOf(l.Loan, l.payments, l.events, today)
		if got := loan.State(l.record.Value("status").Str()); got != s.State || s.Overpaid != 0 {
			t.Errorf("loan %s is %s, %d overpaid; its record says %s", id, s.State, s.Overpaid, got)
		}
		buckets[s.Bucket()]++
		if s.State == loan.Repaid && loan.Interest(l.Schedule) > s.Paid.Interest {
			early++
		}
		if l.record.Value("source").Str() != schema.SourceImport {
			if l.Terms.RatePpm > 10_000 || l.Terms.Amount < 2_000_000 || l.Terms.Amount > 10_000_000 {
				t.Errorf("a loan of %d at %d", l.Terms.Amount, l.Terms.RatePpm)
			}
			continue
		}
		if imported++; !l.Terms.AboveLegalRate() {
			t.Errorf("a loan of old books at %d", l.Terms.RatePpm)
		}
	}
	for _, b := range []loan.Bucket{loan.OnTime, loan.Late30, loan.Late90, loan.LateMore, loan.InExtension, loan.InFreeze, loan.InLoss, loan.Settled} {
		if buckets[b] == 0 {
			t.Errorf("no loan is %s: %v", b, buckets)
		}
	}
	if imported == 0 || early == 0 {
		t.Errorf("%d loans are from old books, %d were closed early", imported, early)
	}
	t.Log(buckets, imported, "imported", early, "closed early")
}

// A new loan was asked for, looked at and agreed before it was paid out, and stands under a by-law.
func TestLoansWereApproved(t *testing.T) {
	s := whole(t)
	reviewed := map[models.RecordID]string{}
	for _, r := range s.of("loanReview") {
		request, _ := r.set["request"].Ref()
		reviewed[request] = r.set["date"].Str()
	}
	for _, r := range s.of("loan") {
		if r.set["source"].Str() == schema.SourceImport {
			continue
		}
		id, _ := r.set["request"].Ref()
		decision, _ := r.set["decision"].Ref()
		law, _ := r.set["byLaw"].Ref()
		asked, agreed := s.records[id].set, s.records[decision].set
		days := []string{asked["date"].Str(), reviewed[id], agreed["date"].Str(), r.set["disbursedOn"].Str()}
		if days[0] == "" || days[1] == "" || !slices.IsSorted(days) || agreed["amount"] != r.set["amount"] {
			t.Errorf("asked, reviewed, agreed, paid out: %q", days)
		}
		if from := s.records[law].set["validFrom"].Str(); from == "" || from > days[3] {
			t.Errorf("a loan of %s under a by-law of %q", days[3], from)
		}
	}
}

// Contracts agree with cash books, closed months and counts with the entries, and months are closed once all is entered.
func TestBooksAgree(t *testing.T) {
	all := whole(t).all()
	pointers := func(yield func(*models.Record) bool) {
		for i := range all {
			if !yield(&all[i]) {
				return
			}
		}
	}
	for id, d := range ledger.FoldDebts(pointers) {
		if !d.Agrees() {
			t.Errorf("loan %s: %+v", id, d)
		}
	}
	balances := ledger.FoldFunds(pointers)
	entries := map[models.RecordID][]ledger.Entry{}
	for i := range all {
		if e, ok := ledger.EntryOf(&all[i]); ok {
			entries[e.Fund] = append(entries[e.Fund], e)
		}
	}
	closings, counts := 0, 0
	for i := range all {
		if c, ok := ledger.ClosingOf(&all[i]); ok {
			closings++
			opening := balances[c.Fund].Opening
			cash := ledger.Write(opening, entries[c.Fund])
			if told := cash.Of(c.Said.Month, opening); !c.Agrees(told) || c.Said.Month >= until[:7] {
				t.Errorf("closed as %+v, told as %+v", c.Said, told)
			}
		}
		if c, ok := ledger.CountOf(&all[i]); ok {
			counts++
			if balance := ledger.At(balances[c.Fund].Opening, entries[c.Fund], c.Date); !c.Agrees(balance) {
				t.Errorf("counted %d of %d", c.Counted, balance)
			}
		}
	}
	if closings < 2000 || counts < 100 {
		t.Errorf("%d closings, %d counts", closings, counts)
	}
}

// On any day some club meets within three days, so that there is something to remind of.
func TestSomethingIsDueSoon(t *testing.T) {
	soon := 0
	for _, r := range whole(t).of("meeting") {
		if d := r.set["date"].Str(); r.set["status"].Str() == "planned" && d > until && d <= "2026-11-23" {
			soon++
		}
	}
	if soon == 0 {
		t.Error("no meeting is planned for the next three days")
	}
}
