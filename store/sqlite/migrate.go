package sqlite

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// The scripts are applied in the order of their names, each once and in a transaction of its own. They are never changed
// after a release; a change is another script.
//
//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks our files ("BpLa"), so that another program's database is refused instead of filled.
const applicationID = 0x42704c61

// migrate brings the tables up to date.
func migrate(c *conn) error {
	if err := claim(c); err != nil {
		return err
	}
	applied := map[string]string{}
	err := c.each("SELECT name, hash FROM migrations", func(st *sqlite.Stmt) error {
		applied[st.ColumnText(0)] = st.ColumnText(1)
		return nil
	})
	if err != nil {
		return err
	}
	scripts, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	for _, path := range scripts {
		script, err := migrations.ReadFile(path)
		if err != nil {
			return err
		}
		name, sum := path[len("migrations/"):], sha256.Sum256(script)
		hash := hex.EncodeToString(sum[:])
		switch was, done := applied[name]; {
		case !done:
			if err := apply1(c, name, hash, string(script)); err != nil {
				return fmt.Errorf("migration %s: %w", name, err)
			}
		case was != hash:
			return fmt.Errorf("migration %s was applied in another form; use the build that made this database", name)
		}
		delete(applied, name)
	}
	for name := range applied {
		return fmt.Errorf("the database was written by a newer build (migration %s); use that build, or restore a backup from before", name)
	}
	return nil
}

// claim makes an empty file ours and refuses one that is another program's.
func claim(c *conn) error {
	var id, tables int64
	err := c.each("SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)", func(st *sqlite.Stmt) error {
		id, tables = st.ColumnInt64(0), st.ColumnInt64(1)
		return nil
	})
	if err != nil || id == applicationID {
		return err
	}
	if id != 0 || tables > 0 {
		return fmt.Errorf("the file is another program's database")
	}
	return transact(c, func() error {
		err := c.run("CREATE TABLE migrations (name TEXT PRIMARY KEY, hash TEXT NOT NULL) WITHOUT ROWID")
		if err != nil {
			return err
		}
		return c.pragma(fmt.Sprintf("application_id = %d", applicationID))
	})
}

func apply1(c *conn, name, hash, script string) error {
	return transact(c, func() error {
		if err := sqlitex.ExecuteScript(c.Conn, script, nil); err != nil {
			return err
		}
		return c.run("INSERT INTO migrations (name, hash) VALUES (?, ?)", name, hash)
	})
}
