package sheet

import (
	"archive/zip"
	"bytes"

	"github.com/xuri/excelize/v2"

	"github.com/beplua/beplua/models"
)

// The days that spreadsheets count from: 0 is the day before 1 January 1900, and Excel believes in 29 February 1900, so
// that all days since lie one further on. Old Macs count from 1904.
var dayZero = [...]models.Day{models.DayOf(1899, 12, 30), models.DayOf(1904, 1, 1)}

// readXLSX reads the visible sheets of a workbook.
func readXLSX(file []byte) ([]Table, error) {
	if err := defuse(file); err != nil {
		return nil, err
	}
	book, err := openBook(file)
	if err != nil {
		return nil, problem(ProblemBroken, "Tệp Excel bị hỏng, không mở được. Hãy mở bằng Excel, lưu lại rồi thử lần nữa.")
	}
	defer book.Close() //nolint:errcheck // it was only read
	zero := dayZero[0]
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		zero = dayZero[1]
	}
	var out []Table
	for _, name := range book.GetSheetList() {
		if shown, err := book.GetSheetVisible(name); err != nil || !shown {
			continue
		}
		t := Table{Name: name, DayZero: zero}
		if err := t.readSheet(book, name); err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// openBook opens a workbook. The library is made for files of friends: what it stumbles over is a broken file.
func openBook(file []byte) (book *excelize.File, err error) {
	defer func() {
		if stumbled := recover(); stumbled != nil {
			book, err = nil, problem(ProblemBroken, "")
		}
	}()
	return excelize.OpenReader(bytes.NewReader(file), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: models.ImportExpandedMax, UnzipXMLSizeLimit: models.ImportExpandedMax,
	})
}

// defuse refuses a workbook that says of itself that it expands too far, or has too many parts; one that lies about it is
// broken, as reading stops at what it said.
func defuse(file []byte) error {
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return problem(ProblemBroken, "Tệp Excel bị hỏng hoặc tải lên chưa trọn. Hãy lưu lại rồi thử lần nữa.")
	}
	var sum uint64
	for _, part := range archive.File {
		if sum += part.UncompressedSize64; sum > models.ImportExpandedMax || part.UncompressedSize64 > models.ImportExpandedMax {
			return problem(ProblemBomb, "Tệp bung ra quá lớn nên không được mở. Hãy chép riêng bảng thành viên sang một tệp mới.")
		}
	}
	if len(archive.File) > models.ImportPartsMax {
		return problem(ProblemBomb, "Tệp có quá nhiều phần. Hãy chép riêng bảng thành viên sang một tệp mới.")
	}
	return nil
}

// readSheet adds the rows of one sheet.
func (t *Table) readSheet(book *excelize.File, name string) (err error) {
	broken := problem(ProblemBroken, "Trang tính “"+name+"” bị hỏng. Hãy mở bằng Excel, lưu lại rồi thử lần nữa.")
	defer func() {
		if stumbled := recover(); stumbled != nil {
			err = broken
		}
	}()
	rows, err := book.Rows(name)
	if err != nil {
		return broken
	}
	defer rows.Close() //nolint:errcheck // it was only read
	wide := 0
	for number := 1; rows.Next(); number++ {
		if number > models.ImportRowsLookedMax {
			return tooLong()
		}
		cells, err := rows.Columns()
		if err != nil {
			return broken
		}
		if len(cells) > 4*models.ImportColumnsMax {
			wide++
		}
		if wide > models.ImportWideRowsMax {
			return problem(ProblemLong, "Trang tính “"+name+"” quá rộng. Hãy chép riêng bảng thành viên sang một tệp mới.")
		}
		if err := t.add(number, cells); err != nil {
			return err
		}
	}
	if rows.Error() != nil {
		return broken
	}
	return nil
}
