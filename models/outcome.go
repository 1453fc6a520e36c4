package models

// OutcomeKind says what became of an operation.
type OutcomeKind string

// The four fates. Each is stored for ever with the operation and given again when it is sent again.
const (
	Applied OutcomeKind = "applied" // the record is now exactly what the phone shows
	Merged  OutcomeKind = "merged"  // taken, and the record also holds what the phone had not seen, or another form of it
	Held    OutcomeKind = "held"    // at least a part waits for a person or for a missing parent; the server owns it now
	Refused OutcomeKind = "refused" // breaks a rule; kept word for word in a case, the phone offers to mend it
)

// Outcome is what became of an operation and where to look further.
type Outcome struct {
	Kind    OutcomeKind
	Case    RecordID // the case that tells more; zero if none
	Landed  RecordID // the record it landed on, if not the one it named (an alias); zero otherwise
	Problem string   // why it was held or refused: a Reason; "" otherwise
	Faults  []Fault  // Refused: what is wrong with which field
}

// The reasons why an operation is held or refused, beyond the codes of single faults.
const (
	ReasonConflict     = "conflict"      // held: a field that a person must decide was edited twice
	ReasonDeleteEdit   = "delete-edit"   // held: deleted on one side, edited on the other
	ReasonOrphan       = "orphan"        // held: a record it needs has not arrived
	ReasonOutOfScope   = "out-of-scope"  // held: its author has no right to write there
	ReasonRevoked      = "revoked"       // held: the phone had been revoked
	ReasonAuthor       = "author"        // held: it names another author than the one who is logged in
	ReasonInvalid      = "invalid"       // refused: see the faults
	ReasonFutureVector = "future-vector" // refused: it claims to have seen what was never issued
	ReasonGroup        = "group"         // refused or held because another one of its group was
	ReasonUnknownType  = "unknown-type"  // refused: no such record type
	ReasonImmutable    = "immutable"     // held: would change a record that only ever gets added to
	ReasonNotDeletable = "not-deletable" // refused: persons and money are never deleted
	ReasonTypeMismatch = "type-mismatch" // refused: the record is of another type
	ReasonNotYourHand  = "server-only"   // refused: only the server writes this type or field
	ReasonNewerSchema  = "newer-schema"  // held: made by an app newer than the server
)
