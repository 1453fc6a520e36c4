package models

import (
	"crypto/sha256"
	"strconv"
	"time"
)

// Operation is one edit as a phone made it, or as the server made it in somebody's name.
type Operation struct {
	Dot    Dot
	Scope  Scope
	Record RecordID
	Type   string // record type, a name in models/schema
	// Seen is the version vector of the record as the server had given it to the phone when the person made the edit.
	// What the same actor did before in this scope counts as seen without being named.
	Seen Vector
	// SeenEpoch is the life of the server that Seen was read from, if it is not the batch's: then entries the present
	// server never issued were lost with a restored backup and are left out instead of being refused.
	// Such an operation is never plainly applied: its author is shown what stands.
	SeenEpoch string
	Set       Values   // fields given a value
	Unset     []string // fields whose value was taken away; sorted, none of Set
	Delete    bool     // the record was deleted; then Set and Unset are empty
	At        int64    // when, by the phone's clock: milliseconds since 1970 UTC. A claim
	By        RecordID // the user who made the edit
	Schema    int      // schema number the app used
	Group     Group    // operations that stand or fall together; zero for none
	// Normalised says that the text arrived in another form than it is stored (NFD); then the phone must learn the
	// stored form. It is not part of the content.
	Normalised bool
}

// Group marks operations of one batch and scope that stand or fall together. They are neighbours in the batch.
type Group struct {
	ID string // 1 to 36 of [a-z0-9-], made by the phone
	Of int    // how many operations the group has, 2 to BatchOperationsMax
}

// IsZero says whether the operation stands alone.
func (g Group) IsZero() bool { return g.Of == 0 }

// Hash stands for the content of an operation: the same dot with another hash is a fork.
type Hash [sha256.Size]byte

// Hash is SHA-256 over the canonical text: one line each for dot, scope, record, type, schema, seen, at, by, group and
// delete, then "name=value" per field set and "-name" per field unset. No part can hold a line break. SeenEpoch is not
// part of it: the same operation is offered with it after the server was restored.
func (o *Operation) Hash() Hash {
	b := make([]byte, 0, 1024)
	b = append(b, o.Dot.String()...)
	b = append(append(b, '\n'), o.Scope...)
	b = append(append(b, '\n'), o.Record.String()...)
	b = append(append(b, '\n'), o.Type...)
	b = strconv.AppendInt(append(b, '\n'), int64(o.Schema), 10)
	b = o.Seen.AppendText(append(b, '\n'))
	b = strconv.AppendInt(append(b, '\n'), o.At, 10)
	b = append(append(b, '\n'), o.By.String()...)
	b = append(append(b, '\n'), o.Group.ID...)
	b = strconv.AppendInt(append(b, '/'), int64(o.Group.Of), 10)
	b = strconv.AppendBool(append(b, '\n'), o.Delete)
	for _, a := range o.Set {
		b = append(append(b, '\n'), a.Name...)
		b = append(append(b, '='), a.Value...)
	}
	for _, name := range o.Unset {
		b = append(append(b, "\n-"...), name...)
	}
	return sha256.Sum256(b)
}

// Time is At as a time in UTC.
func (o *Operation) Time() time.Time { return time.UnixMilli(o.At).UTC() }

// LoggedOperation is an operation as the server decided it. The log of a scope is its operations by seq, without gaps.
type LoggedOperation struct {
	Operation
	Seq      uint64
	Hash     Hash
	Outcome  Outcome
	Received int64    // when the server got it: milliseconds since 1970 UTC
	Offset   int64    // the phone's clock minus ours at that moment: milliseconds
	Device   RecordID // the installation that sent it; zero for the server
	Chain    Hash     // audit chain up to and with this operation
}

// Corrected is when the edit was made by our clock: the claim less the phone's offset, and never later than receipt.
func (l *LoggedOperation) Corrected() int64 { return min(l.At-l.Offset, l.Received) }

// NextChain continues the audit chain: SHA-256 of the previous head, then seq, content hash, outcome, receipt and device.
func (l *LoggedOperation) NextChain(previous Hash) Hash {
	b := make([]byte, 0, 256)
	b = append(b, previous[:]...)
	b = append(b, l.Hash[:]...)
	b = strconv.AppendUint(b, l.Seq, 10)
	b = append(append(b, '\n'), l.Outcome.Kind...)
	b = append(append(b, '\n'), l.Outcome.Case.String()...)
	b = append(append(b, '\n'), l.Outcome.Landed.String()...)
	b = append(append(b, '\n'), l.Outcome.Problem...)
	b = strconv.AppendInt(append(b, '\n'), l.Received, 10)
	b = strconv.AppendInt(append(b, '\n'), l.Offset, 10)
	b = append(append(b, '\n'), l.Device.String()...)
	return sha256.Sum256(b)
}
