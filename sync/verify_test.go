package sync_test

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/summary"
	"github.com/beplua/beplua/store/storetest"
	fieldsync "github.com/beplua/beplua/sync"
)

// witness remembers what was acknowledged and shown, so that nothing of it can change unnoticed.
type witness struct {
	outcomes map[string]models.Outcome // by scope and dot: I1, I2
	vectors  map[string]models.Vector  // by scope and record: I5
	contents map[string]string         // by scope, record and vector: I4
	fixed    map[string]string         // by scope and record that is only added to: I8
}

func newWitness() *witness {
	return &witness{
		outcomes: map[string]models.Outcome{}, vectors: map[string]models.Vector{}, contents: map[string]string{}, fixed: map[string]string{},
	}
}

// acknowledge notes what a receipt said of the operations sent.
func (w *witness) acknowledge(ops []models.Operation, r models.Receipt) {
	for i := range ops {
		if o := outcome(r, ops[i].Scope, ops[i].Dot.N); o.Kind != "" {
			w.outcomes[fmt.Sprint(ops[i].Scope, ops[i].Dot)] = o
		}
	}
}

// verify checks the invariants I1 to I8 and I11 on all that the store holds.
func (o *office) verify() {
	o.Helper()
	all := o.store.(interface {
		AllScopes(ctx context.Context, after models.Scope, limit int) ([]models.Scope, error)
	})
	scopes, err := all.AllScopes(o.Context(), "", models.ListMax)
	if err != nil {
		o.Fatal(err)
	}
	acknowledged := 0
	for _, scope := range scopes {
		acknowledged += o.verifyLog(scope)
		o.verifyRecords(scope)
		o.verifyBooks(scope)
	}
	if acknowledged != len(o.witness.outcomes) {
		o.Fatalf("I1: %d operations were acknowledged, %d are in the log", len(o.witness.outcomes), acknowledged)
	}
}

// verifyLog: seq without gaps, the chain unbroken, numbers without gaps, each acknowledged outcome as it was. It gives how many
// acknowledged operations it met.
func (o *office) verifyLog(scope models.Scope) int {
	o.Helper()
	log, err := o.store.Log(o.Context(), scope, 0, 1<<30)
	if err != nil {
		o.Fatal(err)
	}
	heads, err := o.store.Heads(o.Context(), []models.Scope{scope})
	if err != nil {
		o.Fatal(err)
	}
	chain, last, met := models.Hash{}, map[models.ActorID]uint64{}, 0
	for i := range log {
		l := &log[i]
		if l.Seq != uint64(i)+1 {
			o.Fatalf("I3: the operation after seq %d has seq %d", i, l.Seq)
		}
		if chain = l.NextChain(chain); chain != l.Chain || l.Hash != l.Operation.Hash() {
			o.Fatalf("I11: the chain breaks at %d", l.Seq)
		}
		if next := last[l.Dot.Actor] + 1; !l.Dot.Actor.IsServer() && l.Dot.N != next {
			o.Fatalf("I2: %s follows %d", l.Dot, next-1)
		}
		if l.Dot.Actor.IsServer() && l.Dot.N != l.Seq {
			o.Fatalf("the server's %s has seq %d", l.Dot, l.Seq)
		}
		last[l.Dot.Actor] = l.Dot.N
		if told, ok := o.witness.outcomes[fmt.Sprint(scope, l.Dot)]; ok {
			met++
			if diff := storetest.Differ(told, l.Outcome); diff != "" {
				o.Fatalf("I2: %s was answered otherwise (-told +stored):\n%s", l.Dot, diff)
			}
		}
		o.verifyOutcome(scope, l)
	}
	if heads[0].Seq != uint64(len(log)) || heads[0].Chain != chain {
		o.Fatalf("I3: the head is at %d, the log at %d", heads[0].Seq, len(log))
	}
	return met
}

// verifyOutcome: whatever was not taken says where it went (I6).
func (o *office) verifyOutcome(scope models.Scope, l *models.LoggedOperation) {
	o.Helper()
	switch l.Outcome.Kind {
	case models.Applied, models.Merged:
		return
	case models.Held, models.Refused:
	}
	if l.Outcome.Case.IsZero() || l.Outcome.Problem == "" {
		o.Fatalf("I6: %s is %s, but no case or reason tells why", l.Dot, l.Outcome.Kind)
	}
	if c := o.record(scope, l.Outcome.Case); c.Type != models.TypeCase {
		o.Fatalf("I6: the case of %s is a %s", l.Dot, c.Type)
	}
}

// verifyRecords: vectors only grow, equal ones mean equal content, what is only added to never changes, the digest fits.
func (o *office) verifyRecords(scope models.Scope) {
	o.Helper()
	records, err := o.store.Changes(o.Context(), scope, 0, 1<<30)
	if err != nil {
		o.Fatal(err)
	}
	heads, err := o.store.Heads(o.Context(), []models.Scope{scope})
	if err != nil {
		o.Fatal(err)
	}
	digest, waiting := models.Digest{}, map[string]bool{}
	reader := o.engineOver(o.store) // what it reads is not the office's
	for i := range records {
		r := &records[i]
		digest = digest.XOR(models.RecordDigest(r.ID, r.Vector))
		key, content := fmt.Sprint(scope, r.ID), string(r.Values().AppendJSON(nil))
		if known, ok := o.witness.vectors[key]; ok && known.Compare(r.Vector) != models.Before && known.Compare(r.Vector) != models.Equal {
			o.Fatalf("I5: the vector of %s went from %s to %s", r.ID, known, r.Vector)
		}
		o.witness.vectors[key] = r.Vector
		state := key + " " + r.Vector.String()
		if known, ok := o.witness.contents[state]; ok && known != content {
			o.Fatalf("I4: %s stands for %s and for %s", state, known, content)
		}
		o.witness.contents[state] = content
		if t, ok := schema.Default().Type(r.Type); ok && t.Mode == schema.AppendOnly {
			if known, ok := o.witness.fixed[key]; ok && known != content {
				o.Fatalf("I8: %s went from %s to %s", r.Type, known, content)
			}
			o.witness.fixed[key] = content
		}
		o.verifyCase(r, waiting)
		o.verifyHistory(reader, r)
	}
	if heads[0].Digest != digest {
		o.Fatalf("the digest is not that of the records")
	}
}

