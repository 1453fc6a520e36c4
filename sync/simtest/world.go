package simtest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"math/rand/v2"
	"os"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/client"
)

// world is one seed: a server, phones, a clock, and what is known of all of them.
type world struct {
	Config
	seed     uint64
	ctx      context.Context //nolint:containedctx // it lives as long as the seed
	random   *rand.Rand
	registry *schema.Registry
	town     Town
	breaker  Breaker
	now      time.Time // the server's clock
	ids      uint64

	clubs  []models.RecordID
	phones []*handset
	late   []lateParcel
	quiet  bool // no faults any more

	books      map[models.Scope]*scopeBook
	contents   map[contentKey][32]byte // I4
	seenEpochs map[operationIn]string  // as it was last sent: the log does not keep it
	shared     map[models.ActorID]bool // lives of phones that were cloned or restored
	backup     *backup
	post       *post

	operations int // made by people
	requests   int
	steps      int
	log        hash.Hash
	failures   []string
	faults     map[Fault]int
}

// operationIn names what a phone wrote. A dot would not do: twins use the same.
type operationIn struct {
	scope models.Scope
	hash  models.Hash
}

// handset is a phone with its person, its clock and its storage.
type handset struct {
	*client.Phone
	number  int
	storage *watched
	seat    Seat
	person  *person
	skew    time.Duration // its clock minus the server's
	frozen  time.Time     // a clock that stands still, if set
	backup  *watched
	tainted bool // it was restored or cloned: what it lost unknowingly comes back by a digest only
	revoked bool
	// forgotten: it wiped itself, and a restored server may no longer know.
	forgotten bool
	schema    int       // what its app writes
	latest    time.Time // what its clock showed at its latest edit
	last      client.Session
}

// person is a user; a cloned phone has the same one.
type person struct {
	grants []models.Grant
	board  bool // whether he hears of debts
	device models.RecordID
}

