package sqlite_test

import (
	"encoding/binary"
	"path/filepath"
	"testing"

	raw "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"github.com/beplua/beplua/store/storetest"
)

// BenchmarkFloor is the machine's own limit: the same driver and settings write nothing but rows of 500 bytes with two
// indexes, 100 to a transaction. Figures of the store are to be read as shares of this one, taken in the same minute.
func BenchmarkFloor(b *testing.B) {
	c, err := raw.OpenConn(filepath.Join(b.TempDir(), "floor.db"), raw.OpenReadWrite|raw.OpenCreate|raw.OpenWAL)
	if err != nil {
		b.Fatal(err)
	}
	defer c.Close()
	err = sqlitex.ExecuteScript(c, "CREATE TABLE r (n INTEGER PRIMARY KEY, scope INTEGER, seq INTEGER, id BLOB, body TEXT);"+
		"CREATE UNIQUE INDEX r_id ON r (scope, id); CREATE UNIQUE INDEX r_seq ON r (scope, seq)", nil)
	if err == nil {
		err = sqlitex.ExecuteTransient(c, "PRAGMA synchronous = FULL", nil)
	}
	if err != nil {
		b.Fatal(err)
	}
	body := string(storetest.Sample(1).AppendJSON(nil))
	var id [16]byte
	run := func(sql string) {
		st, err := c.Prepare(sql)
		if err == nil {
			_, err = st.Step()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	before := cpu()
	for n := range b.N {
		if n%100 == 0 {
			run("BEGIN IMMEDIATE")
		}
		st, err := c.Prepare("INSERT INTO r (scope, seq, id, body) VALUES (?, ?, ?, ?)")
		if err != nil {
			b.Fatal(err)
		}
		binary.BigEndian.PutUint64(id[:], uint64(n))
		st.BindInt64(1, int64(n/100%24))
		st.BindInt64(2, int64(n))
		st.BindBytes(3, id[:])
		st.BindText(4, body)
		if _, err := st.Step(); err != nil {
			b.Fatal(err)
		}
		if n%100 == 99 || n == b.N-1 {
			run("COMMIT")
		}
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric((cpu()-before).Seconds()*1e6/float64(b.N), "cpu-µs/record")
}
