package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sheet"
)

// exports writes tables of the store's records into files.
func (a *app) exports() *sheet.Exports {
	return &sheet.Exports{Registry: a.registry, Records: a.store, Lists: a.lists(), Journal: a.store, Now: a.now, NewID: a.newID}
}

type exportCommand struct {
	Table  []string `arg:"" optional:"" help:"Record types, as in member or loan; none lists those there are."`
	As     string   `required:"" placeholder:"LOGIN" help:"Officer who takes the tables; only what he may read is written."`
	Club   string   `help:"Id of one club instead of all."`
	Format string   `default:"xlsx" enum:"xlsx,csv,csv-comma" help:"xlsx, csv (semicolons) or csv-comma."`
	Out    string   `short:"o" help:"File to write; it must not be there yet."`
}

// Run writes the tables into a new file that only its owner reads, or lists the tables.
func (c *exportCommand) Run(ctx context.Context, w *world) error {
	in := view.Export{Tables: c.Table, Format: view.Format(c.Format)}
	if c.Club != "" {
		var err error
		if in.Club, err = models.ParseRecordID(c.Club); err != nil {
			return usageError{fmt.Errorf("--club: %w", err)}
		}
	}
	if len(c.Table) > 0 && c.Out == "" {
		return usageError{errors.New("--out is needed: the file to write")}
	}
	return with(ctx, w, func(a *app) error {
		user, access, err := a.accounts.OfficerByLogin(ctx, c.As)
		if err != nil {
			return fmt.Errorf("--as: %w", err)
		}
		if len(c.Table) == 0 {
			for _, t := range a.exports().Tables(access) {
				fmt.Fprintf(w.Out, "%s\t%s\n", t.Name, t.Label)
			}
			return nil
		}
		in.By = user.Name
		rows, err := exportTo(ctx, a, access, in, c.Out)
		if err != nil {
			return err
		}
		a.log.LogAttrs(ctx, slog.LevelInfo, "exported", slog.String("user", user.ID.String()), slog.String("tables", strings.Join(in.Tables, ",")),
			slog.String("club", c.Club), slog.String("format", c.Format), slog.Int("rows", rows), slog.Bool("whole", true))
		_, err = fmt.Fprintf(w.Out, "%s: %d dòng\n", c.Out, rows)
		return err
	})
}

// exportTo writes a file; one that could not be written whole is taken away again.
func exportTo(ctx context.Context, a *app, access models.Access, in view.Export, path string) (rows int, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, err
	}
	out := bufio.NewWriterSize(f, 1<<16)
	rows, err = a.exports().Export(ctx, access, in, out)
	if err = errors.Join(err, out.Flush(), f.Close()); err != nil {
		return rows, errors.Join(fmt.Errorf("export: %w", err), os.Remove(path))
	}
	return rows, nil
}
