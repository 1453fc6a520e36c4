package client_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

func TestOneSessionIsOneRequest(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	b, _ := w.phone()
	w.sync(a)
	w.sync(b)
	for range 500 {
		w.edit(a, household("Lò Văn A"))
	}
	if s := w.sync(a); s.Requests != 1 || s.Sent != 500 {
		t.Errorf("%+v, want one request", s)
	}
	w.edit(b, household("Sùng Thị B"))
	if s := w.sync(b); s.Received != 500 {
		t.Errorf("%+v, want 500 records", s)
	}
	if s := w.sync(a); s.Requests != 1 || s.Received != 1 {
		t.Errorf("%+v, want one record in one request", s)
	}
	if s := w.sync(a); s.Requests != 1 || s.Received != 0 {
		t.Errorf("%+v, want nothing new in one request", s)
	}
	w.agree(a)
	w.agree(b)
}

func TestGroupIsNeverSplit(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	for range 499 {
		w.edit(a, household("Lò Văn A"))
	}
	w.edit(a, household("Một"), household("Hai"), household("Ba"))
	if s := w.sync(a); s.Requests != 2 || s.Sent != 502 {
		t.Errorf("%+v, want two requests", s)
	}
	w.agree(a)
}

func TestLostReplyChangesNothing(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	b, _ := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.sync(b)
	w.edit(a, set(id, "size", models.IntValue(5)))
	w.after = func(*http.Request, *http.Response) (*http.Response, error) { return nil, errBroken }
	s, err := a.Sync(t.Context())
	if err == nil || s.Wait <= 0 || s.Problem != models.CodeUnavailable {
		t.Fatalf("%+v, %v: want a wait", s, err)
	}
	w.after = nil
	if v, _ := a.Show(club, id); v.Fate != client.FateWaiting || v.Record.Value("size") != "5" {
		t.Errorf("shown as %+v", v)
	}
	w.edit(b, set(id, "note", models.TextValue("gặp ở chợ")))
	w.sync(b)
	w.sync(a)
	if v, _ := a.Show(club, id); v.Fate != client.FateSent || v.Record.Value("size") != "5" || v.Record.Value("note").Str() != "gặp ở chợ" {
		t.Errorf("shown as %+v", v)
	}
	w.agree(a)
	w.sync(b)
	w.agree(b)
}

func TestConflictWaitsForTheOfficer(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	b, _ := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	w.sync(a)
	w.sync(b)
	w.edit(a, set(id, "headName", models.TextValue("Lò Văn Anh")))
	w.edit(b, set(id, "headName", models.TextValue("Lò Văn Ánh")))
	w.sync(a)
	w.sync(b)
	v, _ := b.Show(club, id)
	if v.Fate != client.FateOfficer || v.Record.Value("headName").Str() != "Lò Văn Anh" || v.Edits[0].Message == "" {
		t.Errorf("shown as %+v", v)
	}
	cases := b.List(club, models.TypeCase)
	if len(cases) != 1 {
		t.Fatalf("%d cases", len(cases))
	}
	w.sync(a)
	w.agree(a)
	w.agree(b)
}

func TestRefusedIsKeptForMending(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	id := w.edit(a, household("X"))
	w.sync(a)
	v, _ := a.Show(club, id)
	mend := a.ToMend()
	if len(mend) != 1 || v.Fate != client.FateToMend || len(mend[0].Outcome.Faults) == 0 || mend[0].Message == "" {
		t.Fatalf("shown as %+v, to mend %+v", v, mend)
	}
	if err := a.Mend(mend[0].ID, a.Meta().User, household("Xoan")); err != nil {
		t.Fatal(err)
	}
	w.sync(a)
	if len(a.ToMend()) != 0 {
		t.Error("it still waits to be mended")
	}
	if err := a.Mend(mend[0].ID, a.Meta().User); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("mended twice: %v", err)
	}
	w.agree(a)
}

