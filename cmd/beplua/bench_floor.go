package main

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"
)

// floor is what this machine can do at this moment without any of our logic. Machines differ, and one machine differs
// from hour to hour: figures are worth comparing only as ratios to the floor of the same run.
type floor struct {
	decode time.Duration // one record of 500 bytes by encoding/json
	sync   time.Duration // median of appending 4 KiB durably
	insert float64       // records a second: read first, insert, two indexes, 100 in a durable transaction
}

// The size of the floor's work.
const (
	floorDecodes = 20_000
	floorSyncs   = 200
	floorBatch   = 100
)

// measureFloor works in a folder on the disk that the bench uses.
func measureFloor(folder string, records int, now func() time.Time) (floor, error) {
	f := floor{decode: floorDecode(now)}
	var err error
	if f.sync, err = floorSync(filepath.Join(folder, "floor.bin"), now); err != nil {
		return floor{}, fmt.Errorf("floor of the disk: %w", err)
	}
	if f.insert, err = floorInsert(filepath.Join(folder, "floor.db"), records, now); err != nil {
		return floor{}, fmt.Errorf("floor of SQLite: %w", err)
	}
	return f, nil
}

// floorRecord is of the shape and size of a record on the wire.
type floorRecord struct {
	Record, Type, Seen, At string
	N                      int
	Set                    struct {
		Loan, PaidOn, Method, Note string
		Principal, Interest        int
	}
}

// floorText is one record as JSON, 500 bytes.
func floorText() []byte {
	r := floorRecord{Record: "0195a1b2-0000-7000-8000-000000000001", Type: "repayment", Seen: "k3f9x2ab:17,s0000001:220", At: "2026-01-02T03:04:05.678Z", N: 18}
	r.Set.Loan, r.Set.PaidOn, r.Set.Method = r.Record, "2026-01-02", "cash"
	r.Set.Principal, r.Set.Interest = 500_000, 5_000
	text, err := json.Marshal(r)
	for err == nil && len(text) < 500 {
		r.Set.Note += "trả gốc trước lãi sau, "
		text, err = json.Marshal(r)
	}
	if err != nil {
		panic(err) // strings and numbers always marshal
	}
	return text
}

func floorDecode(now func() time.Time) time.Duration {
	text := floorText()
	began := now()
	for range floorDecodes {
		var r floorRecord
		if err := json.Unmarshal(text, &r); err != nil {
			panic(err)
		}
	}
	return now().Sub(began) / floorDecodes
}

func floorSync(path string, now func() time.Time) (time.Duration, error) {
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer os.Remove(path)
	defer file.Close()
	block := make([]byte, 4096)
	took := make([]time.Duration, floorSyncs)
	for i := range took {
		began := now()
		if _, err := file.Write(block); err != nil {
			return 0, err
		}
		if err := file.Sync(); err != nil {
			return 0, err
		}
		took[i] = now().Sub(began)
	}
	slices.Sort(took)
	return took[len(took)/2], nil
}

func floorInsert(path string, records int, now func() time.Time) (float64, error) {
	conn, err := sqlite.OpenConn(path, sqlite.OpenReadWrite, sqlite.OpenCreate)
	if err != nil {
		return 0, err
	}
	defer func() {
		_ = conn.Close()
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(path + end)
		}
	}()
	for _, query := range []string{
		"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
		"CREATE TABLE records(id BLOB PRIMARY KEY, club INTEGER, seq INTEGER, vector BLOB, body TEXT)",
		"CREATE INDEX feed ON records(seq)", "CREATE INDEX clubs ON records(club, seq)",
	} {
		if err := sqlitex.ExecuteTransient(conn, query, nil); err != nil {
			return 0, err
		}
	}
	began := now()
	for first := 0; first < records; first += floorBatch {
		if err := floorInsertBatch(conn, first); err != nil {
			return 0, err
		}
	}
	return float64(records) / now().Sub(began).Seconds(), nil
}

// floorInsertBatch looks 100 records up and writes them, in one durable transaction.
func floorInsertBatch(conn *sqlite.Conn, first int) (err error) {
	end, err := sqlitex.ImmediateTransaction(conn)
	if err != nil {
		return err
	}
	defer end(&err)
	vector, body := make([]byte, 24), floorText()
	id := make([]byte, 16)
	for n := first; n < first+floorBatch; n++ {
		binary.BigEndian.PutUint64(id, uint64(n))
		if err = sqlitex.Execute(conn, "SELECT vector FROM records WHERE id=?", &sqlitex.ExecOptions{Args: []any{id}}); err != nil {
			return err
		}
		args := []any{id, n % 20, n, vector, body}
		err = sqlitex.Execute(conn, "INSERT INTO records(id, club, seq, vector, body) VALUES(?,?,?,?,?)", &sqlitex.ExecOptions{Args: args})
		if err != nil {
			return err
		}
	}
	return nil
}
