package fcm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"firebase.google.com/go/v4/messaging"

	"github.com/beplua/beplua/push"
)

// The codes of results that the carrier has no word for.
const (
	codePayload     = "payload"     // we made a message that we would not send
	codeCredentials = "credentials" // no access token: the carrier was not asked
	codeUnreachable = "unreachable" // no connection to the carrier
	codeInterrupted = "interrupted" // the connection broke, or the server is stopping, before an answer was read
	codeTimeout     = "timeout"     // the deadline passed before an answer was read
)

// maxAfter bounds what a carrier may ask us to wait.
const maxAfter = 24 * time.Hour

// classify reads what became of a Send from the exchange and from the SDK's error, which must not have been wrapped: the
// SDK's predicates look at the outermost error only.
//
// The rule: "gone" only when the carrier itself says in its own words that the target is no more, since a target that is
// dropped by mistake is a person who gets no reminder; "retry" only when the message surely was not taken; where an
// operator can mend the cause (credentials, project, rights), it is worth another try; else "unknown".
func classify(x *exchange, id string, err error, now time.Time) push.Result {
	if err == nil && id != "" {
		return push.Result{Outcome: push.OutcomeSent}
	}
	if x.fault != nil {
		return unanswered(x)
	}
	if x.status == 0 {
		return push.Result{Outcome: push.OutcomeRejected, Code: codePayload, Err: fmt.Errorf("fcm: %w", err)}
	}
	outcome, code := answered(x, err)
	result := push.Result{Outcome: outcome, Code: code, After: retryAfter(x.after, now)}
	// The answer's text is left out: a stranger on the way may have written it, target and all.
	result.Err = fmt.Errorf("fcm: answer %d, %s, fields %.100q", x.status, code, fields(x.body))
	return result
}

// unanswered is for a request without an answer.
func unanswered(x *exchange) push.Result {
	code := codeInterrupted
	if errors.Is(x.fault, context.DeadlineExceeded) {
		code = codeTimeout
	}
	result := push.Result{Outcome: push.OutcomeUnknown, Code: code, Err: fmt.Errorf("fcm: %w", x.fault)}
	if x.reached.Load() {
		return result
	}
	result.Outcome = push.OutcomeRetry
	var noToken *credentialsError
	if errors.As(x.fault, &noToken) {
		result.Code = codeCredentials
	} else if code == codeInterrupted {
		result.Code = codeUnreachable
	}
	return result
}

// answered is for an answer that is not "taken".
func answered(x *exchange, err error) (push.Outcome, string) {
	switch {
	case messaging.IsUnregistered(err):
		return push.OutcomeGone, "UNREGISTERED"
	case messaging.IsSenderIDMismatch(err):
		// The target belongs to another project: so do all of them when the credentials were exchanged by mistake.
		return push.OutcomeRejected, "SENDER_ID_MISMATCH"
	case messaging.IsInvalidArgument(err) && onlyTarget(x.body):
		return push.OutcomeGone, "INVALID_ARGUMENT"
	case messaging.IsInvalidArgument(err):
		return push.OutcomeRejected, "INVALID_ARGUMENT"
	case messaging.IsThirdPartyAuthError(err):
		return push.OutcomeRetry, "THIRD_PARTY_AUTH_ERROR"
	case messaging.IsQuotaExceeded(err):
		return push.OutcomeQuota, "QUOTA_EXCEEDED"
	case messaging.IsUnavailable(err):
		return push.OutcomeRetry, "UNAVAILABLE"
	}
	code := strconv.Itoa(x.status)
	switch x.status {
	case http.StatusTooManyRequests:
		return push.OutcomeQuota, code
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound:
		return push.OutcomeRetry, code
	}
	if x.status >= 400 && x.status < 500 {
		return push.OutcomeRejected, code
	}
	return push.OutcomeUnknown, code
}

// onlyTarget says whether an INVALID_ARGUMENT can only mean the target: the carrier blames no other field.
func onlyTarget(body []byte) bool {
	for _, field := range fields(body) {
		if field != "message.token" && field != "message.fid" {
			return false
		}
	}
	return true
}

// fields are those that the carrier's answer blames: google.rpc.BadRequest.
func fields(body []byte) []string {
	var answer struct {
		Error struct {
			Details []struct {
				FieldViolations []struct {
					Field string `json:"field"`
				} `json:"fieldViolations"`
			} `json:"details"`
		} `json:"error"`
	}
	if json.Unmarshal(body, &answer) != nil {
		return nil
	}
	var blamed []string
	for _, detail := range answer.Error.Details {
		for _, violation := range detail.FieldViolations {
			blamed = append(blamed, violation.Field)
		}
	}
	return blamed
}

// retryAfter reads both forms of the header, RFC 9110 §10.2.3; 0 for none or for nonsense.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 32); err == nil {
		return min(time.Duration(seconds)*time.Second, maxAfter)
	}
	if at, err := http.ParseTime(header); err == nil {
		return min(max(at.Sub(now), 0), maxAfter)
	}
	return 0
}
