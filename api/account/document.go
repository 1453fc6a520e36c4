package account

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/beplua/beplua/models"
)

// changeTriesMax bounds how often a change begins again because another one was quicker.
const changeTriesMax = 32

// The kinds of documents.
const (
	kindUser      = "user"
	kindPassword  = "password"
	kindDevice    = "device"
	kindActor     = "actor"
	kindEnrolment = "enrolment"
	kindFamily    = "family"
	kindFactor    = "factor"
)

// entry is the stored shape of one kind of document.
type entry interface {
	kind() string
	id() string
	keys() []string // sorted
}

// errUnchanged lets an edit leave the document as it is.
var errUnchanged = errors.New("unchanged")

// load reads a document into its shape. It fails with models.ErrNotFound.
func load[E entry](ctx context.Context, docs Documents, id string) (E, uint64, error) {
	var e E
	d, err := docs.Get(ctx, e.kind(), id)
	if err != nil {
		return e, 0, err
	}
	e, err = read[E](d)
	return e, d.Rev, err
}

func read[E entry](d models.Document) (E, error) {
	var e E
	if err := json.Unmarshal(d.Body, &e); err != nil {
		return e, fmt.Errorf("read stored %s %s: %w", d.Kind, d.ID, err)
	}
	return e, nil
}

// save stores a document over the revision given; 0 for a new one. It fails with models.ErrStale.
func save(ctx context.Context, docs Documents, e entry, rev uint64) error {
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("write %s %s: %w", e.kind(), e.id(), err)
	}
	if len(body) > models.DocumentBytesMax {
		return models.Errorf(models.CodeLimit, "the document would be too large")
	}
	return docs.Put(ctx, models.Document{Kind: e.kind(), ID: e.id(), Rev: rev, Keys: e.keys(), Body: body})
}

// change reads, lets edit decide, and stores; again when another change was quicker.
func change[E entry](ctx context.Context, docs Documents, id string, edit func(e *E) error) (E, error) {
	for range changeTriesMax {
		e, rev, err := load[E](ctx, docs, id)
		if err != nil {
			return e, err
		}
		switch err = edit(&e); {
		case errors.Is(err, errUnchanged):
			return e, nil
		case err != nil:
			return e, err
		}
		if err = save(ctx, docs, e, rev); !errors.Is(err, models.ErrStale) {
			return e, err
		}
	}
	var none E
	return none, models.Errorf(models.CodeUnavailable, "too many changes to one document at once")
}

// found gives the one document that has a unique key, or models.ErrNotFound.
func found[E entry](ctx context.Context, docs Documents, key string) (E, uint64, error) {
	var e E
	hits, err := docs.ByKey(ctx, e.kind(), key, "", 1)
	if err != nil {
		return e, 0, err
	}
	if len(hits) == 0 {
		return e, 0, models.ErrNotFound
	}
	e, err = read[E](hits[0])
	return e, hits[0].Rev, err
}

// each goes through all documents of a kind that have a key, by id.
func each[E entry](ctx context.Context, docs Documents, key string, visit func(e E, rev uint64) error) error {
	var none E
	after := ""
	for {
		hits, err := docs.ByKey(ctx, none.kind(), key, after, models.ListMax)
		if err != nil {
			return err
		}
		for _, d := range hits {
			e, err := read[E](d)
			if err != nil {
				return err
			}
			if err = visit(e, d.Rev); err != nil {
				return err
			}
		}
		if len(hits) < models.ListMax {
			return nil
		}
		after = hits[len(hits)-1].ID
	}
}

// missing turns a store's "not there" into an answer.
func missing(err error, what string) error {
	if errors.Is(err, models.ErrNotFound) {
		return models.Errorf(models.CodeNotFound, "no such %s", what)
	}
	return err
}

// parsed reads an id that was stored by us; an unreadable one is zero, which names nothing.
func parsed(text string) models.RecordID {
	id, _ := models.ParseRecordID(text)
	return id
}

// idText is the stored form of an id: "" for none.
func idText(id models.RecordID) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}
