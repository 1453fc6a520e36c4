package client_test

import (
	"crypto/ed25519"
	"net/http"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
	"github.com/beplua/beplua/sync/wire"
)

// pinOrder is the server's order to choose another PIN.
func (w *town) pinOrder(device models.RecordID, nonce string) *wire.PINOrder {
	order := wire.PINOrder{Device: device, Nonce: nonce}
	order.Signature = ed25519.Sign(w.key, order.Signed())
	return &order
}

// told lets the next session hear an order, or none.
func (w *town) told(p *client.Phone, order *wire.PINOrder) {
	w.t.Helper()
	w.before = func(*http.Request) (*http.Response, error) {
		answer := wire.Answer{Epoch: w.engine.Epoch(), Now: w.clock.UnixMilli(), PIN: order, Page: &models.Page{Cursor: p.Meta().Cursor}}
		return textAnswer(200, "application/json", string(wire.AppendAnswer(nil, &answer))), nil
	}
	w.sync(p)
	w.before = nil
}

func TestPINReset(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	w.sync(a)
	device := a.Meta().Device
	if err := a.PINChosen(); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("chosen unasked: %v", err)
	}
	w.told(a, w.pinOrder(device, "nonce-of-one-order"))
	if !a.MustChoosePIN() {
		t.Fatal("the order was not heard")
	}
	if err := a.PINChosen(); err != nil || a.MustChoosePIN() {
		t.Fatalf("after choosing: %v", err)
	}
	// The server has not heard of it: the same order changes nothing, another one does.
	w.told(a, w.pinOrder(device, "nonce-of-one-order"))
	if a.MustChoosePIN() || a.Meta().PINChosen != "nonce-of-one-order" {
		t.Errorf("the order was followed already: %+v", a.Meta())
	}
	w.told(a, w.pinOrder(device, "nonce-of-another"))
	if !a.MustChoosePIN() {
		t.Error("the second order was not heard")
	}
	w.told(a, nil)
	if m := a.Meta(); m.PIN != "" || m.PINChosen != "" {
		t.Errorf("no order stands any more: %+v", m)
	}
}

func TestForgedPINOrderIsIgnored(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	w.sync(a)
	device := a.Meta().Device
	wipe := w.order(device)
	for name, order := range map[string]*wire.PINOrder{
		"other phone":   w.pinOrder(models.DerivedID("phone", "other"), "nonce-of-one-order"),
		"other nonce":   {Device: device, Nonce: "nonce-of-another", Signature: w.pinOrder(device, "nonce-of-one-order").Signature},
		"unsigned":      {Device: device, Nonce: "nonce-of-one-order"},
		"order to wipe": {Device: device, Nonce: wipe.Nonce, Signature: wipe.Signature},
	} {
		w.told(a, order)
		if a.MustChoosePIN() {
			t.Errorf("%s was heard", name)
		}
	}
}

// What the person has chosen is told until the server knows.
func TestHeartbeatTellsPINAndPermission(t *testing.T) {
	w := newTown(t)
	a, _ := w.phone()
	a.Notifications = func() models.Permission { return models.PermissionDenied }
	w.sync(a)
	w.told(a, w.pinOrder(a.Meta().Device, "nonce-of-one-order"))
	if err := a.PINChosen(); err != nil {
		t.Fatal(err)
	}
	var said *models.Heartbeat
	w.heard = func(s *wire.Submit) { said = s.Heartbeat }
	w.sync(a)
	if said == nil || said.PINReset != "nonce-of-one-order" || said.Notifications != models.PermissionDenied {
		t.Errorf("the phone says %+v", said)
	}
	w.sync(a)
	if said.PINReset != "" {
		t.Error("it goes on telling what the server knows")
	}
}
