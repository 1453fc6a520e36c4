package fcm

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"firebase.google.com/go/v4/messaging"
	"google.golang.org/api/option"

	"github.com/beplua/beplua/push"
)

// patience bounds one try, and one fetch of an access token. It must be shorter than the outbox's lease.
const patience = 10 * time.Second

// connections bounds those to a carrier that does not speak HTTP/2; Google does, and is sent everything over one.
const connections = 64

// Settings are what a Sender needs.
type Settings struct {
	Account  []byte           // JSON of the service account, whose project is used; a secret
	Endpoint string           // "": Google's; with path and version, such as http://127.0.0.1:9099/v1
	Now      func() time.Time // for a Retry-After that names a date
}

// Sender sends to Firebase Cloud Messaging. It holds connections until Close.
type Sender struct {
	client    *messaging.Client
	transport *http.Transport
	now       func() time.Time
}

// New makes a Sender without asking the carrier anything. It fails when the account is not that of a service account, or
// names no project.
func New(ctx context.Context, s Settings) (*Sender, error) {
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, TLSHandshakeTimeout: patience,
		MaxConnsPerHost: connections, MaxIdleConnsPerHost: connections, IdleConnTimeout: 90 * time.Second,
	}
	access, err := newTokens(s.Account, &http.Client{Transport: transport, Timeout: patience})
	if err != nil {
		return nil, fmt.Errorf("service account: %w", err)
	}
	of, err := project(s.Account)
	if err != nil {
		return nil, fmt.Errorf("service account: %w", err)
	}
	// A client that is given to the SDK replaces all its own ways of authentication, and with them every look at the
	// machine's environment.
	client := &http.Client{
		Transport:     once{base: transport, tokens: access},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	options := []option.ClientOption{option.WithHTTPClient(client)}
	if s.Endpoint != "" {
		options = append(options, option.WithEndpoint(s.Endpoint))
	}
	config := configOf(messaging.NewClient)
	config.ProjectID, config.Opts, config.Version = of, options, sdkVersion
	carrier, err := messaging.NewClient(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("firebase: %w", err)
	}
	return &Sender{client: carrier, transport: transport, now: s.Now}, nil
}

// sdkVersion is what the SDK calls itself to the carrier.
const sdkVersion = "4.22.0"

// configOf gives what a client is made from, whose type has no name outside the SDK. The SDK's own door to it, its package
// firebase, brings Firestore and Cloud Storage along: 20 MB of program and 3 MB of memory for nothing.
func configOf[C, Client any](_ func(context.Context, *C) (Client, error)) *C { return new(C) }

// Send makes one HTTP request, or none when the message could not be one of ours; see push.Sender. Beside the carrier's
// own codes it answers payload, credentials, unreachable, interrupted, timeout, or the status of an answer without a code.
func (s *Sender) Send(ctx context.Context, m push.Message) push.Result {
	message, err := payload(m)
	if err != nil {
		return push.Result{Outcome: push.OutcomeRejected, Code: codePayload, Err: err}
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ctx, x := watched(ctx)
	id, err := s.client.Send(ctx, message)
	return classify(x, id, err, s.now())
}

// Close lets idle connections go. A Send that is under way ends as it would have.
func (s *Sender) Close() { s.transport.CloseIdleConnections() }
