package ledger_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
)

var categories = []string{
	"seed", "dues", "donation", "interest", "principal", "penalty", "loanOut", "expense", "business", "rotationIn", "rotationOut", "transfer",
	"adjustment", "of a later build",
}

// drawEntries invents entries with seqs 1, 2, 3, …; some take an earlier one back.
func drawEntries(t *rapid.T) []written {
	n := rapid.IntRange(0, 30).Draw(t, "entries")
	out := make([]written, n)
	reversed := map[uint64]bool{}
	for i := range out {
		w := written{
			Seq: uint64(i + 1), Date: rapid.SampledFrom([]string{"2025-12-30", "2026-01-01", "2026-01-17", "2026-02-17"}).Draw(t, "date"),
			Direction: rapid.SampledFrom([]string{"in", "out"}).Draw(t, "direction"), Category: rapid.SampledFrom(categories).Draw(t, "category"),
			Amount: rapid.Int64Range(1, 10_000_000_000).Draw(t, "amount"),
		}
		if i > 0 {
			target := out[rapid.IntRange(0, i-1).Draw(t, "target")]
			if target.Reverses == 0 && !reversed[target.Seq] && rapid.Bool().Draw(t, "reverses") {
				w = target
				w.Seq, w.Reverses, w.Direction = uint64(i+1), target.Seq, string(ledger.Direction(target.Direction).Opposite())
				reversed[target.Seq] = true
			}
		}
		out[i] = w
	}
	return out
}

func recordsOf(all []written) []*models.Record {
	out := make([]*models.Record, len(all))
	for i := range all {
		out[i] = all[i].record()
	}
	return out
}

func entriesOf(t *rapid.T, records []*models.Record) []ledger.Entry {
	var out []ledger.Entry
	for _, r := range records {
		e, ok := ledger.EntryOf(r)
		if !ok {
			t.Fatalf("no entry: %v", r.Values())
		}
		out = append(out, e)
	}
	return out
}

// TestEveryEntryIsBalanced: each posts lines that add up to 0, so every trial balance does.
func TestEveryEntryIsBalanced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		trial := ledger.Trial{}
		trial.Open(rapid.Int64Range(0, 1_000_000).Draw(t, "opening"))
		for _, e := range entriesOf(t, recordsOf(drawEntries(t))) {
			lines := e.Lines()
			if lines[0].Amount+lines[1].Amount != 0 || lines[0].Amount == 0 || lines[0].Book != ledger.BookCash || lines[1].Book == ledger.BookCash {
				t.Fatalf("%+v posts %+v", e, lines)
			}
			trial.Post(&e)
		}
		if trial.Sum() != 0 {
			t.Fatalf("a trial balance of %d: %v", trial.Sum(), trial)
		}
	})
}

// TestArrivalDoesNotMatter: balances and cash books are the same in whatever order the entries came, and a balance kept by
// adding and taking away what each record brings is the fold.
func TestArrivalDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := recordsOf(drawEntries(t))
		fold := ledger.FoldFunds(slices.Values(all))[fund]
		mixed := rapid.Permutation(all).Draw(t, "order")
		var kept ledger.Balance
		for _, r := range mixed {
			_, b, _ := ledger.BalanceOf(r)
			kept = kept.Add(b).Sub(b).Add(b)
		}
		if kept != fold {
			t.Fatalf("kept %+v, folded %+v", kept, fold)
		}
		a, b := ledger.Write(7, entriesOf(t, all)), ledger.Write(7, entriesOf(t, mixed))
		if !slices.Equal(a.Lines, b.Lines) || !slices.Equal(a.Months, b.Months) {
			t.Fatal("the cash book depends on the order of arrival")
		}
		if n := len(a.Lines); n > 0 && a.Lines[n-1].Balance != 7+fold.Closing() {
			t.Fatalf("the last line has %d, the fold %d", a.Lines[n-1].Balance, 7+fold.Closing())
		}
		for i := 1; i < len(a.Months); i++ {
			if a.Months[i].Opening != a.Months[i-1].Closing {
				t.Fatal("a month does not open with what the one before it left")
			}
		}
		for _, m := range a.Months {
			if got := ledger.At(7, entriesOf(t, all), m.Month+"-31"); got != m.Closing {
				t.Fatalf("at the end of %s there is %d, the month closes with %d", m.Month, got, m.Closing)
			}
		}
	})
}

// TestReversalTakesBack: an entry and its reversal come to nothing, in every book.
func TestReversalTakesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEntries(t)
		if len(e) == 0 || e[0].Reverses > 0 {
			return
		}
		back := e[0]
		back.Seq, back.Reverses, back.Direction = 99, e[0].Seq, string(ledger.Direction(back.Direction).Opposite())
		if !ledger.Mirrors(e[0].record(), ledger.TypeEntry, back.record().Values()) {
			t.Fatal("an exact reversal is none")
		}
		if b := ledger.FoldFunds(slices.Values(recordsOf([]written{e[0], back})))[fund]; b.Closing() != 0 || b.Entries != 2 {
			t.Fatalf("left over: %+v", b)
		}
		trial := ledger.Trial{}
		for _, x := range entriesOf(t, recordsOf([]written{e[0], back})) {
			trial.Post(&x)
		}
		for book, amount := range trial {
			if amount != 0 {
				t.Fatalf("%s keeps %d", book, amount)
			}
		}
	})
}

// TestSplitIsExact: the parts add up, none is below 0, and none is a đồng or more from its share.
func TestSplitIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(0, 10_000_000_000).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(0, 1000), 1, 8).Draw(t, "weights")
		var all, sum int64
		for _, w := range weights {
			all += w
		}
		parts := ledger.Split(total, weights)
		if all == 0 {
			if parts != nil {
				t.Fatal("parted by nothing")
			}
			return
		}
		for i, p := range parts {
			sum += p
			if off := p*all - total*weights[i]; off <= -all || off >= all || p < 0 {
				t.Fatalf("part %d of %d by %v is %d", i, total, weights, p)
			}
		}
		if sum != total {
			t.Fatalf("%v add up to %d, not %d", parts, sum, total)
		}
	})
	if a, i := ledger.SplitInterest(1001, 70); a != 701 || i != 300 {
		t.Errorf("1001 at 70 %%: %d and %d", a, i)
	}
}

// TestProjectionsReadBack: what is stored of a sum is the sum.
func TestProjectionsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SliceOfN(rapid.Int64Range(-1<<53, 1<<53), 7, 7).Draw(t, "sums")
		b := ledger.Balance{Opening: n[0], In: n[1], Out: n[2], Entries: n[3], AsOfSeq: 12}
		if got, err := ledger.ParseBalance(models.Projection{Seq: 12, Body: b.JSON()}); err != nil || got != b {
			t.Fatalf("%+v became %+v, %v", b, got, err)
		}
		d := ledger.Debt{Lent: n[0], Paid: loan.Paid{Principal: n[1], Interest: n[2], Penalty: n[3], Count: n[6]}, PaidOut: n[4], Received: n[5], AsOfSeq: 12}
		if got, err := ledger.ParseDebt(models.Projection{Seq: 12, Body: d.JSON()}); err != nil || got != d {
			t.Fatalf("%+v became %+v, %v", d, got, err)
		}
	})
	if _, err := ledger.ParseBalance(models.Projection{Body: []byte(`{"in":`)}); models.CodeOf(err) != models.CodeInternal {
		t.Errorf("a broken body: %v", err)
	}
	if b, err := ledger.ParseBalance(models.Projection{}); err != nil || b != (ledger.Balance{}) {
		t.Errorf("no projection: %+v, %v", b, err)
	}
}
