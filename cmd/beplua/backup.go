package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"time"
)

// backuper is a store that can copy itself into a file while it works.
type backuper interface {
	Backup(ctx context.Context, path string) error
}

type backupCommand struct {
	To string `arg:"" help:"File to make; it must not exist."`
}

// Run copies the embedded store, whole and of one moment, while the server goes on. MongoDB has tools of its own.
func (c *backupCommand) Run(ctx context.Context, w *world) error {
	if _, err := os.Lstat(c.To); !errors.Is(err, fs.ErrNotExist) {
		return usageError{fmt.Errorf("%s exists already", c.To)}
	}
	return with(ctx, w, func(a *app) error {
		s, ok := a.store.(backuper)
		if !ok {
			return errors.New("this is for the embedded store; see docs/operations.md for MongoDB")
		}
		if err := s.Backup(ctx, c.To); err != nil {
			return fmt.Errorf("back up: %w", err)
		}
		_, err := fmt.Fprintf(w.Out, "backup written to %s; the server keys are not in it\n", c.To)
		return err
	})
}

type restoreCommand struct {
	From string `arg:"" help:"File that a backup made."`
}

// Run puts a backup in the place of the embedded store and begins another life of it: phones then offer again what the
// backup had not seen yet. The server must be stopped; what was there is kept beside it.
func (c *restoreCommand) Run(ctx context.Context, w *world) error {
	config, err := readConfig(w.Environment)
	if err != nil {
		return err
	}
	if config.MongoDB != "" {
		return errors.New("this is for the embedded store; see docs/operations.md for MongoDB")
	}
	var listen net.ListenConfig
	listener, err := listen.Listen(ctx, "tcp", config.Address)
	if err != nil {
		return fmt.Errorf("stop the server first: %w", err)
	}
	defer func() { _ = listener.Close() }() // held until the restore is done, so that none is started meanwhile
	path := storePath(&config)
	kept, err := keepFile(path, w.Now())
	if err != nil {
		return fmt.Errorf("keep the present store: %w", err)
	}
	if err := restoreFile(c.From, path); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	return with(ctx, w, func(a *app) error {
		epoch, err := a.store.RenewEpoch(ctx)
		if err != nil {
			return fmt.Errorf("begin another life: %w", err)
		}
		_, err = fmt.Fprintf(w.Out, "restored, epoch %s; what was there before: %s\n", epoch, cmp.Or(kept, "nothing"))
		return err
	})
}

// keepFile gives a database another name, with the log of what is not in the file yet. There may be none.
func keepFile(path string, now time.Time) (kept string, err error) {
	kept = path + "." + now.UTC().Format("20060102T150405Z")
	if err := os.Rename(path, kept); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	if err := os.Rename(path+"-wal", kept+"-wal"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	return kept, nil
}

// restoreFile puts a copy of a backup in the place of a database, without the log of the one that was there.
func restoreFile(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	for _, ending := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(to + ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	target, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	return errors.Join(err, target.Sync(), target.Close())
}
