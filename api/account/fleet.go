package account

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// AnyReason in a FleetFilter keeps the phones that are not in step, whatever the reason.
const AnyReason = "any"

// FleetFilter narrows a listing of phones. Zero fields do not narrow.
type FleetFilter struct {
	Clubs     []models.RecordID // phones of users with a grant in one of these; nil: of all users
	User      models.RecordID   // his phones alone, whatever Clubs says
	Text      string            // part of the name of person or phone; case and diacritics do not matter
	Reason    string            // a Reason's code, or AnyReason
	SchemaNow int               // the schema number that an up-to-date app uses
	After     string            // opaque, from the listing before
	Limit     int
}

// Seat is a phone, whose it is, and why it is not in step.
type Seat struct {
	Device Device
	User   models.User
	Why    []Reason
}

// Fleet is a page of phones, those first that were silent longest, and figures of all that the filter leaves but for its
// reason.
type Fleet struct {
	Seats  []Seat
	Next   string         // where to go on; "" at the end
	Total  int            // phones
	Behind int            // of them, those with a reason
	Counts map[string]int // of them, by reason; one phone may have several
}

// Fleet lists phones. Every phone is looked at each time, since what keeps it from being in step depends on the hour. It fails
// with CodeMalformed when After is not from a listing.
func (a *Accounts) Fleet(ctx context.Context, f FleetFilter) (Fleet, error) {
	after, err := parsePlace(f.After)
	if err != nil {
		return Fleet{}, err
	}
	out, kept, text := Fleet{Counts: map[string]int{}}, []Seat(nil), schema.Fold(strings.TrimSpace(f.Text))
	err = a.eachSeat(ctx, &f, func(s Seat) {
		if text != "" && !strings.Contains(schema.Fold(s.User.Name), text) && !strings.Contains(schema.Fold(s.Device.Name), text) {
			return
		}
		s.Device = a.contacts.over(s.Device)
		s.Why = a.Why(&s.Device, &s.User, f.SchemaNow)
		out.count(&s)
		if s.has(f.Reason) && (f.After == "" || s.place().compare(after) > 0) {
			kept = append(kept, s)
		}
	})
	if err != nil {
		return Fleet{}, err
	}
	out.Seats, out.Next = foremost(kept, f.Limit)
	return out, nil
}

// foremost gives the first seats, at most limit, and where to go on.
func foremost(seats []Seat, limit int) ([]Seat, string) {
	order := make([]*Seat, len(seats))
	for i := range seats {
		order[i] = &seats[i]
	}
	slices.SortFunc(order, func(x, y *Seat) int { return x.place().compare(y.place()) })
	var out []Seat
	for _, s := range order[:min(limit, len(order))] {
		out = append(out, *s)
	}
	if len(order) > limit {
		return out, out[limit-1].place().String()
	}
	return out, ""
}

func (f *Fleet) count(s *Seat) {
	f.Total++
	if len(s.Why) > 0 {
		f.Behind++
	}
	for _, r := range s.Why {
		f.Counts[r.Code]++
	}
}

func (s *Seat) has(reason string) bool {
	switch reason {
	case "":
		return true
	case AnyReason:
		return len(s.Why) > 0
	}
	return slices.ContainsFunc(s.Why, func(r Reason) bool { return r.Code == reason })
}

// eachSeat visits the phones that a filter is about, with their users.
func (a *Accounts) eachSeat(ctx context.Context, f *FleetFilter, visit func(Seat)) error {
	if f.Clubs == nil && f.User.IsZero() {
		users, devices, err := a.everybody(ctx)
		for i := range devices {
			if u, ok := users[devices[i].User.String()]; ok {
				visit(Seat{Device: devices[i], User: u.User})
			}
		}
		return err
	}
	users, err := a.usersOf(ctx, f)
	if err != nil {
		return err
	}
	for id, u := range users {
		err := each(ctx, a.Documents, "user:"+id, func(e deviceEntry, _ uint64) error {
			visit(Seat{Device: e.device(), User: u})
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// usersOf gives the user, or the users of the clubs, that a filter is about, by id.
func (a *Accounts) usersOf(ctx context.Context, f *FleetFilter) (map[string]models.User, error) {
	if !f.User.IsZero() {
		u, err := a.User(ctx, f.User)
		return map[string]models.User{f.User.String(): u.User}, err
	}
	users := map[string]models.User{}
	return users, a.eachUser(ctx, f.Clubs, func(u User) { users[u.ID.String()] = u.User })
}

// place is where a phone stands in a listing: those that were wiped behind all others, and then by when it was last heard of.
type place struct {
	gone  int // 1 for a phone that was wiped
	heard int64
	id    models.RecordID
}

func (s *Seat) place() place {
	p := place{heard: cmp.Or(s.Device.Contact.At, s.Device.Enrolled), id: s.Device.ID}
	if s.Device.State == models.DeviceWiped {
		p.gone = 1
	}
	return p
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.gone, q.gone), cmp.Compare(p.heard, q.heard), slices.Compare(p.id[:], q.id[:]))
}

func (p place) String() string {
	return strconv.Itoa(p.gone) + "." + strconv.FormatInt(p.heard, 10) + "." + p.id.String()
}

func parsePlace(text string) (place, error) {
	if text == "" {
		return place{}, nil
	}
	parts := strings.SplitN(text, ".", 3)
	if len(parts) != 3 {
		return place{}, badPlace()
	}
	gone, err1 := strconv.Atoi(parts[0])
	heard, err2 := strconv.ParseInt(parts[1], 10, 64)
	id, err3 := models.ParseRecordID(parts[2])
	if err1 != nil || err2 != nil || err3 != nil {
		return place{}, badPlace()
	}
	return place{gone, heard, id}, nil
}

func badPlace() error { return models.Errorf(models.CodeMalformed, "after is not from an answer") }
