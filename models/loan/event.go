package loan

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
)

// EventKind is what happens to a loan besides payments, as in the field "kind" of a loanEvent.
type EventKind string

// The kinds of events.
const (
	Extend   EventKind = "extend"   // what is not paid moves to later months; the last instalment to NewDueOn
	Freeze   EventKind = "freeze"   // lateness stops growing
	Unfreeze EventKind = "unfreeze" // and grows again
	WriteOff EventKind = "writeOff" // Amount of the principal leaves the book, all of it when Amount is 0
	Correct  EventKind = "correct"  // takes back the event that it supersedes; else a remark
)

// Event is one thing that happened to a loan. An event that supersedes another stands in its place.
type Event struct {
	ID, Loan   models.RecordID
	Kind       EventKind
	On         models.Day
	NewDueOn   models.Day
	Amount     int64
	Supersedes models.RecordID
}

// EventOf reads a record of type "loanEvent". ok is false for another type and for a deleted record.
func EventOf(r models.Record) (e Event, ok bool) {
	if r.Type != "loanEvent" || r.Deleted() {
		return Event{}, false
	}
	e = Event{
		ID: r.ID, Kind: EventKind(r.Value("kind").Str()), On: day(r.Value("date")),
		NewDueOn: day(r.Value("newDueOn")), Amount: number(r.Value("amount")),
	}
	e.Loan, _ = r.Value("loan").Ref()
	e.Supersedes, _ = r.Value("supersedes").Ref()
	return e, true
}

// standing gives the events until a day that nothing supersedes, by day and then by id: the same in whichever order they
// arrived.
func standing(events []Event, on models.Day) []Event {
	gone := map[models.RecordID]bool{}
	var out []Event
	for _, e := range events {
		if e.On <= on {
			out = append(out, e)
			gone[e.Supersedes] = true
		}
	}
	out = slices.DeleteFunc(out, func(e Event) bool { return !e.ID.IsZero() && gone[e.ID] })
	slices.SortFunc(out, func(a, b Event) int {
		return cmp.Or(cmp.Compare(a.On, b.On), bytes.Compare(a.ID[:], b.ID[:]))
	})
	return out
}
