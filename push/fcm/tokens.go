package fcm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"cloud.google.com/go/auth"
	"cloud.google.com/go/auth/credentials"
)

// scope is what the service account asks for: to send messages, and nothing else of the project.
const scope = "https://www.googleapis.com/auth/firebase.messaging"

// tokens are the access tokens of a service account: each is used until shortly before its end, and the next one is fetched
// meanwhile. A token that the carrier refuses is forgotten at once, whatever its time.
type tokens struct {
	account []byte // JSON
	client  *http.Client

	mu       sync.Mutex
	provider *auth.Credentials
	last     *auth.Token
}

// newTokens fails for what is not the JSON of a service account.
func newTokens(account []byte, client *http.Client) (*tokens, error) {
	t := &tokens{account: account, client: client}
	made, err := t.credentials()
	if err != nil {
		return nil, err
	}
	t.provider = made
	return t, nil
}

func (t *tokens) credentials() (*auth.Credentials, error) {
	return credentials.NewCredentialsFromJSON(credentials.ServiceAccount, t.account,
		&credentials.DetectOptions{Scopes: []string{scope}, Client: t.client})
}

// project is the one that a service account is of. Neither SDK nor credentials are asked: both would take another from the
// machine's environment.
func project(account []byte) (string, error) {
	var own struct {
		Project string `json:"project_id"`
	}
	if err := json.Unmarshal(account, &own); err != nil || own.Project == "" {
		return "", errors.New("it names no project")
	}
	return own.Project, nil
}

// get waits no longer than the context, though another Send may be fetching for both with more time. Its error names no
// secret.
func (t *tokens) get(ctx context.Context) (*auth.Token, error) {
	t.mu.Lock()
	provider := t.provider
	t.mu.Unlock()
	type fetched struct {
		token *auth.Token
		err   error
	}
	ready := make(chan fetched, 1)
	go func() {
		token, err := provider.Token(ctx)
		ready <- fetched{token, err}
	}()
	select {
	case <-ctx.Done():
		return nil, &credentialsError{ctx.Err()}
	case f := <-ready:
		if f.err != nil {
			return nil, &credentialsError{f.err}
		}
		t.mu.Lock()
		t.last = f.token
		t.mu.Unlock()
		return f.token, nil
	}
}

// forget drops a refused token, once: of many senders that were refused with it, the first does so.
func (t *tokens) forget(refused *auth.Token) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.last != refused {
		return
	}
	if made, err := t.credentials(); err == nil {
		t.provider, t.last = made, nil
	}
}

// credentialsError is a failure to get an access token: the carrier was not asked.
type credentialsError struct{ err error }

func (e *credentialsError) Error() string { return fmt.Sprintf("no access token: %.300v", e.err) }
func (e *credentialsError) Unwrap() error { return e.err }
