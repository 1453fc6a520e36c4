package sync_test

import (
	"context"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/storetest"
)

// interrupted does something in the middle of each look at a club's loans.
type interrupted struct {
	store.Store
	meanwhile func()
}

func (s *interrupted) RecordsOfType(ctx context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error) {
	if typ == ledger.TypeRepayment && s.meanwhile != nil {
		s.meanwhile()
	}
	return s.Store.RecordsOfType(ctx, scope, typ, after, limit)
}

// forgetful has no projections.
type forgetful struct{ store.Store }

func (forgetful) Projections(context.Context, models.Scope, []string) ([]models.Projection, error) {
	return nil, nil
}

var march15 = models.DayOf(2026, time.March, 15)

// TestLookIsOfOneSeq: what was committed while a club was read is all in the answer, or nothing of it, and the answer says
// up to where. A club that is written to without end is not looked at for ever.
func TestLookIsOfOneSeq(t *testing.T) {
	s := &interrupted{Store: storetest.NewModel()}
	b := openTreasury(t, openOffice(t, s))
	lent := b.lend(6_000_000)
	b.settled()
	times := 1
	s.meanwhile = func() {
		if times--; times >= 0 {
			b.pay(b.phone, lent, 500_000)
			b.lend(1_000_000)
			b.settled()
		}
	}
	loans, seq, err := b.Loans(t.Context(), b.access, b.here.Owner(), march15)
	if err != nil || len(loans) != 2 || seq != b.head() {
		t.Fatalf("%d loans as of %d, the head is %d (%v)", len(loans), seq, b.head(), err)
	}
	for _, l := range loans {
		if want := map[models.RecordID]int64{lent: 5_500_000}[l.Record.ID]; want > 0 && l.Standing.Outstanding != want {
			t.Errorf("outstanding %d, want %d", l.Standing.Outstanding, want)
		}
	}
	times = 1 << 20
	if _, _, err := b.Loans(t.Context(), b.access, b.here.Owner(), march15); models.CodeOf(err) != models.CodeUnavailable {
		t.Errorf("written to without end: %v", err)
	}
}

func (b *treasury) head() uint64 {
	b.Helper()
	heads, err := b.store.Heads(b.Context(), []models.Scope{b.here})
	if err != nil {
		b.Fatal(err)
	}
	return heads[0].Seq
}

// TestFundsAreTheFoldOfTheirEntries, with the projections that the engine keeps, and without any.
func TestFundsAreTheFoldOfTheirEntries(t *testing.T) {
	model := storetest.NewModel()
	b := openTreasury(t, openOffice(t, model))
	b.pay(b.phone, b.lend(6_000_000), 500_000)
	b.enter(b.phone, b.activity, "out", "expense", 1_500_000)
	b.settled()
	want := map[models.RecordID]int64{b.income: 14_500_000, b.activity: -500_000}
	look := func(how string) {
		t.Helper()
		funds, _, err := b.Funds(t.Context(), b.access, b.here.Owner())
		if err != nil || len(funds) != 2 {
			t.Fatalf("%s: %d funds (%v)", how, len(funds), err)
		}
		for _, f := range funds {
			if got := f.Balance.Closing(); got != want[f.Record.ID] {
				t.Errorf("%s: %s holds %d, want %d", how, f.Record.Value("kind"), got, want[f.Record.ID])
			}
			page, _, err := b.FundPage(t.Context(), b.access, b.here.Owner(), f.Record.Value("kind").Str(), "2026-03")
			if err != nil || page.Month.Closing != want[f.Record.ID] {
				t.Errorf("%s: the book closes with %d (%v)", how, page.Month.Closing, err)
			}
		}
	}
	look("kept")
	b.open(forgetful{model})
	look("folded")
}
