package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/client"
)

// credentials are what a phone holds to be let in: it is a client.Authorizer over HTTP.
type credentials struct {
	base   string
	http   http.RoundTripper
	key    ed25519.PrivateKey
	now    func() time.Time
	mu     sync.Mutex
	access string
	renew  string
	offset time.Duration // what to add to our clock to get the server's
}

// enrolOverHTTP redeems a one-time code, as the app does after scanning it.
func enrolOverHTTP(ctx context.Context, base string, transport http.RoundTripper, now func() time.Time, code, name string) (*credentials, client.Enrolment, error) {
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, client.Enrolment{}, err
	}
	var out struct {
		Device, Actor, ServerKey, Access, Refresh string
		User                                      struct{ ID string }
	}
	_, err = callJSON(ctx, transport, http.MethodPost, base+"/api/v1/enrol", "", map[string]string{
		"code": code, "name": name,
		"deviceKey": base64.RawURLEncoding.EncodeToString(public),
		"signature": base64.RawURLEncoding.EncodeToString(token.SignEnrolment(private, code)),
	}, &out)
	if err != nil {
		return nil, client.Enrolment{}, fmt.Errorf("enrol: %w", err)
	}
	var e client.Enrolment
	var wrong [4]error
	e.Device, wrong[0] = models.ParseRecordID(out.Device)
	e.User, wrong[1] = models.ParseRecordID(out.User.ID)
	e.Actor, wrong[2] = models.ParseActorID(out.Actor)
	e.ServerKey, wrong[3] = base64.RawURLEncoding.DecodeString(out.ServerKey)
	c := &credentials{base: base, http: transport, key: private, now: now, access: out.Access, renew: out.Refresh}
	return c, e, errors.Join(wrong[:]...)
}

// Authorize implements client.Authorizer.
func (c *credentials) Authorize(r *http.Request) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	r.Header.Set("Authorization", "Bearer "+c.access)
	return nil
}

// Refresh implements client.Authorizer. A phone with a wrong clock is told the time with the refusal, and signs again.
func (c *credentials) Refresh(ctx context.Context) error {
	err := c.refresh(ctx)
	var p *problemError
	if errors.As(err, &p) && p.Details["reason"] == "clock" {
		if now, bad := time.Parse(time.RFC3339, p.Details["now"]); bad == nil {
			c.mu.Lock()
			c.offset = now.Sub(c.now())
			c.mu.Unlock()
			err = c.refresh(ctx)
		}
	}
	return err
}

func (c *credentials) refresh(ctx context.Context) error {
	c.mu.Lock()
	proof := token.Proof{Method: http.MethodPost, Path: "/api/v1/token/refresh", At: c.now().Add(c.offset), Token: c.renew}.Sign(c.key)
	c.mu.Unlock()
	var out struct{ Access, Refresh string }
	_, err := callJSON(ctx, c.http, http.MethodPost, c.base+proof.Path, "", map[string]string{
		"refresh": proof.Token, "at": proof.At.UTC().Format(time.RFC3339),
		"signature": base64.RawURLEncoding.EncodeToString(proof.Signature),
	}, &out)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.access, c.renew = out.Access, out.Refresh
	return nil
}

// problemError is a problem document that the server answered.
type problemError struct {
	Status  int               `json:"status"`
	Code    models.Code       `json:"code"`
	Title   string            `json:"title"`
	Detail  string            `json:"detail"`
	Details map[string]string `json:"details"`
}

func (p *problemError) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Detail) }

// answerBytesMax bounds what is read of an answer.
const answerBytesMax = 16 << 20

// callJSON asks with a JSON body (nil for none) and reads a JSON answer into out (nil to pass over it).
// It gives the answer's ETag and fails with a *problemError on anything but 2xx.
func callJSON(ctx context.Context, transport http.RoundTripper, method, url, access string, in, out any, header ...[2]string) (string, error) {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return "", err
		}
		body = bytes.NewReader(text)
	}
	r, err := http.NewRequestWithContext(ctx, method, url, body)
	if err != nil {
		return "", err
	}
	if in != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if access != "" {
		r.Header.Set("Authorization", "Bearer "+access)
	}
	for _, h := range header {
		r.Header.Set(h[0], h[1])
	}
	response, err := transport.RoundTrip(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, answerBytesMax))
	if err != nil {
		return "", err
	}
	if response.StatusCode/100 != 2 {
		p := &problemError{Status: response.StatusCode}
		_ = json.Unmarshal(text, p) // what is not a problem document keeps the status
		return "", p
	}
	tag := response.Header.Get("ETag")
	if out == nil || len(text) == 0 {
		return tag, nil
	}
	return tag, json.Unmarshal(text, out)
}
