package client

import (
	"crypto/ed25519"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// MustChoosePIN says whether an officer has reset the PIN: the person chooses another one, and need not know the present one.
func (p *Phone) MustChoosePIN() bool { return p.Meta().PIN != "" }

// PINChosen notes that the person has chosen another PIN; the next session tells the server. The PIN itself never leaves the
// phone. It fails with CodeConflict when none was to be chosen.
func (p *Phone) PINChosen() error {
	return p.update(func(tx Tx) error {
		m := tx.Meta()
		if m.PIN == "" {
			return models.Errorf(models.CodeConflict, "no other PIN was to be chosen")
		}
		m.PIN, m.PINChosen = "", m.PIN
		tx.SetMeta(m)
		return nil
	})
}

// heed takes in what an answer to a submit says of the PIN. No order means that none stands any more: the server knows that
// it was followed, or the officer took it back. An order that is not the server's, or for another phone, is ignored.
func (m *Meta) heed(order *wire.PINOrder) {
	switch {
	case order == nil:
		m.PIN, m.PINChosen = "", ""
	case order.Nonce == m.PINChosen:
	case isServers(m, order.Device, order.Signed(), order.Signature):
		m.PIN = order.Nonce
	}
}

// isServers says whether an order is for this phone and signed with the key that it got at enrolment.
func isServers(m *Meta, device models.RecordID, signed, signature []byte) bool {
	return device == m.Device && len(m.ServerKey) == ed25519.PublicKeySize && ed25519.Verify(m.ServerKey, signed, signature)
}
