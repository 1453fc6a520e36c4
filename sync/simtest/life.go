package simtest

import (
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// event is something that happens, so many times in a thousand.
type event struct {
	often int
	do    func(w *world)
}

// events are all that may happen in a step besides an edit and a contact.
func events() []event {
	return []event{
		{540, (*world).edit},
		{170, (*world).contact},
		{30, (*world).arrive},
		{25, (*world).officer},
		{15, (*world).trouble},
		{10, (*world).reboot},
		{10, (*world).wind},
		{10, (*world).regrant},
		{8, (*world).keepPhone},
		{5, (*world).losePhone},
		{3, (*world).clone},
		{4, (*world).restart},
		{4, (*world).keepServer},
		{1, (*world).loseServer},
		{3, (*world).revoke},
		{2, (*world).enrolAnother},
	}
}

// live lets things happen until the seed's operations are made.
func (w *world) live() {
	all := events()
	sum := 0
	for _, e := range all {
		sum += e.often
	}
	w.found()
	for w.operations < w.Operations && len(w.failures) == 0 && w.ctx.Err() == nil {
		w.steps++
		w.pass()
		luck := w.random.IntN(sum)
		for _, e := range all {
			if luck -= e.often; luck < 0 {
				e.do(w)
				break
			}
		}
		w.check()
		w.remind()
	}
}

// pass lets time go by: minutes mostly, days sometimes.
func (w *world) pass() {
	d := time.Duration(w.random.Int64N(int64(20 * time.Minute)))
	if w.random.IntN(40) == 0 {
		d = time.Duration(w.random.Int64N(int64(72 * time.Hour)))
	}
	w.now = w.now.Add(d + time.Millisecond).Truncate(time.Millisecond)
}

func (w *world) anyone() *handset { return w.phones[w.random.IntN(len(w.phones))] }

// contact lets a phone sync; sometimes it dies in the middle.
func (w *world) contact() {
	h := w.anyone()
	full := w.random.IntN(2) == 0
	if w.random.IntN(12) == 0 {
		h.storage.cut = 1 + w.random.IntN(3)
	}
	w.sync(h)
	switch h.storage.cut = 0; {
	case len(h.storage.lost) == 0:
	case full:
		w.happened(fullInContact)
	default:
		for _, f := range h.storage.lost {
			w.happened(f)
		}
		w.boot(h)
	}
	h.storage.lost = nil
}

func (w *world) sync(h *handset) {
	wiped := h.Meta().Wiped != ""
	session, err := h.Sync(w.ctx)
	h.last = session
	w.note("contact %d: %d requests, %d sent, %d received, done %v, %s", h.number, session.Requests, session.Sent, session.Received, session.Done, session.Problem)
	if err != nil && session.Wait == 0 && models.CodeOf(err) == models.CodeInternal && session.Problem == models.CodeInternal {
		w.fail("phone %d gives up: %v", h.number, err)
	}
	w.breaker.set(sound, 0)
	if h.Meta().Wiped != "" && !wiped {
		w.happened(phoneWiped)
	}
	w.afterContact(h)
}

// reboot ends a phone's app and starts it again; an old app may have been replaced meanwhile.
func (w *world) reboot() {
	h := w.anyone()
	if len(h.Outbox()) > 0 {
		w.happened(diedUnsent)
	}
	if w.random.IntN(4) == 0 {
		h.schema = schema.Current
	}
	w.boot(h)
}

// wind sets a phone's clock.
func (w *world) wind() { w.anyone().setClock(w) }

// trouble makes the server's store fail during the next contact.
func (w *world) trouble() {
	modes := []breakage{down, stalled, full, dieBefore, dieAfter, loseTheAnswer}
	mode := modes[w.random.IntN(len(modes))]
	w.breaker.set(mode, w.random.IntN(3))
	w.note("trouble %d", mode)
	w.contact()
}

// restart ends the server's process; what was not durable is gone.
func (w *world) restart() {
	w.breaker.set(sound, 0)
	if err := w.town.Restart(w.ctx); err != nil {
		w.fail("restart: %v", err)
	}
	w.newSenders()
	w.note("restart")
}

// regrant lets a person win or lose a club.
func (w *world) regrant() {
	h := w.anyone()
	club := w.clubs[w.random.IntN(len(w.clubs))]
	role := models.RoleVolunteer
	if w.random.IntN(3) == 0 {
		role = models.RoleHealth
	}
	kept := h.person.grants[:0:0]
	had := false
	for _, g := range h.person.grants {
		if g.Club == club && g.Role == role {
			had = true
			continue
		}
		kept = append(kept, g)
	}
	if !had {
		kept = append(kept, models.Grant{Role: role, Club: club})
	}
	if err := w.town.Grant(w.ctx, h.seat.User, kept); err != nil {
		w.fail("grant: %v", err)
		return
	}
	h.person.grants = kept
	if had {
		w.happened(scopeLost)
	} else {
		w.happened(scopeGained)
	}
	w.note("person of %d: %d grants", h.number, len(kept))
}

// keepPhone makes a backup of a phone; losePhone goes back to it.
func (w *world) keepPhone() { h := w.anyone(); h.backup = h.storage.copy() }

func (w *world) losePhone() {
	h := w.anyone()
	if h.backup == nil || h.revoked {
		return
	}
	h.storage, h.tainted = h.backup.copy(), true
	w.boot(h)
	w.shared[h.Meta().Actor] = true
	w.happened(phoneRestored)
	w.note("phone %d restored", h.number)
}

// clone copies a phone's storage to a second one of the same person.
func (w *world) clone() {
	h := w.anyone()
	if h.revoked || len(w.phones) >= 2*w.Phones {
		return
	}
	twin := &handset{
		number: len(w.phones), storage: h.storage.copy(), seat: h.seat, person: h.person, skew: h.skew, frozen: h.frozen, schema: h.schema, tainted: true,
	}
	h.tainted = true
	w.shared[h.Meta().Actor] = true
	w.boot(twin)
	w.phones = append(w.phones, twin)
	w.happened(phoneCloned)
	w.note("phone %d cloned", h.number)
}

// enrolAnother brings a further person, who may share a phone with somebody: each has an outbox of his own.
func (w *world) enrolAnother() {
	if len(w.phones) >= 2*w.Phones {
		return
	}
	if err := w.enrol(); err != nil {
		w.fail("enrol: %v", err)
		return
	}
	if w.backup != nil {
		w.keepServer() // a phone that a restored server does not know would have to be enrolled anew by hand
	}
}

// revoke ends a phone's life, and that of its clones: they are one device to the server.
func (w *world) revoke() {
	h := w.anyone()
	if h.revoked {
		return
	}
	if err := w.town.Revoke(w.ctx, h.seat.Device); err != nil {
		w.fail("revoke: %v", err)
		return
	}
	for _, other := range w.phones {
		if other.seat.Device != h.seat.Device {
			continue
		}
		other.revoked = true
		if len(other.Outbox()) > 0 {
			w.happened(phoneRevoked)
		}
	}
	w.note("phone %d revoked", h.number)
}

// keepServer makes a backup of the server; loseServer goes back to it.
func (w *world) keepServer() {
	if err := w.town.Backup(w.ctx); err != nil {
		w.fail("backup: %v", err)
		return
	}
	w.newSenders()
	w.backup = w.remember()
	w.note("backup")
}

func (w *world) loseServer() {
	if w.backup == nil {
		return
	}
	if err := w.town.Restore(w.ctx); err != nil {
		w.fail("restore: %v", err)
		return
	}
	w.goBack(w.backup)
	w.repeatOfficers()
	w.backup = w.remember()
	w.happened(lifeRestored)
	w.note("server restored")
}

// repeatOfficers does again what officers did about people and phones since the backup: they have it on paper.
func (w *world) repeatOfficers() {
	for _, h := range w.phones {
		h.forgotten = h.forgotten || h.Meta().Wiped != ""
		if err := w.town.Grant(w.ctx, h.seat.User, h.person.grants); err != nil {
			w.fail("grant again: %v", err)
		}
		if !h.revoked {
			continue
		}
		if err := w.town.Revoke(w.ctx, h.seat.Device); err != nil {
			w.fail("revoke again: %v", err)
		}
	}
}
