package caller

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

// Phone holds what a phone shows to be let in. It is a client.Authorizer.
type Phone struct {
	Base      string // of the server: scheme://host
	Transport http.RoundTripper
	Key       ed25519.PrivateKey
	Now       func() time.Time
	Tokens

	mu     sync.Mutex
	offset time.Duration // what to add to our clock to get the server's
}

// Tokens are what the server gave last.
type Tokens struct{ Access, Renew string }

// Enrolment is what a phone learns when it is enrolled; convertible to client.Enrolment.
type Enrolment struct {
	Device    models.RecordID
	User      models.RecordID
	Actor     models.ActorID
	ServerKey []byte
}

// Enrol redeems a one-time code, as the app does after scanning it.
func Enrol(ctx context.Context, base string, transport http.RoundTripper, now func() time.Time, code, name string) (*Phone, Enrolment, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, Enrolment{}, err
	}
	var out struct {
		Device, Actor, ServerKey, Access, Refresh string
		User                                      struct{ ID string }
	}
	_, err = Call(ctx, transport, http.MethodPost, base+"/api/v1/enrol", "", map[string]string{
		"code": code, "name": name,
		"deviceKey": base64.RawURLEncoding.EncodeToString(public),
		"signature": base64.RawURLEncoding.EncodeToString(token.SignEnrolment(private, code)),
	}, &out)
	if err != nil {
		return nil, Enrolment{}, fmt.Errorf("enrol: %w", err)
	}
	var e Enrolment
	var wrong [4]error
	e.Device, wrong[0] = models.ParseRecordID(out.Device)
	e.User, wrong[1] = models.ParseRecordID(out.User.ID)
	e.Actor, wrong[2] = models.ParseActorID(out.Actor)
	e.ServerKey, wrong[3] = base64.RawURLEncoding.DecodeString(out.ServerKey)
	p := &Phone{Base: base, Transport: transport, Key: private, Now: now, Tokens: Tokens{out.Access, out.Refresh}}
	return p, e, errors.Join(wrong[:]...)
}

// Authorize implements client.Authorizer.
func (p *Phone) Authorize(r *http.Request) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	r.Header.Set("Authorization", "Bearer "+p.Access)
	return nil
}

// Refresh implements client.Authorizer. A phone with a wrong clock is told the time with the refusal, and signs again.
func (p *Phone) Refresh(ctx context.Context) error {
	err := p.refresh(ctx)
	var refusal *Problem
	if errors.As(err, &refusal) && refusal.Details["reason"] == "clock" {
		if now, bad := time.Parse(time.RFC3339, refusal.Details["now"]); bad == nil {
			p.mu.Lock()
			p.offset = now.Sub(p.Now())
			p.mu.Unlock()
			err = p.refresh(ctx)
		}
	}
	return err
}

func (p *Phone) refresh(ctx context.Context) error {
	p.mu.Lock()
	proof := token.Proof{Method: http.MethodPost, Path: "/api/v1/token/refresh", At: p.Now().Add(p.offset), Token: p.Renew}.Sign(p.Key)
	p.mu.Unlock()
	var out struct{ Access, Refresh string }
	_, err := Call(ctx, p.Transport, http.MethodPost, p.Base+proof.Path, "", map[string]string{
		"refresh": proof.Token, "at": proof.At.UTC().Format(time.RFC3339),
		"signature": base64.RawURLEncoding.EncodeToString(proof.Signature),
	}, &out)
	if err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.Tokens = Tokens{out.Access, out.Refresh}
	return nil
}
