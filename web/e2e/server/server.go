// Package server runs the built program with the demo's data, as an operator would start it.
package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"

	"github.com/beplua/beplua/api/caller"
)

// The demo's officers, as `beplua serve --demo` prints them. Its data are invented.
const (
	Province = "tinh.mau"
	Commune  = "xa.mau"
	Password = "bep-lua-mau-2026"
)

// Server is a `beplua serve` of its own.
type Server struct {
	Base  string // http://host:port
	cmd   *exec.Cmd
	log   *os.File
	ended chan error
}

// Start runs a program over an empty folder with some of the demo's clubs, and waits until it is ready.
func Start(ctx context.Context, program, folder string, clubs int) (*Server, error) {
	address, err := caller.FreeAddress(ctx)
	if err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(folder, "server.log"))
	if err != nil {
		return nil, err
	}
	s := &Server{Base: "http://" + address, log: log, ended: make(chan error, 1)}
	s.cmd = exec.CommandContext(ctx, program, "serve", "--demo", "--demo-clubs", strconv.Itoa(clubs))
	// The stories ask faster than people do.
	s.cmd.Env = append(os.Environ(), "BEPLUA_ADDRESS="+address, "BEPLUA_PUBLIC_URL=http://"+address, "BEPLUA_DATA="+filepath.Join(folder, "data"),
		"BEPLUA_DEVICE_RATE=100000", "MONGODB_URI=")
	s.cmd.Stdout, s.cmd.Stderr = log, log
	if err := s.cmd.Start(); err != nil {
		return nil, errors.Join(err, log.Close())
	}
	go func() { s.ended <- s.cmd.Wait() }()
	if err := s.awaitReady(ctx); err != nil {
		said, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("%w; it said:\n%s", errors.Join(err, s.Stop()), said)
	}
	return s, nil
}

// readyWithin is how long loading the demo may take on a busy machine.
const readyWithin = 2 * time.Minute

func (s *Server) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	return caller.AwaitReady(ctx, s.Base, s.ended)
}

// Stop ends the server as an operator would.
func (s *Server) Stop() error {
	_ = s.cmd.Process.Signal(os.Interrupt) // it may have ended by itself, which is told
	return errors.Join(<-s.ended, s.log.Close())
}
