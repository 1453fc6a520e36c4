package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"github.com/beplua/beplua/models"
)

// readCSV reads a text of rows. Excel writes it in UTF-8 with a mark in front, in UTF-16 ("Unicode text"), or in a code page of
// before Unicode, in which the diacritics of Vietnamese are lost: that is refused.
func readCSV(file []byte) ([]Table, error) {
	text, err := decode(file)
	if err != nil {
		return nil, err
	}
	t := Table{DayZero: dayZero[0]}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = separator(text), -1, true, true
	for looked := 0; ; looked++ {
		cells, err := r.Read()
		switch {
		case errors.Is(err, io.EOF):
			return []Table{t}, nil
		case err != nil:
			return nil, problem(ProblemBroken, "Tệp CSV bị hỏng. Hãy lưu lại từ Excel dạng .xlsx rồi thử lần nữa.")
		case looked > models.ImportRowsLookedMax:
			return nil, tooLong()
		}
		number, _ := r.FieldPos(0)
		if err := t.add(number, cells); err != nil {
			return nil, err
		}
	}
}

// decode gives the text of a CSV file.
func decode(file []byte) (string, error) {
	if bytes.HasPrefix(file, []byte("\xff\xfe")) || bytes.HasPrefix(file, []byte("\xfe\xff")) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(file)
		if err == nil {
			file = text
		}
	}
	file = bytes.TrimPrefix(file, []byte(utf8Mark))
	if !utf8.Valid(file) || bytes.IndexByte(file, 0) >= 0 {
		return "", problem(ProblemEncoding, "Tệp không phải bảng tính, hoặc CSV không ở dạng UTF-8 nên mất dấu. Hãy lưu từ Excel dạng .xlsx.")
	}
	return string(file), nil
}

// separator guesses what stands between cells: whichever of the three is most frequent in the first rows. Excel puts a
// semicolon where the comma is in numbers, as in Vietnam.
func separator(text string) rune {
	head := text
	for rest, lines := 0, 0; lines < 10; lines++ {
		at := strings.IndexByte(text[rest:], '\n')
		if at < 0 {
			break
		}
		rest += at + 1
		head = text[:rest]
	}
	best, most := ',', 0
	for _, r := range []rune{';', '\t', ','} {
		if n := strings.Count(head, string(r)); n > most {
			best, most = r, n
		}
	}
	return best
}
