package demodata_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/beplua/beplua/cmd/beplua/demodata"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// everything gives the province's records and then all clubs'.
func everything(t *testing.T, o demodata.Options, visit func(demodata.Step) error) {
	t.Helper()
	steps, err := demodata.Province(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range steps {
		if err := visit(s); err != nil {
			t.Fatal(err)
		}
	}
	if err := demodata.Generate(o, visit); err != nil {
		t.Fatal(err)
	}
}

// auditor holds every step against the registry.
type auditor struct {
	t        *testing.T
	registry *schema.Registry
	records  map[models.RecordID]*models.Record
	hints    map[string]models.RecordID
	today    string
	balance  map[models.RecordID]int64
	wrong    int
}

func (a *auditor) complain(s demodata.Step, what ...any) {
	if a.wrong++; a.wrong <= 30 {
		a.t.Errorf("%s %s: %v in %s", s.Type, s.Record, what, s.Set.AppendJSON(nil))
	}
}

// The engine would take every step as it is: known type, right scope, no faults, already canonical, parents there before.
func TestEveryStepIsValid(t *testing.T) { audit(t, options()) }

// Nor is that luck of one seed and day: before the reform, on its eve, on a leap day, in other hands.
func TestOtherSeedsAndDays(t *testing.T) {
	for i, day := range []string{"2025-06-30", "2025-07-01", "2024-02-29", "2017-05-17"} {
		audit(t, demodata.Options{Seed: uint64(i), Until: day, Clubs: 30})
	}
}

func audit(t *testing.T, o demodata.Options) {
	t.Helper()
	a := &auditor{
		t: t, registry: schema.Default(), records: map[models.RecordID]*models.Record{}, hints: map[string]models.RecordID{},
		today: o.Until, balance: map[models.RecordID]int64{},
	}
	everything(t, o, func(s demodata.Step) error {
		a.step(s)
		return nil
	})
	for id, r := range a.records {
		typ, _ := a.registry.Type(r.Type)
		if faults := typ.CheckRecord(r, a.today); len(faults) > 0 {
			a.complain(demodata.Step{Type: r.Type, Record: id}, "in the end", faults)
		}
		for _, key := range typ.Keys(r) {
			if !strings.HasPrefix(key, "h:") || strings.HasPrefix(key, "h:"+string(models.CaseDuplicatePayment)) {
				continue
			}
			key = string(r.Scope) + key
			if other, ok := a.hints[key]; ok {
				a.complain(demodata.Step{Type: r.Type, Record: id}, "looks like", other)
			}
			a.hints[key] = id
		}
	}
	if a.wrong > 0 {
		t.Errorf("%d things are wrong", a.wrong)
	}
}

func (a *auditor) step(s demodata.Step) {
	typ, ok := a.registry.Type(s.Type)
	if !ok {
		a.complain(s, "unknown type")
		return
	}
	r, there := a.records[s.Record]
	if there && (typ.Mode == schema.AppendOnly || r.Type != s.Type || r.Scope != s.Scope) {
		a.complain(s, "may not be changed so")
	}
	if !there {
		r = &models.Record{Scope: s.Scope, ID: s.Record, Type: s.Type}
		a.records[s.Record] = r
	}
	if s.Scope.Kind() != typ.Scope || typ.Officers != s.By.IsZero() {
		a.complain(s, "does not belong to", s.Scope)
	}
	op := models.Operation{Scope: s.Scope, Record: s.Record, Type: s.Type, Set: s.Set, At: s.At, By: s.By, Schema: schema.Current}
	if faults := typ.CheckSet(&op, !there, a.today); len(faults) > 0 {
		a.complain(s, faults)
	}
	if _, changed := typ.Canonical(s.Set); changed {
		a.complain(s, "is not canonical")
	}
	if natural, ok := typ.NaturalID(s.Scope, s.Set); ok && !there && natural != s.Record {
		a.complain(s, "has not its natural id")
	}
	if s.Type == "fundAccount" {
		a.balance[s.Record] = amount(s.Set.Get("openingBalance"))
	}
	if s.Type == "fundTransaction" {
		account, _ := s.Set.Get("account").Ref()
		sign := int64(1)
		if s.Set.Get("direction").Str() == "out" {
			sign = -1
		}
		if a.balance[account] += sign * amount(s.Set.Get("amount")); a.balance[account] < 0 {
			a.complain(s, "takes more than there is")
		}
	}
	if typ.Single && s.Record != s.Scope.Owner() {
		a.complain(s, "is not its scope's owner")
	}
	for _, set := range s.Set {
		field, known := typ.Field(set.Name)
		if !known {
			a.complain(s, "unknown field", set.Name)
			continue
		}
		a.refer(s, field, set.Value)
		at, found := r.Find(set.Name)
		if found {
			r.Fields[at].Value = set.Value
			continue
		}
		r.Fields = slices.Insert(r.Fields, at, models.Field{Name: set.Name, Value: set.Value})
	}
}

// refer wants what a field refers to there already, of a type that the field allows, in the same club or the province.
func (a *auditor) refer(s demodata.Step, field *schema.Field, value models.Value) {
	if len(field.Target) == 0 {
		return
	}
	ids := []string{value.Str()}
	if field.Kind == schema.Set {
		ids, _ = value.List()
	}
	for _, text := range ids {
		id, err := models.ParseRecordID(text)
		if err != nil {
			a.complain(s, field.Name, err)
			continue
		}
		other, ok := a.records[id]
		if !ok {
			// Clubs name each other, and the province names clubs, whose scopes fill on their own.
			if !slices.Contains(field.Target, "club") {
				a.complain(s, field.Name, "refers to what is not there")
			}
			continue
		}
		near := other.Scope == s.Scope || other.Scope == s.Scope.Parent() || other.Scope == models.ProvinceScope
		if !slices.Contains(field.Target, other.Type) || !near && other.Type != "club" {
			a.complain(s, field.Name, "refers to a", other.Type, "of", other.Scope)
		}
	}
}

// Steps come in the order of time, groups are neighbours of one scope and complete.
func TestOrderAndGroups(t *testing.T) {
	var last demodata.Step
	waiting := 0
	clubs := map[models.RecordID]bool{}
	err := demodata.Generate(options(), func(s demodata.Step) error {
		club := s.Scope.Owner()
		if club == last.Scope.Owner() && s.At < last.At {
			t.Errorf("%s of %d comes after one of %d", s.Type, s.At, last.At)
		}
		if club != last.Scope.Owner() && clubs[club] {
			t.Errorf("club %s comes twice", club)
		}
		clubs[club] = true
		switch {
		case waiting > 0:
			if s.Group != last.Group || s.Scope != last.Scope {
				t.Errorf("a group is torn apart at %s", s.Type)
			}
			waiting--
		case s.Group.Of > 0:
			waiting = s.Group.Of - 1
		}
		last = s
		return nil
	})
	if err != nil || waiting != 0 {
		t.Error(err, waiting)
	}
}

func TestProvince(t *testing.T) {
	steps, err := demodata.Province(options())
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	var cumulative []int64
	for _, s := range steps {
		counts[s.Type]++
		if s.Type == "planTarget" && s.Set.Get("indicator").Str() == "Q1" {
			cumulative = append(cumulative, amount(s.Set.Get("value")))
		}
	}
	if counts["adminUnit"] != 1+8+106+38 || counts["adminUnitSuccession"] != 106 || counts["plan"] != 1 || counts["capitalTransfer"] != 12 {
		t.Errorf("%v", counts)
	}
	if !slices.Equal(cumulative, []int64{25, 34, 45, 57, 72}) {
		t.Errorf("clubs by the end of 2021 to 2025: %v", cumulative)
	}
}
