package schema

import (
	"github.com/beplua/beplua/models"
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
	d, ok := models.ParseDay(inner)
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
		if now, ok := models.ParseDay(today); ok && d > now+365 {
			return append(faults, f.tooFarAhead(today))
		}
	}
	return faults
}

// isClock says whether a text has the form T15:04:05Z.
func isClock(text string) bool {
	h, m, s := text[1:3], text[4:6], text[7:9]
	return text[0] == 'T' && text[3] == ':' && text[6] == ':' && text[9] == 'Z' &&
		isDigits(h) && isDigits(m) && isDigits(s) && h < "24" && m < "60" && s < "60"
}
