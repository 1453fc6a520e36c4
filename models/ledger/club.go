package ledger

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// Club is all that a club's books say, folded from nothing.
type Club struct {
	Funds   map[models.RecordID]Balance
	Debts   map[models.RecordID]Debt
	Trial   Trial
	Entries int

	old     map[models.RecordID]bool            // loans taken over from old books: their payout is in none of these
	about   map[models.RecordID]models.RecordID // of repayments and entries: their loan
	doubted map[models.RecordID]bool            // subjects of cases about the books
	reasons map[string]bool                     // reasons of cases about the books
}

// ClubTypes are the record types that Club folds.
func ClubTypes() []string {
	return []string{TypeFund, TypeEntry, TypeLoan, TypeRepayment, models.TypeCase}
}

// NewClub is a club of which nothing is known yet.
func NewClub() *Club {
	return &Club{
		Funds: map[models.RecordID]Balance{}, Debts: map[models.RecordID]Debt{}, Trial: Trial{}, old: map[models.RecordID]bool{},
		about: map[models.RecordID]models.RecordID{}, doubted: map[models.RecordID]bool{}, reasons: map[string]bool{},
	}
}

// Fold adds records, in any order.
func (c *Club) Fold(records iter.Seq[*models.Record]) {
	for r := range records {
		if fund, b, ok := BalanceOf(r); ok {
			c.Funds[fund] = c.Funds[fund].Add(b)
			if r.Type == TypeFund {
				c.Trial.Open(b.Opening)
			}
		}
		if loan, d, ok := DebtOf(r); ok {
			c.Debts[loan] = c.Debts[loan].Add(d)
			c.about[r.ID] = loan
			c.old[loan] = c.old[loan] || r.Type == TypeLoan && imported(r)
		}
		if e, ok := EntryOf(r); ok {
			c.Trial.Post(&e)
			c.Entries++
		}
		if r.Type == models.TypeCase && r.Value(models.CaseFieldKind).Str() == string(models.CaseLedger) {
			c.reasons[r.Value(models.CaseFieldReason).Str()] = true
			if id, err := models.ParseRecordID(r.Value(models.CaseFieldSubject).Str()); err == nil {
				c.doubted[id] = true
			}
		}
	}
}

// Receivable is what the cash books say is still out on loans that name one.
func (c *Club) Receivable() int64 {
	var sum int64
	for _, d := range c.Debts {
		sum += d.Receivable()
	}
	return sum
}

// Contradictions gives, one line each, where the books contradict themselves and no case about it was ever opened: entries
// that are not balanced, transfers between the funds of which one side is missing, loans of which contract and cash
// books tell different sums. What a case is about is known to people and no contradiction any more.
func (c *Club) Contradictions() []string {
	var out []string
	var cash int64
	for _, b := range c.Funds {
		cash += b.Closing()
	}
	if sum := c.Trial.Sum(); sum != 0 || c.Trial[BookCash] != cash {
		out = append(out, fmt.Sprintf("the trial balance comes to %d; its cash is %d, the funds hold %d", sum, c.Trial[BookCash], cash))
	}
	if between := c.Trial[BookBetween]; between != 0 && !c.reasons[models.ReasonTransferUnmatched] {
		out = append(out, fmt.Sprintf("transfers between the funds leave %d", between))
	}
	if loans, named := c.Trial[BookLoans], c.Receivable(); loans != named && !c.reasons[models.ReasonUnlinked] {
		out = append(out, fmt.Sprintf("loans receivable are %d, those of known loans %d", loans, named))
	}
	doubted := c.doubtedLoans()
	for _, id := range sorted(c.Debts) {
		if d := c.Debts[id]; !d.Agrees() && !c.old[id] && !doubted[id] {
			out = append(out, fmt.Sprintf("loan %s: lent %d, paid back %d; by the cash books paid out %d, received %d", id, d.Lent, d.Principal, d.PaidOut, d.Received))
		}
	}
	return out
}

// doubtedLoans are the loans that a case is about, or about a repayment or entry of which a case is.
func (c *Club) doubtedLoans() map[models.RecordID]bool {
	out := map[models.RecordID]bool{}
	for id := range c.doubted {
		out[id] = true
		out[c.about[id]] = true
	}
	return out
}

// Wrong gives the keys of projections that are not what the records come to, sorted: missing ones, other ones, and those of
// funds and loans that are not there.
func (c *Club) Wrong(stored []models.Projection) []string {
	want := map[string][]byte{}
	for id, b := range c.Funds {
		want[FundKey(id)] = b.JSON()
	}
	for id, d := range c.Debts {
		want[LoanKey(id)] = d.JSON()
	}
	wrong := map[string]bool{}
	for _, p := range stored {
		if string(want[p.Key]) != string(p.Body) {
			wrong[p.Key] = true
		}
		delete(want, p.Key)
	}
	return slices.Sorted(maps.Keys(merged(wrong, want)))
}

func merged(wrong map[string]bool, missing map[string][]byte) map[string]bool {
	for key := range missing {
		wrong[key] = true
	}
	return wrong
}

// Body is what the projection of a key should say; empty for a fund or loan that is not there.
func (c *Club) Body(key string) []byte {
	kind, text, _ := strings.Cut(key, ":")
	id, err := models.ParseRecordID(text)
	if err != nil {
		return nil
	}
	if b, ok := c.Funds[id]; ok && kind == "fund" {
		return b.JSON()
	}
	if d, ok := c.Debts[id]; ok && kind == "loan" {
		return d.JSON()
	}
	return nil
}

func sorted[V any](m map[models.RecordID]V) []models.RecordID {
	return slices.SortedFunc(maps.Keys(m), func(a, b models.RecordID) int { return slices.Compare(a[:], b[:]) })
}
