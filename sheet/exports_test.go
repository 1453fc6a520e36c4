package sheet_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
	"github.com/beplua/beplua/sheet"
	"github.com/beplua/beplua/store/storetest"
)

// shelves are records by scope.
type shelves map[models.Scope]view.Shelf

// RecordsOfType is in sheet.Records.
func (s shelves) RecordsOfType(_ context.Context, scope models.Scope, typ string, after models.RecordID, limit int) ([]models.Record, error) {
	var out []models.Record
	for _, r := range s[scope][typ] {
		if slices.Compare(r.ID[:], after[:]) > 0 {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b models.Record) int { return slices.Compare(a.ID[:], b.ID[:]) })
	return out[:min(limit, len(out))], nil
}

func (s shelves) add(scope models.Scope, typ, id string, fields ...string) models.RecordID {
	r := models.Record{Scope: scope, ID: models.DerivedID(id), Type: typ}
	for i := 0; i < len(fields); i += 2 {
		value := models.Value(fields[i+1])
		if fields[i+1] == "" || strings.Trim(fields[i+1], "0123456789") != "" && fields[i+1][0] != '[' {
			value = models.TextValue(fields[i+1])
		}
		r.Fields = append(r.Fields, models.Field{Name: fields[i], Value: value})
	}
	slices.SortFunc(r.Fields, func(a, b models.Field) int { return strings.Compare(a.Name, b.Name) })
	if s[scope] == nil {
		s[scope] = view.Shelf{}
	}
	s[scope][typ] = append(s[scope][typ], r)
	return r.ID
}

var (
	clubScope   = models.ClubScope(club)
	healthScope = models.HealthScope(club)
	otherClub   = models.MustRecordID("0190aaaa-0000-7000-8000-00000000000b")
)

func village() shelves {
	s := shelves{}
	s.add(clubScope, "club", "club", "name", "Câu lạc bộ bản Vàng Pheo", "unit", "03388@2025-07-01")
	hoa := s.add(clubScope, "member", "hoa", "fullName", "Lò Thị Hoa", "sex", "female", "birthOn", "1958-01-01", "birthPrecision", "year", "phone", "+84912345678", "note", "=HYPERLINK(\"http://x\")")
	s.add(clubScope, "member", "joined", "fullName", "Lò Thị Hoá", "_alias", hoa.String())
	s.add(clubScope, "loan", "loan", "contractNo", "KU-7", "member", models.DerivedID("joined").String(), "amount", "1500000", "ratePpm", "6500", "disbursedOn", "2026-03-02")
	s.add(healthScope, "healthCheck", "check", "member", hoa.String(), "date", "2026-03-02")
	s.add(models.ClubScope(otherClub), "member", "far", "fullName", "Giàng A Chứ")
	return s
}

func exports(s shelves) *sheet.Exports {
	return &sheet.Exports{Registry: schema.Default(), Records: s, Journal: storetest.NewModel(), NewID: ids(), Now: func() time.Time { return time.Date(2026, 11, 26, 2, 0, 0, 0, time.UTC) }}
}

// ids gives one id after the other.
func ids() func() models.RecordID {
	n := 0
	return func() models.RecordID {
		n++
		return models.DerivedID("journal", strconv.Itoa(n))
	}
}

var officer = models.Access{Reads: []models.Scope{clubScope, models.ClubScope(otherClub), models.ProvinceScope}, Officer: true}

