package schema

import (
	"strings"

	"github.com/beplua/beplua/models"
)

// check adds what is wrong with one value. A good value costs no allocation.
func (f *Field) check(faults []models.Fault, v models.Value, today string) []models.Fault {
	if f.ServerOnly {
		return append(faults, f.serverOnly())
	}
	switch f.Kind {
	case Text:
		return f.checkText(faults, v)
	case Int, Decimal, Money:
		return f.checkNumber(faults, v)
	case Bool:
		if v != "true" && v != "false" {
			return append(faults, f.wrongType())
		}
	case Date, Time:
		return f.checkDate(faults, v, today)
	case Enum:
		return f.checkEnum(faults, v)
	case Ref:
		if !isRef(v) {
			return append(faults, f.wrongType())
		}
	case Set:
		return f.checkSet(faults, v)
	case Table:
		return f.checkTable(faults, v, today)
	}
	return faults
}

// bounds gives the bounds of a number.
func (f *Field) bounds() (low, high int64) {
	if f.Max == 0 {
		return f.Min, models.IntMax
	}
	return f.Min, f.Max
}

func (f *Field) checkNumber(faults []models.Fault, v models.Value) []models.Fault {
	n, ok := integer(string(v))
	if !ok {
		return append(faults, f.wrongType())
	}
	if low, high := f.bounds(); n < low || n > high {
		return append(faults, f.outOfRange())
	}
	return faults
}

// integer reads the canonical JSON of an integer of at most 53 bits.
func integer(text string) (int64, bool) {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || len(digits) > 16 || digits[0] == '0' && len(text) > 1 {
		return 0, false
	}
	var n int64
	for i := range len(digits) {
		c := digits[i]
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	if n > models.IntMax {
		return 0, false
	}
	if len(digits) < len(text) {
		n = -n
	}
	return n, true
}

func (f *Field) checkText(faults []models.Fault, v models.Value) []models.Fault {
	inner, ok := quoted(string(v))
	if !ok {
		return append(faults, f.wrongType())
	}
	size, lines, control := measure(inner)
	if low, high := f.lengths(); size < low || size > high {
		return append(faults, f.wrongLength(low, high))
	}
	if control || lines && !f.Lines {
		return append(faults, f.fault(FaultPattern, "không được có ký tự điều khiển hay xuống dòng."))
	}
	if f.Pattern != "" && !f.Pattern.matches(inner) {
		return append(faults, f.fault(FaultPattern, f.Pattern.sentence()))
	}
	return faults
}

// lengths gives the bounds of a text.
func (f *Field) lengths() (low, high int64) {
	if f.Max == 0 {
		return f.Min, models.TextRunesMax
	}
	return f.Min, f.Max
}

// quoted gives what stands between the quotes of a canonical JSON string, escapes and all.
func quoted(v string) (string, bool) {
	if len(v) < 2 || v[0] != '"' || v[len(v)-1] != '"' {
		return "", false
	}
	return v[1 : len(v)-1], true
}

// measure counts the code points of the inner of a canonical JSON string and says whether there are line breaks (or tabs)
// and other control characters.
func measure(inner string) (size int64, lines, control bool) {
	for i := 0; i < len(inner); i++ {
		c := inner[i]
		switch {
		case c == '\\':
			i++
			switch {
			case i == len(inner):
				return size, lines, true
			case inner[i] == 'n' || inner[i] == 't':
				lines = true
			case inner[i] == 'u':
				i, control = i+4, true
			case inner[i] != '"' && inner[i] != '\\':
				control = true
			}
			size++
		case c == '"' || c < 0x20:
			control = true
		case c&0xc0 != 0x80: // not a continuation of a code point
			size++
		}
	}
	return size, lines, control
}

func (f *Field) checkEnum(faults []models.Fault, v models.Value) []models.Fault {
	inner, ok := quoted(string(v))
	if !ok {
		return append(faults, f.wrongType())
	}
	if !f.offers(inner) {
		return append(faults, f.notAnOption())
	}
	return faults
}

func (f *Field) offers(value string) bool {
	for i := range f.Options {
		if f.Options[i].Value == value {
			return true
		}
	}
	return false
}

func isRef(v models.Value) bool {
	inner, ok := quoted(string(v))
	return ok && isID(inner)
}

// isID says whether a text is a record id, without making an error of one that is not.
func isID(text string) bool {
	if len(text) != 36 {
		return false
	}
	zero := true
	for i := range len(text) {
		c := text[i]
		switch {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case (c < '0' || c > '9') && (c < 'a' || c > 'f'):
			return false
		default:
			zero = zero && c == '0'
		}
	}
	return !zero
}
