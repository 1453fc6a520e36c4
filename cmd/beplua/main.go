// Command beplua is Bếp Lửa, the record book of self-help clubs: one program that serves phones and officers, keeps their
// records, and holds the tools of those who run it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // a container of nothing but this program has no time zones

	"github.com/alecthomas/kong"
)

func main() {
	os.Exit(start())
}

// start runs the command line until it is done or a signal asks to stop.
func start() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	w := &world{
		Environment: environment(os.Environ()),
		In:          os.Stdin,
		Out:         os.Stdout,
		Err:         os.Stderr,
		Now:         time.Now,
	}
	return run(ctx, w, os.Args[1:])
}

// world is what the program finds around it, so that tests can give it another.
type world struct {
	Environment map[string]string
	In          io.Reader
	Out, Err    io.Writer
	Now         func() time.Time
}

// commands is the command line, top to bottom as `beplua --help` shows it.
type commands struct {
	Serve       serveCommand       `cmd:"" help:"Serve phones and officers."`
	Migrate     migrateCommand     `cmd:"" help:"Bring the store to the form this build needs, and make the server's keys."`
	Admin       adminCommands      `cmd:"" help:"Create officers; take a lost second factor away."`
	Enrol       enrolCommand       `cmd:"" help:"Make a one-time code with which a phone becomes a user's."`
	Import      importCommand      `cmd:"" help:"Bring a club's list of members in from XLSX or CSV; without --write only say what it would do."`
	Export      exportCommand      `cmd:"" help:"Write tables of records into an XLSX or CSV file."`
	Backup      backupCommand      `cmd:"" help:"Copy the embedded store into a file while the server goes on."`
	Restore     restoreCommand     `cmd:"" help:"Put a backup in the place of the embedded store."`
	Simulate    simulateCommand    `cmd:"" help:"Let simulated phones and faults loose on a server, and check every step."`
	Demo        storyCommand       `cmd:"" help:"Play a story on real HTTP: phones that were offline for weeks come back."`
	Audit       auditCommands      `cmd:"" help:"Check the store."`
	Bench       benchCommand       `cmd:"" help:"Measure this build on this machine and print the table."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask the server on this machine whether it is ready (for Docker)."`
	Config      configCommands     `cmd:"" help:"Show the settings."`
	Version     versionCommand     `cmd:"" help:"Say which build this is."`
}

// usageError is a mistake of whoever typed the command.
type usageError struct{ error }

// run carries one command out and gives the exit status: 0 done, 1 failed, 2 wrongly asked.
func run(ctx context.Context, w *world, args []string) int {
	status, exited := 0, errors.New("help was shown")
	defer func() {
		if e := recover(); e != nil && e != any(exited) {
			panic(e)
		}
	}()
	parser, err := kong.New(&commands{},
		kong.Name("beplua"),
		kong.Description("Bếp Lửa: sổ sách câu lạc bộ liên thế hệ tự giúp nhau, ghi được cả khi không có mạng."),
		kong.Writers(w.Out, w.Err),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.Exit(func(int) { panic(exited) }), // only --help exits inside the parser
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(w),
	)
	if err != nil {
		panic(err) // the table of commands is wrong
	}
	command, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(w.Err, "beplua: %v\nTry \"beplua --help\".\n", err)
		return 2
	}
	if err = command.Run(); err != nil {
		fmt.Fprintf(w.Err, "beplua: %v\n", err)
		status = 1
		if errors.As(err, new(usageError)) {
			status = 2
		}
	}
	return status
}

// environment turns "NAME=value" lines into a map.
func environment(lines []string) map[string]string {
	out := make(map[string]string, len(lines))
	for _, line := range lines {
		name, value, _ := strings.Cut(line, "=")
		out[name] = value
	}
	return out
}
