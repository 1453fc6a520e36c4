package wire

import (
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
)

// Submit is the body of POST /api/v1/sync: a batch, which may be empty, and the cursor to fetch from.
type Submit struct {
	Batch     models.Batch
	Cursor    string // "" from the start
	PageBytes int    // most bytes of the page before compression; 0 leaves it to the server
	// Heartbeat is what the phone says of itself; nil if it says nothing. At and Offset are the server's to fill.
	Heartbeat *models.Heartbeat
}

// DecodeSubmit reads a body strictly. Operations come out in the order of the runs, each with its dot, scope and author.
func DecodeSubmit(body []byte) (Submit, error) {
	var s Submit
	if len(body) > models.BatchBytesMax {
		return s, models.Errorf(models.CodeTooLarge, "a batch has at most %d bytes", models.BatchBytesMax)
	}
	r := newReader(body)
	r.object(func(name []byte) {
		switch string(name) {
		case "actor":
			s.Batch.Actor = r.actor()
		case "epoch":
			s.Batch.Epoch = r.word(epochBytesMax)
		case "now":
			s.Batch.Now = r.instant()
		case "cursor":
			s.Cursor = r.word(cursorBytesMax)
		case "newActor":
			s.Batch.NewActor = r.boolean()
		case "pageBytes":
			s.PageBytes = int(r.integer(1, models.PageBytesMax))
		case "heartbeat":
			s.Heartbeat = r.heartbeat()
		case "runs":
			r.runs(&s.Batch)
		default:
			r.unknown()
		}
	})
	if r.err == nil && s.Batch.Actor.IsZero() {
		r.malformed("actor is missing")
	}
	if err := r.end(); err != nil {
		return Submit{}, err
	}
	complete(&s.Batch)
	return s, nil
}

// complete gives each operation the actor: it may stand behind the runs.
func complete(b *models.Batch) {
	for i := range b.Operations {
		b.Operations[i].Dot.Actor = b.Actor
	}
}

func (r *reader) heartbeat() *models.Heartbeat {
	var h models.Heartbeat
	r.object(func(name []byte) {
		switch string(name) {
		case "app":
			h.App = r.word(buildBytesMax)
		case "schema":
			h.Schema = r.count()
		case "outbox":
			h.Outbox = r.count()
		case "oldest":
			h.Oldest = r.instant()
		case "storageLow":
			h.StorageLow = r.boolean()
		case "refused":
			h.Refused = r.count()
		case "notifications":
			h.Notifications = r.permission()
		case "pinReset":
			h.PINReset = r.nonce()
		default:
			r.unknown()
		}
	})
	return &h
}

// nonce reads the name of an order. It is far longer than any PIN: one that is sent by mistake is refused and kept nowhere.
func (r *reader) nonce() string {
	nonce := r.word(nonceBytesMax)
	if r.err == nil && len(nonce) < nonceBytesMin {
		r.malformed("expected the nonce of an order")
	}
	return nonce
}

func (r *reader) permission() models.Permission {
	switch p := models.Permission(r.word(nameBytesMax)); p {
	case models.PermissionGranted, models.PermissionDenied, models.PermissionDefault:
		return p
	}
	r.malformed("expected granted, denied or default")
	return ""
}

func (r *reader) runs(b *models.Batch) {
	var scopes []models.Scope
	r.array(func() {
		if len(scopes) == models.ScopesPerBatchMax {
			r.fail(models.CodeLimit, "too many runs")
			return
		}
		first := len(b.Operations)
		scope := r.run(b)
		if slices.Contains(scopes, scope) {
			r.malformed("a scope has one run")
		}
		scopes = append(scopes, scope)
		for i := first; i < len(b.Operations); i++ {
			b.Operations[i].Scope = scope
		}
	})
}

