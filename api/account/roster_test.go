package account_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
)

// What changes at this server is in the lists at once; what another one changed, soon.
func TestListsAreFresh(t *testing.T) {
	w := newWorld(t)
	p := newPhone(t, w, clubA)
	look := func(people int, state models.DeviceState, contact int64) {
		t.Helper()
		u, err := w.People(t.Context(), account.PeopleFilter{Limit: 10})
		if err != nil || u.Total != people {
			t.Errorf("%d people, want %d (%v)", u.Total, people, err)
		}
		f, err := w.Fleet(t.Context(), account.FleetFilter{SchemaNow: 2, Limit: 10})
		if err != nil || len(f.Seats) != 1 || f.Seats[0].Device.State != state || f.Seats[0].Device.Contact.At != contact {
			t.Errorf("got %+v (%v), want %s, heard of at %d", f.Seats, err, state, contact)
		}
	}
	look(1, models.DeviceActive, 0)
	w.Must(t, volunteer(clubB), "")
	look(2, models.DeviceActive, 0)
	at := w.Clock.Now().UnixMilli()
	for i := range int64(2) { // the first is written, the second waits for the next flush
		if err := w.Touch(t.Context(), p.Device.ID, models.Heartbeat{At: at + i, App: "1", Schema: 2}); err != nil {
			t.Fatal(err)
		}
	}
	look(2, models.DeviceActive, at+1)
	if _, err := w.Revoke(t.Context(), p.Device.ID, models.RecordID{}); err != nil {
		t.Fatal(err)
	}
	look(2, models.DeviceDraining, at+1)
	d, err := w.Memory.Get(t.Context(), "user", p.User.ID.String())
	if err != nil {
		t.Fatal(err)
	}
	d.Rev, d.ID = 0, w.NewID().String()
	d.Body = bytes.ReplaceAll(d.Body, []byte(p.User.ID.String()), []byte(d.ID))
	if err = w.Memory.Put(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	look(2, models.DeviceDraining, at+1)
	w.Clock.Pass(11 * time.Second)
	look(3, models.DeviceDraining, at+1)
}
