package wire

import (
	"encoding/hex"
	"strconv"

	"github.com/beplua/beplua/models"
)

// AppendDigestQuery appends the body of POST /api/v1/sync/digest.
func AppendDigestQuery(to []byte, q *models.DigestQuery) []byte {
	to = models.AppendQuoted(append(to, `{"scope":`...), string(q.Scope))
	to = appendDigest(append(to, `,"digest":`...), q.Digest)
	if q.Bucket != nil {
		to = strconv.AppendUint(append(to, `,"bucket":`...), uint64(*q.Bucket), 10)
	}
	for i := range q.Records {
		if i == 0 {
			to = append(to, `,"records":[`...)
		} else {
			to = append(to, ',')
		}
		to = appendID(append(to, `{"id":`...), q.Records[i].ID)
		to = append(appendDigest(append(to, `,"digest":`...), q.Records[i].Digest), '}')
	}
	if len(q.Records) > 0 {
		to = append(to, ']')
	}
	return append(to, '}')
}

func appendDigest(to []byte, d models.Digest) []byte {
	return append(hex.AppendEncode(append(to, '"'), d[:]), '"')
}

// DigestQueryBytesMax bounds the body of a digest query: bytes.
const DigestQueryBytesMax = 256 << 10

// DecodeDigestQuery reads a digest query strictly.
func DecodeDigestQuery(body []byte) (models.DigestQuery, error) {
	var q models.DigestQuery
	if len(body) > DigestQueryBytesMax {
		return q, models.Errorf(models.CodeTooLarge, "a digest query has at most %d bytes", DigestQueryBytesMax)
	}
	r := newReader(body)
	given := false
	r.object(func(name []byte) {
		switch string(name) {
		case "scope":
			q.Scope = r.scope()
		case "digest":
			q.Digest, given = r.digest(), true
		case "bucket":
			bucket := uint8(r.integer(0, 255)) //nolint:gosec // bounded
			q.Bucket = &bucket
		case "records":
			r.array(func() { r.stamp(&q) })
		default:
			r.unknown()
		}
	})
	if r.err == nil && (q.Scope == "" || !given) {
		r.malformed("scope and digest are needed")
	}
	if r.err == nil && q.Records != nil && q.Bucket == nil {
		r.malformed("records are given with their bucket")
	}
	return q, r.end()
}

func (r *reader) stamp(q *models.DigestQuery) {
	if len(q.Records) == models.DigestRecordsMax {
		r.fail(models.CodeLimit, "too many records")
		return
	}
	var s models.RecordStamp
	given := false
	r.object(func(name []byte) {
		switch string(name) {
		case "id":
			s.ID = r.recordID()
		case "digest":
			s.Digest, given = r.digest(), true
		default:
			r.unknown()
		}
	})
	if r.err == nil && (s.ID.IsZero() || !given) {
		r.malformed("id and digest are needed")
	}
	q.Records = append(q.Records, s)
}

// AppendDigestAnswer appends the answer to a digest query.
func AppendDigestAnswer(to []byte, a *models.DigestAnswer) []byte {
	to = strconv.AppendUint(append(to, `{"seq":`...), a.Seq, 10)
	to = strconv.AppendBool(append(to, `,"equal":`...), a.Equal)
	for i, d := range a.Buckets {
		if i == 0 {
			to = append(to, `,"buckets":[`...)
		} else {
			to = append(to, ',')
		}
		to = appendDigest(to, d)
	}
	if len(a.Buckets) > 0 {
		to = append(to, ']')
	}
	if len(a.Records) > 0 {
		to = appendRecords(append(to, `,"records":`...), a.Records)
	}
	for i, id := range a.Absent {
		if i == 0 {
			to = append(to, `,"absent":[`...)
		} else {
			to = append(to, ',')
		}
		to = appendID(to, id)
	}
	if len(a.Absent) > 0 {
		to = append(to, ']')
	}
	return append(to, '}')
}

// DecodeDigestAnswer reads the answer on a phone, which knows the scope it asked for.
func DecodeDigestAnswer(scope models.Scope, body []byte) (models.DigestAnswer, error) {
	var a models.DigestAnswer
	r := newReader(body)
	r.object(func(name []byte) {
		switch string(name) {
		case "seq":
			a.Seq = r.ordinal()
		case "equal":
			a.Equal = r.boolean()
		case "buckets":
			r.array(func() { a.Buckets = append(a.Buckets, r.digest()) })
		case "records":
			r.array(func() { a.Records = append(a.Records, r.record(scope)) })
		case "absent":
			r.array(func() { a.Absent = append(a.Absent, r.recordID()) })
		default:
			r.skip()
		}
	})
	return a, r.end()
}
