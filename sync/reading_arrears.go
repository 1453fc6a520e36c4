package sync

import (
	"bytes"
	"context"
	stdsync "sync"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/view"
)

// Arrears gives how the loans of each club that the asker may read stand together on a day, by id, above after, at most limit,
// and where to go on (zero at the end). Each club is as of a seq of its own.
func (e *Engine) Arrears(ctx context.Context, access models.Access, after models.RecordID, limit int, on models.Day) (clubs []view.ClubArrears, next models.RecordID, err error) {
	var scopes []models.Scope
	for _, id := range clubsOf(&access) {
		if bytes.Compare(id[:], after[:]) <= 0 {
			continue
		}
		if len(scopes) == limit {
			next = scopes[limit-1].Owner()
			break
		}
		scopes = append(scopes, models.ClubScope(id))
	}
	heads, err := e.Store.Heads(ctx, scopes)
	if err != nil {
		return nil, next, err
	}
	for i := range heads {
		c, known := e.arrears.get(heads[i].Scope, heads[i].Seq, on)
		if !known {
			if c, err = e.arrearsOf(ctx, access, heads[i].Scope.Owner(), on); err != nil {
				return nil, models.RecordID{}, err
			}
			e.arrears.put(heads[i].Scope, c)
		}
		clubs = append(clubs, c)
	}
	return clubs, next, nil
}

// arrearsOf adds one club's loans up. Nobody is named in sums, so members are not read.
func (e *Engine) arrearsOf(ctx context.Context, access models.Access, club models.RecordID, on models.Day) (c view.ClubArrears, err error) {
	c.Seq, err = e.look(ctx, access, club, func(l *looking) error {
		if err := l.ids(ctx, club); err != nil {
			return err
		}
		if err := l.types(ctx, ledger.TypeLoan, ledger.TypeRepayment, view.TypeEvent); err != nil {
			return err
		}
		c = view.ClubArrearsOf(l.shelf, club, on)
		return nil
	})
	return c, err
}

// arrears remembers what was added up last of each club, for the page over many clubs: of most of them nothing was written
// since it was looked at. What a seq and a day give never changes.
type arrears struct {
	mu    stdsync.Mutex
	clubs map[models.Scope]view.ClubArrears
}

func (a *arrears) get(scope models.Scope, seq uint64, on models.Day) (c view.ClubArrears, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	c, known = a.clubs[scope]
	return c, known && c.Seq == seq && c.On == on
}

// since gives what was added up for a day of a club at or after a seq, since which no loan of it changed.
func (a *arrears) since(scope models.Scope, lending uint64, on models.Day) (c view.ClubArrears, known bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	c, known = a.clubs[scope]
	return c, known && c.Seq >= lending && c.On == on
}

// put forgets all others when there are too many: they are added up again when somebody asks.
func (a *arrears) put(scope models.Scope, c view.ClubArrears) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.clubs == nil || len(a.clubs) == models.KnownArrearsMax {
		a.clubs = map[models.Scope]view.ClubArrears{}
	}
	a.clubs[scope] = c
}
