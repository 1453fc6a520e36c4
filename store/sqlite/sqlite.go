// Package sqlite is the embedded store: one file, no server, pure Go. Commits of many callers share one transaction and so
// one sync of the disk; readers never wait for them (write-ahead log).
package sqlite

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"sync"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

// Synchronous says when a commit is durable.
type Synchronous string

// Full survives a power cut. Off survives only the death of the process; it is for simulations.
const (
	Full Synchronous = "FULL"
	Off  Synchronous = "OFF"
)

// Options are how a database is opened. Only Path is needed.
type Options struct {
	Path        string
	Synchronous Synchronous // Full if empty
	Readers     int         // connections that read, 4 if 0
	BytesMax    int64       // the file grows no further (CodeStorageFull); 0 for no bound. Bytes
	Random      io.Reader   // epochs are made of it; crypto/rand if nil
}

const (
	// pageBytes is a compromise measured on batches of 100 records of 500 B: larger pages cost the log, smaller ones depth.
	pageBytes = 4096
	// writerCacheKiB holds the upper levels of the trees and the pages of a few batches. Twice and eight times as much made
	// nothing faster; the driver's allocator takes 8 KiB for each page.
	writerCacheKiB = 4 << 10
	// readerCacheKiB is small, since the system caches the file too.
	readerCacheKiB = 1 << 10
	// checkpointPages is when the log is copied into the file: 16 MiB, so that pages written by many commits are copied once.
	checkpointPages = 4000
)

// Store is a database file. See package store for the contract.
type Store struct {
	path    string
	random  io.Reader
	queue   queue
	readers *pool
	closeIt func() error
}

var _ store.Store = (*Store)(nil)

// Open opens the database and brings its tables up to date, or makes it. It refuses a database that a newer build wrote.
func Open(ctx context.Context, o Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	o.Synchronous = cmp.Or(o.Synchronous, Full)
	o.Readers = cmp.Or(o.Readers, 4)
	if o.Random == nil {
		o.Random = rand.Reader
	}
	writer, err := openWriter(o)
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", o.Path, err)
	}
	s := &Store{
		path: o.Path, random: o.Random, readers: newPool(o.Readers),
		queue: queue{wake: make(chan struct{}, 1), done: make(chan struct{})},
	}
	for n := range o.Readers {
		reader, err := openReader(o.Path)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open database %s: %w", o.Path, err), s.readers.close(n), writer.Close())
		}
		s.readers.give(reader)
	}
	s.closeIt = sync.OnceValue(func() error { return s.close(writer) })
	go s.queue.work(writer)
	return s, nil
}

func openWriter(o Options) (*conn, error) {
	raw, err := sqlite.OpenConn(o.Path, sqlite.OpenReadWrite|sqlite.OpenCreate)
	if err != nil {
		return nil, known(err)
	}
	c := newConn(raw)
	pragmas := []string{
		fmt.Sprintf("page_size = %d", pageBytes),
		"journal_mode = WAL",
		"synchronous = " + string(o.Synchronous),
		fmt.Sprintf("cache_size = -%d", writerCacheKiB),
		fmt.Sprintf("wal_autocheckpoint = %d", checkpointPages),
		"temp_store = MEMORY",
	}
	if o.BytesMax > 0 {
		pragmas = append(pragmas, fmt.Sprintf("max_page_count = %d", max(o.BytesMax/pageBytes, 1)))
	}
	err = c.pragma(pragmas...)
	if err == nil {
		err = migrate(c)
	}
	if err == nil {
		err = firstEpoch(c, o.Random)
	}
	if err == nil {
		err = c.pin()
	}
	if err != nil {
		return nil, errors.Join(known(err), c.Close())
	}
	return c, nil
}

func openReader(path string) (*conn, error) {
	raw, err := sqlite.OpenConn(path, sqlite.OpenReadWrite)
	if err != nil {
		return nil, known(err)
	}
	c := newConn(raw)
	if err := c.pragma("query_only = 1", fmt.Sprintf("cache_size = -%d", readerCacheKiB), "temp_store = MEMORY"); err != nil {
		return nil, errors.Join(known(err), c.Close())
	}
	return c, nil
}

// Ready implements store.Store: a reader answers and the writer can begin a transaction.
func (s *Store) Ready(ctx context.Context) error {
	if _, err := s.Epoch(ctx); err != nil {
		return err
	}
	return s.write(ctx, func(*conn) error { return nil })
}

// Close implements store.Store: commits that wait are finished, reads that run too, later ones are refused.
func (s *Store) Close() error { return s.closeIt() }

func (s *Store) close(writer *conn) error {
	s.queue.close()
	err := s.readers.close(cap(s.readers.turns))
	return known(errors.Join(err, writer.Close()))
}

// read runs one look at the database on a connection of its own.
func (s *Store) read(ctx context.Context, look func(c *conn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c, err := s.readers.take(ctx)
	if err != nil {
		return err
	}
	defer s.readers.give(c)
	return known(look(c))
}

func errClosed() error { return models.Errorf(models.CodeUnavailable, "the store is closed") }
