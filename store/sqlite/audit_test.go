package sqlite_test

import (
	"path/filepath"
	"testing"

	zombie "zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/sqlite"
	"github.com/beplua/beplua/store/storetest"
)

// Whatever is derived can be damaged; the audit names it and mends it, but for the log, which it only names.
func TestAuditFindsDamage(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]string{
		"addresses":             "DELETE FROM addresses",
		"born":                  "UPDATE addresses SET born = NULL",
		"touches":               "INSERT INTO touches (scope, record, entry) VALUES (1, x'01', 1)",
		"numbers":               "UPDATE numbers SET n = n + 1",
		"runs":                  "DELETE FROM runs",
		"keys":                  "DELETE FROM keys",
		"more keys":             "INSERT INTO keys (scope, key, id) VALUES (1, x'000102030405060708090a0b', x'00112233445566778899aabbccddeeff')",
		"projection":            "UPDATE projections SET body = '{'",
		"projection of nowhere": "UPDATE projections SET seq = 3",
		"digest":                "UPDATE scopes SET digest = zeroblob(16)",
		"chain":                 "UPDATE scopes SET chain = zeroblob(32)",
		"log":                   "UPDATE operations SET body = '{\"name\":\"x\"}' WHERE seq = 1",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, path := t.Context(), filepath.Join(t.TempDir(), "a.db")
			s, err := sqlite.Open(ctx, sqlite.Options{Path: path})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			writeSome(t, s)
			if found, err := s.Audit(ctx, 10, store.AuditOnly); err != nil || len(found) > 0 {
				t.Fatalf("before the damage: %v %v", found, err)
			}
			c, err := zombie.OpenConn(path, zombie.OpenReadWrite)
			if err != nil {
				t.Fatal(err)
			}
			if err := sqlitex.ExecuteTransient(c, damage, nil); err != nil {
				t.Fatal(err)
			}
			if err := c.Close(); err != nil {
				t.Fatal(err)
			}
			found, err := s.Audit(ctx, 10, store.AuditRepair)
			if err != nil || len(found) == 0 {
				t.Fatalf("the damage was not found: %v %v", found, err)
			}
			after, err := s.Audit(ctx, 10, store.AuditOnly)
			if err != nil || len(after) > 0 != (name == "log") {
				t.Errorf("after mending: %v %v", after, err)
			}
		})
	}
}

// writeSome makes five records with keys, and changes one.
func writeSome(t *testing.T, s store.Store) {
	t.Helper()
	chain := storetest.NewChain(storetest.Club(1))
	actor := models.MustActorID("a1")
	made := chain.Create(actor, 5)
	for i := range made.Records {
		made.Records[i].Keys = []string{"f:one", "f:two"}
	}
	commit := func(c models.Commit) {
		t.Helper()
		if err := s.Commit(t.Context(), c); err != nil {
			t.Fatal(err)
		}
		chain.Took(c)
	}
	commit(made)
	draft := chain.Draft()
	draft.Apply(storetest.Edit{Actor: actor, Record: made.Records[0].Record.ID, Type: made.Records[0].Record.Type, Set: storetest.Sample(9)})
	draft.Project("fund:1", `{"in":5}`)
	commit(draft.Commit())
}
