package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/google/uuid"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/mongodb"
	"github.com/beplua/beplua/store/sqlite"
)

// Each store is held to the contract here, where it is chosen.
var (
	_ store.Store = (*sqlite.Store)(nil)
	_ store.Store = (*mongodb.Store)(nil)
)

// openStore opens MongoDB if the settings name one, else the file in the data folder. Either is brought to the form that
// this build needs.
func openStore(ctx context.Context, c *Config, log *slog.Logger) (store.Store, error) {
	if c.MongoDB != "" {
		s, err := mongodb.Open(ctx, mongodb.Options{URI: c.MongoDB, Database: c.Database, Log: log})
		if err != nil {
			return nil, fmt.Errorf("open MongoDB: %w", err)
		}
		return s, nil
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	s, err := sqlite.Open(ctx, sqlite.Options{Path: storePath(c)})
	if err != nil {
		return nil, fmt.Errorf("open the store: %w", err)
	}
	return s, nil
}

// storePath is the one file of the embedded store.
func storePath(c *Config) string { return filepath.Join(c.Data, "beplua.db") }

// newID makes a UUIDv7: ids made one after the other lie together in the store.
func newID() models.RecordID { return models.RecordID(uuid.Must(uuid.NewV7())) }
