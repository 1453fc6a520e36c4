package main

import (
	"runtime"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/api/token"
	fieldsync "github.com/beplua/beplua/sync"
)

// What the API asks for, the engine gives.
var (
	_ api.Sync  = (*fieldsync.Engine)(nil)
	_ api.Cases = (*fieldsync.Engine)(nil)
)

// handler wires the API over the app's parts.
func (a *app) handler() (*api.Server, error) {
	rate := api.Rate{}
	if a.config.DeviceRate > 0 {
		rate = api.Rate{PerMinute: a.config.DeviceRate, Burst: a.config.DeviceRate}
	}
	return api.New(api.Deps{
		Sync:     a.engine,
		Cases:    a.engine,
		Store:    a.store,
		Accounts: a.accounts,
		Verifier: token.NewVerifier(a.issuer),
		Schema:   api.Schema{Number: a.registry.Number, Description: a.registry.Describe()},
		Build:    api.Build{Version: build(), Go: runtime.Version()},
		Now:      a.now,
		Random:   a.random,
		Log:      a.log,
		Config: api.Config{
			PublicURL:      a.config.Public,
			TrustedProxies: a.config.Proxies,
			MetricsApart:   a.config.Metrics != "",
			DeviceRate:     rate,
		},
	})
}
