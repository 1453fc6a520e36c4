package schema

import (
	"github.com/beplua/beplua/models"
)

// The years that a date may lie in: the oldest member was born after the first, no plan reaches beyond the last.
const (
	yearMin = 1900
	yearMax = 2100
)

func (f *Field) checkDate(faults []models.Fault, v models.Value, today string) []models.Fault {
	inner, ok := quoted(string(v))
	if !ok {
		return append(faults, f.wrongType())
	}
	if f.Kind == Time {
		if len(inner) != len("2006-01-02T15:04:05Z") || !isClock(inner[10:]) {
			return append(faults, f.noSuchDay())
		}
		inner = inner[:10]
	}
	d, ok := dayOf(inner)
	if !ok {
		return append(faults, f.noSuchDay())
	}
	switch f.Horizon {
	case AnyDay:
	case Past:
		if inner > today {
			return append(faults, f.tooFarAhead(today))
		}
	case WithYear:
		if now, ok := dayOf(today); ok && d > now+365 {
			return append(faults, f.tooFarAhead(today))
		}
	}
	return faults
}

// isClock says whether a text has the form T15:04:05Z.
func isClock(text string) bool {
	h, okH := twoDigits(text[1:3])
	m, okM := twoDigits(text[4:6])
	s, okS := twoDigits(text[7:9])
	return text[0] == 'T' && text[3] == ':' && text[6] == ':' && text[9] == 'Z' &&
		okH && okM && okS && h < 24 && m < 60 && s < 60
}

// dayOf counts the days from a fixed one to a date text. ok is false for a day that no calendar has.
func dayOf(text string) (day int64, ok bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return 0, false
	}
	century, ok1 := twoDigits(text[:2])
	year, ok2 := twoDigits(text[2:4])
	month, ok3 := twoDigits(text[5:7])
	date, ok4 := twoDigits(text[8:])
	year += 100 * century
	if !ok1 || !ok2 || !ok3 || !ok4 || year < yearMin || year > yearMax || month < 1 || month > 12 || date < 1 || date > monthLength(year, month) {
		return 0, false
	}
	// The year begins in March, so that the leap day is its last and month lengths repeat every five months.
	if month <= 2 {
		year, month = year-1, month+12
	}
	return 365*year + year/4 - year/100 + year/400 + (153*(month-3)+2)/5 + date, true
}

func twoDigits(text string) (int64, bool) {
	a, b := text[0]-'0', text[1]-'0'
	return int64(a)*10 + int64(b), a <= 9 && b <= 9
}

func monthLength(year, month int64) int64 {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}
