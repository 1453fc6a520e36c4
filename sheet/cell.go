package sheet

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// precision is how exactly a cell names a day: an option of the field birthPrecision.
type precision string

const (
	toDay   precision = "day"
	toMonth precision = "month"
	toYear  precision = "year"
)

// readDay reads a day as people and spreadsheets write it: a year, month/year, day/month/year in any of the usual marks,
// ISO, or the number that a spreadsheet keeps for a date. What is less exact than a day is its first day.
func readDay(text string, zero models.Day) (d models.Day, p precision, ok bool) {
	text, _, _ = strings.Cut(text, " 00:00")
	if n, isNumber := wholeNumber(text); isNumber {
		return dayOfNumber(n, zero)
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '/' || r == '-' || r == '.' || r == ' ' })
	numbers := make([]int, len(parts))
	for i, part := range parts {
		n, err := strconv.Atoi(part)
		if err != nil || len(part) > 4 {
			return 0, "", false
		}
		numbers[i] = n
	}
	switch {
	case len(parts) == 3 && len(parts[0]) == 4:
		d, ok = dayOf(numbers[0], numbers[1], numbers[2])
		return d, toDay, ok
	case len(parts) == 3 && len(parts[2]) == 4:
		d, ok = dayOf(numbers[2], numbers[1], numbers[0])
		return d, toDay, ok
	case len(parts) == 2 && len(parts[1]) == 4:
		d, ok = dayOf(numbers[1], numbers[0], 1)
		return d, toMonth, ok
	}
	return 0, "", false
}

// dayOfNumber reads a year, or the number of a day. No living person was born on a day whose number looks like a year.
func dayOfNumber(n int64, zero models.Day) (models.Day, precision, bool) {
	if n >= models.YearMin && n <= models.YearMax {
		d, ok := dayOf(int(n), 1, 1)
		return d, toYear, ok
	}
	const first = 3000 // March 1908
	if n < first || n > 100_000 {
		return 0, "", false
	}
	return zero + models.Day(n), toDay, true
}

func dayOf(year, month, date int) (models.Day, bool) {
	if year > 9999 || month > 99 || date > 99 || year < 0 || month < 0 || date < 0 {
		return 0, false
	}
	text := []byte("0000-00-00")
	for i, n := range [...]int{date, month, year % 100, year / 100} {
		at := [...]int{8, 5, 2, 0}[i]
		text[at], text[at+1] = byte('0'+n/10), byte('0'+n%10)
	}
	return models.ParseDay(string(text))
}

// wholeNumber reads a number without decimals as spreadsheets keep it: also 1.2086001234E+10, and 21551.0.
func wholeNumber(text string) (int64, bool) {
	if text == "" || strings.ContainsFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != 'E' && r != '+' }) {
		return 0, false
	}
	if strings.Count(text, ".") > 0 && !strings.Contains(text, "E") && strings.Trim(text[strings.IndexByte(text, '.')+1:], "0") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(text, 64)
	if err != nil || f != math.Trunc(f) || f < 0 || f > models.IntMax {
		return 0, false
	}
	return int64(f), true
}

// digits gives back what a spreadsheet took from a number of which it thought that it could count with it: the zeros in
// front. lengths are how long such a number is, without them and with them.
func digits(text string, short, full int) string {
	n, ok := wholeNumber(text)
	if !ok {
		return text
	}
	plain := strconv.FormatInt(n, 10)
	if len(plain) >= short && len(plain) < full {
		return strings.Repeat("0", full-len(plain)) + plain
	}
	if len(plain) < len(text) && !strings.HasPrefix(text, "0") {
		return plain // it was written with an exponent
	}
	return text
}

// isCross says whether a cell is ticked.
func isCross(text string) bool {
	switch schema.Fold(text) {
	case "x", "v", "1", "co", "✓", "✔", "√", "true", "yes", "dung", "+":
		return true
	}
	return false
}

// readOption finds an option by its label or value, whatever the diacritics; "Dân tộc Thái" is "Thái" too.
func readOption(f *schema.Field, text string) (value string, ok bool) {
	key := headingKey(text)
	for _, candidate := range []string{key, strings.TrimPrefix(key, headingKey(f.Label.VI)+" ")} {
		if value, ok := alsoKnownAs[column(f.Name)][candidate]; ok {
			return value, true
		}
		for _, o := range f.Options {
			if candidate == headingKey(o.Label.VI) || candidate == headingKey(o.Label.EN) || candidate == headingKey(o.Value) {
				return o.Value, true
			}
		}
	}
	return "", false
}

// alsoKnownAs are further words for options.
var alsoKnownAs = map[column]map[string]string{
	"sex": {"trai": "male", "ong": "male", "m": "male", "gai": "female", "ba": "female", "f": "female", "khong ro": "unknown"},
	"ethnicity": {
		"h mong": "hmong", "hmong": "hmong", "meo": "hmong", "viet": "kinh", "ha nhi den": "haNhi", "thai trang": "thai",
		"thai den": "thai", "khomu": "khoMu", "kho mu": "khoMu", "khac": "other", "dan toc khac": "other",
	},
	columnPoor: {
		"ngheo": "poor", "ho ngheo": "poor", "n": "poor", "can ngheo": "nearPoor", "ho can ngheo": "nearPoor", "cn": "nearPoor",
		"khong": "other", "khong ngheo": "other", "thuong": "other", "trung binh": "other", "kha": "other", "tb": "other",
		"ho thuong": "other", "binh thuong": "other", "no": "other", "thoat ngheo": "other",
	},
	"literacy":   {"co": "reads", "biet chu": "reads", "biet doc biet viet": "reads", "khong": "none", "mu chu": "none"},
	"disability": {"khong": "none", "dac biet nang": "extreme"},
}

// properName writes a name that is all in capitals as names are written: "LÒ THỊ HOA" is Lò Thị Hoa.
func properName(text string) string {
	words := strings.Fields(text)
	text = strings.Join(words, " ")
	if text != strings.ToUpper(text) || !strings.ContainsFunc(text, unicode.IsLetter) {
		return text
	}
	for i, word := range words {
		letters := []rune(strings.ToLower(word))
		letters[0] = unicode.ToUpper(letters[0])
		words[i] = string(letters)
	}
	return strings.Join(words, " ")
}
