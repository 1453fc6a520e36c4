package simtest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/push"
)

// Post is the store as reminders use it.
type Post interface {
	push.Documents
	push.Records
}

// post is all about reminders in one seed. It has a luck of its own, so that a history of edits stays the same whatever
// happens to reminders.
type post struct {
	luck        *rand.Rand
	senders     [2]*sender
	lives       int                        // of senders
	targets     map[models.RecordID]int    // by device: which of its targets is the carrier's now
	registered  map[models.RecordID]int    // and which one the server knows
	outage      time.Time                  // the carrier cannot be reached before
	crowded     bool                       // another sender works while one is sending
	letters     map[models.RecordID]letter // the outbox, as it was written
	trails      map[reminder]*trail
	rounds      []time.Time                                  // at which all that was due was sent
	forgot      bool                                         // the server was restored: what it knew of doubts is lost
	remembering map[models.RecordID]map[models.RecordID]bool // by device: the keys that the phone has shown
}

func newPost(seed uint64) *post {
	return &post{
		luck: rand.New(rand.NewPCG(seed, 0x2545f4914f6cdd1d)), targets: map[models.RecordID]int{}, registered: map[models.RecordID]int{},
		letters: map[models.RecordID]letter{}, trails: map[reminder]*trail{}, remembering: map[models.RecordID]map[models.RecordID]bool{},
	}
}

// sender is a process that plans and sends.
type sender struct {
	*push.Reminders
	clock time.Time
	dead  atomic.Bool // killed while it was sending: nothing it does afterwards reaches the store
}

// sender gives one of the two processes; it is started if it was never or has died.
func (w *world) sender(i int) *sender {
	p := w.post
	if p.senders[i] != nil {
		return p.senders[i]
	}
	p.lives++
	s := &sender{}
	records := w.town.Post()
	s.Reminders = push.New(push.Config{
		Documents: outboxOf{records, w, s}, Records: records, Audience: audience{w}, Hours: push.VillageHours(),
		Sender: w.town.Carrier(carrier{w, s}), Owner: fmt.Sprint("sender ", p.lives), Now: func() time.Time { return s.clock },
		Jitter: p.luck.Float64, Log: slog.New(slog.DiscardHandler),
		Workers: 1, PerSecond: 1e9, // in turn, and without waiting on a real clock
	})
	p.senders[i] = s
	return s
}

// newSenders lets all processes end with the server's.
func (w *world) newSenders() { w.post.senders = [2]*sender{} }

// goBack forgets what the restored server has forgotten: letters, and the targets that phones then hand in again.
func (p *post) goBack(letters map[models.RecordID]letter) {
	p.letters, p.registered, p.rounds, p.forgot = maps.Clone(letters), map[models.RecordID]int{}, nil, true
}

// roundEvery is after how many steps, on average, reminders are planned and sent.
const roundEvery = 20

// remind lets some process plan, some send, and some phone look into its list.
func (w *world) remind() {
	p := w.post
	if p.luck.IntN(roundEvery) > 0 {
		return
	}
	w.renewTargets()
	w.plan(p.luck.IntN(2))
	w.send(p.luck.IntN(2))
	if h := w.phones[p.luck.IntN(len(w.phones))]; !h.revoked && p.luck.IntN(2) == 0 {
		w.lookAtList(h)
	}
}

func (w *world) plan(i int) {
	s := w.sender(i)
	s.clock = w.now
	if err := s.Plan(w.ctx); err != nil {
		w.fail("plan reminders: %v", err)
		return
	}
	w.checkPlanned()
}

func (w *world) send(i int) {
	s := w.sender(i)
	s.clock = w.now
	err := s.Deliver(w.ctx)
	switch {
	case s.dead.Load():
		w.post.senders[i] = nil
	case err != nil:
		w.fail("send reminders: %v", err)
	default:
		w.post.rounds = append(w.post.rounds, w.now)
	}
	w.note("reminders: %d, %d shown", len(w.post.letters), w.post.shown())
}

