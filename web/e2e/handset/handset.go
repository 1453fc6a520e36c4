// Package handset is a volunteer's phone: the reference phone over real HTTP.
package handset

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/beplua/beplua/api/caller"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/client"
	"github.com/beplua/beplua/web/e2e/server"
)

// Handset is one person's phone, for one club.
type Handset struct {
	*client.Phone
	Club models.Scope
	user models.RecordID
}

// New gives a new volunteer of a club a phone, and fills it.
func New(ctx context.Context, base string, officer *server.Officer, name string, club models.RecordID) (*Handset, error) {
	_, code, err := officer.NewVolunteer(ctx, name, club)
	if err != nil {
		return nil, err
	}
	return Enrolled(ctx, base, code, name, club)
}

// Enrolled is a phone that has read a one-time code, and fetched what its person may see.
func Enrolled(ctx context.Context, base, code, name string, club models.RecordID) (*Handset, error) {
	auth, enrolment, err := caller.Enrol(ctx, base, http.DefaultTransport, time.Now, code, "Máy của "+name)
	if err != nil {
		return nil, err
	}
	h := &Handset{Club: models.ClubScope(club), user: enrolment.User}
	h.Phone = client.New(client.Deps{
		Storage: client.NewMemory(), Transport: http.DefaultTransport, Server: base, Auth: auth, Registry: schema.Default(), Now: time.Now,
		NewID: func() models.RecordID { return models.RecordID(uuid.Must(uuid.NewV7())) }, Random: rand.Int64N, Build: "e2e",
	})
	if err := h.Enrol(client.Enrolment(enrolment)); err != nil {
		return nil, err
	}
	return h, h.Contact(ctx)
}

// contactsMax bounds how often a contact is tried: a phone needs several for a large club.
const contactsMax = 20

// Contact syncs until nothing is left to send or fetch.
func (h *Handset) Contact(ctx context.Context) error {
	for range contactsMax {
		session, err := h.Sync(ctx)
		if err != nil {
			return fmt.Errorf("contact: %w", err)
		}
		if session.Done {
			return nil
		}
	}
	return fmt.Errorf("not done after %d contacts", contactsMax)
}

// Write saves one change to a record of the club and gives its id; a zero id makes a new record.
func (h *Handset) Write(typ string, id models.RecordID, fields map[string]any) (models.RecordID, error) {
	ids, err := h.Edit(h.user, client.Change{Scope: h.Club, Record: id, Type: typ, Set: values(fields)})
	if err != nil {
		return models.RecordID{}, err
	}
	return ids[0], nil
}

// values gives fields as the models have them. It panics on a kind that no story uses.
func values(fields map[string]any) models.Values {
	out := make([]models.Assignment, 0, len(fields))
	for name, value := range fields {
		a := models.Assignment{Name: name}
		switch v := value.(type) {
		case string:
			a.Value = models.TextValue(v)
		case int:
			a.Value = models.IntValue(int64(v))
		case models.RecordID:
			a.Value = models.RefValue(v)
		default:
			panic(fmt.Sprintf("no value for a %T", value))
		}
		out = append(out, a)
	}
	return models.NewValues(out...)
}

// Text gives a field of a record as the phone shows it; empty if the phone has no such record.
func (h *Handset) Text(id models.RecordID, field string) string {
	view, ok := h.Show(h.Club, id)
	if !ok {
		return ""
	}
	return view.Record.Value(field).Str()
}
