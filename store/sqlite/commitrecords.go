package sqlite

import (
	"slices"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

func (e *encoded) writeRecords(w *conn, scope int64) error {
	for i := range e.Records {
		state, row := &e.Records[i], &e.records[i]
		if err := w.address(scope, state, row.created); err != nil {
			return err
		}
		if err := e.writeRecord(w, scope, state, row); err != nil {
			return err
		}
		if err := w.exchangeKeys(scope, state); err != nil {
			return err
		}
	}
	return nil
}

// address moves a record to its new seq and takes its old state away. Only what an operation created is new for sure.
func (c *conn) address(scope int64, state *models.RecordState, created bool) error {
	r := &state.Record
	var born any
	if created {
		born = r.Seq
	} else {
		old, err := c.seq(scope, r.ID)
		if err != nil {
			return err
		}
		if old > 0 {
			if err := c.run("DELETE FROM records WHERE place = ?", place(scope, old)); err != nil {
				return err
			}
			return c.run("UPDATE addresses SET seq = ? WHERE scope = ? AND id = ?", r.Seq, scope, r.ID)
		}
	}
	return c.run("INSERT INTO addresses (scope, id, seq, type, born) VALUES (?, ?, ?, ?, ?)", scope, r.ID, r.Seq, r.Type, born)
}

// seq gives where a record stands in its scope's feed, 0 if there is none.
func (c *conn) seq(scope int64, id models.RecordID) (seq uint64, err error) {
	err = c.each("SELECT seq FROM addresses WHERE scope = ? AND id = ?", func(st *sqlite.Stmt) error {
		seq = uint64(st.ColumnInt64(0)) //nolint:gosec // not negative
		return nil
	}, scope, id)
	return seq, err
}

func (e *encoded) writeRecord(w *conn, scope int64, state *models.RecordState, row *row) error {
	st, err := w.Prepare("INSERT INTO records (place, id, type, keys, fields, meta) VALUES (?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	st.BindInt64(1, place(scope, state.Record.Seq))
	st.BindBytes(2, state.Record.ID[:])
	st.BindText(3, state.Record.Type)
	if len(state.Keys) > 0 {
		st.BindText(4, string(models.ListValue(state.Keys)))
	}
	if !row.created {
		st.BindText(5, e.texts[row.text.from:row.text.to])
		st.BindBytes(6, e.blobs[row.blob.from:row.blob.to])
	}
	_, err = st.Step()
	return err
}

// exchangeKeys takes away the keys that the record no longer has and adds the new ones.
func (c *conn) exchangeKeys(scope int64, state *models.RecordState) error {
	for _, key := range state.Before {
		if _, kept := slices.BinarySearch(state.Keys, key); !kept {
			if err := c.run("DELETE FROM keys WHERE key = ? AND scope = ? AND id = ?", key, scope, state.Record.ID); err != nil {
				return err
			}
		}
	}
	for _, key := range state.Keys {
		if _, had := slices.BinarySearch(state.Before, key); !had {
			if err := c.run("INSERT INTO keys (key, scope, id) VALUES (?, ?, ?)", key, scope, state.Record.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
