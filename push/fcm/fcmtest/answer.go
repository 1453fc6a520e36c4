package fcmtest

import (
	"cmp"
	"net/http"
	"strconv"
)

// Answer is what the carrier does with one request.
type Answer string

// The answers. A page is HTML, as proxies and hotel networks write it.
const (
	Taken           Answer = "taken"            // 200
	BadTarget       Answer = "bad-target"       // 400, blames the target
	BadField        Answer = "bad-field"        // 400, blames another field
	BadRequest      Answer = "bad-request"      // 400, a page
	Unauthorized    Answer = "unauthorized"     // 401
	ForeignTarget   Answer = "foreign-target"   // 403, SENDER_ID_MISMATCH
	Forbidden       Answer = "forbidden"        // 403, without the carrier's own detail
	Unregistered    Answer = "unregistered"     // 404, UNREGISTERED
	NotFound        Answer = "not-found"        // 404, without the carrier's own detail
	Quota           Answer = "quota"            // 429, QUOTA_EXCEEDED, Retry-After: 90
	TooMany         Answer = "too-many"         // 429, without detail, Retry-After a date
	Internal        Answer = "internal"         // 500
	BadGateway      Answer = "bad-gateway"      // 502, a page
	Unavailable     Answer = "unavailable"      // 503, UNAVAILABLE, Retry-After: 30
	PageUnavailable Answer = "page-unavailable" // 503, a page
	Page            Answer = "page"             // 200, a page; nothing is taken
	Nameless        Answer = "nameless"         // 200, but no name of a message; nothing is taken
	Moved           Answer = "moved"            // 307 to the same place; nothing is taken
	CutBefore       Answer = "cut-before"       // the connection is cut, nothing is taken
	CutAfter        Answer = "cut-after"        // taken, and the connection cut before the answer
	CutWithin       Answer = "cut-within"       // taken, and the connection cut within the answer
	Slow            Answer = "slow"             // taken, but never answered
)

// Retry is what Quota, TooMany and Unavailable name as Retry-After: two in seconds, one as a date.
const (
	RetryQuota       = "90"
	RetryTooMany     = "Thu, 26 Nov 2026 03:02:00 GMT"
	RetryUnavailable = "30"
)

const page = "<html><body>Đăng nhập mạng</body></html>"

// reply is an answer that is written out.
type reply struct {
	status int
	code   string // the carrier's own, "" for none
	state  string // google.rpc.Code; "": a page
	field  string // blamed
	header [2]string
}

var replies = map[Answer]reply{
	BadTarget:       {status: 400, code: "INVALID_ARGUMENT", state: "INVALID_ARGUMENT", field: "message.token"},
	BadField:        {status: 400, code: "INVALID_ARGUMENT", state: "INVALID_ARGUMENT", field: "message.android.ttl"},
	BadRequest:      {status: 400},
	Unauthorized:    {status: 401, state: "UNAUTHENTICATED"},
	ForeignTarget:   {status: 403, code: "SENDER_ID_MISMATCH", state: "PERMISSION_DENIED"},
	Forbidden:       {status: 403, state: "PERMISSION_DENIED"},
	Unregistered:    {status: 404, code: "UNREGISTERED", state: "NOT_FOUND"},
	NotFound:        {status: 404, state: "NOT_FOUND"},
	Quota:           {status: 429, code: "QUOTA_EXCEEDED", state: "RESOURCE_EXHAUSTED", header: [2]string{"Retry-After", RetryQuota}},
	TooMany:         {status: 429, state: "RESOURCE_EXHAUSTED", header: [2]string{"Retry-After", RetryTooMany}},
	Internal:        {status: 500, code: "INTERNAL", state: "INTERNAL"},
	BadGateway:      {status: 502},
	Unavailable:     {status: 503, code: "UNAVAILABLE", state: "UNAVAILABLE", header: [2]string{"Retry-After", RetryUnavailable}},
	PageUnavailable: {status: 503},
	Page:            {status: 200},
	Moved:           {status: 307, header: [2]string{"Location", "/v1/projects/" + Project + "/messages:send"}},
}

// write writes a refusal, text included that tells the target: the sender must not pass it on.
func (r reply) write(w http.ResponseWriter, asked request) {
	target, blamed := asked.message.target(), cmp.Or(asked.field, r.field)
	if r.header[0] != "" {
		w.Header().Set(r.header[0], r.header[1])
	}
	if r.state == "" {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(r.status)
		w.Write([]byte(page + "<!-- " + target + " -->"))
		return
	}
	details := ""
	if r.code != "" {
		details = `{"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"` + r.code + `"}`
	}
	if r.field != "" {
		details += `,{"@type":"type.googleapis.com/google.rpc.BadRequest","fieldViolations":[{"field":"` + blamed + `","description":"Invalid value"}]}`
	}
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	w.WriteHeader(r.status)
	w.Write([]byte(`{"error":{"code":` + strconv.Itoa(r.status) + `,"message":"Refused ` + target + `","status":"` + r.state + `","details":[` + details + `]}}`))
}
