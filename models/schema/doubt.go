package schema

import (
	"strconv"

	"github.com/beplua/beplua/models"
)

// The codes of doubts, beside those of rules.
const (
	DoubtRange     = "doubt:range"      // outside the soft bounds
	DoubtStep      = "doubt:step"       // no multiple of the smallest note
	DoubtCitizenID = "doubt:citizen-id" // the number tells of another sex or year of birth
)

// Doubts gives what is hard to believe of values that CheckSet takes. Forms and imports ask a person twice; no server
// refuses for it: an old woman may well weigh 29 kilograms.
func (t *Type) Doubts(v models.Values) []models.Fault {
	var doubts []models.Fault
	at := 0
	for i := range v {
		for at < len(t.Fields) && t.Fields[at].Name < v[i].Name {
			at++
		}
		if at == len(t.Fields) {
			break
		}
		if t.Fields[at].Name == v[i].Name {
			doubts = t.Fields[at].doubt(doubts, v[i].Value)
		}
	}
	if t.Doubt != nil {
		doubts = append(doubts, t.Doubt(v)...)
	}
	return doubts
}

func (f *Field) doubt(doubts []models.Fault, v models.Value) []models.Fault {
	n, ok := integer(string(v))
	if !ok {
		return doubts
	}
	if f.SoftMax != 0 && (n < f.SoftMin || n > f.SoftMax) {
		doubts = append(doubts, f.fault(DoubtRange, "là "+f.format(n)+"; thường từ "+f.number(f.SoftMin)+" đến "+f.format(f.SoftMax)+". Có đúng không?"))
	}
	if f.Step != 0 && n%f.Step != 0 {
		doubts = append(doubts, f.fault(DoubtStep, "là "+f.format(n)+", không tròn "+f.format(f.Step)+". Có đúng không?"))
	}
	return doubts
}

// doubtCitizenID holds a citizen's number against sex and year of birth: its fourth digit tells sex and century, the next
// two the year (domain.md §5.3). Registers have mistakes, so it is no more than a doubt.
func doubtCitizenID(v models.Values) []models.Fault {
	number := text(v, "cccd")
	if !CitizenID.matches(number) {
		return nil
	}
	said := func(what string) models.Fault {
		return models.Fault{Field: "cccd", Code: DoubtCitizenID, Message: "Số căn cước cho thấy " + what + ". Có đúng không?"}
	}
	var doubts []models.Fault
	digit := int64(number[3] - '0')
	sex := "male"
	if digit%2 == 1 {
		sex = "female"
	}
	if given := text(v, "sex"); known(given) && given != sex {
		doubts = append(doubts, said("giới tính khác với giới tính đã ghi"))
	}
	year, _ := integer("1" + number[4:6]) // the 1 keeps a leading zero; 100 is taken off again
	year += 1900 - 100 + digit/2*100
	if born := yearOf(v.Get("birthOn")); born != 0 && born != year {
		doubts = append(doubts, said("năm sinh "+strconv.FormatInt(year, 10)+", khác với năm sinh đã ghi"))
	}
	return doubts
}
