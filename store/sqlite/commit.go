package sqlite

import (
	"bytes"
	"context"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// Commit implements store.Scopes. The rows are made before the writer's turn, so that callers do it side by side.
func (s *Store) Commit(ctx context.Context, c models.Commit) error {
	e, err := encode(&c)
	if err != nil {
		return err
	}
	return s.write(ctx, func(w *conn) error { return e.apply(w) })
}

// apply writes the commit. It answers ErrStale before it has written anything.
func (e *encoded) apply(w *conn) error {
	id, seq, err := w.standing(e.Base.Scope)
	if err != nil {
		return err
	}
	if seq != e.Base.Seq {
		return e.settle(w, id)
	}
	if id == 0 {
		if id, err = w.intern(e.Base.Scope); err != nil {
			return err
		}
	}
	first, err := w.nextEntry()
	if err != nil {
		return err
	}
	if err := e.writeOperations(w, id, first); err != nil {
		return err
	}
	if err := e.writeRecords(w, id, first); err != nil {
		return err
	}
	if err := e.writeProjections(w, id); err != nil {
		return err
	}
	for _, a := range e.numbers {
		err := w.run("INSERT INTO numbers (scope, actor, n) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET n = max(n, excluded.n)", id, a.Actor.String(), a.N)
		if err != nil {
			return err
		}
	}
	err = w.run("INSERT INTO commits (scope, base, count, entry, id, at) VALUES (?, ?, ?, ?, ?, ?)", id, e.Base.Seq, len(e.Operations), first, e.ID, e.At)
	if err != nil {
		return err
	}
	return w.run("UPDATE scopes SET seq = ?, chain = ?, digest = ? WHERE id = ?", e.Next.Seq, e.Next.Chain[:], e.Next.Digest[:], id)
}

// settle says whether the commit was taken before, by an attempt whose answer was lost.
func (e *encoded) settle(w *conn, scope int64) error {
	err := models.ErrStale
	found := w.each("SELECT id FROM commits WHERE scope = ? AND base = ?", func(st *sqlite.Stmt) error {
		if bytes.Equal(w.bytes(st, 0), e.ID[:]) {
			err = nil
		}
		return nil
	}, scope, e.Base.Seq)
	if found != nil {
		return found
	}
	return err
}

// standing gives a scope's row and seq, zeros for one that nobody has written to.
func (c *conn) standing(scope models.Scope) (id int64, seq uint64, err error) {
	err = c.each("SELECT id, seq FROM scopes WHERE name = ?", func(st *sqlite.Stmt) error {
		id, seq = st.ColumnInt64(0), uint64(st.ColumnInt64(1)) //nolint:gosec // not negative
		return nil
	}, string(scope))
	return id, seq, err
}

func (c *conn) intern(scope models.Scope) (int64, error) {
	err := c.run("INSERT INTO scopes (name, seq, chain, digest) VALUES (?, 0, zeroblob(32), zeroblob(16))", string(scope))
	return c.LastInsertRowID(), err
}

// nextEntry gives the number of the log's next entry.
func (c *conn) nextEntry() (entry int64, err error) {
	err = c.each("SELECT coalesce(max(entry), 0) + 1 FROM operations", func(st *sqlite.Stmt) error {
		entry = st.ColumnInt64(0)
		return nil
	})
	return entry, err
}

func (e *encoded) writeOperations(w *conn, scope, first int64) error {
	if err := e.writeRuns(w, scope, first); err != nil {
		return err
	}
	for i := range e.Operations {
		o, row := &e.Operations[i], &e.operations[i]
		st, err := w.Prepare("INSERT INTO operations (entry, scope, seq, actor, n, record, type, outcome, landed, creates, body, meta)" +
			" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
		if err != nil {
			return err
		}
		entry := first + int64(i)
		st.BindInt64(1, entry)
		st.BindInt64(2, scope)
		st.BindInt64(3, small(o.Seq))
		st.BindText(4, o.Dot.Actor.String())
		st.BindInt64(5, small(o.Dot.N))
		st.BindBytes(6, o.Record[:])
		st.BindText(7, o.Type)
		st.BindText(8, string(o.Outcome.Kind))
		if landed := o.Outcome.Landed; !landed.IsZero() {
			st.BindBytes(9, landed[:])
		}
		st.BindBool(10, row.created)
		st.BindText(11, e.texts[row.text.from:row.text.to])
		st.BindBytes(12, e.blobs[row.blob.from:row.blob.to])
		if _, err := st.Step(); err != nil {
			return err
		}
		if !row.created {
			if err := w.touch(scope, entry, o); err != nil {
				return err
			}
		}
	}
	return nil
}

// writeRuns adds the runs. A number that was taken already is not the store's to decide on: a correct engine never asks.
func (e *encoded) writeRuns(w *conn, scope, first int64) error {
	free := make(map[models.ActorID]uint64, 2)
	for _, r := range e.runs {
		actor := r.actor.String()
		from, known := free[r.actor]
		if !known {
			var err error
			if from, err = w.freeNumber(scope, actor); err != nil {
				return err
			}
		}
		if r.n < from {
			return models.Errorf(models.CodeInternal, "operation number %s:%d was taken already", actor, r.n)
		}
		free[r.actor] = r.n + r.count
		err := w.run("INSERT INTO runs (scope, actor, n, entry, count) VALUES (?, ?, ?, ?, ?)", scope, actor, r.n, first+small(r.index), r.count)
		if err != nil {
			return err
		}
	}
	return nil
}

// freeNumber gives the first number above all that an actor has taken.
func (c *conn) freeNumber(scope int64, actor string) (n uint64, err error) {
	err = c.each("SELECT n + count FROM runs WHERE scope = ? AND actor = ? ORDER BY n DESC LIMIT 1", func(st *sqlite.Stmt) error {
		n = uint64(st.ColumnInt64(0)) //nolint:gosec // not negative
		return nil
	}, scope, actor)
	return n, err
}

func (c *conn) touch(scope, entry int64, o *models.LoggedOperation) error {
	const insert = "INSERT OR IGNORE INTO touches (scope, record, entry) VALUES (?, ?, ?)"
	err := c.run(insert, scope, o.Record, entry)
	if err == nil && !o.Outcome.Landed.IsZero() {
		err = c.run(insert, scope, o.Outcome.Landed, entry)
	}
	return err
}
