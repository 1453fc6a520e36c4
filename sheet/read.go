package sheet

import (
	"bytes"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/beplua/beplua/models"
)

// Table is one sheet as it was read: texts in NFC, numbers as they are stored, not as they are shown.
type Table struct {
	Name    string // of the sheet, "" for CSV
	Lines   []Line // without those in which nothing is written
	DayZero models.Day
}

// Line is one row of a sheet. Cells behind the last that is filled are left out.
type Line struct {
	Number int // as the spreadsheet counts: from 1
	Cells  []string
}

// cell gives the text in a column, "" behind the last.
func (l *Line) cell(column int) string {
	if column < len(l.Cells) {
		return l.Cells[column]
	}
	return ""
}

// The codes of what is wrong with a spreadsheet as a whole, in the Details of the errors of Read ("problem"). People read
// Details["message"].
const (
	ProblemEmpty    = "empty"    // nothing is written in it
	ProblemBroken   = "broken"   // cannot be opened
	ProblemOld      = "old"      // XLS of before 2007, or locked by a password
	ProblemEncoding = "encoding" // CSV that is not in UTF-8
	ProblemBomb     = "bomb"     // expands to more than models.ImportBytesMax
	ProblemLong     = "long"     // more than models.ImportLinesMax lines
	ProblemHeading  = "heading"  // no row names the columns
)

// problem makes the error that says what is wrong with a spreadsheet.
func problem(code, message string) error {
	kind := models.CodeInvalid
	if code == ProblemBomb || code == ProblemLong {
		kind = models.CodeLimit
	}
	return &models.Error{
		Code: kind, Message: "the spreadsheet cannot be read: " + code,
		Details: map[string]string{"problem": code, "message": message},
	}
}

// oleMagic begins an XLS of before 2007, and an XLSX that is locked by a password.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// Read reads all sheets of a spreadsheet: XLSX, or CSV with commas, semicolons or tabs in UTF-8 or Excel's UTF-16. What it
// is, its bytes say, whatever its name. It fails with CodeInvalid or CodeLimit and the problem in the details.
func Read(file []byte) ([]Table, error) {
	var tables []Table
	var err error
	switch {
	case bytes.HasPrefix(file, []byte("PK\x03\x04")):
		tables, err = readXLSX(file)
	case bytes.HasPrefix(file, []byte(oleMagic)):
		err = problem(ProblemOld, "Tệp là Excel 97–2003 hoặc có mật khẩu. Hãy mở bằng Excel, bỏ mật khẩu và lưu lại dạng .xlsx.")
	default:
		tables, err = readCSV(file)
	}
	if err != nil {
		return nil, err
	}
	kept := tables[:0]
	for _, t := range tables {
		if len(t.Lines) > 0 {
			kept = append(kept, t)
		}
	}
	if len(kept) == 0 {
		return nil, problem(ProblemEmpty, "Tệp không có dòng nào.")
	}
	return kept, nil
}

// add keeps a row unless nothing is written in it. It fails with CodeLimit.
func (t *Table) add(number int, cells []string) error {
	line := Line{Number: number}
	for i, text := range cells {
		if i == models.ImportColumnsMax {
			break
		}
		if len(text) > models.ImportCellBytesMax {
			text = strings.ToValidUTF8(text[:models.ImportCellBytesMax], "")
		}
		if text = clean(text); text != "" {
			for len(line.Cells) < i {
				line.Cells = append(line.Cells, "")
			}
			line.Cells = append(line.Cells, text)
		}
	}
	if len(line.Cells) == 0 {
		return nil
	}
	if len(t.Lines) == models.ImportLinesMax {
		return tooLong()
	}
	t.Lines = append(t.Lines, line)
	return nil
}

func tooLong() error {
	return problem(ProblemLong, "Tệp có quá nhiều dòng. Hãy chia thành nhiều tệp, mỗi tệp nhiều nhất 1.000 dòng.")
}

// clean brings a cell's text to NFC without blanks at the ends, and without the mark by which spreadsheets (and our own
// export) say that what follows is no formula. Control characters become blanks: nobody sees them.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == 0xa0 || r < 0x20 || r >= 0x7f && r < 0xa0:
			return ' '
		case r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r == 0xfeff:
			return -1
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(text, "")))
	text = strings.TrimSpace(text)
	if rest, marked := strings.CutPrefix(text, "'"); marked && isFormula(rest) {
		return rest
	}
	return text
}
