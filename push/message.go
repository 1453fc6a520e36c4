package push

import (
	"context"
	"time"

	"github.com/beplua/beplua/models"
)

// Sender hands one message to whoever carries it to the phone. It tries exactly once, keeps to the context's deadline,
// and may be called from many goroutines. When to try again is the outbox's business alone.
type Sender interface {
	Send(ctx context.Context, m Message) Result
}

// Message is a reminder on its way to one device. By its types it can carry no name, no amount and no free text: ids, a
// kind and a day. The phone looks the rest up in its own records.
type Message struct {
	Target  Target
	Device  models.RecordID // two people who share a phone have two devices and one target
	Key     models.RecordID // names the delivery: the phone shows each key once
	Kind    Kind            // also the collapse key
	Club    models.RecordID // zero when the subject is not in a club's scope
	Subject models.RecordID // the record it is about; also the notification tag
	Lead    int             // days from the day it is meant to be shown to On: 3, 1, 0; −7 when On is a week past
	On      models.Day      // the day of what it reminds of
	TTL     time.Duration   // how long it is worth delivering, above 0
	High    bool            // wakes a sleeping phone: only what a person should see now
}

// Target is where a device is reached.
type Target struct {
	Kind  TargetKind
	Value string // issued by the carrier; a secret, never logged
}

// TargetKind says what a target's value is.
type TargetKind string

// The kinds of targets.
const (
	TargetToken        TargetKind = "token"        // registration token
	TargetInstallation TargetKind = "installation" // Firebase installation id
)

// Kind is what a reminder is about. There are four because a carrier keeps at most four collapse keys per device.
type Kind string

// The kinds of reminders.
const (
	KindMeeting Kind = "meeting"
	KindLoan    Kind = "loan"
	KindVisit   Kind = "visit"
	KindCase    Kind = "case"
)

// Result is what became of one try.
type Result struct {
	Outcome Outcome
	After   time.Duration // OutcomeRetry: not before this has passed; 0 when the carrier named no time
	Code    string        // the carrier's word, for logs and figures: "UNREGISTERED", "QUOTA_EXCEEDED", "503"; never a target
	Err     error         // for the log, nil when sent; never names a target
}

// Outcome is the class of a result.
type Outcome string

// The outcomes.
const (
	OutcomeSent     Outcome = "sent"     // the carrier took it
	OutcomeListed   Outcome = "listed"   // nobody carries it: it is in the app's list only
	OutcomeRetry    Outcome = "retry"    // the carrier surely did not take it, but may later
	OutcomeQuota    Outcome = "quota"    // the same, because we send too fast
	OutcomeGone     Outcome = "gone"     // the target is no more: retire it
	OutcomeRejected Outcome = "rejected" // the carrier will never take this message; the target may be good
	OutcomeUnknown  Outcome = "unknown"  // the carrier may or may not have taken it: try again, the phone shows a key once
)
