package view

import "github.com/beplua/beplua/models"

// Case is a line of the queue of cases.
type Case struct {
	models.Record
	About      Subject
	Suggestion *models.Suggestion // nil when the records do not tell
}

// Subject is how people call the record that a case is about.
type Subject struct {
	Club   models.RecordID // zero for what belongs to no club
	Name   string          // of the club
	Title  string          // what the record is called, or its day; "" when it has neither or is not there
	Person string          // whom it concerns, if it is not a person itself
}

// Queue is a page of cases, the most pressing first; of decided ones, the latest first.
type Queue struct {
	Cases []Case
	Next  string // where to go on, "" at the end
	// Kinds and Severities count what waits, not only on this page: of each kind whatever kind was asked for, of each severity
	// likewise.
	Kinds      map[models.CaseKind]int
	Severities map[string]int
	Total      int  // that fit all that was asked for
	Capped     bool // there are more than models.CasesLookedMax: not all were looked at
}

// CaseFile is all that an officer needs to decide one case.
type CaseFile struct {
	Case
	Subject, Other *models.Record // nil when they are not there
	Choices        []models.Choice
	Titles         map[models.RecordID]string                 // what records are called that the case or the two records refer to
	Origins        map[models.RecordID]models.LoggedOperation // what made the two records
	Faults         []models.Fault                             // what was wrong with refused operations, each sentence once
	Together       []models.RecordID                          // other cases that are decided with it, since their operations stand or fall together
}

// titles are the fields by which people call a record, the best first.
var titles = [...]string{"fullName", "headName", "name", "title", "donor", "contractNo", "slipNo", "date", "month", "validFrom", "disbursedOn", "kind"}

// Title is what people call a record: its name, number or day; of a fund, its kind; "" when it has none.
func Title(r *models.Record) string {
	for _, field := range titles {
		if text := r.Value(field).Str(); text != "" {
			return text
		}
	}
	return ""
}
