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
	seats, err := a.seats(ctx, &f)
	if err != nil {
		return Fleet{}, err
	}
	out, text := Fleet{Counts: map[string]int{}}, schema.Fold(strings.TrimSpace(f.Text))
	kept := seats[:0]
	for i := range seats {
		s := &seats[i]
		if text != "" && !strings.Contains(schema.Fold(s.User.Name), text) && !strings.Contains(schema.Fold(s.Device.Name), text) {
			continue
		}
		s.Why = a.Why(&s.Device, &s.User, f.SchemaNow)
		out.count(s)
		if s.has(f.Reason) && (f.After == "" || s.place().compare(after) > 0) {
			kept = append(kept, *s)
		}
	}
	slices.SortFunc(kept, func(x, y Seat) int { return x.place().compare(y.place()) })
	out.Seats = kept[:min(f.Limit, len(kept))]
	if len(kept) > f.Limit {
		out.Next = kept[f.Limit-1].place().String()
	}
	return out, nil
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

// seats reads the phones that a filter is about, with their users.
func (a *Accounts) seats(ctx context.Context, f *FleetFilter) ([]Seat, error) {
	users, err := a.usersOf(ctx, f)
	if err != nil {
		return nil, err
	}
	var out []Seat
	sit := func(e deviceEntry, _ uint64) error {
		if u, ok := users[e.User]; ok {
			out = append(out, Seat{Device: a.contacts.over(e.device()), User: u})
		}
		return nil
	}
	if f.Clubs == nil && f.User.IsZero() {
		return out, each(ctx, a.Documents, "", sit)
	}
	for id := range users {
		if err := each(ctx, a.Documents, "user:"+id, sit); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// usersOf gives the users whose phones a filter is about, by id.
func (a *Accounts) usersOf(ctx context.Context, f *FleetFilter) (map[string]models.User, error) {
	users := map[string]models.User{}
	collect := func(e userEntry, _ uint64) error {
		users[e.ID] = e.user()
		return nil
	}
	switch {
	case !f.User.IsZero():
		u, err := a.User(ctx, f.User)
		users[f.User.String()] = u.User
		return users, err
	case f.Clubs == nil:
		return users, each(ctx, a.Documents, "", collect)
	}
	for _, club := range f.Clubs {
		if err := each(ctx, a.Documents, "club:"+club.String(), collect); err != nil {
			return nil, err
		}
	}
	return users, nil
}

// place is where a phone stands in a listing: those that were wiped behind all others, and then by when it was last heard of.
type place struct {
	gone  int // 1 for a phone that was wiped
	heard int64
	id    string
}

func (s *Seat) place() place {
	p := place{heard: cmp.Or(s.Device.Contact.At, s.Device.Enrolled), id: s.Device.ID.String()}
	if s.Device.State == models.DeviceWiped {
		p.gone = 1
	}
	return p
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.gone, q.gone), cmp.Compare(p.heard, q.heard), cmp.Compare(p.id, q.id))
}

func (p place) String() string {
	return strconv.Itoa(p.gone) + "." + strconv.FormatInt(p.heard, 10) + "." + p.id
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
	if err1 != nil || err2 != nil {
		return place{}, badPlace()
	}
	return place{gone, heard, parts[2]}, nil
}

func badPlace() error { return models.Errorf(models.CodeMalformed, "after is not from an answer") }
