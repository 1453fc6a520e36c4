package sync

import (
	"context"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sync/rules"
)

// labels finds how people call the records that others refer to, each once.
type labels struct {
	ctx   context.Context //nolint:containedctx // lives no longer than the call
	store Store
	known map[models.Scope]map[models.RecordID]*models.Record // nil: looked for and not there
}

func newLabels(ctx context.Context, store Store) *labels {
	return &labels{ctx, store, map[models.Scope]map[models.RecordID]*models.Record{}}
}

// load reads records of one scope that are not known yet; those that it lacks are looked for in the scope above.
func (l *labels) load(scope models.Scope, ids []models.RecordID) error {
	known := l.known[scope]
	if known == nil {
		known = map[models.RecordID]*models.Record{}
		l.known[scope] = known
	}
	var fresh []models.RecordID
	for _, id := range ids {
		if _, looked := known[id]; !looked && !id.IsZero() {
			known[id] = nil
			fresh = append(fresh, id)
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	found, err := l.store.Records(l.ctx, scope, fresh)
	if err != nil {
		return err
	}
	for i := range found {
		known[found[i].ID] = &found[i]
	}
	if scope.Kind() != models.ScopeHealth || len(found) == len(fresh) {
		return nil
	}
	above := scope.Parent() // a health scope's records are about members of its club
	if err := l.load(above, fresh); err != nil {
		return err
	}
	for _, id := range fresh {
		if known[id] == nil {
			known[id] = l.known[above][id]
		}
	}
	return nil
}

func (l *labels) find(scope models.Scope, id models.RecordID) *models.Record {
	return l.known[scope][id]
}

// concerns are the fields by which a record leads to the person that it is about.
var concerns = [...]string{"member", "loan", "person", "household", "recipient", "meeting"}

// subjectsOf reads what cases are about, and whom that concerns: at most three steps away.
func (l *labels) subjectsOf(cases []models.Record) error {
	wanted := map[models.Scope][]models.RecordID{}
	for i := range cases {
		scope := cases[i].Scope
		subject, other := pairOf(&cases[i])
		wanted[scope] = append(append(wanted[scope], subject, other), leadsTo(unmade(&cases[i]))...)
		if club, ok := clubOf(scope); ok {
			wanted[models.ClubScope(club)] = append(wanted[models.ClubScope(club)], club)
		}
	}
	for range 3 {
		further := map[models.Scope][]models.RecordID{}
		for scope, ids := range wanted {
			if err := l.load(scope, ids); err != nil {
				return err
			}
			for _, id := range ids {
				further[scope] = append(further[scope], leadsTo(l.find(scope, id))...)
			}
		}
		wanted = further
	}
	return nil
}

// leadsTo gives the records by which one leads to the person that it is about.
func leadsTo(r *models.Record) (out []models.RecordID) {
	if r == nil {
		return nil
	}
	for _, field := range concerns {
		if next, ok := r.Value(field).Ref(); ok {
			out = append(out, next)
		}
	}
	return out
}

// unmade is the record that a case's operation would make: what waits or was refused is called as its author called it.
func unmade(c *models.Record) *models.Record {
	sides, _ := c.Value(models.CaseFieldSides).Table()
	for _, side := range sides {
		op, err := models.ParseValues(side.Get(models.SideOperation).Str())
		if err != nil || op.Get("record").Str() != c.Value(models.CaseFieldSubject).Str() {
			continue
		}
		set, err := models.ParseValues(string(op.Get("set")))
		if err != nil {
			continue
		}
		r := &models.Record{Scope: c.Scope, Type: op.Get("type").Str()}
		for _, a := range set {
			r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
		}
		return r
	}
	return nil
}

// pairOf gives the ids of the two records that a case names, zero for one that it does not.
func pairOf(c *models.Record) (subject, other models.RecordID) {
	subject, _ = models.ParseRecordID(c.Value(models.CaseFieldSubject).Str())
	other, _ = models.ParseRecordID(c.Value(models.CaseFieldOther).Str())
	return subject, other
}

// clubOf gives the club that a scope belongs to.
func clubOf(scope models.Scope) (models.RecordID, bool) {
	kind := scope.Kind()
	return scope.Owner(), kind == models.ScopeClub || kind == models.ScopeHealth
}

// about gives how people call what a case is about.
func (l *labels) about(c *models.Record) view.Subject {
	subject, _ := pairOf(c)
	var s view.Subject
	if club, ok := clubOf(c.Scope); ok {
		s.Club = club
		if r := l.find(models.ClubScope(club), club); r != nil {
			s.Name = view.Title(r)
		}
	}
	r := l.find(c.Scope, subject)
	if r == nil {
		if r = unmade(c); r == nil {
			return s
		}
	}
	s.Title = view.Title(r)
	s.Person = l.person(c.Scope, r)
	return s
}

// person gives whom a record concerns, "" if it is a person itself or concerns nobody.
func (l *labels) person(scope models.Scope, r *models.Record) string {
	for range 3 {
		next := leadsTo(r)
		if len(next) == 0 {
			return ""
		}
		if r = l.find(scope, next[0]); r == nil {
			return ""
		}
		if name := r.Value("fullName").Str(); name != "" {
			return name
		}
	}
	return ""
}

// lines gives cases as lines of the queue.
func (l *labels) lines(cases []models.Record) ([]view.Case, error) {
	if err := l.subjectsOf(cases); err != nil {
		return nil, err
	}
	out := make([]view.Case, len(cases))
	for i := range cases {
		c := &cases[i]
		subject, other := pairOf(c)
		out[i] = view.Case{Record: *c, About: l.about(c)}
		if isOpen(c) {
			out[i].Suggestion = rules.Suggest(c, l.find(c.Scope, subject), l.find(c.Scope, other))
		}
	}
	return out, nil
}
