package wire

import (
	"encoding/base64"

	"github.com/beplua/beplua/models"
)

// WipeOrder tells a revoked phone to delete everything, once its outbox is empty.
type WipeOrder struct {
	Device    models.RecordID
	Nonce     string
	Signature []byte // the server's Ed25519 signature over Signed
}

// Signed is the text that the server's key signs: nobody on the way can make a phone delete its records.
func (w *WipeOrder) Signed() []byte {
	return []byte("beplua-wipe\n" + w.Device.String() + "\n" + w.Nonce)
}

func appendWipe(to []byte, w *WipeOrder) []byte {
	to = appendID(append(to, `{"device":`...), w.Device)
	to = models.AppendQuoted(append(to, `,"nonce":`...), w.Nonce)
	to = base64.RawURLEncoding.AppendEncode(append(to, `,"signature":"`...), w.Signature)
	return append(to, `"}`...)
}

func (r *reader) wipe() *WipeOrder {
	const wordMax = 256
	var w WipeOrder
	r.object(func(name []byte) {
		switch string(name) {
		case "device":
			w.Device = r.recordID()
		case "nonce":
			w.Nonce = r.word(wordMax)
		case "signature":
			signature, err := base64.RawURLEncoding.DecodeString(r.word(wordMax))
			if err != nil {
				r.malformed("expected base64url without padding")
			}
			w.Signature = signature
		default:
			r.skip()
		}
	})
	return &w
}
