package sync_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// correct lets the officer edit a record as it stands.
func (o *office) correct(scope models.Scope, id models.RecordID, set ...models.Assignment) (models.Corrected, error) {
	o.Helper()
	seen := o.record(scope, id).Vector
	return o.Edit(o.Context(), o.officer(scope), models.Correction{Scope: scope, Record: id, Seen: seen, Set: models.NewValues(set...)})
}

// TestOfficerCorrects: an officer's edit reaches the phones, and a phone that had not seen it opens a case.
func TestOfficerCorrects(t *testing.T) {
	b := newTreasury(t)
	binh := b.office.phone("binh", b.here)
	b.fetch()
	binh.fetch()
	edited, err := b.correct(b.here, b.person, text("fullName", "  Lò Thị   Ọn "), text("phone", "0912 345 678"))
	b.wantCode(err, "")
	if got := edited.Record.Value("fullName"); got != `"Lò Thị Ọn"` || !edited.Case.IsZero() {
		t.Errorf("the record says %s", got)
	}
	b.holds(b.here, b.person, "phone", `"+84912345678"`)
	log, err := b.store.RecordLog(t.Context(), b.here, b.person, 0, 10)
	if last := log[len(log)-1]; err != nil || last.By != userOf("officer") || last.Outcome.Kind != models.Applied || !last.Dot.Actor.IsServer() {
		t.Errorf("logged as %+v", log[len(log)-1])
	}
	came := b.fetch()
	if len(came) != 1 || came[0].Vector.Compare(edited.Record.Vector) != models.Equal {
		t.Errorf("the phone gets %+v", came)
	}
	binh.write(b.here, "member", b.person, text("fullName", "Lò Thị Ón Em"), text("phone", "+84900000001"))
	binh.want(binh.send(), b.here, 1, "held:conflict")
	b.theCase(b.here, models.CaseFieldConflict)
	b.write(b.here, "member", b.person, text("fullName", "Lò Thị Ọn Hai"))
	b.want(b.send(), b.here, b.n[b.here], "merged")
	b.holds(b.here, b.person, "fullName", `"Lò Thị Ọn Hai"`)
}

// TestOfficerMustHaveSeen: what has moved on since it was read is not written over, and the officer is given what stands.
func TestOfficerMustHaveSeen(t *testing.T) {
	b := newTreasury(t)
	seen := b.record(b.here, b.person)
	b.fetch()
	b.write(b.here, "member", b.person, text("phone", "+84900000001"))
	b.settled()
	edit := models.Correction{Scope: b.here, Record: b.person, Seen: seen.Vector, Set: models.NewValues(text("note", "x"))}
	stands, err := b.Edit(t.Context(), b.officer(b.here), edit)
	b.wantCode(err, models.CodeStale)
	if stands.Record.Value("phone") != `"+84900000001"` || stands.Record.Value("note").IsSet() {
		t.Errorf("given %+v", stands.Record)
	}
	edit.Record = models.DerivedID("nobody")
	_, err = b.Edit(t.Context(), b.officer(b.here), edit)
	b.wantCode(err, models.CodeNotFound)
	elsewhere, health := club("Nậm Mạ")
	for _, access := range []models.Access{b.access, b.officer(elsewhere), b.officer(health)} {
		_, err = b.Edit(t.Context(), access, models.Correction{Scope: b.here, Record: b.person, Seen: seen.Vector})
		b.wantCode(err, models.CodeNotFound)
	}
}

