package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"
)

type benchCommand struct {
	Floor   bool   `help:"Also measure what this machine can do without any of our logic, and give ratios to it."`
	Quick   bool   `help:"A twentieth of the work: shows that everything runs, not how fast."`
	Records int    `default:"20000" help:"Records of the main work."`
	Large   int    `default:"500000" help:"Records of the large store; 0 leaves it out."`
	Only    string `help:"Only the parts whose name holds this: \"one phone\", \"conflict\", …"`
}

// benchClubs is how many clubs share the work.
const benchClubs = 20

// Run prints the table of docs/operations.md (figures): our own server as a process of its own, a fresh store, requests
// over HTTP, log-in and all checks on, every answer after its commit was durable.
func (c *benchCommand) Run(ctx context.Context, w *world) error {
	if c.Records < 1000 || c.Records%100 != 0 {
		return usageError{errors.New("--records: want a multiple of 100, at least 1000")}
	}
	if c.Large != 0 && c.Large < c.Records {
		return usageError{errors.New("--large: want 0 or at least --records")}
	}
	if c.Quick {
		c.Records, c.Large = 2000, 10000
	}
	folder, err := os.MkdirTemp("", "beplua-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	b := &bench{world: w, folder: folder, records: c.Records, large: c.Large, quick: c.Quick}
	fmt.Fprintf(w.Out, "beplua %s, %s, %d cores, %d records of about 500 bytes, batches of 100\n\n", build(), runtime.Version(), runtime.NumCPU(), c.Records)
	if c.Floor {
		if b.floor, err = measureFloor(folder, c.Records, w.Now); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"pure functions", b.pure},
		{"bytes on the wire", b.bytes},
		{"money", b.money},
		{"books", b.books},
		{"what is due", b.remind},
		{"reminders delivered", b.deliver},
		{"one phone", b.onePhone},
		{"eight phones", b.eightPhones},
		{"conflicting edits", b.conflicts},
		{"the console", b.console},
		{"a large store", b.largeStore},
	} {
		if !strings.Contains(part.name, c.Only) {
			continue
		}
		fmt.Fprintf(w.Err, "measuring %s …\n", part.name)
		if err := part.do(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	b.print(w.Out)
	return nil
}

// bench is one run and what it found.
type bench struct {
	world   *world
	folder  string
	records int
	large   int
	quick   bool
	floor   floor
	rows    []benchRow
}

// benchRow is one line of the table.
type benchRow struct {
	work, result, goal string
	rate               float64 // records a second, to be compared with the floor; 0 for other figures
	server, client     float64 // processor time a record of either process: microseconds
}

func (b *bench) add(work, goal, format string, args ...any) {
	b.rows = append(b.rows, benchRow{work: work, goal: goal, result: fmt.Sprintf(format, args...)})
}

// addRate adds a throughput.
func (b *bench) addRate(work, goal string, records int, c cost) {
	each := func(d time.Duration) float64 { return float64(d.Microseconds()) / float64(records) }
	rate := float64(records) / c.took.Seconds()
	b.rows = append(b.rows, benchRow{
		work: work, goal: goal, result: fmt.Sprintf("%.0f/s", rate), rate: rate, server: each(c.server), client: each(c.client),
	})
}

// print writes the table as Markdown.
func (b *bench) print(out io.Writer) {
	if b.floor.insert > 0 {
		fmt.Fprintf(out, "floor of this machine in this run: JSON %.1f µs a record; 4 KiB durable %d µs; SQLite alone (read, insert, two indexes, 100 a transaction) %.0f/s\n\n",
			float64(b.floor.decode.Nanoseconds())/1e3, b.floor.sync.Microseconds(), b.floor.insert)
	}
	fmt.Fprintln(out, "| work | here | µs of processor a record: server + bench | of SQLite alone | goal (design, on its machine) |\n|---|---|---|---|---|")
	for _, r := range b.rows {
		spent, ratio := "", ""
		if r.rate > 0 {
			spent = fmt.Sprintf("%.1f + %.1f", r.server, r.client)
		}
		if r.rate > 0 && b.floor.insert > 0 {
			ratio = fmt.Sprintf("%.2f", r.rate/b.floor.insert)
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s | %s |\n", r.work, r.result, spent, ratio, r.goal)
	}
	if b.quick {
		fmt.Fprintln(out, "\n--quick: too little work for figures to mean anything.")
	}
}
