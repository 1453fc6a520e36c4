package sync

import (
	stdsync "sync"

	"github.com/beplua/beplua/models"
)

// existence remembers records that were found: nearly every edit refers to one (a repayment to its loan), and nothing but
// its being there matters. A record never vanishes in one life of the server, so nothing is ever taken back; that a record
// is missing is never remembered. Of what was not asked for lately, the older half is forgotten at KnownRecordsMax.
type existence struct {
	mu         stdsync.Mutex
	young, old map[place]struct{}
}

type place struct {
	scope models.Scope
	id    models.RecordID
}

// has says whether a record is known to be there.
func (e *existence) has(scope models.Scope, id models.RecordID) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	at := place{scope, id}
	if _, ok := e.young[at]; ok {
		return true
	}
	if _, ok := e.old[at]; !ok {
		return false
	}
	e.enter(at)
	return true
}

// add remembers a record that the store has.
func (e *existence) add(scope models.Scope, id models.RecordID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.enter(place{scope, id})
}

func (e *existence) enter(at place) {
	if e.young == nil || len(e.young) == models.KnownRecordsMax/2 {
		e.young, e.old = map[place]struct{}{}, e.young
	}
	e.young[at] = struct{}{}
}
