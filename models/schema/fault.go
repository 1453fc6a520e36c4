package schema

import (
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
)

// The codes of faults. A code never changes its meaning; programs switch on it, people read the message.
const (
	FaultRequired   = "required"       // not given
	FaultUnset      = "unset-required" // would be taken away
	FaultType       = "type"           // of another kind of value
	FaultRange      = "range"          // below Min or above Max
	FaultEnum       = "enum"           // none of the options
	FaultLength     = "length"         // too few or too many code points
	FaultPattern    = "pattern"        // not of the form
	FaultDate       = "date"           // no such day or instant
	FaultFuture     = "future"         // beyond the horizon
	FaultRef        = "ref"            // no record's id
	FaultItems      = "items"          // a list with too few, too many, repeated or unsorted items
	FaultColumns    = "columns"        // a row that is not as the columns say
	FaultServerOnly = "server-only"    // not for phones to write
	FaultScope      = "scope"          // not in the scope or under the id where it belongs
	rulePrefix      = "rule:"          // and the name of a rule across fields
)

// Rule makes the fault of a rule across fields. message is a Vietnamese sentence.
func Rule(name, field, message string) models.Fault {
	return models.Fault{Field: field, Code: rulePrefix + name, Message: message}
}

// fault makes a fault of one field.
func (f *Field) fault(code, sentence string) models.Fault {
	return models.Fault{Field: f.Name, Code: code, Message: f.Label.VI + " " + sentence}
}

func (f *Field) required() models.Fault { return f.fault(FaultRequired, "là mục phải ghi.") }

func (f *Field) unsetRequired() models.Fault {
	return f.fault(FaultUnset, "là mục phải có, không được bỏ trống.")
}

func (f *Field) serverOnly() models.Fault {
	return f.fault(FaultServerOnly, "do hệ thống ghi, không sửa được.")
}

// wrongType says what the value must be.
func (f *Field) wrongType() models.Fault {
	switch f.Kind {
	case Text:
		return f.fault(FaultType, "phải là chữ.")
	case Int, Money:
		return f.fault(FaultType, "phải là số nguyên.")
	case Decimal:
		return f.fault(FaultType, "phải là số.")
	case Bool:
		return f.fault(FaultType, "phải là có hoặc không.")
	case Date:
		return f.fault(FaultType, "phải là ngày.")
	case Time:
		return f.fault(FaultType, "phải là thời điểm.")
	case Enum:
		return f.fault(FaultType, "phải được chọn trong danh sách.")
	case Ref:
		return f.fault(FaultRef, "chưa chỉ đúng bản ghi nào.")
	case Set, Table:
	}
	return f.fault(FaultType, "phải là một danh sách.")
}

// outOfRange names both bounds, or the one there is.
func (f *Field) outOfRange() models.Fault {
	low, high := f.bounds()
	switch {
	case f.Max == 0 && low == 0:
		return f.fault(FaultRange, "không được nhỏ hơn 0.")
	case high >= models.IntMax:
		return f.fault(FaultRange, "không được nhỏ hơn "+f.format(low)+".")
	}
	return f.fault(FaultRange, "phải từ "+f.number(low)+" đến "+f.format(high)+".")
}

// format writes a number with its unit.
func (f *Field) format(n int64) string {
	if f.Unit == "" {
		return f.number(n)
	}
	return f.number(n) + " " + f.Unit
}

// Dong writes an amount as people here do: "1.000.000 đ".
func Dong(amount int64) string {
	if amount < 0 {
		return "-" + Dong(-amount)
	}
	return grouped(strconv.FormatInt(amount, 10)) + " đ"
}

// grouped puts points between the thousands of a number's digits.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "." + digits[i:]
	}
	return digits
}

// number writes a number as people here do: comma before decimals, points between thousands of đồng.
func (f *Field) number(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	text := strconv.FormatInt(n, 10)
	switch f.Kind {
	case Money:
		text = grouped(text)
	case Decimal:
		if pad := f.Scale + 1 - len(text); pad > 0 {
			text = strings.Repeat("0", pad) + text
		}
		at := len(text) - f.Scale
		if fraction := strings.TrimRight(text[at:], "0"); fraction != "" {
			text = text[:at] + "," + fraction
		} else {
			text = text[:at]
		}
	case Text, Int, Bool, Date, Time, Enum, Ref, Set, Table:
	}
	return sign + text
}

func (f *Field) wrongLength(low, high int64) models.Fault {
	text := strconv.FormatInt(high, 10) + " ký tự."
	if low == 0 {
		return f.fault(FaultLength, "dài nhất "+text)
	}
	return f.fault(FaultLength, "phải có từ "+strconv.FormatInt(low, 10)+" đến "+text)
}

func (f *Field) wrongItems(low, high int64) models.Fault {
	return f.fault(FaultItems, "phải có từ "+strconv.FormatInt(low, 10)+" đến "+strconv.FormatInt(high, 10)+" mục, không mục nào lặp lại.")
}

func (f *Field) notAnOption() models.Fault {
	labels := make([]string, len(f.Options))
	for i, o := range f.Options {
		labels[i] = o.Label.VI
	}
	return f.fault(FaultEnum, "phải là một trong: "+strings.Join(labels, ", ")+".")
}

func (f *Field) noSuchDay() models.Fault {
	return f.fault(FaultDate, "phải là một ngày có thật, từ năm 1900 đến năm 2100.")
}

func (f *Field) tooFarAhead(today string) models.Fault {
	if f.Horizon == WithYear {
		return f.fault(FaultFuture, "không được quá một năm sau hôm nay ("+dayForPeople(today)+").")
	}
	return f.fault(FaultFuture, "không được sau hôm nay ("+dayForPeople(today)+").")
}

// dayForPeople turns 2026-03-06 into 06/03/2026.
func dayForPeople(date string) string {
	if len(date) != 10 {
		return date
	}
	return date[8:] + "/" + date[5:7] + "/" + date[:4]
}

// malformedName is the fault of a field name that no schema will ever have.
func malformedName(name string) models.Fault {
	code := FaultPattern
	if strings.HasPrefix(name, "_") {
		code = FaultServerOnly
	}
	if len(name) > models.FieldNameBytesMax {
		name = name[:models.FieldNameBytesMax]
	}
	return models.Fault{Field: name, Code: code, Message: "Ứng dụng đã ghi một mục có tên không hợp lệ."}
}
