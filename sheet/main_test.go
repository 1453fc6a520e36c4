package sheet_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sheet"
)

var club = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000a")

// workbook makes an XLSX of one sheet.
func workbook(tb testing.TB, rows ...[]any) []byte {
	tb.Helper()
	f := excelize.NewFile()
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = f.SetSheetRow("Sheet1", cell, &row)
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

func day(tb testing.TB, text string) models.Day {
	tb.Helper()
	d, ok := models.ParseDay(text)
	if !ok {
		tb.Fatalf("no day: %s", text)
	}
	return d
}

// plan plans the import of a file into a club that has this already.
func plan(tb testing.TB, file []byte, shelf view.Shelf) view.ImportPlan {
	tb.Helper()
	tables, err := sheet.Read(file)
	if err != nil {
		tb.Fatal(err)
	}
	p, err := sheet.PlanMembers(schema.Default(), tables, shelf, view.Import{Club: club, Joined: day(tb, "2020-05-01"), Year: 2026}, day(tb, "2026-11-26"))
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// carried gives the shelf after a plan was carried out.
func carried(p view.ImportPlan) view.Shelf {
	shelf := view.Shelf{}
	for _, w := range p.Writes() {
		r := models.Record{Scope: w.Scope, ID: w.Record, Type: w.Type}
		for _, a := range w.Set {
			r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
		}
		shelf[w.Type] = append(shelf[w.Type], r)
	}
	return shelf
}

// member gives what is written of the person on a line, "" for lines of which nothing is.
func member(p view.ImportPlan, line int) models.Values {
	for i := range p.Lines {
		for _, w := range p.Lines[i].Writes {
			if p.Lines[i].Number == line && w.Type == view.TypeMember {
				return w.Set
			}
		}
	}
	return nil
}

func equal[T comparable](tb testing.TB, what string, got, want T) {
	tb.Helper()
	if got != want {
		tb.Errorf("%s: got %v, want %v", what, got, want)
	}
}
