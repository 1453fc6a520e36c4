package main

import (
	"context"
	"runtime"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	fieldsync "github.com/beplua/beplua/sync"
	"github.com/beplua/beplua/web"
)

// What the API asks for, the engine gives.
var (
	_ api.Sync    = (*fieldsync.Engine)(nil)
	_ api.Cases   = (*fieldsync.Engine)(nil)
	_ api.Books   = (*fieldsync.Engine)(nil)
	_ api.Records = (*fieldsync.Engine)(nil)
	_ api.Events  = (*fieldsync.Bell)(nil)
)

// handler wires the API over the app's parts, and puts the officers' pages beside it.
func (a *app) handler() (*api.Server, error) {
	rate := api.Rate{}
	if a.config.DeviceRate > 0 {
		rate = api.Rate{PerMinute: a.config.DeviceRate, Burst: a.config.DeviceRate}
	}
	server, err := api.New(api.Deps{
		Sync:      a.engine,
		Cases:     a.engine,
		Books:     a.engine,
		Records:   a.engine,
		Events:    a.bell,
		Reminders: reminderPort{a.reminders},
		Imports:   a.imports(),
		Exports:   a.exports(),
		Store:     a.store,
		Accounts:  a.accounts,
		Verifier:  token.NewVerifier(a.issuer),
		Schema:    api.Schema{Number: a.registry.Number, Description: a.registry.Describe()},
		Build:     api.Build{Version: build(), Go: runtime.Version()},
		Now:       a.now,
		Random:    a.random,
		Log:       a.log,
		OpenCases: a.openCases,
		Config: api.Config{
			PublicURL:      a.config.Public,
			TrustedProxies: a.config.Proxies,
			MetricsApart:   true, // figures are for the operator, not for whoever reaches the API
			DeviceRate:     rate,
			OldestSchema:   a.config.OldestSchema,
		},
	})
	if err != nil {
		return nil, err
	}
	return server, web.Mount(server.Echo())
}

// openCases counts the cases that wait for an officer, of all scopes.
func (a *app) openCases(ctx context.Context) (int, error) {
	count := 0
	scope, id := models.Scope(""), models.RecordID{}
	for {
		found, err := a.store.RecordsByKeyAnywhere(ctx, schema.OpenKey, scope, id, models.ListMax)
		if err != nil {
			return 0, err
		}
		count += len(found)
		if len(found) < models.ListMax {
			return count, nil
		}
		scope, id = found[len(found)-1].Scope, found[len(found)-1].ID
	}
}
