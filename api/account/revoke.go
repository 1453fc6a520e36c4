package account

import (
	"context"
	"crypto/ed25519"
	"crypto/subtle"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// Revoke takes a phone's rights away in an officer's name. It still hands in what it has (draining), is then told to wipe
// (wiping), and confirms (wiped). Revoking twice is revoking once. It fails with CodeNotFound.
func (a *Accounts) Revoke(ctx context.Context, device, by models.RecordID) (Device, error) {
	e, err := change(ctx, a.Documents, device.String(), func(e *deviceEntry) error {
		if e.State != string(models.DeviceActive) {
			return errUnchanged
		}
		e.State, e.RevokedAt, e.RevokedBy = string(models.DeviceDraining), a.nowMilli(), idText(by)
		return nil
	})
	if err != nil {
		return Device{}, missing(err, "device")
	}
	a.sessions.forget(device)
	return a.contacts.over(e.device()), nil
}

// Drained notes that a revoked phone has nothing left to hand in, and gives the order to wipe. The order is the same
// however often it is asked for; nil for a phone that was not revoked (its user was disabled).
func (a *Accounts) Drained(ctx context.Context, device models.RecordID) (*wire.WipeOrder, error) {
	nonce, err := a.nonce()
	if err != nil {
		return nil, err
	}
	e, err := change(ctx, a.Documents, device.String(), func(e *deviceEntry) error {
		if e.State != string(models.DeviceDraining) {
			return errUnchanged
		}
		e.State, e.Wipe, e.DrainedAt = string(models.DeviceWiping), nonce, a.nowMilli()
		return nil
	})
	if err != nil {
		return nil, missing(err, "device")
	}
	a.sessions.forget(device)
	return a.wipeOrder(device, e.Wipe), nil
}

// wipeOrder signs an order with the server's own key, which the phone got at enrolment.
func (a *Accounts) wipeOrder(device models.RecordID, nonce string) *wire.WipeOrder {
	if nonce == "" {
		return nil
	}
	order := wire.WipeOrder{Device: device, Nonce: nonce}
	order.Signature = ed25519.Sign(a.Identity, order.Signed())
	return &order
}

// Wiped takes a phone's word that it has deleted everything, and ends its log-ins. It fails with CodeConflict when the nonce is
// not that of its order.
func (a *Accounts) Wiped(ctx context.Context, device models.RecordID, nonce string) error {
	_, err := change(ctx, a.Documents, device.String(), func(e *deviceEntry) error {
		if e.Wipe == "" || subtle.ConstantTimeCompare([]byte(e.Wipe), []byte(nonce)) != 1 {
			return models.Errorf(models.CodeConflict, "no such order to wipe")
		}
		if e.State == string(models.DeviceWiped) {
			return errUnchanged
		}
		e.State, e.WipedAt = string(models.DeviceWiped), a.nowMilli()
		return nil
	})
	if err != nil {
		return missing(err, "device")
	}
	a.sessions.forget(device)
	return a.revokeFamilies(ctx, "device:"+device.String(), "")
}
