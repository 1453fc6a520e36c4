package api_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
)

type pinJSON struct {
	PINReset *struct {
		State, At, Done string
		By              struct{ Name string }
	}
}

// An officer asks for it, the phone hears of it at every sync until it says that its person has chosen, and the officer sees each step.
func TestPINResetTravels(t *testing.T) {
	w := newWorld(t)
	path := "/api/v1/devices/" + w.as("phone").phone.Device.ID.String()
	state := func(want string) {
		t.Helper()
		var d pinJSON
		w.told(t, "commune", http.MethodGet, path, "", &d)
		if got := d.PINReset; got == nil || got.State != want || got.By.Name != "Người Thử commune" {
			t.Errorf("the officer sees %+v, want %s", got, want)
		}
	}
	w.submitted("phone", w.empty("phone")) // now its session is remembered
	w.want(409, models.CodeConflict, "commune", http.MethodDelete, path+"/pin", "")
	w.want(200, "", "commune", http.MethodPost, path+"/pin", "")
	state("asked")
	w.Clock.Pass(time.Second)
	s := w.empty("phone")
	s.Heartbeat = &models.Heartbeat{App: "1", Schema: 2}
	first, second := w.submitted("phone", s), w.submitted("phone", s)
	if first.PIN == nil || second.PIN == nil || first.PIN.Nonce != second.PIN.Nonce || first.PIN.Device != w.as("phone").phone.Device.ID {
		t.Fatalf("the phone heard %+v, then %+v", first.PIN, second.PIN)
	}
	state("told")
	s.Heartbeat.PINReset = first.PIN.Nonce
	if a := w.submitted("phone", s); a.PIN != nil {
		t.Errorf("followed, and told again: %+v", a.PIN)
	}
	state("done")
}

func TestPINResetTakenBack(t *testing.T) {
	w := newWorld(t)
	path := "/api/v1/devices/" + w.as("phone").phone.Device.ID.String() + "/pin"
	w.want(200, "", "province", http.MethodPost, path, "")
	var d pinJSON
	a := w.want(200, "", "commune", http.MethodDelete, path, "")
	a.read(t, &d)
	if d.PINReset != nil {
		t.Errorf("got %+v", d.PINReset)
	}
	if a := w.submitted("phone", w.empty("phone")); a.PIN != nil {
		t.Errorf("the phone heard %+v", a.PIN)
	}
	w.want(409, models.CodeConflict, "commune", http.MethodPost, "/api/v1/devices/"+w.as("revoked").phone.Device.ID.String()+"/pin", "")
}