// TestOfficerIsHeldToTheRules: bad edits are refused with the fault, and nothing is logged.
func TestOfficerIsHeldToTheRules(t *testing.T) {
	b := newTreasury(t)
	dues := b.enter(b.phone, b.activity, "in", "dues", 5000)
	b.settled()
	heads, err := b.store.Heads(t.Context(), []models.Scope{b.here})
	if err != nil {
		t.Fatal(err)
	}
	make := func(typ string, set ...models.Assignment) models.Correction {
		return models.Correction{Scope: b.here, Type: typ, Set: models.NewValues(set...)}
	}
	change := func(id models.RecordID, set ...models.Assignment) models.Correction {
		return models.Correction{Scope: b.here, Record: id, Seen: b.record(b.here, id).Vector, Set: models.NewValues(set...)}
	}
	deleting, unsetting := change(b.person), change(b.person)
	deleting.Delete, unsetting.Unset = true, []string{"sex"}
	for name, c := range map[string]struct {
		edit        models.Correction
		field, code string
	}{
		"no option":       {change(b.person, text("sex", "cat")), "sex", "enum"},
		"across fields":   {change(b.person, text("leftOn", "1999-01-01")), "leftOn", "rule:dates"},
		"required":        {unsetting, "sex", "unset-required"},
		"a person":        {deleting, "", models.ReasonNotDeletable},
		"money":           {change(dues, number("amount", 6000)), "", models.ReasonImmutable},
		"without a name":  {make("member", text("sex", "male"), text("joinedOn", "2026-01-01")), "fullName", "required"},
		"of nobody":       {make("consent", ref("member", models.DerivedID("nobody")), text("purpose", "basic"), text("decision", "given"), text("date", "2026-01-01")), "member", models.ReasonOrphan},
		"another's scope": {make("healthCheck", ref("member", b.person), text("date", "2026-01-01"), number("pulse", 70)), "", "scope"},
		"a case":          {make("case", text("kind", "clock")), "", models.ReasonNotYourHand},
	} {
		_, err := b.Edit(t.Context(), b.officer(b.here), c.edit)
		var e *models.Error
		if !errors.As(err, &e) || e.Code != models.CodeInvalid || len(e.Faults) == 0 {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if f := e.Faults[0]; f.Field != c.field || f.Code != c.code || f.Message == "" {
			t.Errorf("%s: %+v", name, e.Faults)
		}
	}
	after, err := b.store.Heads(t.Context(), []models.Scope{b.here})
	if err != nil || after[0].Seq != heads[0].Seq {
		t.Errorf("something was logged: seq %d, then %d, %v", heads[0].Seq, after[0].Seq, err)
	}
}

// TestOfficerMakesRecords: under natural ids where there are any, as written at the console; what was deleted comes back.
func TestOfficerMakesRecords(t *testing.T) {
	b := newTreasury(t)
	make := func(typ string, set ...models.Assignment) (models.Corrected, error) {
		return b.Edit(t.Context(), b.officer(b.here), models.Correction{Scope: b.here, Type: typ, Set: models.NewValues(set...)})
	}
	meeting, err := make("meeting", text("date", "2026-03-01"), text("kind", "regular"))
	b.wantCode(err, "")
	if got := meeting.Record.Value("source"); got != `"console"` {
		t.Errorf("source is %s", got)
	}
	roll := []models.Assignment{ref("meeting", meeting.Record.ID), ref("member", b.person), text("status", "present")}
	first, err := make("attendance", roll...)
	b.wantCode(err, "")
	_, err = make("attendance", roll...)
	b.wantCode(err, models.CodeConflict)
	b.fetch()
	b.write(b.here, "attendance", first.Record.ID).Delete = true
	b.settled()
	list := models.RecordQuery{Scope: b.here, Type: "attendance", Field: "meeting", Value: models.RefValue(meeting.Record.ID)}
	if got, _, err := b.Records(t.Context(), b.officer(b.here), list); len(got) != 0 || err != nil {
		t.Errorf("still listed: %v, %v", got, err)
	}
	again, err := make("attendance", roll...)
	b.wantCode(err, "")
	_, err = b.Edit(t.Context(), b.officer(b.here), models.Correction{Scope: b.here, Record: again.Record.ID, Seen: again.Record.Vector, Delete: true})
	b.wantCode(err, "")
	b.holds(b.here, again.Record.ID, models.FieldDeleted, "true")
	again, err = make("attendance", roll...)
	b.wantCode(err, "")
	if again.Record.Deleted() || again.Record.ID != first.Record.ID {
		t.Errorf("came back as %+v", again.Record)
	}
	b.noCase(b.here)
	if got, _, err := b.Records(t.Context(), b.officer(b.here), list); len(got) != 1 || err != nil {
		t.Errorf("not listed: %v, %v", got, err)
	}
	_, err = make("member", text("fullName", "Lò Thị Ón"), text("sex", "female"), text("birthOn", "1956-02-03"), text("joinedOn", "2022-05-01"))
	b.wantCode(err, "")
	b.theCase(b.here, models.CaseDuplicatePerson)
	_, err = make("no such", text("a", "b"))
	b.wantCode(err, models.CodeMalformed)
}

// TestOfficerTakesBack: a payment goes with its receipts, once, and not by him alone who wrote it.
func TestOfficerTakesBack(t *testing.T) {
	b := newTreasury(t)
	loan := b.lend(5_000_000)
	payment, receipt := b.pay(b.phone, loan, 416_000)
	b.settled()
	held := b.balance(b.income).Closing()
	back := func(id models.RecordID) (models.Corrected, error) {
		return b.TakeBack(t.Context(), b.officer(b.here), b.here, id, b.record(b.here, id).Vector, "nhầm người")
	}
	edited, err := back(payment)
	b.wantCode(err, "")
	if id, _ := edited.Record.Value("reverses").Ref(); id != payment || edited.Record.Value("note") != `"nhầm người"` {
		t.Errorf("got %+v", edited.Record)
	}
	if got := held - b.balance(b.income).Closing(); got != 416_000 || b.debt(loan).Principal != 0 {
		t.Errorf("the fund holds %d less, %+v is paid", got, b.debt(loan))
	}
	for _, id := range []models.RecordID{payment, receipt, edited.Record.ID} {
		_, err = back(id)
		b.wantCode(err, models.CodeConflict)
	}
	_, err = back(b.person)
	b.wantCode(err, models.CodeInvalid)
	_, err = b.TakeBack(t.Context(), b.officer(b.here), b.here, payment, models.Vector{}, "")
	b.wantCode(err, models.CodeStale)
	large, err := b.Edit(t.Context(), b.officer(b.here), models.Correction{Scope: b.here, Type: ledger.TypeEntry, Set: models.NewValues(
		ref("account", b.activity), text("date", "2026-03-14"), text("direction", "in"), text("category", "seed"),
		number("amount", 3_000_000), text("slipNo", "PT99"),
	)})
	b.wantCode(err, "")
	_, err = back(large.Record.ID)
	b.wantCode(err, models.CodeConflict)
}

// TestOfficersReversalWaits: one that an officer writes himself, of his own entry, waits for another.
func TestOfficersReversalWaits(t *testing.T) {
	b := newTreasury(t)
	entry := func(direction string, more ...models.Assignment) (models.Corrected, error) {
		set := append([]models.Assignment{
			ref("account", b.activity), text("date", "2026-03-14"), text("direction", direction), text("category", "seed"),
			number("amount", 3_000_000), text("slipNo", "PT"+direction),
		}, more...)
		return b.Edit(t.Context(), b.officer(b.here), models.Correction{Scope: b.here, Type: ledger.TypeEntry, Set: models.NewValues(set...)})
	}
	written, err := entry("in")
	b.wantCode(err, "")
	waits, err := entry("out", ref("reverses", written.Record.ID))
	b.wantCode(err, "")
	c := b.theCase(b.here, models.CaseOutOfScope)
	if waits.Case != c.ID || !waits.Record.ID.IsZero() {
		t.Errorf("got %+v", waits)
	}
	_, err = b.tryDecide(c, models.ChooseApply)
	b.wantCode(err, models.CodeConflict)
	second := b.officer(b.here)
	second.User = userOf("another officer")
	_, err = b.Resolve(t.Context(), second, models.Resolution{Scope: b.here, Case: c.ID, Seen: c.Vector, Choice: models.ChooseApply})
	b.wantCode(err, "")
	if got := b.balance(b.activity).Closing(); got != 1_000_000 {
		t.Errorf("the fund holds %d", got)
	}
}

// TestRecordsAreListed: by type and by listed field, page by page, to those who may read them.
func TestRecordsAreListed(t *testing.T) {
	b := newTreasury(t)
	ids := []models.RecordID{b.person}
	for range 4 {
		ids = append(ids, b.member(b.here, "Người Bản "+string(rune('A'+len(ids))), "1960-01-01"))
	}
	b.send()
	var got []models.RecordID
	for q := (models.RecordQuery{Scope: b.here, Type: "member", Limit: 2}); ; {
		page, next, err := b.Records(t.Context(), b.access, q)
		if err != nil || len(page) > 2 {
			t.Fatal(page, err)
		}
		for i := range page {
			got = append(got, page[i].ID)
		}
		if q.After = next; next.IsZero() {
			break
		}
	}
	slices.SortFunc(ids, func(a, b models.RecordID) int { return slices.Compare(a[:], b[:]) })
	if !slices.Equal(got, ids) {
		t.Errorf("listed %v of %v", got, ids)
	}
	for code, q := range map[models.Code]models.RecordQuery{
		models.CodeNotFound:  {Scope: models.HealthScope(b.here.Owner()), Type: "healthCheck"},
		models.CodeMalformed: {Scope: b.here, Type: "member", Field: "fullName"},
	} {
		_, _, err := b.Records(t.Context(), b.access, q)
		b.wantCode(err, code)
	}
	_, err := b.Record(t.Context(), b.access, models.HealthScope(b.here.Owner()), b.person)
	b.wantCode(err, models.CodeNotFound)
	_, err = b.Record(t.Context(), b.access, b.here, models.DerivedID("nobody"))
	b.wantCode(err, models.CodeNotFound)
}

// TestWhatOfficersWriteLetsOthersGoOn: a health check that waited for its member is carried out when an officer writes the
// member down; and in the health scope an officer of that role writes himself.
func TestWhatOfficersWriteLetsOthersGoOn(t *testing.T) {
	b := newTreasury(t)
	_, health := club("Nà Phát")
	nurse := b.office.phone("nurse", health)
	member, check := nurse.id(), nurse.id()
	nurse.write(health, "healthCheck", check, ref("member", member), text("date", "2026-03-01"), number("pulse", 70))
	nurse.want(nurse.send(), health, 1, "held:orphan")
	_, err := b.Edit(t.Context(), b.officer(b.here), models.Correction{Scope: b.here, Record: member, Type: "member", Set: models.NewValues(
		text("fullName", "Lò Thị Chờ"), text("sex", "female"), text("joinedOn", "2025-01-01"),
	)})
	b.wantCode(err, "")
	b.holds(health, check, "pulse", "70")
	measured := models.Correction{Scope: health, Type: "healthCheck", Set: models.NewValues(ref("member", member), text("date", "2026-03-02"), number("pulse", 72))}
	_, err = b.Edit(t.Context(), b.officer(b.here), measured)
	b.wantCode(err, models.CodeNotFound)
	_, err = b.Edit(t.Context(), b.officer(b.here, health), measured)
	b.wantCode(err, "")
}

// TestClubIsFoundedOnce: where something was written already, nobody founds a club.
func TestClubIsFoundedOnce(t *testing.T) {
	b := newTreasury(t)
	set := models.NewValues(text("name", "Câu lạc bộ Mới"), text("unit", "03388@2025-07-01"), text("village", "Bản Mới"),
		text("foundedOn", "2026-01-02"), text("decisionNo", "1/QĐ"), text("funding", "self"))
	_, err := b.Found(t.Context(), b.officer(), b.here.Owner(), set)
	b.wantCode(err, models.CodeConflict)
	fresh, _ := club("Mới")
	_, err = b.Found(t.Context(), b.access, fresh.Owner(), set)
	b.wantCode(err, models.CodeNotFound)
	founded, err := b.Found(t.Context(), b.officer(), fresh.Owner(), set)
	b.wantCode(err, "")
	if founded.Record.ID != fresh.Owner() || founded.Record.Scope != fresh {
		t.Errorf("got %+v", founded.Record)
	}
}
