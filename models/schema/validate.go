package schema

import (
	"strings"

	"github.com/beplua/beplua/models"
)

// CheckSet gives all that is wrong with what an operation sets and unsets. creating says that the operation makes the
// record; then required fields must be there and the rules across fields hold. The values are in the form that Canonical
// gives: lengths are judged on it. today is a date text in Vietnam.
// Fields that this build does not know are kept if their names are well formed: an app may be newer than its server.
func (t *Type) CheckSet(op *models.Operation, creating bool, today string) []models.Fault {
	var faults []models.Fault
	if t.Single && creating && op.Record != op.Scope.Owner() {
		faults = append(faults, models.Fault{Code: FaultScope, Message: t.Label.VI + " phải được ghi dưới mã của chính phạm vi này."})
	}
	at := 0
	for i := range op.Set {
		name := op.Set[i].Name
		order := 1 // of the next field declared against the one set; 1 when none is left
		for ; at < len(t.Fields); at++ {
			if order = strings.Compare(t.Fields[at].Name, name); order >= 0 {
				break
			}
			if creating && t.Fields[at].Required {
				faults = append(faults, t.Fields[at].required())
			}
			order = 1
		}
		switch {
		case order == 0:
			faults = t.Fields[at].check(faults, op.Set[i].Value, today)
			at++
		case !wellFormed(name):
			faults = append(faults, malformedName(name))
		}
	}
	for ; creating && at < len(t.Fields); at++ {
		if t.Fields[at].Required {
			faults = append(faults, t.Fields[at].required())
		}
	}
	for _, name := range op.Unset {
		faults = t.checkUnset(faults, name)
	}
	if creating && len(faults) == 0 && t.Check != nil {
		return t.Check(op.Set, today)
	}
	return faults
}

// checkUnset says whether a field may be taken away.
func (t *Type) checkUnset(faults []models.Fault, name string) []models.Fault {
	f, known := t.Field(name)
	switch {
	case !known && !wellFormed(name):
		return append(faults, malformedName(name))
	case known && f.ServerOnly:
		return append(faults, f.serverOnly())
	case known && f.Required:
		return append(faults, f.unsetRequired())
	}
	return faults
}

// CheckRecord gives what is wrong with a record as a whole after an edit whose values passed CheckSet: required fields
// that are not there, and rules across fields.
func (t *Type) CheckRecord(r *models.Record, today string) []models.Fault {
	var faults []models.Fault
	at := 0
	for i := range t.Fields {
		f := &t.Fields[i]
		if !f.Required {
			continue
		}
		for at < len(r.Fields) && r.Fields[at].Name < f.Name {
			at++
		}
		if at == len(r.Fields) || r.Fields[at].Name != f.Name || !r.Fields[at].Value.IsSet() {
			faults = append(faults, f.required())
		}
	}
	if len(faults) == 0 && t.Check != nil {
		return t.Check(r.Values(), today)
	}
	return faults
}

// wellFormed says whether a name may be a field's, now or in a schema to come.
func wellFormed(name string) bool {
	if name == "" || len(name) > models.FieldNameBytesMax || name[0] < 'a' || name[0] > 'z' {
		return false
	}
	for i := 1; i < len(name); i++ {
		c := name[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
