package wire

import (
	"github.com/beplua/beplua/models"
)

// appendPage appends a page. Records that follow each other in one scope share its name.
func appendPage(to []byte, p *models.Page) []byte {
	to = append(to, '{')
	if len(p.Records) > 0 {
		to = append(to, `"scopes":[`...)
		for from := 0; from < len(p.Records); {
			end := from + 1
			for end < len(p.Records) && p.Records[end].Scope == p.Records[from].Scope {
				end++
			}
			if from > 0 {
				to = append(to, ',')
			}
			to = models.AppendQuoted(append(to, `{"scope":`...), string(p.Records[from].Scope))
			to = append(appendRecords(append(to, `,"records":`...), p.Records[from:end]), '}')
			from = end
		}
		to = append(to, "],"...)
	}
	to = models.AppendQuoted(append(to, `"cursor":`...), p.Cursor)
	if p.More {
		to = append(to, `,"more":true`...)
	}
	to = appendScopes(to, `,"purge":[`, p.Purge)
	to = appendScopes(to, `,"gained":[`, p.Gained)
	return append(to, '}')
}

func appendScopes(to []byte, open string, scopes []models.Scope) []byte {
	for i, scope := range scopes {
		if i == 0 {
			to = append(to, open...)
		} else {
			to = append(to, ',')
		}
		to = models.AppendQuoted(to, string(scope))
	}
	if len(scopes) > 0 {
		to = append(to, ']')
	}
	return to
}

func (r *reader) page() *models.Page {
	var p models.Page
	r.object(func(name []byte) {
		switch string(name) {
		case "scopes":
			r.array(func() { r.pageScope(&p) })
		case "cursor":
			p.Cursor = r.word(cursorBytesMax)
		case "more":
			p.More = r.boolean()
		case "purge":
			r.array(func() { p.Purge = append(p.Purge, r.scope()) })
		case "gained":
			r.array(func() { p.Gained = append(p.Gained, r.scope()) })
		default:
			r.skip()
		}
	})
	return &p
}

func (r *reader) pageScope(p *models.Page) {
	var scope models.Scope
	first := len(p.Records)
	r.object(func(name []byte) {
		switch string(name) {
		case "scope":
			scope = r.scope()
		case "records":
			r.array(func() { p.Records = append(p.Records, r.record("")) })
		default:
			r.skip()
		}
	})
	if r.err == nil && scope == "" {
		r.malformed("scope is missing")
	}
	for i := first; i < len(p.Records); i++ {
		p.Records[i].Scope = scope
	}
}
