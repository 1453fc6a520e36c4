package models

// Batch is what a phone submits: for each scope a run of one actor's operations without gaps, oldest first.
type Batch struct {
	Actor      ActorID
	Epoch      string // the life of the server the phone knows; "" when it knows none
	Now        int64  // the phone's clock when it sent: milliseconds since 1970 UTC
	Operations []Operation
	// NewActor asks for a new actor: the phone no longer has operations the server misses.
	NewActor bool
}

// Receipt answers a batch. Operations that are not named in Exceptions were plainly applied.
type Receipt struct {
	Done       []Run
	Exceptions []Answer
	Fork       *Fork
	Offset     int64 // the phone's clock minus ours: milliseconds
	// Own is what the batch put into the logs, as far as all of it was plainly applied. It is not told: the page that follows
	// need not read it.
	Own []Span
}

// Span is a piece of a scope's log: seq above After, up to To.
type Span struct {
	Scope     Scope
	After, To uint64
}

// Run says that operations From to To of the batch's actor in one scope have an outcome.
type Run struct {
	Scope    Scope
	From, To uint64
}

// Answer is the outcome of an operation that was not plainly applied.
type Answer struct {
	Scope   Scope
	N       uint64
	Outcome Outcome
	// Record is the state the phone must show instead of its own; nil if a page of changes brings it anyway.
	Record *Record
}

// Fork tells a phone that another life of it had used its numbers: take the new actor, stamp everything anew that has
// no outcome yet, and send again.
type Fork struct {
	Scope Scope
	From  uint64 // the first number that was taken
	Actor ActorID
}

// Page is one page of changes: each record once, at its newest state, in the order of its scope's seq.
type Page struct {
	Epoch   string
	Records []Record
	Cursor  string  // opaque; save it in the same transaction as the records
	More    bool    // another page waits
	Purge   []Scope // scopes no longer the phone's: delete their records, then confirm
	Gained  []Scope // scopes that are new to the phone: they are filled from the start
}

// DigestQuery compares a phone with the server, ever more closely: a scope as a whole, its 256 buckets, records.
type DigestQuery struct {
	Scope  Scope
	Digest Digest
	// Bucket is the first byte of the record ids' SHA-256 that Records are of; Records may be given only with it.
	Bucket  *uint8
	Records []RecordStamp
}

// RecordStamp is one record's fingerprint.
type RecordStamp struct {
	ID     RecordID
	Digest Digest
}

// DigestAnswer says what differs.
type DigestAnswer struct {
	Seq     uint64
	Equal   bool
	Buckets []Digest   // 256 of them when the scopes differ and no bucket was asked for
	Records []Record   // the server's state of records that differ or that the phone lacks
	Absent  []RecordID // records that the phone has and the server has not
}

// PageRequest asks for a page of changes.
type PageRequest struct {
	Cursor  string // "" from the start
	Bytes   int    // most bytes of the page before compression; 0 means PageBytesMax
	Records int    // most records; 0 means PageRecordsMax
	Own     []Span // what the asker just submitted (Receipt.Own)
}

// CaseFilter narrows a listing of cases. Zero fields do not narrow.
type CaseFilter struct {
	Scopes   []Scope // within what the asker may read
	Kind     CaseKind
	Status   CaseStatus // "" means open and undone
	Severity string
	Before   string // RFC 3339: opened before; "" whenever
	Text     string // in the name of the record, of its person or of the club; case and diacritics do not matter
	After    string // opaque, from the answer before
	Limit    int    // 0 means ListMax
}
