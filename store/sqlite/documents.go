package sqlite

import (
	"context"
	"strings"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

const documentColumns = "d.kind, d.id, d.rev, d.keys, d.body"

// Get implements store.Documents.
func (s *Store) Get(ctx context.Context, kind, id string) (models.Document, error) {
	var found []models.Document
	err := s.read(ctx, func(c *conn) error {
		return c.each("SELECT "+documentColumns+" FROM documents d WHERE kind = ? AND id = ?", collectDocuments(&found), kind, id)
	})
	if err != nil {
		return models.Document{}, err
	}
	if len(found) == 0 {
		return models.Document{}, models.ErrNotFound
	}
	return found[0], nil
}

// Put implements store.Documents.
func (s *Store) Put(ctx context.Context, d models.Document) error {
	return s.write(ctx, func(w *conn) error {
		if err := w.mayPut(&d); err != nil {
			return err
		}
		if err := w.dropKeys(d.Kind, d.ID); err != nil {
			return err
		}
		var keys any
		if len(d.Keys) > 0 {
			keys = string(models.ListValue(d.Keys))
		}
		err := w.run("INSERT INTO documents (kind, id, rev, keys, body) VALUES (?, ?, ?, ?, ?)"+
			" ON CONFLICT DO UPDATE SET rev = excluded.rev, keys = excluded.keys, body = excluded.body", d.Kind, d.ID, d.Rev+1, keys, string(d.Body))
		if err != nil {
			return err
		}
		for _, key := range d.Keys {
			if err := w.run("INSERT INTO document_keys (kind, key, id) VALUES (?, ?, ?)", d.Kind, key, d.ID); err != nil {
				return err
			}
		}
		return nil
	})
}

// dropKeys takes away the keys that the stored document has.
func (c *conn) dropKeys(kind, id string) error {
	return c.run("DELETE FROM document_keys WHERE kind = ?1 AND id = ?2 AND key IN"+
		" (SELECT j.value FROM documents d, json_each(d.keys) j WHERE d.kind = ?1 AND d.id = ?2)", kind, id)
}

// mayPut answers ErrStale if another revision is stored or another document has a unique key.
func (c *conn) mayPut(d *models.Document) error {
	rev, err := c.revision(d.Kind, d.ID)
	if err != nil {
		return err
	}
	if rev != d.Rev {
		return models.ErrStale
	}
	for _, key := range d.Keys {
		if !strings.HasPrefix(key, "=") {
			continue
		}
		err := c.each("SELECT 1 FROM document_keys WHERE kind = ? AND key = ? AND id <> ?", func(*sqlite.Stmt) error { return models.ErrStale }, d.Kind, key, d.ID)
		if err != nil {
			return err
		}
	}
	return nil
}

// revision gives a document's stored revision, 0 if it is not there.
func (c *conn) revision(kind, id string) (rev uint64, err error) {
	err = c.each("SELECT rev FROM documents WHERE kind = ? AND id = ?", func(st *sqlite.Stmt) error {
		rev = uint64(st.ColumnInt64(0)) //nolint:gosec // not negative
		return nil
	}, kind, id)
	return rev, err
}

// Drop implements store.Documents.
func (s *Store) Drop(ctx context.Context, kind, id string, rev uint64) error {
	return s.write(ctx, func(w *conn) error {
		stored, err := w.revision(kind, id)
		switch {
		case err != nil:
			return err
		case stored == 0:
			return models.ErrNotFound
		case stored != rev:
			return models.ErrStale
		}
		if err := w.dropKeys(kind, id); err != nil {
			return err
		}
		return w.run("DELETE FROM documents WHERE kind = ? AND id = ?", kind, id)
	})
}

// ByKey implements store.Documents.
func (s *Store) ByKey(ctx context.Context, kind, key, after string, limit int) (found []models.Document, err error) {
	err = s.read(ctx, func(c *conn) error {
		if key == "" {
			return c.each("SELECT "+documentColumns+" FROM documents d WHERE d.kind = ? AND d.id > ? ORDER BY d.id LIMIT +?",
				collectDocuments(&found), kind, after, max(limit, 0))
		}
		return c.each("SELECT "+documentColumns+" FROM document_keys k CROSS JOIN documents d ON d.kind = k.kind AND d.id = k.id"+
			" WHERE k.kind = ? AND k.key = ? AND k.id > ? ORDER BY k.id LIMIT +?", collectDocuments(&found), kind, key, after, max(limit, 0))
	})
	return found, err
}

func collectDocuments(found *[]models.Document) func(*sqlite.Stmt) error {
	return func(st *sqlite.Stmt) error {
		keys, ok := models.Value(st.ColumnText(3)).List()
		if !ok && st.ColumnLen(3) > 0 {
			return brokenRow("keys of document")
		}
		*found = append(*found, models.Document{
			Kind: st.ColumnText(0), ID: st.ColumnText(1), Rev: uint64(st.ColumnInt64(2)), //nolint:gosec // not negative
			Keys: keys, Body: []byte(st.ColumnText(4)),
		})
		return nil
	}
}
