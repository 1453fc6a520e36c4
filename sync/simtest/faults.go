package simtest

import (
	"fmt"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
)

// Fault is something bad that was seen to happen, in words for people.
type Fault string

// The faults of docs/protocol.md and the design's page on quality (§2). Each is counted where it takes effect, not where it
// is planned: a disk that is full while nobody writes is none.
const (
	requestLost   Fault = "request lost"
	replyLost     Fault = "reply lost after the server was done"
	doubled       Fault = "batch delivered twice, one after the other"
	raced         Fault = "batch delivered twice at once, to two processes on one store"
	overtaken     Fault = "request delivered after later ones"
	damaged       Fault = "body cut short or garbled"
	captivePortal Fault = "captive portal: HTML with status 200"
	diedBefore    Fault = "server killed before a commit"
	diedAfter     Fault = "server killed after a commit, before its answer"
	diedBetween   Fault = "server killed between two commits of one request"
	answerLost    Fault = "store's answer lost after a commit"
	storeDown     Fault = "store unreachable"
	storeStalled  Fault = "store stalled until the request's time was over"
	serverFull    Fault = "server's disk full"
	phoneFull     Fault = "phone full while a person saves"
	fullInContact Fault = "phone full while it takes in an answer"
	diedUnsent    Fault = "phone killed between save and send"
	diedUntold    Fault = "phone killed between send and ack"
	diedUnpaged   Fault = "phone killed between page and cursor"
	clockBehind   Fault = "edit by a clock years behind"
	clockAhead    Fault = "edit by a clock years ahead"
	clock1970     Fault = "edit by a clock in 1970"
	clockTied     Fault = "edit by a clock that stands still"
	clockBack     Fault = "edit by a clock that was put back"
	phoneRestored Fault = "phone restored from a backup"
	phoneCloned   Fault = "phone cloned"
	lifeRestored  Fault = "server restored from a backup"
	scopeGained   Fault = "scope gained"
	scopeLost     Fault = "scope lost"
	phoneRevoked  Fault = "phone revoked while edits wait on it"
	phoneWiped    Fault = "phone wiped by the server's order"
	otherAuthor   Fault = "another volunteer writes on the phone"
	oldApp        Fault = "old app writes fields of an old schema"
	unknownField  Fault = "field that the server does not know"

	fundOverdrawn    Fault = "money: fund pays more than it holds"
	loanOverpaid     Fault = "money: more is paid back than lent"
	loanTwice        Fault = "money: second loan while one runs"
	monthClosed      Fault = "money: entry in a month that was closed before it came"
	slipTwice        Fault = "money: slip number used twice"
	paymentToldTwice Fault = "money: payment told by two phones"
	paymentVoided    Fault = "money: payment taken back by an officer"
	reversedTwice    Fault = "money: entry taken back a second time"
	reversedWrong    Fault = "money: entry taken back as it never was"
	reversedOneHand  Fault = "money: entry above the limit taken back by who wrote it"

	carrierQuota      Fault = "push carrier says 429: too fast"
	carrierBroken     Fault = "push carrier says 500"
	carrierBusy       Fault = "push carrier says 503 and when to come again"
	carrierDown       Fault = "push carrier out of reach for ten minutes"
	carrierMute       Fault = "push carrier's reply lost after it took a reminder"
	carrierCut        Fault = "connection to the push carrier cut before it took a reminder"
	carrierRefused    Fault = "push carrier refuses a reminder for good"
	targetGone        Fault = "push target unregistered"
	senderDiedUnsent  Fault = "sender killed between lease and carrier"
	senderDiedSent    Fault = "sender killed between carrier and outbox"
	leaseLost         Fault = "sender so slow that another takes over"
	sendersMet        Fault = "two senders at once on one outbox"
	arrivedTwice      Fault = "reminder reached a phone again that had shown it"
	seenInList        Fault = "reminder found in the phone's list"
	reminderCancelled Fault = "reminder cancelled: held, moved, called off, undone or revoked"
)

// faults are all of them, in the order in which they are told.
var faults = []Fault{
	requestLost, replyLost, doubled, raced, overtaken, damaged, captivePortal,
	diedBefore, diedAfter, diedBetween, answerLost, storeDown, storeStalled, serverFull,
	phoneFull, fullInContact, diedUnsent, diedUntold, diedUnpaged,
	clockBehind, clockAhead, clock1970, clockTied, clockBack,
	phoneRestored, phoneCloned, lifeRestored,
	scopeGained, scopeLost, phoneRevoked, phoneWiped, otherAuthor, oldApp, unknownField,
	fundOverdrawn, loanOverpaid, loanTwice, monthClosed, slipTwice, paymentToldTwice, paymentVoided, reversedTwice, reversedWrong, reversedOneHand,
	carrierQuota, carrierBroken, carrierBusy, carrierDown, carrierMute, carrierCut, carrierRefused, targetGone,
	senderDiedUnsent, senderDiedSent, leaseLost, sendersMet, arrivedTwice, seenInList, reminderCancelled,
}

// ofReason are the faults of people that the server answers with a reason.
var ofReason = map[string]Fault{
	models.ReasonBelowZero: fundOverdrawn, models.ReasonOverpaid: loanOverpaid, models.ReasonSecondLoan: loanTwice,
	models.ReasonClosedMonth: monthClosed, models.ReasonSlipTwice: slipTwice, string(models.CaseDuplicatePayment): paymentToldTwice,
	models.ReasonAlreadyReversed: reversedTwice, models.ReasonReversalMismatch: reversedWrong, models.ReasonSecondOfficer: reversedOneHand,
}

// answered counts a fault by the reason that the server gave.
func (w *world) answered(reason string) {
	if f, ok := ofReason[reason]; ok {
		w.happened(f)
	}
}

// Unseen gives the faults that never happened.
func (r *Report) Unseen() []Fault {
	return slices.DeleteFunc(slices.Clone(faults), func(f Fault) bool { return r.Faults[f] > 0 })
}

// faultTable tells how often each fault happened.
func (r *Report) faultTable() string {
	var out strings.Builder
	for _, f := range faults {
		fmt.Fprintf(&out, "%8d  %s\n", r.Faults[f], f)
	}
	return out.String()
}

// happened counts a fault.
func (w *world) happened(f Fault) { w.faults[f]++ }
