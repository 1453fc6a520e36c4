package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/beplua/beplua/api/caller"
)

// process is a `beplua serve` of its own: the bench measures it and the crash test kills it, so it must not share
// memory with whoever asks.
type process struct {
	base    string        // http://host:port
	data    string        // its data folder
	startup time.Duration // from starting it to its first "ready"
	cmd     *exec.Cmd
	log     *os.File
	waited  chan error
}

// startProcess runs this very program (or the test binary, which knows how to be it) as a server over a data folder, and
// waits until it is ready.
func startProcess(ctx context.Context, data string, now func() time.Time, extra ...string) (*process, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	address, err := caller.FreeAddress(ctx)
	if err != nil {
		return nil, err
	}
	log, err := os.OpenFile(filepath.Join(data, "server.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	p := &process{base: "http://" + address, data: data, log: log, waited: make(chan error, 1)}
	p.cmd = exec.CommandContext(ctx, program, "serve")
	p.cmd.Env = append(os.Environ(), append([]string{"BEPLUA_ADDRESS=" + address, "BEPLUA_DATA=" + data, "MONGODB_URI="}, extra...)...)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	began := now()
	if err := p.cmd.Start(); err != nil {
		return nil, errors.Join(err, log.Close())
	}
	go func() { p.waited <- p.cmd.Wait() }()
	if err := p.awaitReady(ctx); err != nil {
		p.kill()
		return nil, fmt.Errorf("%w; the end of its log:\n%s", err, p.logEnd())
	}
	p.startup = now().Sub(began)
	return p, nil
}

// readyWithin is how long a start may take.
const readyWithin = 30 * time.Second

func (p *process) awaitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, readyWithin)
	defer cancel()
	return caller.AwaitReady(ctx, p.base, p.waited)
}

// kill ends the server as a power cut would: it can do nothing about it.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.waited //nolint:errcheck // it was killed on purpose
	_ = p.log.Close()
}

// stop ends the server as an operator would, and gives what it exited with.
func (p *process) stop() error {
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		return err
	}
	err := <-p.waited
	p.log.Close()
	return err
}

// memory is what a process holds of the machine's, in bytes; all 0 where the system does not tell.
type memory struct {
	peak      int64 // the most it ever held of both
	anonymous int64 // its own: heap, stacks, the caches of SQLite
	file      int64 // pages of its program and of mapped files, which the system can drop and read again
}

// String gives whole MB.
func (m memory) String() string {
	return fmt.Sprintf("%.0f MB; now %.0f anonymous + %.0f of files", float64(m.peak)/1e6, float64(m.anonymous)/1e6, float64(m.file)/1e6)
}

// memory is what the server holds.
func (p *process) memory() memory {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.cmd.Process.Pid), "status"))
	if err != nil {
		return memory{}
	}
	field := func(name string) int64 {
		_, rest, _ := strings.Cut(string(status), name+":")
		line, _, _ := strings.Cut(rest, "kB")
		kib, _ := strconv.ParseInt(strings.TrimSpace(line), 10, 64) // 0 for a system that does not tell
		return kib << 10
	}
	return memory{field("VmHWM"), field("RssAnon"), field("RssFile")}
}

// processorTime is what the server has used of the processors since it began; 0 where the system does not tell.
func (p *process) processorTime() time.Duration {
	return processorTime(strconv.Itoa(p.cmd.Process.Pid))
}

// processorTime is that of any process, in the system's ticks of 10 ms.
func processorTime(process string) time.Duration {
	const userTime, systemTime = 11, 12 // fields after the name, which may hold blanks but ends with the last parenthesis
	text, err := os.ReadFile(filepath.Join("/proc", process, "stat"))
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	if len(fields) <= systemTime {
		return 0
	}
	var ticks int64
	for _, field := range []string{fields[userTime], fields[systemTime]} {
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// logEnd is the last 4 KiB that the server said.
func (p *process) logEnd() string {
	file, err := os.Open(p.log.Name())
	if err != nil {
		return err.Error()
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() > 4096 {
		if _, err := file.Seek(-4096, io.SeekEnd); err != nil {
			return err.Error()
		}
	}
	text, err := io.ReadAll(file)
	if err != nil {
		return err.Error()
	}
	return string(text)
}
