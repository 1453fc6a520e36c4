package server

import (
	"context"
	"net/http"

	"github.com/beplua/beplua/api/caller"
	"github.com/beplua/beplua/models"
)

// Officer asks the API in an officer's name.
type Officer struct {
	base   string
	access string
}

// At names a server that somebody else has started.
func At(base string) *Server { return &Server{Base: base} }

// LogIn logs an officer of the demo in.
func (s *Server) LogIn(ctx context.Context, login string) (*Officer, error) {
	return s.LogInWith(ctx, login, Password)
}

// LogInWith logs an officer in by name and password.
func (s *Server) LogInWith(ctx context.Context, login, password string) (*Officer, error) {
	var out struct{ Access string }
	_, err := caller.Call(ctx, http.DefaultTransport, http.MethodPost, s.Base+"/api/v1/login", "", map[string]string{"login": login, "password": password}, &out)
	return &Officer{base: s.Base, access: out.Access}, err
}

// Ask asks with a JSON body (nil for none) and reads the answer into out (nil to pass over it). It gives the answer's ETag.
func (o *Officer) Ask(ctx context.Context, method, path string, in, out any, header ...[2]string) (string, error) {
	return caller.Call(ctx, http.DefaultTransport, method, o.base+path, o.access, in, out, header...)
}

// Club is a club as the list of clubs gives it.
type Club struct {
	ID      models.RecordID `json:"-"`
	Text    string          `json:"id"`
	Name    string          `json:"name"`
	Members int             `json:"members"`
}

// Clubs gives the first page of the officer's clubs.
func (o *Officer) Clubs(ctx context.Context) ([]Club, error) {
	var page struct{ Items []Club }
	if _, err := o.Ask(ctx, http.MethodGet, "/api/v1/clubs", nil, &page); err != nil {
		return nil, err
	}
	for i := range page.Items {
		var err error
		if page.Items[i].ID, err = models.ParseRecordID(page.Items[i].Text); err != nil {
			return nil, err
		}
	}
	return page.Items, nil
}

// NewVolunteer makes an account for a club, and a one-time code for its phone.
func (o *Officer) NewVolunteer(ctx context.Context, name string, club models.RecordID) (user, code string, err error) {
	grants := []map[string]string{{"role": "volunteer", "club": club.String()}}
	var made struct{ ID, Code string }
	if _, err := o.Ask(ctx, http.MethodPost, "/api/v1/users", map[string]any{"name": name, "grants": grants}, &made); err != nil {
		return "", "", err
	}
	user = made.ID
	_, err = o.Ask(ctx, http.MethodPost, "/api/v1/enrolments", map[string]string{"user": user}, &made)
	return user, made.Code, err
}