// renewTargets lets phones get other targets, and hand in those that the server does not know.
func (w *world) renewTargets() {
	p := w.post
	if p.luck.IntN(6) == 0 {
		p.targets[w.phones[p.luck.IntN(len(w.phones))].seat.Device]++
	}
	for _, h := range w.phones {
		device := h.seat.Device
		if h.revoked || p.luck.IntN(3) > 0 && !w.quiet {
			continue
		}
		if known, ok := p.registered[device]; ok && known == p.targets[device] {
			continue
		}
		target := push.Target{Kind: push.TargetToken, Value: fmt.Sprint(device, "/", p.targets[device])}
		if err := w.sender(0).Register(w.ctx, device, target); err != nil {
			w.fail("register a target: %v", err)
		}
		p.registered[device] = p.targets[device]
	}
}

// lookAtList shows a person what the server has in the phone's list; the word that it was seen may get lost.
func (w *world) lookAtList(h *handset) {
	s := w.sender(w.post.luck.IntN(2))
	s.clock = w.now
	list, err := s.List(w.ctx, h.seat.Device)
	if err != nil {
		w.fail("list of reminders: %v", err)
	}
	for i := range list {
		r := &list[i]
		about := reminder{r.Kind, r.Subject, r.Lead, r.On, r.Device}
		if w.post.trail(about).shown == 0 {
			w.happened(seenInList)
		}
		w.show(about, r.Key)
		if w.post.luck.IntN(3) == 0 {
			continue
		}
		if err := s.Seen(w.ctx, h.seat.Device, r.Key); err != nil {
			w.fail("a reminder was seen: %v", err)
		}
	}
}

// audience knows who serves which club.
type audience struct{ w *world }

// Devices implements push.Audience.
func (a audience) Devices(_ context.Context, club models.RecordID, kind push.Kind) ([]push.Recipient, error) {
	return a.w.recipients(func(h *handset) bool { return h.serves(club, kind) }), nil
}

// InUse implements push.Audience.
func (a audience) InUse(_ context.Context, devices []models.RecordID) ([]push.Recipient, error) {
	asked := map[models.RecordID]bool{}
	for _, d := range devices {
		asked[d] = true
	}
	return a.w.recipients(func(h *handset) bool { return asked[h.seat.Device] }), nil
}

// recipients gives the phones in use that match, each device once.
func (w *world) recipients(match func(*handset) bool) []push.Recipient {
	var out []push.Recipient
	had := map[models.RecordID]bool{}
	for _, h := range w.phones {
		if h.revoked || had[h.seat.Device] || !match(h) {
			continue
		}
		had[h.seat.Device] = true
		out = append(out, push.Recipient{User: h.seat.User, Device: h.seat.Device})
	}
	return out
}

// serves says whether a phone's person is reminded of a kind in a club: of debts, the board alone.
func (h *handset) serves(club models.RecordID, kind push.Kind) bool {
	if kind == push.KindLoan && !h.person.board {
		return false
	}
	for _, g := range h.person.grants {
		if g.Club == club && (g.Role == models.RoleHealth) == (kind == push.KindVisit) {
			return true
		}
	}
	return false
}

// outboxOf is the outbox in one sender's hands: a dead one's do not reach it, and what is written is noted.
type outboxOf struct {
	Post
	w *world
	s *sender
}

var errDead = errors.New("the sender died")

// Get implements push.Documents.
func (o outboxOf) Get(ctx context.Context, kind, id string) (models.Document, error) {
	if o.s.dead.Load() {
		return models.Document{}, errDead
	}
	return o.Post.Get(ctx, kind, id)
}

// Put implements push.Documents.
func (o outboxOf) Put(ctx context.Context, d models.Document) error {
	if o.s.dead.Load() {
		return errDead
	}
	err := o.Post.Put(ctx, d)
	if err == nil {
		o.w.wroteLetter(d, o.s.clock)
	}
	return err
}

// Drop implements push.Documents.
func (o outboxOf) Drop(ctx context.Context, kind, id string, rev uint64) error {
	if o.s.dead.Load() {
		return errDead
	}
	return o.Post.Drop(ctx, kind, id, rev)
}
