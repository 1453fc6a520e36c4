package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/loan"
)

// money measures the arithmetic of loans and books, without store and network.
func (b *bench) money(context.Context) error {
	day := models.DayOf(2026, 6, 10)
	methods := []loan.Method{loan.Flat, loan.Balance, loan.Bullet, loan.Free}
	terms := make([]loan.Terms, len(methods))
	for i, method := range methods {
		terms[i] = ledgerTerms(day)
		terms[i].Method = method
	}
	plan := testing.Benchmark(func(t *testing.B) {
		t.ReportAllocs()
		for n := 0; t.Loop(); n++ {
			loan.Schedule(terms[n%len(terms)], loan.Meetings{Day: 10})
		}
	})
	b.addPure("schedules of 12 instalments, the four methods in turn", plan)

	lent := loan.Loan{ID: newID(), Terms: terms[0], Schedule: loan.Schedule(terms[0], loan.Meetings{Day: 10})}
	var paid []loan.Payment
	for _, line := range lent.Schedule[:6] {
		paid = append(paid, loan.Payment{ID: newID(), Loan: lent.ID, On: line.Due, Principal: line.Principal, Interest: line.Interest})
	}
	stand := testing.Benchmark(func(t *testing.B) {
		t.ReportAllocs()
		for t.Loop() {
			loan.StandingOf(lent, paid, nil, day+200)
		}
	})
	b.addPure("how a loan stands after 6 payments", stand)
	return b.foldLedger()
}

func (b *bench) addPure(work string, r testing.BenchmarkResult) {
	b.add(work, "–", "%.0f/s (%d ns, %d allocations)", float64(r.N)/r.T.Seconds(), r.NsPerOp(), r.AllocsPerOp())
}

// foldLedger adds up both funds and all loans of a club from its records, as an audit does.
func (b *bench) foldLedger() error {
	members := make([]models.RecordID, ledgerMembers)
	for i := range members {
		members[i] = models.DerivedID("bench member", strconv.Itoa(i))
	}
	operations, err := inventLedger(models.ClubScope(models.DerivedID("bench club", "ledger")), members)
	if err != nil {
		return err
	}
	records := recordsOf(operations)
	var funds map[models.RecordID]ledger.Balance
	var debts map[models.RecordID]ledger.Debt
	fold := testing.Benchmark(func(t *testing.B) {
		for t.Loop() {
			funds, debts = ledger.FoldFunds(pointers(records)), ledger.FoldDebts(pointers(records))
		}
	})
	if err := wantLedger(funds, debts); err != nil {
		return err
	}
	b.add(fmt.Sprintf("fold of a club's ten-year ledger: %d records, two funds, %d loans", len(records), len(debts)), "–",
		"%.1f ms (%.2f M records/s)", float64(fold.NsPerOp())/1e6, float64(len(records))*1e3/float64(fold.NsPerOp()))
	return nil
}

// pointers gives the records one by one, without copying them.
func pointers(records []models.Record) iter.Seq[*models.Record] {
	return func(yield func(*models.Record) bool) {
		for i := range records {
			if !yield(&records[i]) {
				return
			}
		}
	}
}

// wantLedger says what is wrong with the sums of an invented ledger: loans of the last year still run.
func wantLedger(funds map[models.RecordID]ledger.Balance, debts map[models.RecordID]ledger.Debt) error {
	var inBoxes, outstanding int64
	for _, f := range funds {
		inBoxes += f.Closing()
	}
	for _, d := range debts {
		if !d.Agrees() {
			return errors.New("a loan of the invented ledger does not agree with the cash books")
		}
		outstanding += d.Outstanding()
	}
	const principal, interest, months = 250_000, 24_000, ledgerMonths
	left, paid := int64(0), int64(0)
	for n := range months {
		instalments := int64(min(ledgerTerm, months-1-n))
		left += principal * (ledgerTerm - instalments)
		paid += instalments
	}
	want := int64(200_000_000) + months*(ledgerMembers*5000-ledgerSpent*120_000) + paid*interest - left
	if len(funds) != 2 || inBoxes != want || outstanding != left {
		return fmt.Errorf("the ledger folds to %d đ in %d funds and %d outstanding; want %d and %d", inBoxes, len(funds), outstanding, want, left)
	}
	return nil
}
