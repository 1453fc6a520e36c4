package api

import (
	"context"

	"github.com/beplua/beplua/models"
)

// names finds how people and phones are called that records name by id, each once per answer. Whoever reads a record may know
// who wrote it.
type names struct {
	server  *Server
	ctx     context.Context //nolint:containedctx // lives no longer than the request
	users   map[models.RecordID]*userRef
	devices map[models.RecordID]*userRef
	owners  map[models.RecordID]models.RecordID // of devices
}

func (s *Server) names(ctx context.Context) *names {
	return &names{s, ctx, map[models.RecordID]*userRef{}, map[models.RecordID]*userRef{}, map[models.RecordID]models.RecordID{}}
}

// user gives a person, nil for nobody. One whose account is gone has no name.
func (n *names) user(id models.RecordID) (*userRef, error) {
	return named(n.users, id, func() (string, error) {
		u, err := n.server.Accounts.User(n.ctx, id)
		return u.Name, err
	})
}

// device gives a phone, nil for none.
func (n *names) device(id models.RecordID) (*userRef, error) {
	return named(n.devices, id, func() (string, error) {
		d, err := n.server.Accounts.Device(n.ctx, id)
		n.owners[id] = d.User
		return d.Name, err
	})
}

func named(known map[models.RecordID]*userRef, id models.RecordID, find func() (string, error)) (*userRef, error) {
	if id.IsZero() {
		return nil, nil //nolint:nilnil // nobody
	}
	if ref, ok := known[id]; ok {
		return ref, nil
	}
	name, err := find()
	if err != nil && models.CodeOf(err) != models.CodeNotFound {
		return nil, err
	}
	known[id] = &userRef{id.String(), name}
	return known[id], nil
}

// phone gives a phone with its person, nil for none.
func (n *names) phone(id models.RecordID) (*phoneRef, error) {
	device, err := n.device(id)
	if device == nil || err != nil {
		return nil, err
	}
	owner, err := n.user(n.owners[id])
	if err != nil {
		return nil, err
	}
	if owner == nil {
		return &phoneRef{Name: device.Name}, nil
	}
	return &phoneRef{device.Name, owner.Name}, nil
}