// newWorld opens a server and enrols the phones.
func newWorld(ctx context.Context, c Config, seed uint64) (*world, error) {
	w := &world{
		Config: c, seed: seed, ctx: ctx, random: rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)), registry: schema.Default(),
		now: time.Date(2026, 3, 5, 7, 0, 0, 0, time.UTC), books: map[models.Scope]*scopeBook{}, contents: map[contentKey][32]byte{},
		seenEpochs: map[operationIn]string{}, shared: map[models.ActorID]bool{}, log: sha256.New(), faults: map[Fault]int{}, post: newPost(seed),
	}
	folder, err := os.MkdirTemp(c.Folder, "sim")
	if err != nil {
		return nil, err
	}
	w.Folder = folder
	if w.town, err = c.Open(ctx, Setup{Now: func() time.Time { return w.now }, Seed: seed, Folder: folder, Breaker: &w.breaker}); err != nil {
		return nil, err
	}
	for range 3 {
		w.clubs = append(w.clubs, w.newID())
	}
	for _, club := range w.clubs {
		w.books[models.ClubScope(club)] = newScopeBook(models.ClubScope(club))
		w.books[models.HealthScope(club)] = newScopeBook(models.HealthScope(club))
	}
	for range c.Phones {
		if err := w.enrol(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (w *world) close() {
	if err := w.town.Close(); err != nil {
		w.fail("close: %v", err)
	}
	if err := os.RemoveAll(w.Folder); err != nil {
		w.fail("clean up: %v", err)
	}
}

// enrol makes a person with a phone who serves one or two clubs, some of them also their health.
func (w *world) enrol() error {
	p := &person{board: len(w.phones)%4 == 0}
	first := w.random.IntN(len(w.clubs))
	p.add(models.RoleVolunteer, w.clubs[first])
	if w.random.IntN(3) == 0 {
		p.add(models.RoleVolunteer, w.clubs[(first+1)%len(w.clubs)])
	}
	if w.random.IntN(3) == 0 {
		p.add(models.RoleHealth, w.clubs[first])
	}
	seat, err := w.town.Enrol(w.ctx, p.grants)
	if err != nil {
		return err
	}
	p.device = seat.Device
	h := &handset{number: len(w.phones), storage: &watched{Memory: client.NewMemory()}, seat: seat, person: p, schema: schema.Current}
	if w.random.IntN(8) == 0 {
		h.schema = 1
	}
	h.setClock(w)
	w.boot(h)
	w.phones = append(w.phones, h)
	return h.Enrol(seat.Enrolment)
}

func (p *person) add(role models.Role, club models.RecordID) {
	p.grants = append(p.grants, models.Grant{Role: role, Club: club})
}

// boot starts a phone on its storage.
func (w *world) boot(h *handset) {
	h.Phone = client.New(client.Deps{
		Storage: h.storage, Transport: line{w, h}, Server: "http://server", Auth: h.seat.Auth, Registry: w.registry,
		Now: func() time.Time { return h.clock(w) }, NewID: w.newID, Random: w.random.Int64N, Build: "sim", Schema: h.schema, Codec: w.codec,
	})
}

// setClock gives a phone its clock: mostly right, else years off, at its birth in 1970, or standing still.
func (h *handset) setClock(w *world) {
	const day = 24 * time.Hour
	h.skew, h.frozen = 0, time.Time{}
	switch w.random.IntN(12) {
	case 0:
		h.skew = -3650 * day
	case 1:
		h.skew = 30 * 365 * day
	case 2:
		h.frozen = time.Unix(86400, 0).UTC()
	case 3:
		h.frozen = w.now // ties: all its edits bear the same time
	case 4, 5:
		h.skew = time.Duration(w.random.Int64N(int64(2*time.Hour))) - time.Hour
	}
}

func (h *handset) clock(w *world) time.Time {
	if !h.frozen.IsZero() {
		return h.frozen
	}
	return w.now.Add(h.skew)
}

// mayRead says whether the phone's person may read a scope at this moment.
func (h *handset) mayRead(scope models.Scope) bool {
	if h.revoked {
		return false
	}
	if scope.Kind() == models.ScopeProvince || scope == models.UserScope(h.seat.User) {
		return true
	}
	for _, g := range h.person.grants {
		if g.Club == scope.Owner() && (scope.Kind() == models.ScopeClub || g.Role == models.RoleHealth) {
			return true
		}
	}
	return false
}

// mayWrite says whether the phone's person may write in a scope at this moment.
func (h *handset) mayWrite(scope models.Scope) bool {
	if scope == models.UserScope(h.seat.User) {
		return true
	}
	for _, g := range h.person.grants {
		if g.Club == scope.Owner() && (scope.Kind() == models.ScopeClub) == (g.Role == models.RoleVolunteer) {
			return true
		}
	}
	return false
}

func (w *world) newID() models.RecordID {
	w.ids++
	id := models.RecordID{6: 0x70, 8: 0x80}
	binary.BigEndian.PutUint32(id[:], 0x01990000)
	binary.BigEndian.PutUint16(id[9:], uint16(w.seed)) //nolint:gosec // seeds need not be told apart here
	binary.BigEndian.PutUint32(id[12:], uint32(w.ids)) //nolint:gosec // few
	return id
}

// fail notes that something does not hold. The seed ends after the step.
func (w *world) fail(format string, args ...any) {
	w.failures = append(w.failures, fmt.Sprintf("seed %d, step %d: ", w.seed, w.steps)+fmt.Sprintf(format, args...))
}

// note adds a line to the seed's log, by which two runs are compared.
func (w *world) note(format string, args ...any) {
	fmt.Fprintf(w.log, format+"\n", args...)
	if w.Trace != nil {
		fmt.Fprintf(w.Trace, "%d %s "+format+"\n", append([]any{w.steps, w.now.Format(time.DateTime)}, args...)...)
	}
}
