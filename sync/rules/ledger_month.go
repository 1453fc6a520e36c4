package rules

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
)

// lookBackDays is how many days are looked up one by one at least. What is older is found by reading the fund's whole book,
// unless the book has more entries than there are days: to look a day up costs less than to read an entry.
const lookBackDays = 100

// count holds the counted money against what the entries tell of that day.
func (a *auditor) count() error {
	c, ok := ledger.CountOf(a.now)
	if !ok {
		return nil
	}
	balance, err := a.books.Fund(c.Fund)
	if err != nil {
		return err
	}
	later, err := a.since(c.Fund, nextDay(c.Date), balance.Entries)
	if err != nil {
		return err
	}
	told := balance.Closing() - change(later)
	if !c.Agrees(told) {
		a.flag(models.ReasonCashDiffers, "counted", models.SeverityWarning, models.IntValue(told))
	}
	return nil
}

// closing holds a closed month against the entries dated in it.
func (a *auditor) closing() error {
	c, ok := ledger.ClosingOf(a.now)
	if !ok {
		return nil
	}
	balance, err := a.books.Fund(c.Fund)
	if err != nil {
		return err
	}
	entries, err := a.since(c.Fund, c.Said.Month+"-01", balance.Entries)
	if err != nil {
		return err
	}
	before := balance.Closing() - change(entries)
	book := ledger.Write(before, entries)
	if told := book.Of(c.Said.Month, before); !c.Agrees(told) {
		a.flag(models.ReasonClosingDiffers, "closing", models.SeverityWarning, models.IntValue(told.Closing))
	}
	return nil
}

func change(entries []ledger.Entry) int64 {
	var sum int64
	for i := range entries {
		sum += entries[i].Change()
	}
	return sum
}

// since gives the entries of a fund dated on a day or later, of so many in all.
func (a *auditor) since(fund models.RecordID, day string, all int64) ([]ledger.Entry, error) {
	keys, few := dayKeys(nil, day, a.books.Today(), max(lookBackDays, int(all)))
	if !few {
		keys = []string{schema.ListKey(ledger.TypeEntry, "account", models.RefValue(fund))}
	}
	var out []ledger.Entry
	for _, key := range keys {
		records, err := a.books.ByKey(key)
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			if e, ok := ledger.EntryOf(r); ok && e.Fund == fund && e.Date >= day {
				out = append(out, e)
			}
		}
	}
	return out, nil
}

// dayKeys adds the keys of the entries of each day from one to another; none, and few is false, if there are more than most.
func dayKeys(keys []string, from, to string, most int) (with []string, few bool) {
	day, first := models.ParseDay(from)
	last, known := models.ParseDay(to)
	if !first || !known || int(last-day) >= most {
		return keys, false
	}
	for ; day <= last; day++ {
		keys = append(keys, schema.ListKey(ledger.TypeEntry, "date", models.TextValue(day.String())))
	}
	return keys, true
}

func nextDay(date string) string {
	day, ok := models.ParseDay(date)
	if !ok {
		return date
	}
	return (day + 1).String()
}

// office flags a person who keeps the books and the box at the same time.
func (a *auditor) office() error {
	if !slices.Contains([]string{"accountant", "treasurer"}, a.now.Value("role").Str()) {
		return nil
	}
	roles, err := a.books.ByKey(schema.ListKey("clubRole", "member", a.now.Value("member")))
	for _, r := range roles {
		if r.ID != a.now.ID && !r.Deleted() && r.Value("role") != a.now.Value("role") && overlap(r, a.now) &&
			slices.Contains([]string{"accountant", "treasurer"}, r.Value("role").Str()) {
			member, _ := a.now.Value("member").Ref()
			a.about(member, "member", models.ReasonOneHand, "", models.SeverityWarning, a.now.Value("role"))
			break
		}
	}
	return err
}

// overlap says whether two offices were held on a common day. The last day of one is the first of the next: no overlap.
func overlap(a, b *models.Record) bool {
	ends := func(r *models.Record) string {
		if to := r.Value("to").Str(); to != "" {
			return to
		}
		return "9999-12-31"
	}
	return a.Value("from").Str() < ends(b) && b.Value("from").Str() < ends(a)
}
