package schema

import (
	"strings"

	"github.com/beplua/beplua/models"
)

// The forms of texts.
const (
	// Phone is E.164 of Vietnam: +84 and nine or ten digits, mobile or landline (domain.md §5.3).
	Phone Pattern = "phone"
	// CitizenID is the personal identification number: twelve digits.
	CitizenID Pattern = "citizen-id"
	// Insurance is the health insurance number: ten digits, two letters and thirteen digits, or the citizen's number.
	Insurance Pattern = "insurance"
	// UnitID is an administrative unit: code and the day it began (models/places).
	UnitID Pattern = "unit"
	// Month is a calendar month.
	Month Pattern = "month"
	// Period is what a report is about: a year, half, quarter or month.
	Period Pattern = "period"
	// Code is a short name for programs: a-z, A-Z, 0-9, hyphens and points.
	Code Pattern = "code"
)

// matches checks the inner of a canonical JSON string. Every pattern excludes escapes.
func (p Pattern) matches(text string) bool {
	switch p {
	case Phone:
		return isPhone(text)
	case CitizenID:
		return len(text) == 12 && isDigits(text)
	case Insurance:
		return isInsurance(text)
	case UnitID:
		at := strings.IndexByte(text, '@')
		return at > 0 && isCode(text[:at]) && isDay(text[at+1:])
	case Month:
		return len(text) == 7 && isDay(text+"-01")
	case Period:
		return isPeriod(text)
	case Code:
		return isCode(text)
	}
	return false
}

// sentence says what form is wanted.
func (p Pattern) sentence() string {
	switch p {
	case Phone:
		return "phải là số điện thoại Việt Nam, ví dụ 0912345678."
	case CitizenID:
		return "phải có đúng 12 chữ số."
	case Insurance:
		return "phải có 10 chữ số, hoặc 2 chữ cái và 13 chữ số, hoặc 12 chữ số."
	case UnitID:
		return "phải là một đơn vị hành chính trong danh mục."
	case Month:
		return "phải là tháng, ví dụ 2026-03."
	case Period:
		return "phải là kỳ báo cáo, ví dụ 2026, 2026-H1, 2026-Q3 hoặc 2026-03."
	case Code:
	}
	return "chỉ được gồm chữ không dấu, chữ số, dấu chấm và gạch nối."
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

func isDay(text string) bool {
	_, ok := models.ParseDay(text)
	return ok
}

// isPhone knows mobile numbers (03, 05, 07, 08, 09 and eight digits) and landlines (02 and nine digits).
func isPhone(text string) bool {
	if len(text) < 12 || text[:3] != "+84" || !isDigits(text[3:]) {
		return false
	}
	switch text[3] {
	case '3', '5', '7', '8', '9':
		return len(text) == 12
	case '2':
		return len(text) == 13
	}
	return false
}

func isInsurance(text string) bool {
	switch len(text) {
	case 10, 12:
		return isDigits(text)
	case 15:
		return isCapital(text[0]) && isCapital(text[1]) && isDigits(text[2:])
	}
	return false
}

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isPeriod(text string) bool {
	if len(text) < 4 || !isDay(text[:4]+"-01-01") {
		return false
	}
	switch rest := text[4:]; {
	case rest == "":
		return true
	case len(rest) == 3 && rest[1] == 'H':
		return rest[0] == '-' && (rest[2] == '1' || rest[2] == '2')
	case len(rest) == 3 && rest[1] == 'Q':
		return rest[0] == '-' && rest[2] >= '1' && rest[2] <= '4'
	}
	return len(text) == 7 && isDay(text+"-01")
}

func isCode(text string) bool {
	for i := range len(text) {
		c := text[i]
		if (c < 'a' || c > 'z') && !isCapital(c) && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return text != ""
}
