package client

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// Meta is what a phone knows of itself. It is an immutable value: the slices are replaced, never written to.
type Meta struct {
	Device    models.RecordID
	User      models.RecordID
	Actor     models.ActorID
	ServerKey []byte // Ed25519 public key that wipe orders are signed with

	Epoch  string // the life of the server the phone last spoke with
	Former string // the one before
	Cursor string
	// NewActor: numbers are missing on the server that the phone no longer has, so it asks for another life.
	NewActor bool
	Next     []Number // per scope, the number of the present actor's next edit
	LastEdit uint64   // the local id given last
	Checks   []Check
	Mine     []models.Scope // the scopes that the server gives: nothing of others is kept

	Offset int64 // the phone's clock minus the server's at the last contact: milliseconds
	// Contact is when the server last answered, by its clock: milliseconds since 1970 UTC. The phone's own clock may jump
	// by years; what is kept for 30 days is counted by this one.
	Contact  int64
	Restored int64  // when the phone noticed that the server had begun another life, by the server's clock
	Repairs  int    // records that a digest found to differ though nothing had happened: each is a bug
	PIN      string // nonce of the order to choose another PIN that is to be followed; "" for none
	// PINChosen is the nonce of the order that was followed, until the server knows.
	PINChosen string
	Wiped     string
	Farewell  bool // the wipe was confirmed
}

// Number is a number within one scope.
type Number struct {
	Scope models.Scope
	N     uint64
}

// Check says when the digest of a scope is due.
type Check struct {
	Scope   models.Scope
	Due     int64 // by the server's clock: milliseconds since 1970 UTC; 0 at once
	Excused bool  // differences are expected: after a fork or a restore
}

// Base is a record as the server gave it, and in which of its lives.
type Base struct {
	Record models.Record
	Epoch  string
}

// EditState is how far an edit has come.
type EditState string

// An edit waits until the server has answered it; then it is kept for a while, to be offered again after a restore.
const (
	Waiting      EditState = "waiting"
	Acknowledged EditState = "acknowledged"
)

// Edit is one operation as the phone made it.
type Edit struct {
	ID        uint64 // local, in the order of making
	Operation models.Operation
	State     EditState
	Outcome   models.Outcome // the last one given
	Message   string         // what the server says of it, in Vietnamese
	Mend      bool           // it was refused, and nobody has mended or dismissed it yet
	Again     bool           // waiting once more, because the server was restored from a backup
	Answered  int64          // by the server's clock: milliseconds since 1970 UTC
}

func (m *Meta) next(scope models.Scope) uint64 {
	for _, n := range m.Next {
		if n.Scope == scope {
			return n.N
		}
	}
	return 1
}

func (m *Meta) setNext(scope models.Scope, n uint64) {
	m.Next = slices.Clone(m.Next)
	for i := range m.Next {
		if m.Next[i].Scope == scope {
			m.Next[i].N = n
			return
		}
	}
	m.Next = append(m.Next, Number{scope, n})
}

// schedule makes the digest of a scope due at an instant, unless it is due earlier.
func (m *Meta) schedule(c Check) {
	m.Checks = slices.Clone(m.Checks)
	for i := range m.Checks {
		if m.Checks[i].Scope == c.Scope {
			m.Checks[i].Due = min(m.Checks[i].Due, c.Due)
			m.Checks[i].Excused = m.Checks[i].Excused || c.Excused
			return
		}
	}
	m.Checks = append(m.Checks, c)
}

func (m *Meta) isMine(scope models.Scope) bool { return slices.Contains(m.Mine, scope) }

func (m *Meta) gain(scope models.Scope) {
	if !m.isMine(scope) {
		m.Mine = append(slices.Clone(m.Mine), scope)
	}
}

func (m *Meta) lose(scope models.Scope) {
	m.Mine = slices.DeleteFunc(slices.Clone(m.Mine), func(s models.Scope) bool { return s == scope })
}

// drop forgets the check of a scope.
func (m *Meta) drop(scope models.Scope) {
	m.Checks = slices.DeleteFunc(slices.Clone(m.Checks), func(c Check) bool { return c.Scope == scope })
}

// doubt makes all digests due at once, because something happened that may have left differences.
func (m *Meta) doubt() {
	m.Checks = slices.Clone(m.Checks)
	for i := range m.Checks {
		m.Checks[i].Due, m.Checks[i].Excused = 0, true
	}
}
