package schema

import (
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
)

// samePerson gives what two records of one person agree on: the name together with the year of birth or with the phone.
// The household is no part of it: two volunteers who each register a family offline make two households.
func samePerson(v models.Values) []string {
	name := Fold(text(v, "fullName"))
	if name == "" {
		return nil
	}
	var keys []string
	if year := yearOf(v.Get("birthOn")); year > 0 {
		keys = append(keys, "born\n"+name+"\n"+strconv.FormatInt(year, 10))
	}
	if phone := text(v, "phone"); phone != "" {
		keys = append(keys, "phone\n"+name+"\n"+phone)
	}
	return keys
}

// birthYearsApart is how far two volunteers' knowledge of a year of birth may differ.
const birthYearsApart = 2

// mayBeOne says whether what two records with equal keys say besides allows that they are one person: grandmother and
// granddaughter may share a name and a phone.
func mayBeOne(a, b models.Values) bool {
	x, y := text(a, "sex"), text(b, "sex")
	if x != y && known(x) && known(y) {
		return false
	}
	born, other := yearOf(a.Get("birthOn")), yearOf(b.Get("birthOn"))
	return born == 0 || other == 0 || apart(born, other) <= birthYearsApart
}

func mayBeOneReads() []string { return []string{"birthOn", "sex"} }

func known(sex string) bool { return sex != "" && sex != "unknown" }

func apart(a, b int64) int64 { return max(a-b, b-a) }

// sameRecipient is samePerson for people who receive care; a member is one person whatever the name.
func sameRecipient(v models.Values) []string {
	keys := samePerson(v)
	if id := text(v, "member"); id != "" {
		keys = append(keys, "member\n"+id)
	}
	return keys
}

// sameMeeting is a club's regular meeting on one day.
func sameMeeting(v models.Values) []string {
	if text(v, "kind") != "regular" || text(v, "status") == "cancelled" || !v.Get("date").IsSet() {
		return nil
	}
	return []string{"regular\n" + text(v, "date")}
}

// sameAttendance is one person at one meeting.
func sameAttendance(v models.Values) []string {
	if !v.Get("meeting").IsSet() || !v.Get("member").IsSet() {
		return nil
	}
	return []string{text(v, "meeting") + "\n" + text(v, "member")}
}

// sameSlip is one slip number in a club's year. Phones and people write it in small or capital letters.
func sameSlip(v models.Values) []string {
	date, slip := text(v, "date"), strings.ToUpper(strings.Join(strings.Fields(text(v, "slipNo")), ""))
	if len(date) < 4 || slip == "" {
		return nil
	}
	return []string{date[:4] + "\n" + slip}
}

// paymentDaysApart is how many days two phones may differ on when a payment was made.
const paymentDaysApart = 2

// samePayment gives keys that any two payments on a loan within two days share: days are taken three by three, in two ways.
// The amount is no part of it: a key must not tell what somebody owes.
func samePayment(v models.Values) []string {
	day, ok := models.ParseDay(text(v, "date"))
	if !ok || !v.Get("loan").IsSet() || v.Get(fieldReverses).IsSet() || v.Get(fieldRestores).IsSet() {
		return nil
	}
	loan := text(v, "loan") + "\n"
	first, second := day/3, (day+paymentDaysApart)/3
	keys := []string{loan + strconv.Itoa(int(first))}
	if second != first {
		keys = append(keys, loan+strconv.Itoa(int(second)))
	}
	return keys
}

// mayBeOnePayment says whether two payments that share a key are of the same sum, at most two days apart.
func mayBeOnePayment(a, b models.Values) bool {
	x, okX := models.ParseDay(text(a, "date"))
	y, okY := models.ParseDay(text(b, "date"))
	return okX && okY && apart(int64(x), int64(y)) <= paymentDaysApart && paid(a) == paid(b)
}

// paid is the whole sum of a repayment.
func paid(v models.Values) int64 {
	return number(v, "principal") + number(v, "interest") + number(v, "penalty")
}
