package simtest_test

import (
	"context"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/sync/simtest"
)

// breaking is a store that fails when the simulation says so.
type breaking struct {
	store.Store
	breaker *simtest.Breaker
}

// Commit implements store.Scopes.
func (s breaking) Commit(ctx context.Context, c models.Commit) error {
	if err := s.breaker.Before(); err != nil {
		return err
	}
	if err := s.Store.Commit(ctx, c); err != nil {
		return err
	}
	return s.breaker.After()
}

// Heads implements store.Scopes.
func (s breaking) Heads(ctx context.Context, scopes []models.Scope) ([]models.Head, error) {
	if err := s.breaker.Read(); err != nil {
		return nil, err
	}
	return s.Store.Heads(ctx, scopes)
}

// Changes implements store.Scopes.
func (s breaking) Changes(ctx context.Context, scope models.Scope, after uint64, limit int) ([]models.Record, error) {
	if err := s.breaker.Read(); err != nil {
		return nil, err
	}
	return s.Store.Changes(ctx, scope, after, limit)
}

// LastNumbers implements store.Scopes.
func (s breaking) LastNumbers(ctx context.Context, scope models.Scope, actors []models.ActorID) ([]uint64, error) {
	if err := s.breaker.Read(); err != nil {
		return nil, err
	}
	return s.Store.LastNumbers(ctx, scope, actors)
}

// Records implements store.Scopes.
func (s breaking) Records(ctx context.Context, scope models.Scope, ids []models.RecordID) ([]models.Record, error) {
	if err := s.breaker.Read(); err != nil {
		return nil, err
	}
	return s.Store.Records(ctx, scope, ids)
}
