package sheet

import (
	"context"
	"errors"
	"io"
	"slices"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// Exports writes tables of records into files.
type Exports struct {
	Registry *schema.Registry
	Records  Records
	Lists    []List // tables that are not made of records
	Journal  Documents
	Now      func() time.Time
	NewID    func() models.RecordID // of lines of the journal
}

// Tables gives the tables that an asker may export: those of clubs, of the province, and of health for whoever reads a
// health scope.
func (e *Exports) Tables(access models.Access) []view.ExportTable {
	var out []view.ExportTable
	for _, name := range e.Registry.Names() {
		t, _ := e.Registry.Type(name)
		if len(e.scopes(access, t, models.RecordID{})) > 0 {
			out = append(out, view.ExportTable{Name: name, Label: t.Label.VI, Scope: t.Scope})
		}
	}
	for _, l := range e.Lists {
		if access.Officer {
			out = append(out, view.ExportTable{Name: l.Name, Label: l.Label, Scope: models.ScopeUser})
		}
	}
	return out
}

// scopes gives where the records of a type lie that an asker may read: of one club, or of all.
func (e *Exports) scopes(access models.Access, t *schema.Type, club models.RecordID) []models.Scope {
	var out []models.Scope
	for _, scope := range access.Reads {
		if scope.Kind() == t.Scope && !access.Revoked && (club.IsZero() || scope.Owner() == club) {
			out = append(out, scope)
		}
	}
	slices.Sort(out)
	return out
}

// Export writes tables and gives the number of rows. Before the first byte leaves, the journal has who takes what. Records that
// were deleted or joined to another are left out. It fails, before anything is written, with CodeNotFound for a table or a club
// that the asker may not read, and with CodeInvalid when CSV is to hold several tables; later with CodeLimit above
// models.ExportRowsMax rows of a table of records.
func (e *Exports) Export(ctx context.Context, access models.Access, in view.Export, out io.Writer) (rows int, err error) {
	if !in.Club.IsZero() && !access.MayRead(models.ClubScope(in.Club)) {
		return 0, models.Errorf(models.CodeNotFound, "no such club")
	}
	tables := make([]table, len(in.Tables))
	for i, name := range in.Tables {
		var ok bool
		if tables[i], ok = e.table(access, in.Club, name); !ok {
			return 0, models.Errorf(models.CodeNotFound, "no such table")
		}
	}
	if len(tables) == 0 || in.Format != view.FormatXLSX && len(tables) > 1 {
		return 0, models.Errorf(models.CodeInvalid, "CSV holds one table")
	}
	line := taken{User: access.User.String(), By: in.By, At: e.Now().UTC(), Tables: in.Tables, Format: in.Format}
	if !in.Club.IsZero() {
		line.Club = in.Club.String()
	}
	noted, err := e.note(ctx, models.Document{}, line)
	if err != nil {
		return 0, err
	}
	line.Rows, err = e.write(ctx, access, in, tables, out)
	line.Whole = err == nil
	// Whoever left before the end took what he got: that is kept, too.
	_, failed := e.note(context.WithoutCancel(ctx), noted, line)
	return line.Rows, errors.Join(err, failed)
}

// table is one that is to be written.
type table struct {
	label string
	write func(ctx context.Context, w *writing) error
}

// table gives what is called by a name, if the asker may export it.
func (e *Exports) table(access models.Access, club models.RecordID, name string) (table, bool) {
	if l, ok := e.list(access, name); ok {
		return table{l.Label, func(ctx context.Context, w *writing) error { return w.list(ctx, l) }}, true
	}
	t, ok := e.Registry.Type(name)
	if !ok || len(e.scopes(access, t, club)) == 0 {
		return table{}, false
	}
	return table{t.Label.VI, func(ctx context.Context, w *writing) error { return w.records(ctx, t) }}, true
}

// write writes tables.
func (e *Exports) write(ctx context.Context, access models.Access, in view.Export, tables []table, out io.Writer) (rows int, err error) {
	w := writing{Exports: e, access: access, in: in}
	if w.book, err = newBook(out, in.Format); err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, w.book.close()) }()
	if err := w.prepare(ctx); err != nil {
		return 0, err
	}
	for _, t := range tables {
		before := w.rows
		if err := t.write(ctx, &w); err != nil {
			return w.rows, err
		}
		w.counts = append(w.counts, w.rows-before)
	}
	if in.Format == view.FormatXLSX {
		if err := w.origin(ctx, tables); err != nil {
			return w.rows, err
		}
	}
	return w.rows, w.book.end()
}

func newBook(out io.Writer, format view.Format) (book, error) {
	if format == view.FormatXLSX {
		return newXLSX(out)
	}
	return newCSV(out, format), nil
}
