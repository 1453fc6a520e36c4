package models

// TypeCase is the record type of cases: what a person must decide or should know. A case is a record of the scope that it
// is about, so it travels to phones and console like any other.
const TypeCase = "case"

// CaseKind is what a case is about.
type CaseKind string

// The kinds of cases; one queue for all.
const (
	CaseFieldConflict    CaseKind = "field-conflict"
	CaseDeleteEdit       CaseKind = "delete-edit"
	CaseDuplicatePerson  CaseKind = "duplicate-person"
	CaseDuplicateEvent   CaseKind = "duplicate-event"
	CaseDuplicatePayment CaseKind = "duplicate-payment"
	CaseRefused          CaseKind = "refused"
	CaseOutOfScope       CaseKind = "out-of-scope"
	CaseOrphan           CaseKind = "orphan"
	CaseForkedPhone      CaseKind = "forked-phone"
	CaseLedger           CaseKind = "ledger"
	CaseClock            CaseKind = "clock"
)

// CaseStatus is how far a case has come.
type CaseStatus string

// A case is open until decided; a decision can be undone, after which the case waits again as "undone".
const (
	CaseOpen     CaseStatus = "open"
	CaseResolved CaseStatus = "resolved"
	CaseUndone   CaseStatus = "undone"
)

// The severities of cases.
const (
	SeverityInfo    = "info"
	SeverityWarning = "warning"
	SeverityUrgent  = "urgent"
)

// The fields of a case record.
const (
	CaseFieldKind        = "kind"
	CaseFieldStatus      = "status"
	CaseFieldSeverity    = "severity"
	CaseFieldSubject     = "subject" // text: id of the record it is about
	CaseFieldSubjectType = "subjectType"
	CaseFieldOther       = "other"    // text: id of the second record (duplicates), of the missing parent (orphan)
	CaseFieldField       = "field"    // the field in conflict; "" for the whole record
	CaseFieldSides       = "sides"    // table: see the columns below
	CaseFieldReason      = "reason"   // a Reason
	CaseFieldOpened      = "opened"   // RFC 3339
	CaseFieldDecision    = "decision" // a Choice
	CaseFieldDecidedBy   = "decidedBy"
	CaseFieldDecidedAt   = "decidedAt"
	CaseFieldNote        = "note"
	CaseFieldUndo        = "undo" // table {record, field, value}: what the decision replaced
)

// The columns of a case's sides: who wrote what, when, from which phone.
const (
	SideActor     = "actor"
	SideN         = "n"
	SideBy        = "by"
	SideDevice    = "device"
	SideAt        = "at"        // RFC 3339, the phone's claim
	SideReceived  = "received"  // RFC 3339, the server's clock
	SideOffset    = "offsetMs"  // the phone's clock minus the server's
	SideValue     = "value"     // the value as JSON text; "" for none
	SideOperation = "operation" // the whole operation as JSON text, where it is kept word for word
)

// Choice is how a person decides a case.
type Choice string

// The choices. Which of them a kind of case allows: docs/protocol.md.
const (
	ChooseStanding Choice = "standing" // keep what stands (A)
	ChooseIncoming Choice = "incoming" // take what came later (B)
	ChooseValues   Choice = "values"   // take the values given (mixed or typed)
	ChooseJoin     Choice = "join"     // the two records are one: Keep stays, the other becomes its alias
	ChooseApart    Choice = "apart"    // they are two: never ask again
	ChooseApply    Choice = "apply"    // carry the held operation out
	ChooseDiscard  Choice = "discard"  // do not carry it out; it stays in the log
	ChooseKnown    Choice = "known"    // taken note of
	ChooseReturn   Choice = "return"   // as discard, or what stands stays: its author is asked by the note to look at it again
	ChooseVoid     Choice = "void"     // the two payments are one: Keep stays, the other and its receipts are taken back
)

// Resolution is one person's decision of one case.
type Resolution struct {
	Scope  Scope
	Case   RecordID
	Seen   Vector // the case's vector the person was looking at; another one answers CodeStale
	Choice Choice
	Values Values   // ChooseValues, ChooseJoin: values the kept record shall have
	Keep   RecordID // ChooseJoin, ChooseVoid: the record that stays
	Note   string   // to the volunteers
}

// Suggestion is what a case comes to if nobody knows more than the records say. A person decides all the same.
type Suggestion struct {
	Choice Choice
	Keep   RecordID // ChooseJoin, ChooseVoid: the record that stays
	Why    string   // one of the words of rules.Suggest
	// Identical says that both sides mean the same, so that many such cases may be decided at once.
	Identical bool
}
