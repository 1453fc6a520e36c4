package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"

	"zombiezen.com/go/sqlite"
	"zombiezen.com/go/sqlite/sqlitex"

	"github.com/beplua/beplua/models"
)

// Backup copies the database as it is at one moment into a new file, durably, while the store goes on working. It fails
// with CodeConflict if there is such a file, and with CodeStorageFull; then it leaves none behind.
func (s *Store) Backup(ctx context.Context, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := os.Lstat(path); err == nil {
		return models.Errorf(models.CodeConflict, "the backup's file exists already")
	}
	c, err := sqlite.OpenConn(s.path, sqlite.OpenReadWrite)
	if err != nil {
		return known(err)
	}
	c.SetInterrupt(ctx.Done())
	err = sqlitex.Execute(c, "VACUUM INTO ?", &sqlitex.ExecOptions{Args: []any{path}})
	if err == nil {
		err = syncFile(path)
	}
	if err = errors.Join(known(err), c.Close()); err != nil {
		return errors.Join(fmt.Errorf("back up: %w", err), removeIfThere(path))
	}
	return nil
}

// syncFile brings a file to the disk: VACUUM INTO leaves that to the operating system.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
