package sqlite

import (
	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

func (e *encoded) writeRecords(w *conn, scope, first int64) error {
	for i := range e.Records {
		state, row := &e.Records[i], &e.records[i]
		var entry any
		if row.created {
			entry = first + small(state.Record.Seq-e.Base.Seq-1)
		}
		if err := w.address(scope, &state.Record, entry); err != nil {
			return err
		}
		if err := e.writeRecord(w, scope, i, entry); err != nil {
			return err
		}
		if err := w.exchangeKeys(scope, state.Record.ID, &e.keys[i]); err != nil {
			return err
		}
	}
	return nil
}

// address moves a record to its new seq and takes its old state away. Only one that an entry created is new for sure.
func (c *conn) address(scope int64, r *models.Record, born any) error {
	if born == nil {
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

func (e *encoded) writeRecord(w *conn, scope int64, i int, entry any) error {
	r, row, keys := &e.Records[i].Record, &e.records[i], &e.keys[i]
	st, err := w.Prepare("INSERT INTO records (place, id, type, keys, entry, fields, meta) VALUES (?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return err
	}
	st.BindInt64(1, place(scope, r.Seq))
	st.BindBytes(2, r.ID[:])
	st.BindText(3, r.Type)
	if keys.all != "" {
		st.BindText(4, keys.all)
	}
	bind(st, 5, entry)
	if !row.created {
		st.BindText(6, e.texts[row.text.from:row.text.to])
		st.BindBytes(7, e.blobs[row.blob.from:row.blob.to])
	}
	_, err = st.Step()
	return err
}
