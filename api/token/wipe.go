package token

import (
	"crypto/ed25519"

	"github.com/beplua/beplua/models"
)

// WipeOrder tells a phone to delete everything. It is signed with the server's own key, whose public half the phone got at
// enrolment, so that nobody else can make a phone forget its records.
type WipeOrder struct {
	Device    models.RecordID
	Nonce     string
	Signature []byte
}

func wipeText(device models.RecordID, nonce string) []byte {
	return []byte("beplua-wipe-1\n" + device.String() + "\n" + nonce)
}

// NewWipeOrder signs an order.
func NewWipeOrder(server ed25519.PrivateKey, device models.RecordID, nonce string) WipeOrder {
	return WipeOrder{Device: device, Nonce: nonce, Signature: ed25519.Sign(server, wipeText(device, nonce))}
}

// Genuine says whether the server signed the order: what a phone asks before it obeys.
func (w WipeOrder) Genuine(server ed25519.PublicKey) bool {
	return len(server) == ed25519.PublicKeySize && ed25519.Verify(server, wipeText(w.Device, w.Nonce), w.Signature)
}
