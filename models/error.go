package models

import (
	"errors"
	"fmt"
)

// Code names a failure for programs; it never changes its meaning. api/problem.go turns it into an HTTP status.
type Code string

// The codes of failures that concern a request as a whole.
const (
	CodeMalformed    Code = "malformed"    // not of the documented form
	CodeInvalid      Code = "invalid"      // of the right form, but breaks a rule; see the faults
	CodeLimit        Code = "limit"        // above a bound of limits.go
	CodeGap          Code = "gap"          // operations before these are missing; Expected says which
	CodeGroupSplit   Code = "group-split"  // a group of operations is not whole in the batch
	CodeResync       Code = "resync"       // the cursor is of another life of the server
	CodeUnauthorized Code = "unauthorized" // no or no longer valid credentials
	CodeFactor       Code = "factor"       // the password is right, the code of the second factor is missing, wrong or used
	CodeForbidden    Code = "forbidden"    // known, but not allowed
	CodeNotFound     Code = "not-found"    // no such thing in what the asker may see
	CodeConflict     Code = "conflict"     // the thing is not in a state that allows it
	CodeStale        Code = "stale"        // it has changed since it was read
	CodeGone         Code = "gone"         // the device was wiped
	CodeThrottled    Code = "throttled"    // too often; RetryAfter says when
	CodeUnavailable  Code = "unavailable"  // cannot be done now; try again
	CodeUpgrade      Code = "upgrade"      // the app is too old to understand what it would be given; Details["oldest"]
	CodeInternal     Code = "internal"     // our fault; the text stays inside
	CodeUnsupported  Code = "unsupported"  // media type or encoding
	CodeTooLarge     Code = "too-large"    // more bytes than allowed
	CodeStorageFull  Code = "storage-full" // no room left on the server's disk
)

// Error is a failure that may be told to whoever caused it. Anything that is not an Error is internal: it is logged and
// its text never leaves the server.
type Error struct {
	Code     Code
	Message  string            // English, for developers; people read the Vietnamese title of the code
	Faults   []Fault           // what is wrong with which field
	Expected map[Scope]uint64  // CodeGap: the next number per scope
	Details  map[string]string // further facts, documented per code
	Record   *Record           // CodeStale: the record as it stands, if the asker may see it
}

// Error gives code and message.
func (e *Error) Error() string { return string(e.Code) + ": " + e.Message }

// Errorf makes an Error.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// CodeOf gives the code of an error, CodeInternal for one that is not an Error, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return CodeInternal
}

// ErrStale is what Store.Commit and Documents.Put answer when the thing moved on since it was read: decide again.
var ErrStale = errors.New("stale: read again and decide again")

// ErrNotFound is what a store answers for a document that is not there.
var ErrNotFound = errors.New("not found")

// Fault is one thing wrong with one field of a record.
type Fault struct {
	Field   string // "" concerns the record as a whole
	Code    string // stable: required, type, range, enum, length, pattern, unknown-type, immutable, …
	Message string // a Vietnamese sentence for the volunteer
}
