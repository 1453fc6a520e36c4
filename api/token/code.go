package token

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"io"
	"strings"
	"time"
)

// Form is how an enrolment code reaches the phone.
type Form string

// The forms of enrolment codes.
const (
	// PaperCode is printed or shown as QR: 130 bits, good for three days (a village is a day's walk away).
	PaperCode Form = "paper"
	// SpokenCode is typed in from a screen or a telephone call: 20 digits (66 bits; ASVS 6.6.3 asks for 64), good for ten minutes.
	SpokenCode Form = "spoken"
)

// Life is how long a code of the form is good.
func (f Form) Life() time.Duration {
	if f == PaperCode {
		return 72 * time.Hour
	}
	return 10 * time.Minute
}

const (
	codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford: no I, L, O, U to misread
	paperChars   = 26
	spokenChars  = 20
)

// NewCode makes a code, in groups for the eye.
func NewCode(form Form, random io.Reader) (string, error) {
	if form == PaperCode {
		raw := make([]byte, 20)
		if _, err := io.ReadFull(random, raw); err != nil {
			return "", err
		}
		return grouped(base32.NewEncoding(codeAlphabet).EncodeToString(raw)[:paperChars], 5), nil
	}
	digits := make([]byte, 0, spokenChars)
	one := make([]byte, 1)
	for len(digits) < spokenChars {
		if _, err := io.ReadFull(random, one); err != nil {
			return "", err
		}
		if one[0] < 250 { // the largest multiple of ten: every digit as likely as the next
			digits = append(digits, '0'+one[0]%10)
		}
	}
	return grouped(string(digits), 4), nil
}

func grouped(code string, size int) string {
	var b strings.Builder
	for i := 0; i < len(code); i += size {
		if i > 0 {
			b.WriteByte('-')
		}
		b.WriteString(code[i:min(i+size, len(code))])
	}
	return b.String()
}

// NormalCode forgives what people do to a code: lower case, blanks, other hyphens, O for 0, I and L for 1. It gives "" for
// what cannot be a code.
func NormalCode(text string) string {
	if len(text) > 128 {
		return ""
	}
	var b strings.Builder
	for _, r := range strings.ToUpper(text) {
		switch {
		case r == ' ' || r == '-' || r == '–' || r == '\t' || r == '\n' || r == '\r' || r == '\u00a0':
		case r == 'O':
			b.WriteByte('0')
		case r == 'I' || r == 'L':
			b.WriteByte('1')
		case r < 0x80 && strings.ContainsRune(codeAlphabet, r):
			b.WriteRune(r)
		default:
			return ""
		}
	}
	if b.Len() != paperChars && b.Len() != spokenChars {
		return ""
	}
	return b.String()
}

// CodeHash is what is stored of a code, which has too many bits to be found by trying.
func CodeHash(code string) string {
	sum := sha256.Sum256([]byte("beplua-code-1\n" + NormalCode(code)))
	return hex.EncodeToString(sum[:])
}
