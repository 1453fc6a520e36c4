package simtest

import (
	"fmt"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// edit lets a person write something down.
func (w *world) edit() {
	h := w.anyone()
	scope, ok := w.place(h)
	if !ok {
		return
	}
	changes := w.changes(h, scope)
	by := h.seat.User
	if w.random.IntN(80) == 0 {
		by = w.anyone().seat.User
	}
	if w.random.IntN(100) == 0 && !w.quiet {
		h.storage.Fill()
	}
	w.write(h, by, changes...)
	h.storage.Free()
}

// write saves what a person has written, and looks whether the phone shows it.
func (w *world) write(h *handset, by models.RecordID, changes ...client.Change) {
	ids, err := h.Edit(by, changes...)
	switch models.CodeOf(err) {
	case "":
	case models.CodeStorageFull:
		w.happened(phoneFull)
		return
	case models.CodeGone:
		return
	default:
		w.fail("phone %d cannot save %+v: %v", h.number, changes, err)
		return
	}
	w.operations += len(changes)
	w.countEdit(h, by, changes)
	for i := range changes {
		w.note("edit %d: %s %s", h.number, changes[i].Type, ids[i])
		w.checkShown(h, &changes[i], ids[i])
	}
	h.storage.forget()
}

// countEdit counts what is odd about an edit.
func (w *world) countEdit(h *handset, by models.RecordID, changes []client.Change) {
	const year = 365 * 24 * time.Hour
	clock := h.clock(w)
	for f, is := range map[Fault]bool{
		clockBehind:  h.skew < -year,
		clockAhead:   h.skew > year,
		clock1970:    clock.Year() == 1970,
		clockTied:    clock.Equal(h.latest),
		clockBack:    clock.Before(h.latest),
		otherAuthor:  by != h.seat.User,
		oldApp:       changes[0].Set.Get("birthYear").IsSet() || changes[0].Set.Get("weightKg").IsSet(),
		unknownField: changes[0].Set.Get("fromNewerApp").IsSet(),
	} {
		if is {
			w.happened(f)
		}
	}
	h.latest = clock
}

// checkShown makes sure that a person sees what he has just written.
func (w *world) checkShown(h *handset, c *client.Change, id models.RecordID) {
	v, ok := h.Show(c.Scope, id)
	if !ok || v.Fate == client.FateSent {
		w.fail("phone %d does not show that %s %s waits", h.number, c.Type, id)
		return
	}
	for _, a := range c.Set {
		if v.Record.Value(a.Name) != a.Value && len(v.Edits) == 1 {
			w.fail("phone %d shows %s of %s as %s, just written as %s", h.number, a.Name, id, v.Record.Value(a.Name), a.Value)
		}
	}
}

// place picks the scope to write in: one of the person's, seldom another.
func (w *world) place(h *handset) (models.Scope, bool) {
	if w.random.IntN(60) == 0 {
		return models.ClubScope(w.clubs[w.random.IntN(len(w.clubs))]), true
	}
	if len(h.person.grants) == 0 {
		return "", false
	}
	g := h.person.grants[w.random.IntN(len(h.person.grants))]
	if g.Role == models.RoleHealth {
		return models.HealthScope(g.Club), true
	}
	return models.ClubScope(g.Club), true
}

// changes makes up what is written.
func (w *world) changes(h *handset, scope models.Scope) []client.Change {
	if scope.Kind() == models.ScopeHealth {
		return []client.Change{w.measured(h, scope)}
	}
	switch luck := w.random.IntN(100); {
	case luck < 10:
		return []client.Change{w.household(scope)}
	case luck < 42:
		return []client.Change{w.householdEdit(h, scope)}
	case luck < 49:
		return []client.Change{w.meeting(scope)}
	case luck < 62:
		return []client.Change{w.meetingEdit(h, scope)}
	case luck < 66:
		return []client.Change{w.member(h, scope)}
	case luck < 72:
		return []client.Change{w.review(w.pick(h, scope, "household"), scope)}
	case luck < 90:
		return w.money(h, scope)
	case luck < 95:
		return w.family(h, scope)
	case luck < 97:
		return []client.Change{w.rewrite(h, scope)}
	case luck < 98:
		return []client.Change{{Scope: scope, Type: "nonsense", Set: values("a", models.IntValue(1))}}
	}
	return []client.Change{{Scope: scope, Record: w.pick(h, scope, "household"), Type: "household", Delete: true}}
}

func values(pairs ...any) models.Values {
	var out []models.Assignment
	for i := 0; i < len(pairs); i += 2 {
		name, _ := pairs[i].(string)
		value, _ := pairs[i+1].(models.Value)
		out = append(out, models.Assignment{Name: name, Value: value})
	}
	return models.NewValues(out...)
}

// pick gives a record of a type that the phone shows; sometimes one that only another phone has.
func (w *world) pick(h *handset, scope models.Scope, typ string) models.RecordID {
	if w.random.IntN(25) == 0 {
		h = w.anyone()
	}
	var ids []models.RecordID
	_ = h.storage.View(func(tx client.Tx) error {
		for _, b := range tx.Bases(scope) {
			if b.Record.Type == typ {
				ids = append(ids, b.Record.ID)
			}
		}
		for _, e := range tx.Edits(client.Waiting) {
			if e.Operation.Scope == scope && e.Operation.Type == typ {
				ids = append(ids, e.Operation.Record)
			}
		}
		return nil
	})
	if len(ids) == 0 {
		return w.newID()
	}
	// People mostly write about what is at hand: a few records get many edits, and edits meet.
	return ids[w.random.IntN(1+w.random.IntN(len(ids)))]
}

func (w *world) text(what string) models.Value {
	return models.TextValue(fmt.Sprintf("%s %d", what, w.random.IntN(6)))
}

func (w *world) count(most int) models.Value { return models.IntValue(int64(1 + w.random.IntN(most))) }

func (w *world) household(scope models.Scope) client.Change {
	set := values("headName", w.text("Lò Văn"), "size", w.count(9))
	switch w.random.IntN(15) {
	case 0:
		set = values("headName", w.text("Lò Văn"), "size", models.IntValue(99))
	case 1:
		set = values("size", w.count(9))
	}
	return client.Change{Scope: scope, Type: "household", Set: set}
}

func (w *world) householdEdit(h *handset, scope models.Scope) client.Change {
	c := client.Change{Scope: scope, Record: w.pick(h, scope, "household"), Type: "household"}
	switch w.random.IntN(9) {
	case 0, 1:
		c.Set = values("headName", w.text("Sùng A"))
	case 2:
		c.Set = values("size", w.count(9))
	case 3:
		c.Set = values("hardships", w.hardships())
	case 4:
		c.Set = values("note", w.text("ghi"), "size", w.count(9))
	case 5:
		c.Unset = []string{"note"}
	case 6:
		c.Set = values("fromNewerApp", w.count(3)) // a field that this server does not know
	case 7:
		c.Set = values("headName", w.text("Giàng"), "note", w.text("ghi"))
	case 8:
		c.Set, c.Unset = values("hardships", w.hardships()), []string{"size"}
	}
	return c
}

func (w *world) hardships() models.Value {
	all := []string{"alone", "debt", "disability", "disaster", "orphans", "sickness"}
	var some []string
	for _, one := range all {
		if w.random.IntN(3) == 0 {
			some = append(some, one)
		}
	}
	return models.ListValue(some)
}

func (w *world) meeting(scope models.Scope) client.Change {
	kind := "extra"
	if w.random.IntN(2) == 0 {
		kind = "regular"
	}
	return client.Change{Scope: scope, Type: "meeting", Set: values(
		"date", w.meetingDay(), "kind", models.TextValue(kind), "place", w.text("Nhà văn hóa"),
	)}
}

// meetingDay is a day of last month, or one of the days to come, of which people are reminded.
func (w *world) meetingDay() models.Value {
	if w.random.IntN(2) == 0 {
		return w.dayToCome()
	}
	return models.TextValue(fmt.Sprintf("2026-02-%02d", 1+w.random.IntN(20)))
}

// dayToCome is a day of the week ahead.
func (w *world) dayToCome() models.Value {
	return models.TextValue((models.Today(w.now) + 1 + models.Day(w.random.IntN(6))).String())
}

func (w *world) meetingEdit(h *handset, scope models.Scope) client.Change {
	c := client.Change{Scope: scope, Record: w.pick(h, scope, "meeting"), Type: "meeting"}
	switch w.random.IntN(9) {
	case 0, 1:
		c.Set = values("guests", w.count(30))
	case 2:
		c.Set = values("startedAt", models.TextValue(fmt.Sprintf("2026-02-03T07:%02d:00Z", w.random.IntN(60))))
	case 3:
		c.Set = values("place", w.text("Sân bản"))
	case 4:
		c.Set = values("date", w.meetingDay())
	case 5:
		c.Unset = []string{"guests"}
	case 6:
		c.Delete = true
	case 7:
		c.Set = values("status", models.TextValue("moved"), "movedTo", w.dayToCome())
	case 8:
		c.Set = values("status", models.TextValue([]string{"cancelled", "planned"}[w.random.IntN(2)]))
	}
	return c
}

func (w *world) member(h *handset, scope models.Scope) client.Change {
	w.ids++
	set := values(
		"fullName", models.TextValue(fmt.Sprintf("Người thứ %d", w.ids)), "sex", models.TextValue("female"),
		"joinedOn", models.TextValue("2024-05-01"),
	)
	if h.schema == 1 {
		set = models.NewValues(append(set, values("birthYear", models.IntValue(int64(1940+w.random.IntN(60))))...)...)
	}
	return client.Change{Scope: scope, Type: "member", Set: set}
}

func (w *world) review(household models.RecordID, scope models.Scope) client.Change {
	classes := []string{"poor", "nearPoor", "other"}
	return client.Change{Scope: scope, Type: "povertyReview", Set: values(
		"household", models.RefValue(household), "year", models.IntValue(int64(2024+w.random.IntN(2))),
		"class", models.TextValue(classes[w.random.IntN(len(classes))]),
	)}
}

// family makes operations that stand or fall together; sometimes one of them cannot stand.
func (w *world) family(h *handset, scope models.Scope) []client.Change {
	home := w.household(scope)
	home.Record = w.newID()
	parent := home.Record
	if w.random.IntN(6) == 0 {
		parent = w.newID()
	}
	return []client.Change{home, w.review(parent, scope), w.member(h, scope)}
}

// rewrite tries to change what only gets added to.
func (w *world) rewrite(h *handset, scope models.Scope) client.Change {
	return client.Change{
		Scope: scope, Record: w.pick(h, scope, "fundTransaction"), Type: "fundTransaction", Set: values("amount", models.IntValue(1000)),
	}
}

func (w *world) measured(h *handset, scope models.Scope) client.Change {
	member := w.pick(h, scope.Parent(), "member")
	set := values(
		"member", models.RefValue(member), "date", models.TextValue("2026-02-10"), "systolic", models.IntValue(int64(100+w.random.IntN(60))),
		"diastolic", models.IntValue(int64(60+w.random.IntN(30))),
	)
	if h.schema == 1 {
		set = models.NewValues(append(set, values("weightKg", models.IntValue(int64(40+w.random.IntN(40))))...)...)
	}
	return client.Change{Scope: scope, Type: "healthCheck", Set: set}
}