// verifyHistory: what a record's history says came of it is what it is.
func (o *office) verifyHistory(reader *fieldsync.Engine, r *models.Record) {
	o.Helper()
	edits, _, err := reader.History(o.Context(), o.officer(r.Scope), r.Scope, r.ID, 0, 1<<30)
	if err != nil || len(edits) == 0 || edits[0].Elsewhere && len(edits) == 1 {
		o.Fatalf("%s %s has a history of %d (%v)", r.Type, r.ID, len(edits), err)
	}
	last := map[string]models.Value{}
	for _, edit := range slices.Backward(edits) {
		for _, c := range edit.Changes {
			if last[c.Field] != c.Before {
				o.Fatalf("%s of %s was %s before %d, not %s", c.Field, r.Type, last[c.Field], edit.Seq, c.Before)
			}
			last[c.Field] = c.After
		}
	}
	for field, value := range last {
		if r.Value(field) != value {
			o.Fatalf("%s of %s %s is %s, its history says %s", field, r.Type, r.ID, r.Value(field), value)
		}
	}
	for i := range r.Fields {
		if _, told := last[r.Fields[i].Name]; !told {
			o.Fatalf("the history of %s %s does not say how %s came to be", r.Type, r.ID, r.Fields[i].Name)
		}
	}
}

// verifyCase: of cases that wait, there is one for each kind, subject, second record and field.
func (o *office) verifyCase(r *models.Record, waiting map[string]bool) {
	o.Helper()
	if r.Type != models.TypeCase || r.Value(models.CaseFieldStatus).Str() == string(models.CaseResolved) {
		return
	}
	key := fmt.Sprint(r.Value(models.CaseFieldKind), r.Value(models.CaseFieldSubject), r.Value(models.CaseFieldOther), r.Value(models.CaseFieldField), reasonOf(r))
	if waiting[key] {
		o.Fatalf("two cases wait for %s", key)
	}
	waiting[key] = true
}

// reasonOf is why a case about the books was opened; one record may be doubted for several reasons.
func reasonOf(c *models.Record) string {
	if c.Value(models.CaseFieldKind).Str() != string(models.CaseLedger) {
		return ""
	}
	return c.Value(models.CaseFieldReason).Str()
}

// verifyBooks: every stored sum equals the fold of its records (I8), and none is missing.
func (o *office) verifyBooks(scope models.Scope) {
	o.Helper()
	records, err := o.store.Changes(o.Context(), scope, 0, 1<<30)
	if err != nil {
		o.Fatal(err)
	}
	all := func(yield func(*models.Record) bool) {
		for i := range records {
			if !yield(&records[i]) {
				return
			}
		}
	}
	for id, want := range ledger.FoldFunds(all) {
		verifySum(o, scope, ledger.FundKey(id), want, ledger.ParseBalance)
	}
	for id, want := range ledger.FoldDebts(all) {
		verifySum(o, scope, ledger.LoanKey(id), want, ledger.ParseDebt)
	}
	o.verifySummary(scope, all)
}

// verifySummary: what is kept of a scope at a glance is what its records and its log come to.
func (o *office) verifySummary(scope models.Scope, all iter.Seq[*models.Record]) {
	o.Helper()
	kept, err := o.store.Projections(o.Context(), scope, []string{summary.Key})
	if err != nil || len(kept) == 0 {
		return // a store that forgets
	}
	stored, err := summary.Parse(kept[0])
	log, err2 := o.store.Log(o.Context(), scope, 0, 1<<30)
	if err != nil || err2 != nil {
		o.Fatal(err, err2)
	}
	f := summary.NewFold(stored.From)
	for _, typ := range summary.Types() {
		f.Records(func(yield func(*models.Record) bool) {
			for r := range all {
				if r.Type == typ && !yield(r) {
					return
				}
			}
		})
	}
	for i := range log {
		if !log[i].Dot.Actor.IsServer() {
			f.Received(1, log[i].Received)
		}
	}
	if got, want := string(kept[0].Body), string(f.JSON()); got != want {
		o.Fatalf("the summary of %s is kept as\n%s\nits records come to\n%s", scope, got, want)
	}
}

func verifySum[S interface{ Same(other S) bool }](o *office, scope models.Scope, key string, want S, parse func(models.Projection) (S, error)) {
	o.Helper()
	stored, err := o.store.Projections(o.Context(), scope, []string{key})
	if err != nil {
		o.Fatal(err)
	}
	if got, err := parse(stored[0]); err != nil || stored[0].Seq == 0 || !got.Same(want) {
		o.Fatalf("I8: %s is kept as %+v of seq %d (%v), its records come to %+v", key, got, stored[0].Seq, err, want)
	}
}
