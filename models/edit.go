package models

// Edit is one correction by an officer at the console, made on one record that he was looking at.
type Edit struct {
	Scope  Scope
	Record RecordID // zero: the server gives the new record its id
	Type   string   // of the record that is made; "" when one is changed
	Seen   Vector   // of the record the officer was looking at; empty when one is made
	Set    Values
	Unset  []string
	Delete bool // then Set and Unset are empty
}

// Edited is what an edit came to.
type Edited struct {
	Record Record
	// Case is what a second person must decide before the edit takes effect; zero for an edit that was carried out.
	Case RecordID
}

// RecordQuery asks for records of one type, by id; those that were deleted or joined to another are left out.
type RecordQuery struct {
	Scope Scope
	Type  string
	Field string // narrows to records with this Value in a listed field; "" does not narrow
	Value Value
	After RecordID
	Limit int // 0 means ListMax
}
