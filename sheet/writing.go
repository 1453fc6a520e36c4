package sheet

import (
	"context"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// writing is one export under way.
type writing struct {
	*Exports
	access   models.Access
	in       view.Export
	book     book
	province *names // of units and plans
	clubs    map[models.RecordID]string
	counts   []int // of rows, table by table
	rows     int
}

// prepare reads the names that tables of all clubs need.
func (w *writing) prepare(ctx context.Context) error {
	w.province = &names{known: map[models.RecordID]string{}}
	for _, typ := range []string{"adminUnit", "plan"} {
		t, ok := w.Registry.Type(typ)
		if !ok || !w.access.MayRead(models.ProvinceScope) {
			continue
		}
		err := pages(ctx, w.Records, models.ProvinceScope, typ, func(r *models.Record) error {
			w.province.known[r.ID] = w.province.title(t, r)
			return nil
		})
		if err != nil {
			return err
		}
	}
	w.province.joined()
	w.clubs = map[models.RecordID]string{}
	return nil
}

// club gives a club's name.
func (w *writing) club(ctx context.Context, id models.RecordID) (string, error) {
	if name, ok := w.clubs[id]; ok {
		return name, nil
	}
	name := id.String()
	err := pages(ctx, w.Records, models.ClubScope(id), view.TypeClub, func(r *models.Record) error {
		name = r.Value("name").Str()
		return nil
	})
	w.clubs[id] = name
	return name, err
}

// records writes all records of a type that are asked for.
func (w *writing) records(ctx context.Context, t *schema.Type) error {
	fields := fieldsOf(t)
	var headings []string
	ofClub := t.Scope != models.ScopeProvince && t.Name != view.TypeClub
	if ofClub {
		headings = append(headings, "Câu lạc bộ")
	}
	for _, f := range fields {
		headings = append(headings, headingOfField(f))
	}
	if err := w.book.begin(t.Label.VI, append(headings, "Mã bản ghi")); err != nil {
		return err
	}
	before := w.rows
	for _, scope := range w.scopes(w.access, t, w.in.Club) {
		if err := w.scope(ctx, t, fields, scope, ofClub); err != nil {
			return err
		}
		if w.rows-before > models.ExportRowsMax {
			return models.Errorf(models.CodeLimit, "a table has at most %d rows", models.ExportRowsMax)
		}
	}
	return nil
}

// headingOfField names a column, with the unit of its numbers.
func headingOfField(f *schema.Field) string {
	if strings.HasSuffix(f.Name, inMillion) {
		label, _, _ := strings.Cut(f.Label.VI, " (")
		return label + " (%)"
	}
	if f.Unit == "" {
		return f.Label.VI
	}
	return f.Label.VI + " (" + f.Unit + ")"
}

// scope writes the records of a type in one scope.
func (w *writing) scope(ctx context.Context, t *schema.Type, fields []*schema.Field, scope models.Scope, ofClub bool) error {
	var lead []cell
	if ofClub {
		name, err := w.club(ctx, scope.Owner())
		if err != nil {
			return err
		}
		lead = []cell{textCell(name)}
	}
	n, err := w.namesFor(ctx, t, scope, w.province)
	if err != nil {
		return err
	}
	return pages(ctx, w.Records, scope, t.Name, func(r *models.Record) error {
		if r.Deleted() || !r.Alias().IsZero() {
			return nil
		}
		cells := append(make([]cell, 0, len(fields)+2), lead...)
		for _, f := range fields {
			cells = append(cells, n.show(f, r))
		}
		w.rows++
		return w.book.row(append(cells, textCell(r.ID.String())))
	})
}

// origin adds the sheet that says what the file is, who made it and when.
func (w *writing) origin(ctx context.Context, tables []table) error {
	if err := w.book.begin("Nguồn", []string{"Mục", "Nội dung"}); err != nil {
		return err
	}
	clubs := "Tất cả câu lạc bộ thuộc phạm vi của người xuất"
	if !w.in.Club.IsZero() {
		name, err := w.club(ctx, w.in.Club)
		if err != nil {
			return err
		}
		clubs = name
	}
	lines := [][2]string{{"Câu lạc bộ", clubs}, {"Người xuất", w.in.By}, {"Lúc xuất", plain(cell{form: formTime, time: w.Now().UTC().Add(vietnam)})}}
	for i, t := range tables {
		lines = append(lines, [2]string{t.label, strconv.Itoa(w.counts[i]) + " dòng"})
	}
	for _, line := range lines {
		if err := w.book.row([]cell{textCell(line[0]), textCell(line[1])}); err != nil {
			return err
		}
	}
	return nil
}
