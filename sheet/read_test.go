package sheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sheet"
)

func TestReadsWhatExcelWrites(t *testing.T) {
	const text = "Họ và tên;Năm sinh\r\n\"Lò Thị Hoa; Bản Mới\";1958\r\n"
	wide := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(strings.ReplaceAll(text, ";", "\t"))) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	decomposed := "Ho\u0323 va\u0300 te\u0302n,Năm sinh\nLò Thị Hoa,1958\n"
	for name, file := range map[string][]byte{
		"XLSX":                workbook(t, []any{"Họ và tên", "Năm sinh"}, []any{"Lò Thị Hoa", 1958}),
		"CSV with semicolons": []byte("\xef\xbb\xbf" + text),
		"CSV with commas":     []byte(decomposed),
		"Unicode text":        wide,
	} {
		tables, err := sheet.Read(file)
		if err != nil || len(tables) != 1 || len(tables[0].Lines) != 2 {
			t.Errorf("%s: %v, %v", name, tables, err)
			continue
		}
		equal(t, name+": heading", tables[0].Lines[0].Cells[0], "Họ và tên")
		equal(t, name+": line", tables[0].Lines[1].Number, 2)
		equal(t, name+": year", tables[0].Lines[1].Cells[1], "1958")
	}
}

// What is no list is told apart, in words that say what to do.
func TestBrokenSpreadsheets(t *testing.T) {
	whole := workbook(t, []any{"Họ và tên", "Năm sinh"}, []any{"Lò Thị Hoa", 1958})
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"nothing":          {nil, sheet.ProblemEmpty},
		"blanks":           {[]byte(" ; ;\n;;\n"), sheet.ProblemEmpty},
		"cut short":        {whole[:len(whole)/2], sheet.ProblemBroken},
		"no workbook":      {zipped(t, "hello.txt", "hi"), sheet.ProblemBroken},
		"no XML":           {zipped(t, "xl/workbook.xml", "<<<"), sheet.ProblemBroken},
		"Excel 97":         {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and so on"), sheet.ProblemOld},
		"a code page":      {[]byte("H\xf2 t\xean;N\xe3m sinh\n"), sheet.ProblemEncoding},
		"a picture":        {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00"), sheet.ProblemEncoding},
		"a bomb":           {zipped(t, "xl/worksheets/sheet1.xml", strings.Repeat(" ", models.ImportExpandedMax+1)), sheet.ProblemBomb},
		"too many lines":   {[]byte(strings.Repeat("a,b\n", models.ImportLinesMax+1)), sheet.ProblemLong},
		"too wide":         {wide(t), sheet.ProblemLong},
		"a million blanks": {[]byte(strings.Repeat(",\n", models.ImportRowsLookedMax+2)), sheet.ProblemLong},
	} {
		_, err := sheet.Read(c.file)
		var e *models.Error
		if !errors.As(err, &e) || e.Details["problem"] != c.want || e.Details["message"] == "" {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

// wide is a workbook whose every row reaches to the last column there is.
func wide(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	for row := range models.ImportWideRowsMax + 1 {
		if err := f.SetCellValue("Sheet1", fmt.Sprintf("XFD%d", row+1), "x"); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func zipped(t *testing.T, name, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	part, err := w.Create(name)
	if err == nil {
		_, err = part.Write([]byte(text))
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Whatever the bytes, an answer and no panic.
func FuzzRead(f *testing.F) {
	f.Add(workbook(f, []any{"Họ và tên", "Năm sinh"}, []any{"Lò Thị Hoa", 1958}))
	f.Add([]byte("Họ và tên;Năm sinh\n\"Lò Thị Hoa;1958"))
	f.Fuzz(func(t *testing.T, file []byte) {
		if tables, err := sheet.Read(file); err == nil {
			for i := range tables {
				if len(tables[i].Lines) == 0 {
					t.Error("a table of nothing")
				}
			}
		}
	})
}