// What is exported opens again: dates are dates, sums are numbers, texts are texts however they begin.
func TestWorkbookOpensAgain(t *testing.T) {
	var out bytes.Buffer
	rows, err := exports(village()).Export(t.Context(), officer, view.Export{Tables: []string{"member", "loan"}, Club: club, Format: view.FormatXLSX, By: "Người Thử"}, &out)
	if err != nil || rows != 2 {
		t.Fatalf("%d rows, %v", rows, err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "sheets", fmt.Sprint(f.GetSheetList()), "[Thành viên Khoản vay Nguồn]")
	members, _ := f.GetRows("Thành viên")
	loans, _ := f.GetRows("Khoản vay")
	if len(members) != 2 || len(loans) != 2 {
		t.Fatalf("rows: %v %v", members, loans)
	}
	got := map[string]string{}
	for i, heading := range members[0] {
		if i < len(members[1]) {
			got[heading] = members[1][i]
		}
	}
	for heading, want := range map[string]string{
		"Câu lạc bộ": "Câu lạc bộ bản Vàng Pheo", "Họ và tên": "Lò Thị Hoa", "Giới tính": "Nữ", "Ngày sinh": "1958",
		"Điện thoại": "0912 345 678", "Ghi chú": "=HYPERLINK(\"http://x\")",
	} {
		equal(t, heading, got[heading], want)
	}
	equal(t, "loan", strings.Join(loans[1][1:4], "|"), "KU-7|Lò Thị Hoa|1,500,000")
	equal(t, "rate", loans[0][4]+" "+loans[1][4], "Lãi suất mỗi tháng (%) 0.65")
	for column := 1; column < 20; column++ {
		name, _ := excelize.CoordinatesToCellName(column, 2)
		if formula, _ := f.GetCellFormula("Thành viên", name); formula != "" {
			t.Errorf("%s holds a formula: %s", name, formula)
		}
	}
}

func TestCSVIsHarmless(t *testing.T) {
	for format, comma := range map[view.Format]rune{view.FormatCSV: ';', view.FormatCommas: ','} {
		var out bytes.Buffer
		if _, err := exports(village()).Export(t.Context(), officer, view.Export{Tables: []string{"member"}, Format: format}, &out); err != nil {
			t.Fatal(err)
		}
		text, marked := strings.CutPrefix(out.String(), "\xef\xbb\xbf")
		if !marked {
			t.Error("no mark of UTF-8")
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = comma
		rows, err := r.ReadAll()
		if err != nil || len(rows) != 3 {
			t.Fatalf("%v, %v", rows, err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
					t.Errorf("a spreadsheet would run %q", cell)
				}
			}
		}
	}
}

// An exported list of members is a list to import: nobody is created twice.
func TestExportIsImportedBack(t *testing.T) {
	for _, format := range []view.Format{view.FormatXLSX, view.FormatCSV} {
		var out bytes.Buffer
		s := village()
		if _, err := exports(s).Export(t.Context(), officer, view.Export{Tables: []string{"member"}, Club: club, Format: format}, &out); err != nil {
			t.Fatal(err)
		}
		p := plan(t, out.Bytes(), s[clubScope])
		if p.Count(view.FateExists) != 1 || len(p.Lines) != 1 || strings.Contains(strings.Join(p.Lines[0].Notes, ""), "khác sổ") {
			t.Errorf("%s: %+v", format, p.Lines)
		}
		fresh := plan(t, out.Bytes(), view.Shelf{})
		equal(t, "phone", member(fresh, 2).Get("phone").Str(), "+84912345678")
		equal(t, "note", member(fresh, 2).Get("note").Str(), "=HYPERLINK(\"http://x\")")
	}
}

func TestExportKeepsToWhatOneMayRead(t *testing.T) {
	e := exports(village())
	for name, in := range map[string]view.Export{
		"health without the role": {Tables: []string{"healthCheck"}, Format: view.FormatCSV},
		"another's club":          {Tables: []string{"member"}, Club: models.DerivedID("far"), Format: view.FormatCSV},
		"no table":                {Tables: []string{"secrets"}, Format: view.FormatCSV},
		"nothing":                 {Format: view.FormatXLSX},
		"two in one CSV":          {Tables: []string{"member", "loan"}, Format: view.FormatCSV},
	} {
		var out bytes.Buffer
		if _, err := e.Export(t.Context(), officer, in, &out); models.CodeOf(err) == "" || models.CodeOf(err) == models.CodeInternal || out.Len() > 0 {
			t.Errorf("%s: %v, %d bytes", name, err, out.Len())
		}
	}
	nurse := officer
	nurse.Reads = append(slices.Clone(officer.Reads), healthScope)
	var out bytes.Buffer
	if rows, err := e.Export(t.Context(), nurse, view.Export{Tables: []string{"healthCheck"}, Format: view.FormatCSV}, &out); err != nil || rows != 1 || !strings.Contains(out.String(), "Lò Thị Hoa") {
		t.Errorf("%d rows, %v: %s", rows, err, out.String())
	}
	if slices.ContainsFunc(e.Tables(officer), func(x view.ExportTable) bool { return x.Scope == models.ScopeHealth }) || len(e.Tables(nurse)) != len(e.Tables(officer))+3 {
		t.Errorf("tables: %d, %d", len(e.Tables(officer)), len(e.Tables(nurse)))
	}
}

// What is no record is exported by officers, of the club that is asked for.
func TestListsAreForOfficers(t *testing.T) {
	e := exports(village())
	e.Lists = []sheet.List{{
		Name: "phones", Label: "Máy", Headings: []string{"Máy", "Chờ gửi", "Liên hệ"},
		Rows: func(_ context.Context, _ models.Access, of models.RecordID, row func(...any) error) error {
			return row("=máy của "+of.String(), 3, time.Date(2026, 11, 26, 2, 0, 0, 0, time.UTC))
		},
	}}
	var out bytes.Buffer
	in := view.Export{Tables: []string{"phones"}, Club: club, Format: view.FormatCSV}
	if rows, err := e.Export(t.Context(), officer, in, &out); err != nil || rows != 1 || !strings.Contains(out.String(), "'=máy của "+club.String()+";3;26/11/2026 09:00") {
		t.Errorf("%d rows, %v: %s", rows, err, out.String())
	}
	in.Club = models.DerivedID("far")
	if _, err := e.Export(t.Context(), officer, in, &out); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("of another's club: %v", err)
	}
	volunteer := officer
	volunteer.Officer, in.Club = false, club
	if _, err := e.Export(t.Context(), volunteer, in, &out); models.CodeOf(err) != models.CodeNotFound {
		t.Errorf("for a volunteer: %v", err)
	}
	equal(t, "tables", len(e.Tables(officer))-len(e.Tables(volunteer)), 1)
}

