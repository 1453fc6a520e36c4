package sqlite

import (
	"context"
	"encoding/hex"
	"io"

	"zombiezen.com/go/sqlite"
)

// epochBytes is how much randomness names a life of the database: enough that no two ever share a name.
const epochBytes = 8

// Epoch implements store.Store.
func (s *Store) Epoch(ctx context.Context) (epoch string, err error) {
	err = s.read(ctx, func(c *conn) error {
		return c.each("SELECT value FROM settings WHERE name = 'epoch'", func(st *sqlite.Stmt) error {
			epoch = st.ColumnText(0)
			return nil
		})
	})
	return epoch, err
}

// RenewEpoch implements store.Store.
func (s *Store) RenewEpoch(ctx context.Context) (string, error) {
	epoch, err := newEpoch(s.random)
	if err != nil {
		return "", err
	}
	err = s.write(ctx, func(c *conn) error { return c.run("UPDATE settings SET value = ? WHERE name = 'epoch'", epoch) })
	return epoch, err
}

func firstEpoch(c *conn, random io.Reader) error {
	epoch, err := newEpoch(random)
	if err != nil {
		return err
	}
	return c.run("INSERT OR IGNORE INTO settings (name, value) VALUES ('epoch', ?)", epoch)
}

func newEpoch(random io.Reader) (string, error) {
	var b [epochBytes]byte
	_, err := io.ReadFull(random, b[:])
	return hex.EncodeToString(b[:]), err
}
