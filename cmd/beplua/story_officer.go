package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/beplua/beplua/api/caller"
	"github.com/beplua/beplua/models"
)

// storyOfficer is an officer at the commune, over HTTP.
type storyOfficer struct {
	base   string
	access string
}

// logIn logs an officer in by name and password.
func logIn(ctx context.Context, base, login, password string) (*storyOfficer, error) {
	var out struct{ Access string }
	_, err := caller.Call(ctx, http.DefaultTransport, http.MethodPost, base+"/api/v1/login", "", map[string]string{"login": login, "password": password}, &out)
	return &storyOfficer{base: base, access: out.Access}, err
}

func (o *storyOfficer) ask(ctx context.Context, method, path string, in, out any, header ...[2]string) error {
	_, err := caller.Call(ctx, http.DefaultTransport, method, o.base+path, o.access, in, out, header...)
	return err
}

// newVolunteer makes an account for a club and a one-time code for its phone.
func (o *storyOfficer) newVolunteer(ctx context.Context, name string, club models.RecordID) (models.RecordID, string, error) {
	grants := []map[string]string{{"role": "volunteer", "club": club.String()}, {"role": "health", "club": club.String()}}
	var user struct{ ID string }
	if err := o.ask(ctx, http.MethodPost, "/api/v1/users", map[string]any{"name": name, "grants": grants}, &user); err != nil {
		return models.RecordID{}, "", err
	}
	var enrolment struct{ Code string }
	if err := o.ask(ctx, http.MethodPost, "/api/v1/enrolments", map[string]string{"user": user.ID}, &enrolment); err != nil {
		return models.RecordID{}, "", err
	}
	id, err := models.ParseRecordID(user.ID)
	return id, enrolment.Code, err
}

// move gives a volunteer another club instead of his own.
func (o *storyOfficer) move(ctx context.Context, user, club models.RecordID) error {
	grants := []map[string]string{{"role": "volunteer", "club": club.String()}}
	path := "/api/v1/users/" + user.String()
	tag, err := caller.Call(ctx, http.DefaultTransport, http.MethodGet, o.base+path, o.access, nil, nil)
	if err != nil {
		return err
	}
	return o.ask(ctx, http.MethodPatch, path, map[string]any{"grants": grants}, nil, [2]string{"If-Match", tag})
}

// revoke takes a phone out of service.
func (o *storyOfficer) revoke(ctx context.Context, device models.RecordID) error {
	return o.ask(ctx, http.MethodPost, "/api/v1/devices/"+device.String()+"/revoke", nil, nil)
}

// storyCase is a case as the API gives it.
type storyCase struct {
	Scope  string          `json:"scope"`
	ID     string          `json:"id"`
	Vector string          `json:"vector"`
	Fields json.RawMessage `json:"fields"`
}

// fields gives the case's fields by name.
func (c *storyCase) fields() models.Values {
	v, err := models.ParseValues(string(c.Fields))
	if err != nil {
		return nil
	}
	return v
}

func (c *storyCase) path() string { return "/api/v1/cases/" + url.PathEscape(c.Scope) + "/" + c.ID }

// cases gives the open cases of the clubs named.
func (o *storyOfficer) cases(ctx context.Context, clubs ...models.RecordID) ([]storyCase, error) {
	var all []storyCase
	for _, club := range clubs {
		var page struct{ Items []storyCase }
		if err := o.ask(ctx, http.MethodGet, "/api/v1/cases?club="+club.String(), nil, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Items...)
	}
	return all, nil
}

// decide resolves a case and gives its new state.
func (o *storyOfficer) decide(ctx context.Context, c *storyCase, decision map[string]any) (storyCase, error) {
	var after storyCase
	err := o.ask(ctx, http.MethodPost, c.path()+"/resolve", decision, &after, [2]string{"If-Match", `"` + c.Vector + `"`})
	return after, err
}

// undo takes a decision back and gives the case's new state.
func (o *storyOfficer) undo(ctx context.Context, c *storyCase, note string) (storyCase, error) {
	var after storyCase
	err := o.ask(ctx, http.MethodPost, c.path()+"/undo", map[string]string{"note": note}, &after, [2]string{"If-Match", `"` + c.Vector + `"`})
	return after, err
}
