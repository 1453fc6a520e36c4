package account

import (
	"context"
	"sync"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

const (
	// CacheLife is how old what we know of an asker may be: a phone that was revoked at another server of ours is
	// found out after so long at most. Changes made at this one count at once.
	CacheLife = 30 * time.Second
	// sessionsMax bounds what is remembered.
	sessionsMax = 10000
	// usedGrain is how exactly the idle time of a log-in by cookie is kept: each grain costs a write.
	usedGrain = 5 * time.Minute
)

// Session is who is asking and what he may do. It is shared by requests and must not be changed.
type Session struct {
	Family models.RecordID
	User   models.User
	Device Device // zero for officers
	Access models.Access
	// Unproven: a second factor is required and he has none. He is no officer until he has set one up.
	Unproven bool
}

// Session looks up the asker whose access token was verified. It fails with CodeUnauthorized, or with CodeGone for a phone
// that has wiped itself.
func (a *Accounts) Session(ctx context.Context, c token.Claims) (*Session, error) {
	if s, ok := a.sessions.get(c.Family); ok {
		return s, nil
	}
	mark := a.sessions.mark()
	e, _, err := load[familyEntry](ctx, a.Documents, c.Family.String())
	if err != nil {
		return nil, over(err)
	}
	f := e.family()
	if f.User != c.User || f.Device != c.Device || f.Audience != c.Audience || a.Now().Sub(f.Born) > a.lives(f.Audience).Absolute {
		return nil, over(nil)
	}
	s, err := a.session(ctx, f)
	if err == nil && f.Revoked { // asked late, so that a phone that was wiped is told that, and not to log in again
		err = over(nil)
	}
	if err != nil {
		return nil, err
	}
	a.sessions.put(s, mark)
	return s, nil
}

// CookieSession looks up the asker of a log-in by cookie. It fails with CodeUnauthorized.
func (a *Accounts) CookieSession(ctx context.Context, cookie string) (*Session, error) {
	id, err := a.Secret.ParseCookie(cookie)
	if err != nil {
		return nil, err
	}
	if s, ok := a.sessions.get(id); ok {
		return s, nil
	}
	mark := a.sessions.mark()
	e, _, err := load[familyEntry](ctx, a.Documents, id.String())
	if err != nil {
		return nil, over(err)
	}
	f, now := e.family(), a.Now()
	if f.Audience != token.Console || f.Over(now, a.Officer) {
		return nil, over(nil)
	}
	if now.Sub(f.Used) > usedGrain {
		_, err = change(ctx, a.Documents, e.ID, func(e *familyEntry) error {
			e.Used = now.UnixMilli()
			return nil
		})
		if err != nil {
			return nil, over(err)
		}
	}
	s, err := a.session(ctx, f)
	if err != nil {
		return nil, err
	}
	a.sessions.put(s, mark)
	return s, nil
}

func (a *Accounts) session(ctx context.Context, f token.Family) (*Session, error) {
	u, err := a.User(ctx, f.User)
	if err != nil {
		return nil, over(err)
	}
	s := &Session{Family: f.ID, User: u.User}
	if f.Device.IsZero() {
		if u.Disabled {
			return nil, over(nil)
		}
		if s.Unproven, err = a.unproven(ctx, f.User); err != nil {
			return nil, err
		}
	} else {
		if s.Device, err = a.Device(ctx, f.Device); err != nil {
			return nil, over(err)
		}
		if s.Device.State == models.DeviceWiped {
			return nil, models.Errorf(models.CodeGone, "the phone was wiped")
		}
	}
	s.Access, err = a.access(ctx, &s.User, &s.Device.Device)
	return s, err
}

// sessions remembers sessions by family.
type sessions struct {
	now      func() time.Time
	mu       sync.RWMutex
	byFamily map[models.RecordID]cached
	changes  uint64
}

type cached struct {
	session *Session
	until   time.Time
}

func newSessions(now func() time.Time) *sessions {
	return &sessions{now: now, byFamily: map[models.RecordID]cached{}}
}

func (s *sessions) get(family models.RecordID) (*Session, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c, ok := s.byFamily[family]
	return c.session, ok && s.now().Before(c.until)
}

// mark is taken before a session is read: one that changed while it was being read is not remembered.
func (s *sessions) mark() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.changes
}

func (s *sessions) put(session *Session, mark uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changes != mark {
		return
	}
	if len(s.byFamily) >= sessionsMax {
		clear(s.byFamily)
	}
	s.byFamily[session.Family] = cached{session, s.now().Add(CacheLife)}
}

// forget drops what is remembered of a user, a device or a family.
func (s *sessions) forget(id models.RecordID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	for family, c := range s.byFamily {
		if family == id || c.session.User.ID == id || c.session.Device.ID == id {
			delete(s.byFamily, family)
		}
	}
}

// ClubsChanged says that there are other clubs now: who may read them is looked up anew.
func (a *Accounts) ClubsChanged() {
	s := a.sessions
	s.mu.Lock()
	defer s.mu.Unlock()
	s.changes++
	clear(s.byFamily)
}
