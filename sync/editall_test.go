package sync_test

import (
	"strconv"
	"testing"

	"github.com/beplua/beplua/models"
)

// people is a list of members to be brought in.
func people(scope models.Scope, names ...string) []models.Correction {
	var out []models.Correction
	for _, name := range names {
		out = append(out, models.Correction{
			Scope: scope, Type: "member", Record: models.DerivedID("list", name),
			Set: models.NewValues(text("fullName", name), text("sex", "female"), text("birthOn", "1958-01-01"), text("birthPrecision", "year"), text("joinedOn", "2020-01-01"), text("source", "import")),
		})
	}
	return out
}

// TestListIsBroughtIn: the records of a list reach the phones; brought in again it writes nothing; somebody like a person
// that is there becomes a case.
func TestListIsBroughtIn(t *testing.T) {
	b := newTreasury(t)
	an := b.office.phone("pao", b.here)
	an.write(b.here, "member", models.DerivedID("hoa"), text("fullName", "Lò Thị Hoa"), text("sex", "female"), text("birthOn", "1958-05-02"), text("joinedOn", "2020-01-01"))
	an.send()
	an.fetch()
	list := people(b.here, "Vàng Thị Dợ", "Lò Thị Hoà", "Sùng Thị Pa")
	for range 2 {
		b.wantCode(b.EditAll(t.Context(), b.officer(b.here), b.here, list), "")
	}
	c := b.theCase(b.here, models.CaseDuplicatePerson)
	if brought := models.RefValue(list[1].Record); c.Value(models.CaseFieldSubject) != brought && c.Value(models.CaseFieldOther) != brought {
		t.Errorf("the case is about %s and %s", c.Value(models.CaseFieldSubject), c.Value(models.CaseFieldOther))
	}
	log, err := b.store.RecordLog(t.Context(), b.here, list[0].Record, 0, 10)
	if err != nil || len(log) != 1 || log[0].By != userOf("officer") || !log[0].Dot.Actor.IsServer() {
		t.Errorf("logged as %+v, %v", log, err)
	}
	if came := an.fetch(); len(came) < len(list) {
		t.Errorf("the phone gets %d records", len(came))
	}
}

// TestLongListIsBroughtIn: what is too much for one commit comes in several, and a list that failed goes on where it stopped.
func TestLongListIsBroughtIn(t *testing.T) {
	o := newOffice(t)
	here, health := club("Nậm Mạ")
	var names []string
	for i := range models.BatchOperationsMax + 1 {
		names = append(names, "Người "+strconv.Itoa(i))
	}
	list := people(here, names...)
	last := len(list) - 1
	good := list[last].Set
	list[last].Set = models.NewValues(text("fullName", "Không đủ"))
	o.wantCode(o.EditAll(t.Context(), o.officer(here), here, list), models.CodeInvalid)
	o.record(here, list[last-1].Record)
	list[last].Set = good
	o.wantCode(o.EditAll(t.Context(), o.officer(here), here, list), "")
	o.record(here, list[last].Record)
	heads, err := o.store.Heads(t.Context(), []models.Scope{here})
	if err != nil || heads[0].Seq != uint64(len(list)) {
		t.Errorf("%d operations for %d people, %v", heads[0].Seq, len(list), err)
	}
	o.wantCode(o.EditAll(t.Context(), o.officer(here), health, people(health, "Ai đó")), models.CodeNotFound)
	o.wantCode(o.EditAll(t.Context(), o.officer(here), here, people(health, "Ai đó")), models.CodeMalformed)
}
