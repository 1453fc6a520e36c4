package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
	"github.com/beplua/beplua/store/sqlite"
	"github.com/beplua/beplua/sync/simtest"
)

// simStore is where a simulated server keeps its data, and what its operator does with it. One at a time is open.
type simStore interface {
	open(ctx context.Context) (store.Store, error)
	// backup copies the open store; restore puts the copy in the place of the store, which is closed.
	backup(ctx context.Context) error
	restore(ctx context.Context) error
	// drop deletes everything; the store is closed.
	drop(ctx context.Context) error
}

// simStores makes an empty one for a seed.
type simStores func(setup simtest.Setup, lives *simLives) simStore

// simLives is the randomness that epochs are named with: the same as long as the server was not restored again, however often
// a store asks. So a seed goes the same way on every store.
type simLives struct {
	seed     uint64
	restores int
}

// Read implements io.Reader.
func (l *simLives) Read(to []byte) (int, error) {
	id := models.DerivedID("epoch", strconv.FormatUint(l.seed, 10), strconv.Itoa(l.restores))
	return copy(to, id[:]), nil
}

// simFile is the embedded store, that syncs nothing to the disk, since here only processes die; `make crash` kills real ones.
type simFile struct {
	path  string
	lives *simLives
	now   *sqlite.Store
}

func newSimFile(setup simtest.Setup, lives *simLives) simStore {
	return &simFile{path: filepath.Join(setup.Folder, "town.db"), lives: lives}
}

func (f *simFile) open(ctx context.Context) (_ store.Store, err error) {
	f.now, err = sqlite.Open(ctx, sqlite.Options{Path: f.path, Synchronous: sqlite.Off, Readers: 1, Random: f.lives})
	return f.now, err
}

func (f *simFile) copy() string { return f.path + ".backup" }

func (f *simFile) backup(ctx context.Context) error {
	if err := os.Remove(f.copy()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return f.now.Backup(ctx, f.copy())
}

func (f *simFile) restore(context.Context) error { return restoreFile(f.copy(), f.path) }

// drop leaves it to the simulator, whose folder it is.
func (f *simFile) drop(context.Context) error { return nil }

// simMongo is a database of its own on the MongoDB server that the settings name.
type simMongo struct {
	options mongodb.Options
	now     *mongodb.Store
}

func newSimMongo(c *Config) simStores {
	return func(setup simtest.Setup, lives *simLives) simStore {
		return &simMongo{options: mongodb.Options{
			URI: c.MongoDB, Database: fmt.Sprintf("%s_sim_%d_%d", c.Database, os.Getpid(), setup.Seed), Log: slog.New(slog.DiscardHandler),
			NewEpoch: func() string {
				name := make([]byte, 8)
				_, _ = lives.Read(name) // never fails
				return hex.EncodeToString(name)
			},
		}}
	}
}

func (m *simMongo) open(ctx context.Context) (_ store.Store, err error) {
	m.now, err = mongodb.Open(ctx, m.options)
	return m.now, err
}

func (m *simMongo) copy() mongodb.Options {
	o := m.options
	o.Database += "_backup"
	return o
}

func (m *simMongo) backup(ctx context.Context) error { return m.now.CopyTo(ctx, m.copy().Database) }

func (m *simMongo) restore(ctx context.Context) error {
	return withMongo(ctx, m.copy(), func(s *mongodb.Store) error { return s.CopyTo(ctx, m.options.Database) })
}

func (m *simMongo) drop(ctx context.Context) error {
	drop := func(s *mongodb.Store) error { return s.DropDatabase(ctx) }
	return errors.Join(withMongo(ctx, m.options, drop), withMongo(ctx, m.copy(), drop))
}

func withMongo(ctx context.Context, o mongodb.Options, use func(*mongodb.Store) error) error {
	s, err := mongodb.Open(ctx, o)
	if err != nil {
		return err
	}
	return errors.Join(use(s), s.Close())
}
