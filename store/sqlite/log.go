package sqlite

import (
	"context"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// Log implements store.Scopes.
func (s *Store) Log(ctx context.Context, scope models.Scope, after uint64, limit int) (log []models.LoggedOperation, err error) {
	err = s.in(ctx, scope, func(c *conn, id int64) error {
		return c.each("SELECT "+operationColumns+" FROM commits c"+
			" CROSS JOIN operations o ON o.entry BETWEEN c.entry + max(?2 - c.base, 0) AND c.entry + c.count - 1"+
			" WHERE c.scope = ?1 AND c.base >= coalesce((SELECT max(base) FROM commits WHERE scope = ?1 AND base <= ?2), 0)"+
			" ORDER BY c.base, o.entry LIMIT +?3",
			c.collectLog(scope, &log), id, min(after, seqMax), max(limit, 0))
	})
	return log, err
}

// RecordLog implements store.Scopes: what touched the record, and what created it.
func (s *Store) RecordLog(ctx context.Context, scope models.Scope, id models.RecordID, after uint64, limit int) (log []models.LoggedOperation, err error) {
	err = s.in(ctx, scope, func(c *conn, number int64) error {
		return c.each("SELECT "+operationColumns+" FROM (SELECT born AS entry FROM addresses WHERE scope = ?1 AND id = ?2 AND born IS NOT NULL"+
			" UNION SELECT entry FROM touches WHERE scope = ?1 AND record = ?2) t"+
			" CROSS JOIN operations o ON o.entry = t.entry WHERE o.seq > ?3 ORDER BY t.entry LIMIT +?4",
			c.collectLog(scope, &log), number, id, after, max(limit, 0))
	})
	return log, err
}

// Operations implements store.Scopes. The run that holds the first number begins at or below it.
func (s *Store) Operations(ctx context.Context, scope models.Scope, actor models.ActorID, from, to uint64) (log []models.LoggedOperation, err error) {
	err = s.in(ctx, scope, func(c *conn, id int64) error {
		return c.each("SELECT "+operationColumns+" FROM runs u"+
			" CROSS JOIN operations o ON o.entry BETWEEN u.entry AND u.entry + u.count - 1"+
			" WHERE u.scope = ?1 AND u.actor = ?2 AND u.n <= ?4"+
			" AND u.n >= coalesce((SELECT max(n) FROM runs WHERE scope = ?1 AND actor = ?2 AND n <= ?3), 0)"+
			" AND o.n BETWEEN ?3 AND ?4 ORDER BY u.n, o.entry",
			c.collectLog(scope, &log), id, actor.String(), from, to)
	})
	return log, err
}

// collectLog decodes every row of a statement that selects operationColumns.
func (c *conn) collectLog(scope models.Scope, log *[]models.LoggedOperation) func(*sqlite.Stmt) error {
	return func(st *sqlite.Stmt) error {
		o, err := c.decodeOperation(scope, st)
		*log = append(*log, o)
		return err
	}
}
