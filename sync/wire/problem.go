package wire

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
)

// ProblemType is the media type of a problem document (RFC 9457).
const ProblemType = "application/problem+json"

// Problem is a failure of a request as a whole. Type, title and status are api/problem.go's to choose.
type Problem struct {
	Type     string
	Title    string
	Status   int
	Detail   string
	Instance string
	Code     models.Code
	Faults   []models.Fault // a field that begins with '/' is a JSON pointer
	Expected map[models.Scope]uint64
	Details  map[string]string
	Record   *models.Record // as it stands, where somebody edited an older state; phones are never told
}

// AppendProblem appends the JSON text, maps in the order of their names.
func AppendProblem(to []byte, p *Problem) []byte {
	to = models.AppendQuoted(append(to, `{"type":`...), p.Type)
	to = models.AppendQuoted(append(to, `,"title":`...), p.Title)
	to = strconv.AppendInt(append(to, `,"status":`...), int64(p.Status), 10)
	if p.Detail != "" {
		to = models.AppendQuoted(append(to, `,"detail":`...), p.Detail)
	}
	if p.Instance != "" {
		to = models.AppendQuoted(append(to, `,"instance":`...), p.Instance)
	}
	to = models.AppendQuoted(append(to, `,"code":`...), string(p.Code))
	if len(p.Faults) > 0 {
		to = appendFaults(append(to, `,"errors":`...), p.Faults)
	}
	if len(p.Expected) > 0 {
		to = append(to, `,"expected":{`...)
		for i, scope := range sortedNames(p.Expected) {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(models.AppendQuoted(to, string(scope)), ':')
			to = strconv.AppendUint(to, p.Expected[scope], 10)
		}
		to = append(to, '}')
	}
	if len(p.Details) > 0 {
		to = append(to, `,"details":{`...)
		for i, name := range sortedNames(p.Details) {
			if i > 0 {
				to = append(to, ',')
			}
			to = append(models.AppendQuoted(to, name), ':')
			to = models.AppendQuoted(to, p.Details[name])
		}
		to = append(to, '}')
	}
	if p.Record != nil {
		to = appendRecord(append(to, `,"record":`...), p.Record)
	}
	return append(to, '}')
}

func sortedNames[N ~string, V any](m map[N]V) []N {
	out := make([]N, 0, len(m))
	for name := range m {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func appendFaults(to []byte, faults []models.Fault) []byte {
	to = append(to, '[')
	for i, f := range faults {
		if i > 0 {
			to = append(to, ',')
		}
		to = append(to, '{')
		if strings.HasPrefix(f.Field, "/") {
			to = append(models.AppendQuoted(append(to, `"pointer":`...), f.Field), ',')
		} else if f.Field != "" {
			to = append(models.AppendQuoted(append(to, `"field":`...), f.Field), ',')
		}
		to = models.AppendQuoted(append(to, `"code":`...), f.Code)
		to = append(models.AppendQuoted(append(to, `,"message":`...), f.Message), '}')
	}
	return append(to, ']')
}

func (r *reader) faults() []models.Fault {
	var out []models.Fault
	r.array(func() {
		var f models.Fault
		r.object(func(name []byte) {
			switch string(name) {
			case "field", "pointer":
				f.Field = r.sentence()
			case "code":
				f.Code = r.sentence()
			case "message":
				f.Message = r.sentence()
			default:
				r.skip()
			}
		})
		out = append(out, f)
	})
	return out
}

// DecodeProblem reads a problem document on a phone.
func DecodeProblem(body []byte) (Problem, error) {
	var p Problem
	r := newReader(body)
	r.object(func(name []byte) {
		switch string(name) {
		case "type":
			p.Type = r.sentence()
		case "title":
			p.Title = r.sentence()
		case "status":
			p.Status = r.count()
		case "detail":
			p.Detail = r.sentence()
		case "instance":
			p.Instance = r.sentence()
		case "code":
			p.Code = models.Code(r.word(nameBytesMax))
		case "errors":
			p.Faults = r.faults()
		case "expected":
			p.Expected = r.expected()
		case "details":
			p.Details = r.details()
		default:
			r.skip()
		}
	})
	if r.err == nil && p.Code == "" {
		r.malformed("code is missing")
	}
	return p, r.end()
}

func (r *reader) expected() map[models.Scope]uint64 {
	out := map[models.Scope]uint64{}
	r.object(func(name []byte) {
		scope, err := models.ParseScope(string(name))
		r.adopt(err)
		out[scope] = r.number()
	})
	return out
}

func (r *reader) details() map[string]string {
	out := map[string]string{}
	r.object(func(name []byte) {
		key := string(name)
		out[key] = r.sentence()
	})
	return out
}