// failing is a door that closes after some bytes.
type failing struct{ left int }

func (f *failing) Write(text []byte) (int, error) {
	if f.left -= len(text); f.left < 0 {
		return 0, errors.New("the line is gone")
	}
	return len(text), nil
}

// A workbook that nobody waited for leaves nothing of anybody on the disk.
func TestGivenUpWorkbookLeavesNoFile(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	e := exports(village())
	gone := errors.New("the line is gone")
	e.Lists = []sheet.List{{Name: "long", Label: "Dài", Headings: []string{"Chữ"}, Rows: func(_ context.Context, _ models.Access, _ models.RecordID, row func(...any) error) error {
		text := strings.Repeat("x", excelize.TotalCellChars)
		for range excelize.StreamChunkSize/len(text) + 2 {
			if err := row(text); err != nil {
				return err
			}
		}
		if kept, err := os.ReadDir(folder); err != nil || len(kept) == 0 {
			t.Fatalf("the rows are not in a file: %v, %v", kept, err)
		}
		return gone
	}}}
	if _, err := e.Export(t.Context(), officer, view.Export{Tables: []string{"long"}, Format: view.FormatXLSX}, io.Discard); !errors.Is(err, gone) {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// The journal has who took what, also of those who left before the end; officers of the province are told of everybody.
func TestJournalOfExports(t *testing.T) {
	e := exports(village())
	one, other, province := officer, officer, officer
	one.User, other.User, province.User = models.DerivedID("one"), models.DerivedID("other"), models.DerivedID("province")
	province.Writes = []models.Scope{models.ProvinceScope}
	in := view.Export{Tables: []string{"member"}, Club: club, Format: view.FormatCSV, By: "Một"}
	if _, err := e.Export(t.Context(), one, in, io.Discard); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Export(t.Context(), other, in, &failing{left: 20}); err == nil {
		t.Error("half a file is a file")
	}
	_, _ = e.Export(t.Context(), other, view.Export{Tables: []string{"secrets"}, Format: view.FormatCSV}, io.Discard)
	for _, c := range []struct {
		who   models.Access
		month string
		want  int
	}{{one, "2026-11", 1}, {other, "2026-11", 1}, {province, "2026-11", 2}, {province, "2026-10", 0}} {
		lines, err := e.Taken(t.Context(), c.who, c.month)
		if err != nil || len(lines) != c.want {
			t.Errorf("%v in %s: %+v, %v", c.who.User, c.month, lines, err)
		}
		for _, l := range lines {
			if l.Whole != (l.User == one.User) || l.Whole && l.Rows != 1 || l.Club != club || l.By != "Một" {
				t.Errorf("the journal says %+v", l)
			}
		}
	}
}

// Every type of the registry can be exported by whoever reads its scope.
func TestEveryTableIsExported(t *testing.T) {
	province := models.Access{Reads: []models.Scope{clubScope, healthScope, models.ProvinceScope}}
	s := village()
	tables := exports(s).Tables(province)
	equal(t, "tables", len(tables), len(schema.Default().Names()))
	for _, table := range tables {
		var out bytes.Buffer
		if _, err := exports(s).Export(t.Context(), province, view.Export{Tables: []string{table.Name}, Format: view.FormatCSV}, &out); err != nil {
			t.Errorf("%s: %v", table.Name, err)
		}
	}
}
