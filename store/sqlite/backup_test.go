package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/sqlite"
	"github.com/beplua/beplua/store/storetest"
)

// A backup is the store of one moment: what was there is in it, what came later is not, and it stands an audit.
func TestBackup(t *testing.T) {
	t.Parallel()
	ctx, folder := t.Context(), t.TempDir()
	s, err := sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(folder, "a.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	put := func(id string) {
		t.Helper()
		if err := s.Put(ctx, models.Document{Kind: "user", ID: id, Body: []byte("{}")}); err != nil {
			t.Fatal(err)
		}
	}
	put("before")
	writeSome(t, s)
	to := filepath.Join(folder, "backup.db")
	if err := s.Backup(ctx, to); err != nil {
		t.Fatal(err)
	}
	put("after")
	if err := s.Backup(ctx, to); models.CodeOf(err) != models.CodeConflict {
		t.Errorf("a second backup into the same file: %v", err)
	}
	b, err := sqlite.Open(ctx, sqlite.Options{Path: to})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if _, err := b.Get(ctx, "user", "before"); err != nil {
		t.Errorf("what was there is not in the backup: %v", err)
	}
	if _, err := b.Get(ctx, "user", "after"); err == nil {
		t.Error("what came later is in the backup")
	}
	scope := storetest.Club(1)
	want, err := s.ProjectionsAfter(ctx, scope, "", "", 10)
	if err != nil || len(want) == 0 {
		t.Fatalf("nothing to back up: %v %v", want, err)
	}
	if got, err := b.ProjectionsAfter(ctx, scope, "", "", 10); err != nil || storetest.Differ(want, got) != "" {
		t.Errorf("projections in the backup: %v %v, want %v", got, err, want)
	}
	if found, err := b.Audit(ctx, 10, store.AuditOnly); err != nil || len(found) > 0 {
		t.Errorf("audit: %v %v", found, err)
	}
}