// run reads the operations of one scope and fills in what the run says for all of them.
func (r *reader) run(b *models.Batch) models.Scope {
	var scope models.Scope
	var from uint64
	var by models.RecordID
	schema, first := 0, len(b.Operations)
	r.object(func(name []byte) {
		switch string(name) {
		case "scope":
			scope = r.scope()
		case "from":
			from = r.number()
		case "by":
			by = r.recordID()
		case "schema":
			schema = r.schema()
		case "ops":
			r.array(func() { r.nextOperation(b) })
		default:
			r.unknown()
		}
	})
	if r.err == nil && (scope == "" || from == 0) {
		r.malformed("scope and from are needed")
	}
	for i := range b.Operations[first:] {
		o := &b.Operations[first+i]
		o.Dot.N = from + uint64(i) //nolint:gosec // an index
		if o.By.IsZero() {
			o.By = by
		}
		if o.Schema == 0 {
			o.Schema = schema
		}
		if r.err == nil && (o.By.IsZero() || o.Schema == 0) {
			r.malformed("by and schema are needed, of the run or of each operation")
		}
	}
	return scope
}

func (r *reader) schema() int { return int(r.integer(1, 1<<20)) }

// AppendSubmit appends the body that DecodeSubmit reads. The operations of one scope must be numbered without gaps.
func AppendSubmit(to []byte, s *Submit) []byte {
	b := &s.Batch
	to = append(append(append(to, `{"actor":"`...), b.Actor.String()...), '"')
	if b.Epoch != "" {
		to = models.AppendQuoted(append(to, `,"epoch":`...), b.Epoch)
	}
	to = appendInstant(append(to, `,"now":`...), b.Now)
	if s.Cursor != "" {
		to = models.AppendQuoted(append(to, `,"cursor":`...), s.Cursor)
	}
	if b.NewActor {
		to = append(to, `,"newActor":true`...)
	}
	if s.PageBytes != 0 {
		to = strconv.AppendInt(append(to, `,"pageBytes":`...), int64(s.PageBytes), 10)
	}
	if s.Heartbeat != nil {
		to = appendHeartbeat(append(to, `,"heartbeat":`...), s.Heartbeat)
	}
	if len(b.Operations) > 0 {
		to = appendRuns(append(to, `,"runs":`...), b.Operations)
	}
	return append(to, '}')
}

func appendHeartbeat(to []byte, h *models.Heartbeat) []byte {
	to = models.AppendQuoted(append(to, `{"app":`...), h.App)
	to = strconv.AppendInt(append(to, `,"schema":`...), int64(h.Schema), 10)
	to = strconv.AppendInt(append(to, `,"outbox":`...), int64(h.Outbox), 10)
	if h.Oldest != 0 {
		to = appendInstant(append(to, `,"oldest":`...), h.Oldest)
	}
	if h.StorageLow {
		to = append(to, `,"storageLow":true`...)
	}
	if h.Refused != 0 {
		to = strconv.AppendInt(append(to, `,"refused":`...), int64(h.Refused), 10)
	}
	if h.Notifications != "" {
		to = models.AppendQuoted(append(to, `,"notifications":`...), string(h.Notifications))
	}
	if h.PINReset != "" {
		to = models.AppendQuoted(append(to, `,"pinReset":`...), h.PINReset)
	}
	return append(to, '}')
}

func appendRuns(to []byte, operations []models.Operation) []byte {
	var scopes []models.Scope
	for i := range operations {
		if !slices.Contains(scopes, operations[i].Scope) {
			scopes = append(scopes, operations[i].Scope)
		}
	}
	to = append(to, '[')
	for i, scope := range scopes {
		if i > 0 {
			to = append(to, ',')
		}
		to = appendRun(to, scope, operations)
	}
	return append(to, ']')
}

func appendRun(to []byte, scope models.Scope, operations []models.Operation) []byte {
	var first *models.Operation
	for i := range operations {
		o := &operations[i]
		if o.Scope != scope {
			continue
		}
		if first == nil {
			first = o
			to = models.AppendQuoted(append(to, `{"scope":`...), string(scope))
			to = strconv.AppendUint(append(to, `,"from":`...), o.Dot.N, 10)
			to = appendID(append(to, `,"by":`...), o.By)
			to = strconv.AppendInt(append(to, `,"schema":`...), int64(o.Schema), 10)
			to = append(to, `,"ops":[`...)
		} else {
			to = append(to, ',')
		}
		to = appendOperation(to, o, first)
	}
	return append(to, "]}"...)
}

func appendID(to []byte, id models.RecordID) []byte {
	return append(append(append(to, '"'), id.String()...), '"')
}
