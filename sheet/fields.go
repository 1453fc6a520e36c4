package sheet

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// leading are the columns that people look for first, by type, where that is not the order in which they are asked; the others
// follow in that order, remarks and sources last.
var leading = map[string][]string{
	"member":          {"fullName", "sex", "birthOn", "ethnicity", "cccd", "bhyt", "bhytValidTo", "phone", "phoneOwner", "household", "group", "joinedOn", "leftOn", "leftReason", "disability", "literacy"},
	"club":            {"name", "code", "unit", "village", "villageUnit", "foundedOn", "decisionNo", "funding", "status"},
	"byLaw":           {"validFrom", "validTo", "minLoan", "maxLoan", "maxTermMonths", "ratePpm", "method", "duesMonthly"},
	"asset":           {"name", "quantity", "value", "state", "keeper"},
	"meeting":         {"date", "kind", "status", "place", "topic", "chair", "secretary", "guests"},
	"activity":        {"date", "area", "title", "participants"},
	"supportCase":     {"date", "member", "outsiderName", "reason", "kinds", "value"},
	"training":        {"date", "title", "level", "attendees", "women", "areas"},
	"fundTransaction": {"date", "slipNo", "account", "direction", "category", "amount", "counterparty", "member", "duesMonth", "loan", "repayment"},
	"cashCount":       {"date", "account", "counted", "book", "signers"},
	"donation":        {"date", "donor", "amount", "goods", "value"},
	"monthClosing":    {"month", "account", "opening", "received", "paid", "closing"},
	"loan":            {"contractNo", "member", "amount", "ratePpm", "method", "termMonths", "disbursedOn", "dueOn", "purpose", "status", "closedOn"},
	"loanRequest":     {"date", "member", "amount", "termMonths", "purpose", "status"},
	"loanReview":      {"date", "request", "reviewer", "opinion", "amount"},
	"loanDecision":    {"date", "request", "decision", "amount", "termMonths"},
	"repayment":       {"date", "loan", "instalment", "principal", "interest", "penalty", "collectedBy"},
	"loanEvent":       {"date", "loan", "kind", "newDueOn", "amount"},
	"healthCheck":     {"date", "member", "systolic", "diastolic", "pulse", "weight", "height", "waist", "glucose", "measuredBy"},
	"careRecipient":   {"member", "fullName", "sex", "birthOn", "village", "phone", "level", "needs", "from", "to"},
	"homeVisit":       {"date", "recipient", "volunteers", "minutes", "condition", "systolic", "diastolic", "pulse", "tasks"},
	"task":            {"dueOn", "kind", "title", "role", "assignee", "state", "doneOn"},
	models.TypeCase:   {models.CaseFieldOpened, models.CaseFieldKind, models.CaseFieldSeverity, models.CaseFieldStatus, models.CaseFieldDecision, models.CaseFieldDecidedAt, models.CaseFieldNote},
}

// hidden are fields that no table shows: birthPrecision is told by how a birth is written, the sides of a case are whole
// records of their own.
var hidden = map[string][]string{
	"member": {"birthPrecision"}, "careRecipient": {"birthPrecision"},
	models.TypeCase: {
		models.CaseFieldSides, models.CaseFieldUndo, models.CaseFieldSubject, models.CaseFieldOther, models.CaseFieldField,
		models.CaseFieldReason, models.CaseFieldDecidedBy, models.CaseFieldSubjectType,
	},
}

// fieldsOf gives the fields of a type in the order of its columns.
func fieldsOf(t *schema.Type) []*schema.Field {
	var out []*schema.Field
	for _, f := range inOrder(t.Name, t.Fields) {
		if !slices.Contains(hidden[t.Name], f.Name) {
			out = append(out, f)
		}
	}
	return out
}

// inOrder sorts the fields of a type, or the columns of a table.
func inOrder(name string, fields []schema.Field) []*schema.Field {
	first := leading[name]
	rank := func(f *schema.Field) int {
		if at := slices.Index(first, f.Name); at >= 0 {
			return at
		}
		return len(first)
	}
	out := schema.InOrder(fields)
	slices.SortStableFunc(out, func(a, b *schema.Field) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// titles are the fields by which people know a record of a type.
var titles = map[string][]string{
	"member": {"fullName"}, "household": {"headName"}, "club": {"name"}, "group": {"name"}, "asset": {"name"}, "plan": {"name"},
	"meeting": {"date"}, "byLaw": {"validFrom"}, "fundAccount": {"kind"}, "fundTransaction": {"slipNo"}, "loanRequest": {"member", "date"},
	"loanDecision": {"date"}, "loan": {"contractNo", "member", "disbursedOn"}, "repayment": {"date"}, "cashCount": {"date"},
	"careRecipient": {"fullName", "member"}, "adminUnit": {"name"}, "capitalTransfer": {"decisionNo"}, "donation": {"donor", "date"},
	"volunteer": {"member"},
}
