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

// Export writes tables and gives the number of rows. Before the first byte leaves, the journal has who takes what. Records that were deleted or joined to another are left out. It fails,
// before anything is written, with CodeNotFound for a table or a club that the asker may not read, and with CodeInvalid when
// CSV is to hold several tables; later with CodeLimit above models.ExportRowsMax rows of a table.
func (e *Exports) Export(ctx context.Context, access models.Access, in view.Export, out io.Writer) (rows int, err error) {
	types := make([]*schema.Type, len(in.Tables))
	for i, name := range in.Tables {
		t, ok := e.Registry.Type(name)
		if !ok || len(e.scopes(access, t, in.Club)) == 0 {
			return 0, models.Errorf(models.CodeNotFound, "no such table")
		}
		types[i] = t
	}
	if len(types) == 0 || in.Format != view.FormatXLSX && len(types) > 1 {
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
	line.Rows, err = e.write(ctx, access, in, types, out)
	line.Whole = err == nil
	// Whoever left before the end took what he got: that is kept, too.
	_, failed := e.note(context.WithoutCancel(ctx), noted, line)
	return line.Rows, errors.Join(err, failed)
}

// write writes the tables of these types.
func (e *Exports) write(ctx context.Context, access models.Access, in view.Export, types []*schema.Type, out io.Writer) (rows int, err error) {
	w := writing{Exports: e, access: access, in: in}
	if w.book, err = newBook(out, in.Format); err != nil {
		return 0, err
	}
	if err := w.prepare(ctx); err != nil {
		return 0, err
	}
	for _, t := range types {
		if err := w.table(ctx, t); err != nil {
			return w.rows, err
		}
	}
	if in.Format == view.FormatXLSX {
		if err := w.origin(types); err != nil {
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
