// Package token makes and checks what proves who is asking: short-lived access tokens, refresh tokens that survive lost
// replies, enrolment codes, and signatures of a phone's own key. It keeps nothing: what must be remembered is in Family,
// which api/account stores.
package token

import (
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/beplua/beplua/models"
)

// Audience is what an access token is good for. Each has its own "aud" and "typ" (ASVS 9.2.2–9.2.4), so a token
// made for one can never be used for another.
type Audience string

// The audiences.
const (
	Sync    Audience = "sync"    // a phone
	Console Audience = "console" // an officer
)

func (a Audience) typ() string { return "beplua-" + string(a) + "+jwt" }

// The lives of tokens.
const (
	// AccessLife is how long an access token is good: short, since a stolen one cannot be told from the real one.
	AccessLife = 15 * time.Minute
	// Leeway is how far the clocks of several servers may be apart.
	Leeway = 2 * time.Minute
	// TextMax bounds a token's text before anything is parsed: bytes.
	TextMax = 2048
)

// Claims is what an access token says. What the asker may do is looked up, never taken from a token.
type Claims struct {
	ID       string // names the token; the log has it instead of the token
	Audience Audience
	User     models.RecordID
	Device   models.RecordID // zero for officers
	Family   models.RecordID
	Expires  time.Time
}

// wireClaims is the form of Claims in a token. The library's own would take an "exp" in quotes and a list of audiences.
type wireClaims struct {
	Issuer   string `json:"iss"`
	Subject  string `json:"sub"`
	Audience string `json:"aud"`
	ID       string `json:"jti"`
	Issued   int64  `json:"iat"`
	Expires  int64  `json:"exp"`
	Device   string `json:"did,omitempty"`
	Family   string `json:"fam"`
}

// The methods that jwt.Claims asks for.

func (c wireClaims) GetIssuer() (string, error)              { return c.Issuer, nil }
func (c wireClaims) GetSubject() (string, error)             { return c.Subject, nil }
func (c wireClaims) GetAudience() (jwt.ClaimStrings, error)  { return jwt.ClaimStrings{c.Audience}, nil }
func (c wireClaims) GetIssuedAt() (*jwt.NumericDate, error)  { return date(c.Issued), nil }
func (c wireClaims) GetNotBefore() (*jwt.NumericDate, error) { return nil, nil } //nolint:nilnil // absent, says the interface
func (c wireClaims) GetExpirationTime() (*jwt.NumericDate, error) {
	return date(c.Expires), nil
}

func date(seconds int64) *jwt.NumericDate {
	if seconds == 0 {
		return nil
	}
	return jwt.NewNumericDate(time.Unix(seconds, 0))
}

// Issuer makes and checks access tokens.
type Issuer struct {
	keys Keys
	name string
	now  func() time.Time
}

// NewIssuer makes an issuer. name is the "iss" of its tokens and the only one it accepts.
func NewIssuer(name string, keys Keys, now func() time.Time) *Issuer {
	return &Issuer{keys: keys, name: name, now: now}
}

// Issue signs a token with these claims that expires AccessLife from now, and gives the moment.
func (i *Issuer) Issue(c Claims) (string, time.Time, error) {
	now := i.now().UTC()
	expires := now.Add(AccessLife).Truncate(time.Second)
	claims := wireClaims{
		Issuer: i.name, Subject: c.User.String(), Audience: string(c.Audience), ID: c.ID,
		Issued: now.Unix(), Expires: expires.Unix(), Family: c.Family.String(),
	}
	if !c.Device.IsZero() {
		claims.Device = c.Device.String()
	}
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims)
	t.Header["kid"], t.Header["typ"] = i.keys.signing.ID, c.Audience.typ()
	text, err := t.SignedString(i.keys.signing.Private)
	return text, expires, err
}

// Verify reads a token that must be for one of the audiences. It fails with CodeUnauthorized, and does not say why: the
// reason would help only those who forge.
func (i *Issuer) Verify(text string, audiences ...Audience) (Claims, error) {
	if len(text) == 0 || len(text) > TextMax {
		return Claims{}, refused()
	}
	for _, audience := range audiences {
		if c, ok := i.read(text, audience); ok {
			return c, nil
		}
	}
	return Claims{}, refused()
}

func refused() error {
	return models.Errorf(models.CodeUnauthorized, "no valid access token")
}

func (i *Issuer) read(text string, audience Audience) (Claims, bool) {
	parser := jwt.NewParser(
		jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithIssuer(i.name),
		jwt.WithAudience(string(audience)), jwt.WithExpirationRequired(), jwt.WithIssuedAt(),
		jwt.WithLeeway(Leeway), jwt.WithStrictDecoding(), jwt.WithTimeFunc(i.now),
	)
	var wire wireClaims
	_, err := parser.ParseWithClaims(text, &wire, func(t *jwt.Token) (any, error) { return i.key(t.Header, audience) })
	if err != nil || wire.ID == "" {
		return Claims{}, false
	}
	c := Claims{ID: wire.ID, Audience: audience, Expires: time.Unix(wire.Expires, 0)}
	if c.User, err = models.ParseRecordID(wire.Subject); err != nil {
		return Claims{}, false
	}
	if c.Family, err = models.ParseRecordID(wire.Family); err != nil {
		return Claims{}, false
	}
	if audience != Sync {
		return c, wire.Device == ""
	}
	c.Device, err = models.ParseRecordID(wire.Device)
	return c, err == nil
}

// key looks the key up in our own set. A header that names anything but algorithm, key and type is refused: "jku", "jwk",
// "x5u" and "crit" are how others' keys get in.
func (i *Issuer) key(header map[string]any, audience Audience) (any, error) {
	id, _ := header["kid"].(string)
	public, known := i.keys.public[id]
	if !known || header["typ"] != audience.typ() || len(header) != 3 {
		return nil, refused()
	}
	return public, nil
}
