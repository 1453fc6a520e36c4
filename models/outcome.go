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

	ReasonAlreadyReversed  = "already-reversed"  // refused: an entry is taken back once
	ReasonReversalMismatch = "reversal-mismatch" // refused: it does not mirror what it takes back
	ReasonSecondOfficer    = "second-officer"    // held: above the by-law's limit, another person must agree
)

// The reasons of cases about the books (docs/protocol.md §6.1). The money moved: it is recorded, and somebody should look.
const (
	ReasonOverpaid          = "overpaid"                 // more principal was paid back than lent
	ReasonBelowZero         = "fund-below-zero"          // a fund holds less than nothing
	ReasonAboveByLaw        = "above-by-law"             // a loan beyond amount, term, rate or method of the by-law in force
	ReasonNoByLaw           = "no-by-law"                // a loan on a day on which no by-law was in force
	ReasonNotApproved       = "not-approved"             // a loan without a decision of the meeting, or beyond it
	ReasonScheduleDiffers   = "schedule-differs"         // a schedule that is not what the terms give
	ReasonSecondLoan        = "second-running-loan"      // the member owes on another loan
	ReasonHouseholdLoan     = "second-loan-in-household" // somebody of the household owes on another loan
	ReasonClosedLoan        = "repayment-on-closed-loan" // paid after the loan was closed
	ReasonBeforePayout      = "before-disbursement"      // paid before the loan was paid out
	ReasonClosedMonth       = "closed-month"             // an entry dated in a month that was closed before it came
	ReasonClosingDiffers    = "closing-differs"          // a month closed with other sums than its entries
	ReasonSlipTwice         = "slip-used-twice"          // one slip number on two entries of a year
	ReasonOneHand           = "accountant-is-treasurer"  // one person keeps the books and the box
	ReasonCashDiffers       = "cash-differs"             // counted or read otherwise than the entries tell
	ReasonTransferUnmatched = "transfer-unmatched"       // a transfer between funds without its other side
	ReasonRotationUnmatched = "rotation-unmatched"       // capital moved otherwise than the province decided
	ReasonRotationCommune   = "rotation-other-commune"   // capital rotated to a club in another commune
	ReasonAboveLegalRate    = "above-legal-rate"         // an old loan above 20 % a year
	ReasonUnlinked          = "entry-without-loan"       // principal in or a loan out that names no loan
	ReasonReceiptDiffers    = "receipt-differs"          // receipts say another sum than their repayment
	ReasonPayoutDiffers     = "payout-differs"           // more or less was paid out than the contract says
	ReasonSumMended         = "sum-mended"               // a stored sum was not that of its records, and was folded anew
)
