package sqlite

import (
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"github.com/beplua/beplua/models"
)

// busyWait is how long to wait for another process that writes (a backup tool, a shell) before giving up.
const busyWait = 5 * time.Second

// conn is one connection: for one goroutine at a time. It remembers what never changes.
type conn struct {
	*sqlite.Conn
	scopes map[models.Scope]int64
	buffer []byte
}

func newConn(raw *sqlite.Conn) *conn {
	raw.SetBusyTimeout(busyWait)
	return &conn{Conn: raw, scopes: map[models.Scope]int64{}}
}

func (c *conn) pragma(settings ...string) error {
	for _, s := range settings {
		if err := sqlitex.ExecuteTransient(c.Conn, "PRAGMA "+s, nil); err != nil {
			return err
		}
	}
	return nil
}

// run executes a statement that gives no rows: its one step ends it. args are int64, string, []byte or nil.
func (c *conn) run(sql string, args ...any) error {
	st, err := c.prepare(sql, args)
	if err != nil {
		return err
	}
	_, err = st.Step()
	return err
}

// each gives every row of a statement to a function. Statements say LIMIT +?: for LIMIT ? SQLite plans anew whenever
// another number is bound, which costs more than most of them do.
func (c *conn) each(sql string, row func(*sqlite.Stmt) error, args ...any) error {
	st, err := c.prepare(sql, args)
	if err != nil {
		return err
	}
	return rows(st, row)
}

// prepare gives a statement with its arguments bound.
func (c *conn) prepare(sql string, args []any) (*sqlite.Stmt, error) {
	st, err := c.Prepare(sql)
	if err != nil {
		return nil, err
	}
	for i, arg := range args {
		bind(st, i+1, arg)
	}
	return st, nil
}

// rows gives every row of a bound statement to a function and leaves the statement reset, so that it holds no lock.
func rows(st *sqlite.Stmt, row func(*sqlite.Stmt) error) error {
	for {
		more, err := st.Step()
		if err != nil {
			return err
		}
		if !more {
			return st.Reset()
		}
		if err := row(st); err != nil {
			_ = st.Reset() // the row's error says more
			return err
		}
	}
}

func bind(st *sqlite.Stmt, at int, arg any) {
	switch arg := arg.(type) {
	case int64:
		st.BindInt64(at, arg)
	case int:
		st.BindInt64(at, int64(arg))
	case uint64:
		st.BindInt64(at, small(arg))
	case string:
		st.BindText(at, arg)
	case []byte:
		st.BindBytes(at, arg)
	case models.RecordID:
		st.BindBytes(at, arg[:])
	default:
		st.BindNull(at)
	}
}

// bytes gives a blob of the present row; it is valid until the next call.
func (c *conn) bytes(st *sqlite.Stmt, column int) []byte {
	n := st.ColumnLen(column)
	if n > len(c.buffer) {
		c.buffer = make([]byte, max(n, 4096))
	}
	return c.buffer[:st.ColumnBytes(column, c.buffer[:n])]
}

// pinned are the sizes of blocks that the driver's allocator would otherwise ask of the system and give back again and
// again: it unmaps a page of blocks when the last one is freed, and splitting a tree's page needs one large block.
var pinned = []int{512, 1 << 10, 2 << 10, 4 << 10, 8 << 10, 16 << 10}

// pin keeps one block of each size in use for as long as the connection lives.
func (c *conn) pin() error {
	st, err := c.Prepare("SELECT ?, ?, ?, ?, ?, ?")
	if err != nil {
		return err
	}
	for i, size := range pinned {
		st.BindBytes(i+1, make([]byte, size))
	}
	return nil
}

// inside runs a function in one transaction, so that its statements see one state of the database.
func (c *conn) inside(work func() error) error {
	if err := c.run("BEGIN"); err != nil {
		return err
	}
	err := work()
	if end := c.run("ROLLBACK"); err == nil {
		err = end
	}
	return err
}
