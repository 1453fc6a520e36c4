package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// An app that is too old hands in what it has and learns what became of it; only then, and for all that is given, it is told
// to update. When it has, it goes on at once.
func TestOldAppHandsInThenIsToldToUpdate(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Config.OldestSchema = 2 })
	pages := 0
	w.engine.changes = func(models.Access, models.PageRequest) (models.Page, error) {
		pages++
		return models.Page{Epoch: "epoch-1", Cursor: "next"}, nil
	}
	s := w.empty("phone")
	s.Heartbeat = &models.Heartbeat{App: "0.9", Schema: 1, Outbox: 2}
	written, err := wire.DecodeSubmit([]byte(w.batch("phone", models.ClubScope(clubA), 2)))
	if err != nil {
		t.Fatal(err)
	}
	full := s
	full.Batch.Operations = written.Batch.Operations
	answer := w.submitted("phone", full)
	if len(answer.Receipt.Done) == 0 || answer.Page != nil {
		t.Errorf("the old app's operations were answered %+v", answer)
	}
	digest := `{"scope":"` + string(models.ClubScope(clubA)) + `","digest":"` + strings.Repeat("0", 32) + `"}`
	empty := string(wire.AppendSubmit(nil, &s))
	refused := func(status int, code models.Code) {
		t.Helper()
		w.want(status, code, "phone", http.MethodGet, "/api/v1/sync/changes", "")
		w.want(status, code, "phone", http.MethodPost, "/api/v1/sync/digest", digest)
		a := w.want(status, code, "phone", http.MethodPost, "/api/v1/sync", empty)
		if status == http.StatusUpgradeRequired && (!strings.Contains(string(a.text), "hãy cập nhật ứng dụng") || !strings.Contains(string(a.text), `"oldest":"2"`)) {
			t.Errorf("told %s", a.text)
		}
	}
	refused(http.StatusUpgradeRequired, models.CodeUpgrade)
	if pages != 0 {
		t.Errorf("the old app was given %d pages that it cannot read", pages)
	}
	w.Clock.Pass(time.Second)
	s.Heartbeat.Schema = 2
	if answer = w.submitted("phone", s); answer.Page == nil {
		t.Error("the updated app is given no page")
	}
	empty = string(wire.AppendSubmit(nil, &s))
	refused(http.StatusOK, "")
}

// A phone that was revoked is told to wipe, however old its app; one that says nothing of its schema is let in.
func TestOldAppIsStillWiped(t *testing.T) {
	w := newWorld(t, func(d *api.Deps) { d.Config.OldestSchema = 2 })
	s := w.empty("revoked")
	s.Heartbeat = &models.Heartbeat{App: "0.9", Schema: 1}
	if answer := w.submitted("revoked", s); answer.Wipe == nil {
		t.Errorf("no order to wipe: %+v", answer)
	}
	if answer := w.submitted("phone", w.empty("phone")); answer.Page == nil {
		t.Error("an app that says nothing of its schema is given nothing")
	}
}
