package account

import (
	"context"
	"sync"
	"time"
)

// rosterLife is how old the roster may be: what another server of ours changed, and when a phone last called, is known so late
// at most. Changes made at this one count at once.
const rosterLife = 10 * time.Second

// roster is every user and every phone, remembered for a moment: reading the thousands of a province takes a third of a second, and a
// list over all of them is asked for again at each letter that is searched for.
type roster struct {
	mu      sync.Mutex
	users   map[string]User
	devices []Device // without keys, lives and scopes
	mark    uint64
	until   time.Time
}

// everybody gives all users by id, and all phones. Neither may be changed.
func (a *Accounts) everybody(ctx context.Context) (map[string]User, []Device, error) {
	r := &a.roster
	r.mu.Lock()
	defer r.mu.Unlock()
	mark := a.sessions.mark()
	if r.users != nil && r.mark == mark && a.Now().Before(r.until) {
		return r.users, r.devices, nil
	}
	users, devices := make(map[string]User, len(r.users)), make([]Device, 0, len(r.devices))
	err := each(ctx, a.Documents, "", func(e userEntry, rev uint64) error {
		users[e.ID] = User{e.user(), rev}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	err = each(ctx, a.Documents, "", func(e deviceEntry, _ uint64) error {
		e.Key, e.Actors, e.Given = nil, nil, nil
		devices = append(devices, e.device())
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	r.users, r.devices, r.mark, r.until = users, devices, mark, a.Now().Add(rosterLife)
	return users, devices, nil
}

// fade forgets a roster that is over, which would only take up memory.
func (a *Accounts) fade() {
	r := &a.roster
	r.mu.Lock()
	defer r.mu.Unlock()
	if !a.Now().Before(r.until) {
		r.users, r.devices = nil, nil
	}
}
