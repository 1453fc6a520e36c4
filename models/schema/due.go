package schema

import "github.com/beplua/beplua/models"

// DueKey is the index key of the records of a type of which something is due on a day ("2006-01-02"): meetings to be held,
// decided cases. For careRecipient the day is "": care is due every week. What is over has no key, so a look-up costs what
// is due and not what ever was.
//
// Loans have none: instalments are sensitive, and index keys are not encrypted.
func DueKey(typ, day string) string { return "due:" + typ + "=" + day }

func dueKeys(keys []string, typ string, r *models.Record) []string {
	if r.Deleted() || !r.Alias().IsZero() {
		return keys
	}
	switch typ {
	case "meeting":
		if day := MeetsOn(r); day != "" {
			keys = append(keys, DueKey(typ, day))
		}
	case models.TypeCase:
		if day := decidedOn(r); day != "" {
			keys = append(keys, DueKey(typ, day))
		}
	case "careRecipient":
		if !r.Value("to").IsSet() {
			keys = append(keys, DueKey(typ, ""))
		}
	}
	return keys
}

// MeetsOn is the day that a meeting is still to be held on, "" for one that is over or called off.
func MeetsOn(r *models.Record) string {
	switch r.Value("status").Str() {
	case "", "planned":
		return r.Value("date").Str()
	case "moved":
		return r.Value("movedTo").Str()
	}
	return ""
}

// decidedOn is the day (UTC) that a case was decided on, "" for one that waits.
func decidedOn(r *models.Record) string {
	at := r.Value(models.CaseFieldDecidedAt).Str()
	if models.CaseStatus(r.Value(models.CaseFieldStatus).Str()) != models.CaseResolved || len(at) < 10 {
		return ""
	}
	return at[:10]
}
