package view

import (
	"time"

	"github.com/beplua/beplua/models"
)

// Format is the form of a file of tables.
type Format string

// The formats. XLSX holds as many tables as are asked for, CSV one.
const (
	FormatXLSX Format = "xlsx"
	// FormatCSV has semicolons, since the comma is in numbers here, and a UTF-8 mark in front, so that Excel sees diacritics.
	FormatCSV Format = "csv"
	// FormatCommas has commas, for Excel in English and for other programs.
	FormatCommas Format = "csv-comma"
)

// Export is what somebody asks to have written into a file.
type Export struct {
	Tables []string        // record types
	Club   models.RecordID // zero: all clubs that the asker reads
	Format Format
	By     string // the asker's name, for the sheet that says where the file comes from
}

// ExportTable is a table that may be exported.
type ExportTable struct {
	Name  string
	Label string // Vietnamese
	Scope models.ScopeKind
}

// Exported is a line of the journal of exports: who took what.
type Exported struct {
	User   models.RecordID
	By     string // the user's name then
	At     time.Time
	Tables []string
	Club   models.RecordID // zero: all that the user read
	Format Format
	Rows   int
	Whole  bool // false: it failed, or the user left before its end
}
