package api

import (
	"strconv"

	"rsc.io/qr"
)

// qrWire is a QR as pages draw it: the path of an SVG whose view box is size by size, with four modules of quiet around it. An
// image would have to be fetched, and what stands in these QRs must be in no address.
type qrWire struct {
	Size int    `json:"size"`
	Path string `json:"path"`
}

// qrQuiet is the border that the standard asks for: modules.
const qrQuiet = 4

// qrOf draws a text. Level M still reads with 15 % of it creased or soiled.
func qrOf(text string) (qrWire, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return qrWire{}, err
	}
	var path []byte
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				path = strconv.AppendInt(append(path, 'M'), int64(from+qrQuiet), 10)
				path = strconv.AppendInt(append(path, ' '), int64(y+qrQuiet), 10)
				path = strconv.AppendInt(append(path, 'h'), int64(x-from), 10)
				path = strconv.AppendInt(append(path, "v1h-"...), int64(x-from), 10)
				path = append(path, 'z')
			}
		}
	}
	return qrWire{code.Size + 2*qrQuiet, string(path)}, nil
}
