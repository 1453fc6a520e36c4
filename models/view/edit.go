package view

import "github.com/beplua/beplua/models"

// Edit is one operation on a record, as the record's history shows it.
type Edit struct {
	models.LoggedOperation
	// Author is who wrote it, Claimed when he says he did, ClockOffset how far his phone's clock was ahead of ours, and Phone
	// the installation, zero for the console and the server. Of what was held and carried out later they tell of its writing;
	// By and Received tell of its being carried out. Milliseconds.
	Author               models.RecordID
	Claimed, ClockOffset int64
	Phone                models.RecordID
	// Concurrent says that the record held something that its author had not seen.
	Concurrent bool
	// Elsewhere says that it named this record and landed on the one that this was joined to.
	Elsewhere bool
	Changes   []Change
}

// Change is one field of an edit. An empty value is none.
type Change struct {
	Field  string
	Before models.Value // what stood
	Value  models.Value // what the author wrote
	After  models.Value // what stood then: Value if it was taken, else what the server made of the two
}
