package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/loan"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/store/sqlite"
)

// What each of the many clubs has. Borrowers pay on time but for one loan in crowdLate.
const (
	crowdClubs = 8000 // as many as the country has
	crowdLoans = 5
	crowdLate  = 20
	crowdCared = 4 // people who are visited at home
)

// crowd is a store with many small clubs, as of one day.
type crowd struct {
	store   *sqlite.Store
	today   models.Day
	types   *schema.Registry
	clubs   int
	records int
}

// gather fills a store with clubs by commits of its own: the engine's decisions are measured elsewhere.
func (b *bench) gather(ctx context.Context, today models.Day) (*crowd, error) {
	s, err := sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(b.folder, "crowd.db"), Synchronous: sqlite.Off})
	if err != nil {
		return nil, err
	}
	c := &crowd{store: s, today: today, types: schema.Default(), clubs: crowdClubs}
	if b.quick {
		c.clubs /= 20
	}
	const gatherers = 8
	counts := make([]int, gatherers)
	err = each(gatherers, func(i int) error {
		for n := i; n < c.clubs; n += gatherers {
			added, err := c.found(ctx, n)
			if err != nil {
				return fmt.Errorf("club %d: %w", n, err)
			}
			counts[i] += added
		}
		return nil
	})
	for _, n := range counts {
		c.records += n
	}
	return c, err
}

// found writes the n-th club, which meets on the n-th day of the month.
func (c *crowd) found(ctx context.Context, n int) (records int, err error) {
	club := crowdClub(n)
	day := 1 + n%28
	money := &ledgerMaker{}
	for i := range crowdLoans {
		c.lend(money, day, i+1, (n*crowdLoans+i)%crowdLate == 0)
	}
	next := models.DayOf(c.today.Time().Year(), c.today.Time().Month(), day)
	if next < c.today {
		next = models.DayOf(c.today.Time().Year(), c.today.Time().Month()+1, day)
	}
	money.add(newID(), "meeting",
		models.Assignment{Name: "date", Value: models.TextValue(next.String())},
		models.Assignment{Name: "kind", Value: models.TextValue("regular")},
		models.Assignment{Name: "status", Value: models.TextValue("planned")},
	)
	care := &ledgerMaker{}
	for i := range crowdCared {
		c.care(care, i)
	}
	for scope, made := range map[models.Scope][]models.Operation{models.ClubScope(club): money.out, models.HealthScope(club): care.out} {
		commit, err := c.commit(scope, made)
		if err == nil {
			err = c.store.Commit(ctx, commit)
		}
		if err != nil {
			return 0, err
		}
		records += len(made)
	}
	return records, nil
}

// lend writes a loan that was paid out so many months ago, with what was paid back since.
func (c *crowd) lend(m *ledgerMaker, day, months int, late bool) {
	now := c.today.Time()
	terms := ledgerTerms(models.DayOf(now.Year(), now.Month()-time.Month(months), day))
	lines := loan.Schedule(terms, loan.Meetings{Day: day})
	id := m.lent(models.RecordID{1}, terms, lines)
	for _, line := range lines {
		if line.Due >= c.today || late && line.Due >= c.today-31 {
			break
		}
		m.add(newID(), "repayment",
			models.Assignment{Name: "loan", Value: models.RefValue(id)},
			models.Assignment{Name: "date", Value: models.TextValue(line.Due.String())},
			models.Assignment{Name: "principal", Value: models.IntValue(line.Principal)},
			models.Assignment{Name: "interest", Value: models.IntValue(line.Interest)},
		)
	}
}

// care writes a person who is visited twice a week; half of them were this week.
func (c *crowd) care(m *ledgerMaker, i int) {
	who := m.add(newID(), "careRecipient", models.Assignment{Name: "from", Value: models.TextValue("2026-01-05")})
	for visit := range i % 3 {
		m.add(newID(), "homeVisit",
			models.Assignment{Name: "recipient", Value: models.RefValue(who)},
			models.Assignment{Name: "date", Value: models.TextValue((c.today - models.Day(visit) - 1).String())},
		)
	}
}

// commit is the first of a scope: every operation creates a record.
func (c *crowd) commit(scope models.Scope, operations []models.Operation) (models.Commit, error) {
	actor := models.MustActorID("p0000001")
	out := models.Commit{ID: newID(), Base: models.Head{Scope: scope}, Next: models.Head{Scope: scope}}
	for i := range operations {
		o := models.LoggedOperation{Operation: operations[i], Seq: uint64(i) + 1, Outcome: models.Outcome{Kind: models.Applied}}
		o.Scope, o.Dot = scope, models.Dot{Actor: actor, N: o.Seq}
		o.Hash, o.Chain = o.Operation.Hash(), o.NextChain(out.Next.Chain)
		out.Operations = append(out.Operations, o)
		r := models.Record{Scope: scope, ID: o.Record, Type: o.Type, Schema: o.Schema, Seq: o.Seq, Vector: models.NewVector(o.Dot), Last: o.Dot}
		for _, v := range o.Set {
			r.Fields = append(r.Fields, models.Field{Name: v.Name, Value: v.Value, Mark: models.Mark{Dot: o.Dot}})
		}
		t, ok := c.types.Type(o.Type)
		if !ok {
			return out, fmt.Errorf("the schema has no %s", o.Type)
		}
		out.Records = append(out.Records, models.RecordState{Record: r, Created: true, Keys: t.Keys(&r)})
		out.Next.Seq, out.Next.Chain = o.Seq, o.Chain
		out.Next.Digest = out.Next.Digest.XOR(models.RecordDigest(r.ID, r.Vector))
	}
	return out, nil
}
