package simtest

import (
	"maps"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// sheet is a record as the oracle believes it to be.
type sheet struct {
	typ    string
	schema int
	fields map[string]entry
	vector map[models.ActorID]uint64
	seq    uint64
}

// entry is one field: what stands, who wrote it, when by the server's clock. An empty value was taken away.
type entry struct {
	value models.Value
	dot   models.Dot
	at    int64
}

func (s *sheet) clone() *sheet {
	if s == nil {
		return nil
	}
	out := *s
	out.fields, out.vector = maps.Clone(s.fields), maps.Clone(s.vector)
	return &out
}

func (s *sheet) deleted() bool { return s.fields[models.FieldDeleted].value == "true" }

func (s *sheet) alias() (models.RecordID, bool) { return s.fields[models.FieldAlias].value.Ref() }

func (s *sheet) text(name string) string { return s.fields[name].value.Str() }

// policies of the fields that the simulation writes, told apart from models/schema so that a slip there shows. What is
// not named is latest.
var policies = map[string]string{
	"household.headName": "ask", "household.hardships": "union",
	"meeting.date": "ask", "meeting.kind": "ask", "meeting.guests": "max", "meeting.startedAt": "min",
	"member.fullName": "ask", "member.sex": "ask", "member.joinedOn": "ask", "member.birthOn": "ask", "member.birthPrecision": "ask",
	"povertyReview.household": "once", "povertyReview.year": "once", "povertyReview.class": "ask",
	"fundAccount.kind": "once", "fundAccount.openingBalance": "once", "fundAccount.openedOn": "ask",
	"byLaw.validFrom": "ask", "byLaw.secondOfficerAbove": "ask",
	"loan.member": "once", "loan.amount": "once", "loan.ratePpm": "once", "loan.method": "once", "loan.termMonths": "once",
	"loan.disbursedOn": "once", "loan.rounding": "once", "loan.schedule": "once",
}

// traits of the types that the simulation writes.
var traits = map[string]struct {
	scope      models.ScopeKind
	appendOnly bool
	deletable  bool
	parents    []string // the fields that name records it needs
	required   []string
}{
	"household":       {scope: models.ScopeClub, required: []string{"headName"}},
	"meeting":         {scope: models.ScopeClub, deletable: true, required: []string{"date", "kind"}},
	"member":          {scope: models.ScopeClub, required: []string{"fullName", "sex", "joinedOn"}},
	"povertyReview":   {scope: models.ScopeClub, parents: []string{"household"}, required: []string{"household", "year", "class"}},
	"fundAccount":     {scope: models.ScopeClub, required: []string{"kind"}},
	"fundTransaction": {scope: models.ScopeClub, appendOnly: true, parents: []string{"account", "reverses"}, required: []string{"account", "date", "direction", "category", "amount", "slipNo"}},
	"monthClosing":    {scope: models.ScopeClub, appendOnly: true, parents: []string{"account"}, required: []string{"account", "month", "opening", "received", "paid", "closing"}},
	"byLaw":           {scope: models.ScopeClub, required: []string{"validFrom"}},
	"loan":            {scope: models.ScopeClub, parents: []string{"member"}, required: []string{"member", "amount", "ratePpm", "method", "termMonths", "disbursedOn"}},
	"repayment":       {scope: models.ScopeClub, appendOnly: true, parents: []string{"loan", "reverses"}, required: []string{"loan", "date", "principal", "interest"}},
	"healthCheck":     {scope: models.ScopeHealth, appendOnly: true, parents: []string{"member"}, required: []string{"member", "date"}},
}

// fate is what the oracle says of an operation.
type fate struct {
	kind    models.OutcomeKind
	problem string
	parent  models.RecordID // what an orphan waits for
	landed  models.RecordID
	about   models.RecordID // refused: the record that its case is about, if not its own
	after   *sheet          // the record afterwards; nil if the operation did not take effect
	on      models.RecordID
	fields  []string // in conflict
	deleted bool     // delete against edit
}

func held(problem string) fate    { return fate{kind: models.Held, problem: problem} }
func refused(problem string) fate { return fate{kind: models.Refused, problem: problem} }

// asked is an operation as the oracle meets it.
type asked struct {
	*models.Operation
	at       int64           // by the server's clock
	server   models.Dot      // of the server's own entry
	form     bool            // its form was changed, so the phone must be told
	approver models.RecordID // the officer who lets a held operation go on; zero for nobody
	blind    bool            // its author looked at another record, joined to this one since
}

// knows says whether the operation's author had seen what a dot names.
func (a *asked) knows(d models.Dot) bool {
	if a.blind {
		return false
	}
	if d.N == 0 || d.Actor == a.Dot.Actor && d.N < a.Dot.N {
		return true
	}
	return a.Seen.Get(d.Actor) >= d.N
}

// sawAll says whether nobody else touched the record meanwhile.
func (a *asked) sawAll(s *sheet) bool {
	for actor, n := range s.vector {
		if !a.knows(models.Dot{Actor: actor, N: n}) {
			return false
		}
	}
	return true
}

// meet says what becomes of an operation that may be written and is well made.
func meet(s *sheet, a *asked) fate {
	trait := traits[a.Type]
	switch {
	case s == nil:
		return born(a)
	case a.Delete && !trait.deletable:
		return refused(models.ReasonNotDeletable)
	case a.Delete:
		return buried(s, a)
	case trait.appendOnly:
		for _, v := range a.Set {
			if s.fields[v.Name].value != v.Value {
				return refused(models.ReasonImmutable)
			}
		}
		if len(a.Unset) > 0 {
			return refused(models.ReasonImmutable)
		}
		return signed(fate{kind: models.Merged}, s.clone(), a)
	}
	return edited(s, a)
}

func born(a *asked) fate {
	s := &sheet{typ: a.Type, schema: a.Schema, fields: map[string]entry{}, vector: map[models.ActorID]uint64{}}
	for _, v := range a.Set {
		s.fields[v.Name] = entry{v.Value, a.Dot, a.at}
	}
	f := fate{kind: models.Applied}
	if a.form {
		f.kind = models.Merged
	}
	return signed(f, s, a)
}

func buried(s *sheet, a *asked) fate {
	after := s.clone()
	if s.deleted() {
		return signed(fate{kind: models.Merged}, after, a)
	}
	for _, e := range s.fields {
		if !a.knows(e.dot) {
			return signed(fate{kind: models.Held, problem: models.ReasonDeleteEdit, deleted: true}, after, a)
		}
	}
	for actor, n := range s.vector {
		if !actor.IsServer() && !a.knows(models.Dot{Actor: actor, N: n}) {
			return signed(fate{kind: models.Held, problem: models.ReasonDeleteEdit, deleted: true}, after, a)
		}
	}
	f := fate{kind: models.Applied}
	if a.form || !a.sawAll(s) {
		f.kind = models.Merged
	}
	after.fields[models.FieldDeleted] = entry{"true", a.mark(s), a.at}
	return signed(f, after, a)
}

// mark is the dot that fields written by the operation carry: the server's if later operations of the author are in the
// record already.
func (a *asked) mark(s *sheet) models.Dot {
	if s != nil && s.vector[a.Dot.Actor] >= a.Dot.N {
		return a.server
	}
	return a.Dot
}

func edited(s *sheet, a *asked) fate {
	after := s.clone()
	f := fate{kind: models.Applied}
	if a.form || !a.sawAll(s) {
		f.kind = models.Merged
	}
	write := func(name string, value models.Value) bool {
		mine := entry{value, a.mark(s), a.at}
		there, was := s.fields[name]
		if !was {
			after.fields[name] = mine
			return true
		}
		e, verdict := duel(policies[s.typ+"."+name], there, mine, a.knows(there.dot), a.server)
		switch verdict {
		case quarrel:
			f.fields = append(f.fields, name)
		case forbidden:
			return false
		case settled:
			after.fields[name] = e
		}
		return true
	}
	for _, v := range a.Set {
		if !write(v.Name, v.Value) {
			return refused(models.ReasonInvalid)
		}
	}
	for _, name := range a.Unset {
		if !write(name, "") {
			return refused(models.ReasonInvalid)
		}
	}
	if s.deleted() {
		f.deleted = !a.knows(s.fields[models.FieldDeleted].dot)
		after.fields[models.FieldDeleted] = entry{"", a.mark(s), a.at}
	}
	switch {
	case f.deleted:
		f.kind, f.problem = models.Held, models.ReasonDeleteEdit
	case len(f.fields) > 0:
		f.kind, f.problem = models.Held, models.ReasonConflict
	}
	after.schema = max(after.schema, a.Schema)
	return signed(f, after, a)
}

type verdict int

const (
	settled   verdict = iota
	quarrel           // a person must decide; what stands stays
	forbidden         // never changes after it was set
)

// duel says which of two values of one field counts.
func duel(policy string, there, mine entry, seen bool, server models.Dot) (entry, verdict) {
	same := there.value == mine.value
	if policy == "once" && there.value != "" && !same {
		if seen {
			return there, forbidden
		}
		return there, quarrel
	}
	if seen {
		return mine, settled
	}
	later := mine.at > there.at || mine.at == there.at && string(mine.dot.Actor[:]) > string(there.dot.Actor[:])
	switch policy {
	case "union":
		return entry{joined(there.value, mine.value), server, max(there.at, mine.at)}, settled
	case "", "latest":
		if later {
			return mine, settled
		}
		return there, settled
	}
	if same {
		return there, settled
	}
	switch policy {
	case "max", "min":
		if wins(policy, mine.value, there.value) {
			return mine, settled
		}
		return there, settled
	}
	return there, quarrel
}

func joined(a, b models.Value) models.Value {
	if a == b {
		return a
	}
	x, _ := a.List()
	y, _ := b.List()
	all := append(slices.Clone(x), y...)
	slices.Sort(all)
	return models.ListValue(slices.Compact(all))
}

// wins compares integers and dates of the same length. A value wins against none.
func wins(policy string, a, b models.Value) bool {
	if a == "" || b == "" {
		return a != ""
	}
	order := strings.Compare(string(a), string(b))
	if x, ok := a.Int(); ok {
		y, _ := b.Int()
		order = int(x - y)
	}
	return policy == "max" && order > 0 || policy == "min" && order < 0
}

// signed enters the operation in the record's vector, and the server unless the phone shows just what stands now.
func signed(f fate, after *sheet, a *asked) fate {
	after.vector[a.Dot.Actor] = max(after.vector[a.Dot.Actor], a.Dot.N)
	if f.kind != models.Applied {
		after.vector[a.server.Actor] = max(after.vector[a.server.Actor], a.server.N)
	}
	f.after = after
	return f
}