func TestUnwritableNeverGetsIntoTheOutbox(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	for _, c := range []client.Change{
		{Scope: club, Type: "household", Set: models.Values{{Name: "a b", Value: "1"}}},
		{Scope: club, Type: "household", Set: models.Values{{Name: "a", Value: "1.5"}}},
		{Scope: "nowhere", Type: "household"},
		{Scope: club, Type: "household", Set: models.Values{{Name: "a", Value: models.TextValue("\x00")}}},
	} {
		if _, err := a.Edit(a.Meta().User, c); models.CodeOf(err) != models.CodeMalformed {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if n := len(a.Outbox()); n != 0 {
		t.Errorf("%d wait", n)
	}
}

func TestFullPhoneLosesNothing(t *testing.T) {
	w := newTown(t)
	a, storage := w.phone()
	id := w.edit(a, household("Lò Văn A"))
	storage.Fill()
	if _, err := a.Edit(a.Meta().User, household("B")); models.CodeOf(err) != models.CodeStorageFull {
		t.Errorf("saved on a full phone: %v", err)
	}
	s, err := a.Sync(t.Context())
	if models.CodeOf(err) != models.CodeStorageFull || s.Wait <= 0 {
		t.Errorf("%+v, %v", s, err)
	}
	if len(a.Outbox()) != 1 {
		t.Error("the outcome was half written")
	}
	storage.Free()
	w.sync(a)
	if v, _ := a.Show(club, id); v.Fate != client.FateSent {
		t.Errorf("shown as %+v", v)
	}
	w.agree(a)
}

func TestOnlyWhatMayPassIsTriedAgain(t *testing.T) {
	problem := `{"type":"t","title":"x","status":400,"code":"`
	for _, c := range []struct {
		name   string
		answer *http.Response
		again  bool
	}{
		{"captive portal", textAnswer(200, "text/html", "<html>Đăng nhập"), true},
		{"portal that lies", textAnswer(200, "application/json", "<html>"), true},
		{"500", textAnswer(500, "application/problem+json", problem+`internal"}`), true},
		{"502 of a proxy", textAnswer(502, "text/html", "bad gateway"), true},
		{"429", textAnswer(429, "application/problem+json", problem+`throttled"}`), true},
		{"401", textAnswer(401, "application/problem+json", problem+`unauthorized"}`), true},
		{"403", textAnswer(403, "application/problem+json", problem+`forbidden"}`), false},
		{"410", textAnswer(410, "application/problem+json", problem+`gone"}`), false},
		{"404 of a portal", textAnswer(404, "text/html", "not found"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newTown(t)
			a, _ := w.phone()
			w.edit(a, household("Lò Văn A"))
			c.answer.Header.Set("Retry-After", "7")
			w.before = func(*http.Request) (*http.Response, error) { return c.answer, nil }
			s, err := a.Sync(t.Context())
			if err == nil || (s.Wait > 0) != c.again || s.Requests != 1 || w.requests != 1 {
				t.Errorf("%+v after %d requests, %v", s, w.requests, err)
			}
			if c.again && c.answer.StatusCode >= 402 && s.Wait < 7*time.Second {
				t.Errorf("comes back after %v, was asked to wait 7 s", s.Wait)
			}
			if len(a.Outbox()) != 1 {
				t.Error("the edit is gone")
			}
		})
	}
}

func TestBackOffDoublesUpToABound(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	w.before = func(*http.Request) (*http.Response, error) { return nil, errBroken }
	var last time.Duration
	for range 12 {
		s, err := a.Sync(t.Context())
		if err == nil {
			t.Fatal("no error")
		}
		if s.Wait < last {
			t.Errorf("%v after %v", s.Wait, last)
		}
		last = s.Wait
	}
	if last > 31*time.Minute || last < 29*time.Minute {
		t.Errorf("waits %v in the end", last)
	}
}

// An operation that the server cannot even read is set aside; the others go on.
func TestPoisonIsSetAside(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	var ids []models.RecordID
	for range 9 {
		ids = append(ids, w.edit(a, household("Lò Văn A")))
	}
	outbox := a.Outbox()
	poison := outbox[4].Operation.Record
	w.before = func(r *http.Request) (*http.Response, error) {
		if holds(t, r, poison) {
			return textAnswer(400, "application/problem+json", `{"type":"t","title":"x","status":400,"code":"malformed"}`), nil
		}
		return nil, nil //nolint:nilnil // the server answers
	}
	w.sync(a)
	if mend := a.ToMend(); len(mend) != 1 || mend[0].Operation.Record != poison {
		t.Fatalf("to mend: %+v", mend)
	}
	for _, id := range ids {
		v, _ := a.Show(club, id)
		if want := map[bool]client.Fate{true: client.FateToMend, false: client.FateSent}[id == poison]; v.Fate != want {
			t.Errorf("%s is %s", id, v.Fate)
		}
	}
	w.agree(a)
}
