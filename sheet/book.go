package sheet

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/beplua/beplua/models/view"
)

// book is a file of tables that is being written.
type book interface {
	// begin starts a table with its headings.
	begin(name string, headings []string) error
	row(cells []cell) error
	// end finishes the file.
	end() error
	// close lets go of what a book keeps while it is written, also of one that was given up.
	close() error
}

// csvBook writes one table as a text.
type csvBook struct {
	out   io.Writer
	lines *csv.Writer
}

// utf8Mark in front tells Excel that a text is in UTF-8.
const utf8Mark = "\xef\xbb\xbf"

func newCSV(out io.Writer, format view.Format) *csvBook {
	b := &csvBook{out: out, lines: csv.NewWriter(out)}
	b.lines.UseCRLF = true
	if format == view.FormatCSV {
		b.lines.Comma = ';'
	}
	return b
}

func (b *csvBook) begin(_ string, headings []string) error {
	if _, err := io.WriteString(b.out, utf8Mark); err != nil {
		return err
	}
	return b.lines.Write(headings)
}

func (b *csvBook) row(cells []cell) error {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = plain(c)
		if c.form == formText {
			texts[i] = harmless(texts[i])
		}
	}
	return b.lines.Write(texts)
}

func (b *csvBook) end() error {
	b.lines.Flush()
	return b.lines.Error()
}

func (*csvBook) close() error { return nil }

// xlsxBook writes tables as the sheets of a workbook. Rows go to a temporary file once they are many.
type xlsxBook struct {
	out    io.Writer
	file   *excelize.File
	sheet  *excelize.StreamWriter
	styles map[form]int
	bold   int
	taken  map[string]bool // names of sheets, in small letters
	next   int
}

// firstSheet is what an empty workbook of the library has.
const firstSheet = "Sheet1"

func newXLSX(out io.Writer) (*xlsxBook, error) {
	b := &xlsxBook{out: out, file: excelize.NewFile(), styles: map[form]int{}, taken: map[string]bool{}}
	for f, code := range map[form]string{formWhole: "General", formMoney: "#,##0", formDay: "dd/mm/yyyy", formTime: "dd/mm/yyyy hh:mm", formText: "@"} {
		id, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &code, Alignment: &excelize.Alignment{Vertical: "top", WrapText: f == formText}})
		if err != nil {
			return nil, err
		}
		b.styles[f] = id
	}
	var err error
	b.bold, err = b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F3E7DA"}},
	})
	return b, err
}

func (b *xlsxBook) begin(name string, headings []string) error {
	if err := b.flush(); err != nil {
		return err
	}
	name = b.sheetName(name)
	if len(b.taken) == 1 {
		if err := b.file.SetSheetName(firstSheet, name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	var err error
	if b.sheet, err = b.file.NewStreamWriter(name); err != nil {
		return err
	}
	if err := b.sheet.SetColWidth(1, len(headings), columnWidth); err != nil {
		return err
	}
	if err := b.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	cells := make([]any, len(headings))
	for i, text := range headings {
		cells[i] = excelize.Cell{StyleID: b.bold, Value: text}
	}
	b.next = 2
	return b.sheet.SetRow("A1", cells)
}

// columnWidth suits names and dates. Characters.
const columnWidth = 20

func (b *xlsxBook) row(cells []cell) error {
	out := make([]any, len(cells))
	for i, c := range cells {
		if c.form == formText && c.text == "" {
			continue
		}
		value := any(c.text) // a text is never taken for a formula here, however it begins
		switch c.form {
		case formWhole, formMoney:
			value = c.number
		case formDay, formTime:
			value = c.time
		case formText:
		}
		out[i] = excelize.Cell{StyleID: b.styles[c.form], Value: value}
	}
	at, err := excelize.CoordinatesToCellName(1, b.next)
	if err != nil {
		return err
	}
	b.next++
	return b.sheet.SetRow(at, out)
}

func (b *xlsxBook) flush() error {
	if b.sheet == nil {
		return nil
	}
	return b.sheet.Flush()
}

func (b *xlsxBook) end() error {
	if err := b.flush(); err != nil {
		return err
	}
	_, err := b.file.WriteTo(b.out)
	return err
}

// close takes the temporary file away.
func (b *xlsxBook) close() error { return b.file.Close() }

// sheetName makes a name that a workbook allows and does not have yet.
func (b *xlsxBook) sheetName(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, name), "' ")
	if letters := []rune(name); len(letters) > excelize.MaxSheetNameLength {
		name = string(letters[:excelize.MaxSheetNameLength])
	}
	for b.taken[strings.ToLower(name)] {
		name += " "
	}
	b.taken[strings.ToLower(name)] = true
	return name
}
