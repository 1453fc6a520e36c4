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

// PINOrder tells a phone that its person may choose another PIN without knowing the present one. It stands in every answer
// until the heartbeat names its nonce.
type PINOrder WipeOrder

// Signed is the text that the server's key signs: nobody on the way can make a phone delete its records.
func (w *WipeOrder) Signed() []byte { return signed("beplua-wipe", w) }

// Signed is the text that the server's key signs: nobody on the way can open a phone that he has found.
func (p *PINOrder) Signed() []byte { return signed("beplua-pin", (*WipeOrder)(p)) }

func signed(what string, o *WipeOrder) []byte {
	return []byte(what + "\n" + o.Device.String() + "\n" + o.Nonce)
}

func appendOrder(to []byte, o *WipeOrder) []byte {
	to = appendID(append(to, `{"device":`...), o.Device)
	to = models.AppendQuoted(append(to, `,"nonce":`...), o.Nonce)
	to = base64.RawURLEncoding.AppendEncode(append(to, `,"signature":"`...), o.Signature)
	return append(to, `"}`...)
}

func (r *reader) order() *WipeOrder {
	var o WipeOrder
	r.object(func(name []byte) {
		switch string(name) {
		case "device":
			o.Device = r.recordID()
		case "nonce":
			o.Nonce = r.word(nonceBytesMax)
		case "signature":
			signature, err := base64.RawURLEncoding.DecodeString(r.word(nonceBytesMax))
			if err != nil {
				r.malformed("expected base64url without padding")
			}
			o.Signature = signature
		default:
			r.skip()
		}
	})
	return &o
}
