package account

import (
	"context"
	"crypto/ed25519"
	"crypto/subtle"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// PINReset is an officer's leave for the person with a phone to choose another PIN; zero if there never was one. The PIN
// itself never leaves the phone.
type PINReset struct {
	Nonce string
	At    int64 // milliseconds since 1970 UTC
	By    models.RecordID
	Done  int64 // when the phone said that another one was chosen; 0: not yet
}

// Stands says whether the phone is still to be told, or to follow.
func (r *PINReset) Stands() bool { return r.At != 0 && r.Done == 0 }

// pinEntry is the stored shape of a reset.
type pinEntry struct {
	Nonce string `json:"nonce,omitempty"`
	At    int64  `json:"at,omitempty"`
	By    string `json:"by,omitempty"`
	Done  int64  `json:"done,omitempty"`
}

func (e *pinEntry) stands() bool { return e.At != 0 && e.Done == 0 }

// ResetPIN lets the person with a phone choose another PIN, in an officer's name. Doing so again while it stands changes
// nothing. It fails with CodeNotFound, or with CodeConflict for a phone that was revoked.
func (a *Accounts) ResetPIN(ctx context.Context, device, by models.RecordID) (Device, error) {
	nonce, err := a.nonce()
	if err != nil {
		return Device{}, err
	}
	return a.changePIN(ctx, device, func(e *deviceEntry) error {
		switch {
		case e.State != string(models.DeviceActive):
			return models.Errorf(models.CodeConflict, "the phone was revoked")
		case e.PIN.stands():
			return errUnchanged
		}
		e.PIN = pinEntry{Nonce: nonce, At: a.nowMilli(), By: idText(by)}
		return nil
	})
}

// KeepPIN takes a reset back that was not followed yet. It fails with CodeNotFound, or with CodeConflict when none stands.
func (a *Accounts) KeepPIN(ctx context.Context, device models.RecordID) (Device, error) {
	return a.changePIN(ctx, device, func(e *deviceEntry) error {
		if !e.PIN.stands() {
			return models.Errorf(models.CodeConflict, "no reset of the PIN stands")
		}
		e.PIN = pinEntry{}
		return nil
	})
}

func (a *Accounts) changePIN(ctx context.Context, device models.RecordID, edit func(e *deviceEntry) error) (Device, error) {
	e, err := change(ctx, a.Documents, device.String(), edit)
	if err != nil {
		return Device{}, missing(err, "device")
	}
	a.sessions.forget(device)
	return a.contacts.over(e.device()), nil
}

// PINOrder gives the order that a phone is to hear; nil when none stands. chosen is the nonce of the order that the phone says
// its person has followed.
func (a *Accounts) PINOrder(ctx context.Context, d *Device, chosen string) (*wire.PINOrder, error) {
	if !d.PIN.Stands() || d.State != models.DeviceActive {
		return nil, nil //nolint:nilnil // nothing to tell, and nothing went wrong
	}
	if subtle.ConstantTimeCompare([]byte(chosen), []byte(d.PIN.Nonce)) != 1 {
		order := wire.PINOrder{Device: d.ID, Nonce: d.PIN.Nonce}
		order.Signature = ed25519.Sign(a.Identity, order.Signed())
		return &order, nil
	}
	_, err := a.changePIN(ctx, d.ID, func(e *deviceEntry) error {
		if e.PIN.Nonce != chosen || !e.PIN.stands() {
			return errUnchanged // taken back, and perhaps given anew, a moment ago
		}
		e.PIN.Done = a.nowMilli()
		return nil
	})
	return nil, err
}
