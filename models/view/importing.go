package view

import "github.com/beplua/beplua/models"

// Import is what an officer asks for beside a list of members.
type Import struct {
	Club models.RecordID
	// Joined is when those joined of whom the list does not say it; zero: when the club was founded.
	Joined models.Day
	// Year is that of the poverty review that the list tells of.
	Year int
}

// ImportPlan says what an import would do.
type ImportPlan struct {
	For     Import // what was asked for, and taken for granted
	Sheet   string // "" for CSV
	Columns []ColumnUse
	Unknown []string // headings that nobody knows: those columns are left out
	Notes   []string // what was understood of the file as a whole, in Vietnamese
	Lines   []ImportLine
	// Token stands for the file, for what would be written and for what that was decided on: an import that comes to another
	// one is stale.
	Token string
}

// ColumnUse says as what a column is read.
type ColumnUse struct{ Column, Heading, Label string }

// ImportLine is a line of the list and what becomes of it.
type ImportLine struct {
	Number int    // as the spreadsheet counts
	Name   string // of the person, "" if there is none
	Born   string // as people read it, "" if it is not known
	Fate   Fate
	Record models.RecordID // the member's; zero unless new or there already
	Faults []CellFault
	Notes  []string            // what was understood, in Vietnamese
	Writes []models.Correction // what is to be created, what is referred to first; of new lines alone
}

// CellFault is what is wrong with one cell.
type CellFault struct {
	Cell    string // "C5"; "" concerns the line
	Heading string // what the column is called
	Written string // what stands there
	Message string // a Vietnamese sentence
}

// Fate is what becomes of a line that is imported.
type Fate string

// The fates of a line.
const (
	FateNew      Fate = "new"      // a member is created
	FateExists   Fate = "exists"   // the club has this member: nothing is written
	FateRepeated Fate = "repeated" // a line above is about the same person
	FateFaulty   Fate = "faulty"   // something is wrong: nothing of it is written
	FateSkipped  Fate = "skipped"  // no person: a row of numbers, a total, a signature
)

// Count gives how many lines have a fate.
func (p *ImportPlan) Count(f Fate) int {
	n := 0
	for i := range p.Lines {
		if p.Lines[i].Fate == f {
			n++
		}
	}
	return n
}

// Writes gives everything that is to be created, in the order of the lines.
func (p *ImportPlan) Writes() []models.Correction {
	var out []models.Correction
	for i := range p.Lines {
		out = append(out, p.Lines[i].Writes...)
	}
	return out
}
