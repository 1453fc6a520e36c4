package sync

import (
	"context"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Record gives one record, deleted and joined ones too. One that is not there and one that the asker may not read are the
// same: CodeNotFound.
func (e *Engine) Record(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID) (models.Record, error) {
	missing := models.Errorf(models.CodeNotFound, "no such record")
	if !access.MayRead(scope) || access.Revoked {
		return models.Record{}, missing
	}
	found, err := e.Store.Records(ctx, scope, []models.RecordID{id})
	if err != nil {
		return models.Record{}, err
	}
	if len(found) == 0 {
		return models.Record{}, missing
	}
	return found[0], nil
}

// Records lists records of one type and gives where to go on (zero at the end). It fails with CodeNotFound for a scope that
// the asker may not read, and with CodeMalformed for a type or a listed field that there is not.
func (e *Engine) Records(ctx context.Context, access models.Access, q models.RecordQuery) (records []models.Record, next models.RecordID, err error) {
	if !access.MayRead(q.Scope) || access.Revoked {
		return nil, next, models.Errorf(models.CodeNotFound, "no such scope")
	}
	page, err := e.pageOf(ctx, &q)
	if err != nil {
		return nil, next, err
	}
	if q.Limit <= 0 || q.Limit > models.ListMax {
		q.Limit = models.ListMax
	}
	for after := q.After; ; {
		found, err := page(after)
		if err != nil {
			return nil, next, err
		}
		for i := range found {
			after = found[i].ID
			if found[i].Type != q.Type || found[i].Deleted() || !found[i].Alias().IsZero() {
				continue
			}
			if len(records) == q.Limit {
				return records, records[q.Limit-1].ID, nil
			}
			records = append(records, found[i])
		}
		if len(found) < models.ListMax {
			return records, next, nil
		}
	}
}

// pageOf gives how a query's listing is read, models.ListMax at a time.
func (e *Engine) pageOf(ctx context.Context, q *models.RecordQuery) (func(after models.RecordID) ([]models.Record, error), error) {
	t, known := e.Registry.Type(q.Type)
	if !known {
		return nil, models.Errorf(models.CodeMalformed, "no such type of records")
	}
	if q.Field == "" {
		return func(after models.RecordID) ([]models.Record, error) {
			return e.Store.RecordsOfType(ctx, q.Scope, q.Type, after, models.ListMax)
		}, nil
	}
	if f, has := t.Field(q.Field); !has || !f.Listed {
		return nil, models.Errorf(models.CodeMalformed, "records of this type are not listed by that field")
	}
	key := schema.ListKey(q.Type, q.Field, q.Value)
	return func(after models.RecordID) ([]models.Record, error) {
		return e.Store.RecordsByKey(ctx, q.Scope, key, after, models.ListMax)
	}, nil
}
