package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sheet"
)

// imports reads lists of members out of spreadsheets and lets the engine bring them in.
func (a *app) imports() *sheet.Imports {
	return &sheet.Imports{Registry: a.registry, Records: a.store, Editor: a.engine, Now: a.now}
}

type importCommand struct {
	File   string `arg:"" help:"Spreadsheet: .xlsx, or .csv in UTF-8."`
	Club   string `required:"" help:"Id of the club."`
	As     string `required:"" placeholder:"LOGIN" help:"Officer in whose name it is done."`
	Joined string `help:"Day they joined, as in 2024-03-25, where the list does not say it; by default the club's founding."`
	Year   int    `help:"Year of the poverty review in the list; by default this one."`
	Write  bool   `help:"Do it; without this nothing is written."`
}

// Run prints what becomes of each line, and with --write brings in those that are new.
func (c *importCommand) Run(ctx context.Context, w *world) error {
	in, err := c.wish(w)
	if err != nil {
		return err
	}
	file, err := readUpTo(c.File, models.ImportBytesMax)
	if err != nil {
		return err
	}
	return with(ctx, w, func(a *app) error {
		_, access, err := a.accounts.OfficerByLogin(ctx, c.As)
		if err != nil {
			return fmt.Errorf("--as: %w", err)
		}
		plan, err := a.imports().PlanImport(ctx, access, file, in)
		if err == nil && c.Write {
			plan, err = a.imports().Import(ctx, access, file, in, plan.Token)
		}
		if err != nil {
			return inWords(err)
		}
		report(w.Out, &plan)
		if !c.Write {
			fmt.Fprintln(w.Out, "Mới xem thử, chưa ghi gì. Thêm --write để ghi.")
		}
		return nil
	})
}

// wish reads the flags.
func (c *importCommand) wish(w *world) (in view.Import, err error) {
	if in.Club, err = models.ParseRecordID(c.Club); err != nil {
		return in, usageError{fmt.Errorf("--club: %w", err)}
	}
	today := models.Today(w.Now())
	if c.Joined != "" {
		var ok bool
		if in.Joined, ok = models.ParseDay(c.Joined); !ok || in.Joined > today {
			return in, usageError{fmt.Errorf("--joined: want a day up to today, as in 2024-03-25, got %q", c.Joined)}
		}
	}
	in.Year = today.Time().Year()
	if c.Year != 0 {
		in.Year = c.Year
	}
	return in, nil
}

// readUpTo reads a file of at most so many bytes.
func readUpTo(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(text)) > most {
		err = fmt.Errorf("%s has more than %d bytes", path, most)
	}
	return text, err
}

// inWords says what is wrong with a spreadsheet as people are told.
func inWords(err error) error {
	if e, ok := err.(*models.Error); ok && e.Details["message"] != "" { //nolint:errorlint // sheets give it as it is
		return fmt.Errorf("%s", e.Details["message"])
	}
	return err
}

// fates are the words for what becomes of a line.
var fates = map[view.Fate]string{
	view.FateNew: "người mới", view.FateExists: "đã có", view.FateRepeated: "trùng", view.FateFaulty: "CẦN SỬA", view.FateSkipped: "bỏ qua",
}

// report prints the lines of a plan and their number by fate.
func report(out io.Writer, p *view.ImportPlan) {
	for _, heading := range p.Unknown {
		fmt.Fprintf(out, "cột không hiểu, bỏ qua: %s\n", heading)
	}
	for _, note := range p.Notes {
		fmt.Fprintln(out, note)
	}
	for i := range p.Lines {
		l := &p.Lines[i]
		var said []string
		for _, f := range l.Faults {
			said = append(said, strings.TrimSpace(f.Cell+" "+f.Message))
		}
		said = append(said, l.Notes...)
		fmt.Fprintf(out, "dòng %d\t%s\t%s\t%s\n", l.Number, fates[l.Fate], l.Name, strings.Join(said, " "))
	}
	fmt.Fprintf(out, "%d người mới, %d đã có, %d trùng, %d cần sửa, %d bỏ qua\n", p.Count(view.FateNew), p.Count(view.FateExists),
		p.Count(view.FateRepeated), p.Count(view.FateFaulty), p.Count(view.FateSkipped))
}
