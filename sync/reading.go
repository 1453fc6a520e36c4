package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sync/rules"
)

// looksMax bounds how often a look at a scope begins again because something was committed meanwhile.
const looksMax = 16

// look reads a club as of one seq, which it gives: it reads again when something was committed meanwhile, so fill begins
// with nothing each time. A club that the asker may not read is not there: CodeNotFound.
func (e *Engine) look(ctx context.Context, access models.Access, club models.RecordID, fill func(*looking) error) (uint64, error) {
	scope := models.ClubScope(club)
	if !access.MayRead(scope) || access.Revoked {
		return 0, models.Errorf(models.CodeNotFound, "no such club")
	}
	seq, err := e.seqOf(ctx, scope)
	for range looksMax {
		if err != nil {
			return 0, err
		}
		if err := fill(&looking{e.Store, scope, view.Shelf{}, map[models.RecordID]bool{}}); err != nil {
			return 0, err
		}
		before := seq
		if seq, err = e.seqOf(ctx, scope); err == nil && seq == before {
			return seq, nil
		}
	}
	return 0, models.Errorf(models.CodeUnavailable, "the club is being written to all the time")
}

func (e *Engine) seqOf(ctx context.Context, scope models.Scope) (uint64, error) {
	heads, err := e.Store.Heads(ctx, []models.Scope{scope})
	if err != nil {
		return 0, err
	}
	return heads[0].Seq, nil
}

// looking fills a shelf from one club's scope.
type looking struct {
	store Store
	scope models.Scope
	shelf view.Shelf
	known map[models.RecordID]bool // what is on the shelf
}

// types adds all records of some types.
func (l *looking) types(ctx context.Context, types ...string) error {
	for _, typ := range types {
		err := pages(func(after models.RecordID) ([]models.Record, error) {
			return l.store.RecordsOfType(ctx, l.scope, typ, after, models.ListMax)
		}, l.put)
		if err != nil {
			return err
		}
	}
	return nil
}

// listed adds the records of a type that have a value in a listed field.
func (l *looking) listed(ctx context.Context, typ, field string, value models.Value) error {
	return l.key(ctx, schema.ListKey(typ, field, value))
}

// key adds the records that have an index key.
func (l *looking) key(ctx context.Context, key string) error {
	return pages(func(after models.RecordID) ([]models.Record, error) {
		return l.store.RecordsByKey(ctx, l.scope, key, after, models.ListMax)
	}, l.put)
}

// ids adds records by their ids; those that are not there are left out, and the zero id is nobody's.
func (l *looking) ids(ctx context.Context, ids ...models.RecordID) error {
	ids = slices.DeleteFunc(ids, models.RecordID.IsZero)
	records, err := l.store.Records(ctx, l.scope, ids)
	for i := range records {
		l.put(&records[i])
	}
	return err
}

// put adds a record once.
func (l *looking) put(r *models.Record) {
	if !l.known[r.ID] {
		l.known[r.ID] = true
		l.shelf[r.Type] = append(l.shelf[r.Type], *r)
	}
}

// law gives the by-law in force on a day, nil if there is none. The shelf holds all by-laws.
func (l *looking) law(day string) *models.Record {
	all := make([]*models.Record, len(l.shelf[view.TypeByLaw]))
	for i := range all {
		all[i] = &l.shelf[view.TypeByLaw][i]
	}
	return rules.InForce(all, day)
}
