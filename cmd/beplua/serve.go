package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/beplua/beplua/api"
	"github.com/beplua/beplua/web"
)

type serveCommand struct {
	Demo      bool `help:"Fill an empty store with invented data of Lai Châu, make demo log-ins, and print them."`
	DemoClubs int  `help:"Only so many of the demo's clubs; 0 means all 72." default:"0"`
}

// Run serves until it is told to stop: SIGTERM or Ctrl-C.
func (c *serveCommand) Run(ctx context.Context, w *world) error {
	if c.DemoClubs < 0 || (c.DemoClubs > 0 && !c.Demo) {
		return usageError{errors.New("--demo-clubs: want 0 or more, and --demo")}
	}
	pace(w.Environment)
	return with(ctx, w, func(a *app) error {
		var listen net.ListenConfig
		listener, err := listen.Listen(ctx, "tcp", a.config.Address)
		if err != nil {
			return fmt.Errorf("listen at BEPLUA_ADDRESS: %w", err)
		}
		defer func() { _ = listener.Close() }()
		if c.Demo {
			if err := a.demo(ctx, c.DemoClubs, w.Out); err != nil {
				return err
			}
			if err := a.troubles(ctx, w.Out); err != nil {
				return err
			}
			printAddresses(w.Out, a.config.Public, listener.Addr())
		}
		return a.serve(ctx, listener)
	})
}

// heapGrowth is by how much of what lives the heap may grow before the collector runs, in per cent. So little lives (5 MB)
// that at Go's own 100 it runs all the time. Measured: 150 takes 4 µs off a submitted record and costs 2 MB at 20,000 records,
// 10 MB at 200,000 from ten phones at once; 200 takes 3 µs more and costs as much again.
const heapGrowth = 150

// pace sets how often the collector runs, unless the operator did.
func pace(environment map[string]string) {
	if environment["GOGC"] == "" {
		debug.SetGCPercent(heapGrowth)
	}
}

// serve answers until ctx ends, then finishes what is under way.
func (a *app) serve(ctx context.Context, listener net.Listener) error {
	handler, err := a.handler()
	if err != nil {
		return err
	}
	errorsOf := make(chan error, 2)
	server := api.NewHTTPServer(handler, "")
	go func() { errorsOf <- server.Serve(listener) }()
	servers := []*http.Server{server}
	if a.config.Metrics != "" {
		metrics := api.NewHTTPServer(handler.Metrics(), a.config.Metrics)
		servers = append(servers, metrics)
		go func() { errorsOf <- metrics.ListenAndServe() }()
	}
	background, stop := context.WithCancel(context.WithoutCancel(ctx))
	var chores sync.WaitGroup
	chores.Go(func() { a.accounts.Run(background, a.reportChore) })
	chores.Go(func() { a.sweep(background) })
	chores.Go(func() { a.prepare(background) })
	chores.Go(func() { a.reminders.Run(background, a.reportChore) })
	a.log.Info("serving", "address", listener.Addr().String(), "version", build(), "epoch", a.engine.Epoch())

	select {
	case err = <-errorsOf:
		err = fmt.Errorf("serve: %w", err)
	case <-ctx.Done():
		a.log.Info("stopping", "drain", a.config.Drain.String())
	}
	handler.Drain()
	for _, s := range servers {
		err = errors.Join(err, a.shutdown(ctx, s))
	}
	stop()
	chores.Wait()
	a.log.Info("stopped")
	return err
}

// shutdown lets a server finish its requests, for as long as is set; then it cuts them off.
func (a *app) shutdown(ctx context.Context, s *http.Server) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), a.config.Drain)
	defer cancel()
	if err := s.Shutdown(ctx); err != nil {
		a.log.Warn("requests were cut off", "error", err.Error())
		return s.Close()
	}
	return nil
}

// sweep forgets log-ins and codes that are over, once a day.
func (a *app) sweep(ctx context.Context) {
	daily := time.NewTicker(24 * time.Hour)
	defer daily.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-daily.C:
			if _, err := a.accounts.Sweep(ctx); err != nil {
				a.reportChore(err)
			}
		}
	}
}

// reportChore logs what failed outside any request; the chore is done again later.
func (a *app) reportChore(err error) {
	a.log.Error("chore failed", "error", err.Error())
}

// printAddresses says in Vietnamese where to look.
func printAddresses(out io.Writer, public string, address net.Addr) {
	if public == "" {
		_, port, _ := net.SplitHostPort(address.String())
		public = "http://localhost:" + port
	}
	public = strings.TrimSuffix(public, "/")
	fmt.Fprintf(out, "\nBếp Lửa đang chạy. Nhấn Ctrl-C để dừng.\n")
	fmt.Fprintf(out, "  bàn làm việc của cán bộ  %s%s\n", public, web.Base)
	fmt.Fprintf(out, "  API         %s/api/v1/…\n  mô tả API   %s/openapi.json\n  tình trạng  %s/readyz\n\n", public, public, public)
}
