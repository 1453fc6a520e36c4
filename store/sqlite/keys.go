package sqlite

import (
	"context"
	"crypto/sha256"
	"slices"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// fingerprintBytes is long enough that no two keys of a database ever share a fingerprint by chance, and that making two
// on purpose takes 2^48 tries.
const fingerprintBytes = 12

// fingerprint is what the table keys has for a key: the beginning of its SHA-256.
func fingerprint(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:fingerprintBytes]
}

// RecordsByKey implements store.Scopes.
func (s *Store) RecordsByKey(ctx context.Context, scope models.Scope, key string, after models.RecordID, limit int) (records []models.Record, err error) {
	err = s.in(ctx, scope, func(c *conn, id int64) error {
		return c.each("SELECT "+recordColumns+" FROM keys k CROSS JOIN addresses a ON a.scope = k.scope AND a.id = k.id"+atAddress+
			"WHERE k.scope = ?1 AND k.key = ?2 AND k.id > ?3 ORDER BY k.id LIMIT +?4",
			c.collect(scope, &records), id, fingerprint(key), after, max(limit, 0))
	})
	return records, err
}

// RecordsByKeyAnywhere implements store.Scopes.
func (s *Store) RecordsByKeyAnywhere(ctx context.Context, key string, afterScope models.Scope, after models.RecordID, limit int) (records []models.Record, err error) {
	err = s.read(ctx, func(c *conn) error {
		return c.each("SELECT "+recordColumns+", s.name FROM scopes s CROSS JOIN keys k ON k.scope = s.id AND k.key = ?1"+
			" CROSS JOIN addresses a ON a.scope = k.scope AND a.id = k.id"+atAddress+
			"WHERE s.name >= ?2 AND (s.name > ?2 OR k.id > ?3) ORDER BY s.name, k.id LIMIT +?4",
			func(st *sqlite.Stmt) error {
				r, err := c.decodeRecord(models.Scope(st.ColumnText(9)), st)
				records = append(records, r)
				return err
			}, fingerprint(key), string(afterScope), after, max(limit, 0))
	})
	return records, err
}

// KeyHits implements store.Scopes.
func (s *Store) KeyHits(ctx context.Context, scope models.Scope, keys []string, limit int) ([][]models.RecordID, error) {
	out := make([][]models.RecordID, len(keys))
	err := s.in(ctx, scope, func(c *conn, id int64) error {
		return c.inside(func() error {
			for i, key := range keys {
				err := c.each("SELECT id FROM keys WHERE scope = ? AND key = ? ORDER BY id LIMIT +?", func(st *sqlite.Stmt) error {
					out[i] = append(out[i], columnID(st, 0))
					return nil
				}, id, fingerprint(key), max(limit, 0))
				if err != nil {
					return err
				}
			}
			return nil
		})
	})
	return out, err
}

// encodeKeys makes ready what the tables say of a record's keys.
func encodeKeys(state *models.RecordState) (k keyList) {
	if len(state.Keys) > 0 {
		k.all = string(models.ListValue(state.Keys))
	}
	for _, key := range state.Before {
		if _, kept := slices.BinarySearch(state.Keys, key); !kept {
			k.gone = append(k.gone, fingerprint(key))
		}
	}
	for _, key := range state.Keys {
		if _, had := slices.BinarySearch(state.Before, key); !had {
			k.gained = append(k.gained, fingerprint(key))
		}
	}
	return k
}

// exchangeKeys takes away the keys that the record no longer has and adds the new ones.
func (c *conn) exchangeKeys(scope int64, id models.RecordID, keys *keyList) error {
	for _, key := range keys.gone {
		if err := c.run("DELETE FROM keys WHERE scope = ? AND key = ? AND id = ?", scope, key, id); err != nil {
			return err
		}
	}
	for _, key := range keys.gained {
		if err := c.run("INSERT INTO keys (scope, key, id) VALUES (?, ?, ?)", scope, key, id); err != nil {
			return err
		}
	}
	return nil
}
