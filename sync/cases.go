package sync

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Cases lists cases that the asker may read, by scope and id, and gives the mark to go on from ("" at the end).
// It fails with CodeMalformed on a mark that is not one of ours.
func (e *Engine) Cases(ctx context.Context, access models.Access, filter models.CaseFilter) ([]models.Record, string, error) {
	scopes := readable(access, filter.Scopes)
	limit := filter.Limit
	if limit <= 0 || limit > models.ListMax {
		limit = models.ListMax
	}
	afterScope, after, err := parseMark(filter.After)
	if err != nil {
		return nil, "", err
	}
	key := caseListKey(filter)
	var out []models.Record
	for _, scope := range scopes {
		if scope < afterScope {
			continue
		}
		from := models.RecordID{}
		if scope == afterScope {
			from = after
		}
		for more := true; more; {
			found, err := e.Store.RecordsByKey(ctx, scope, key, from, models.ListMax)
			if err != nil {
				return nil, "", err
			}
			for i := range found {
				from = found[i].ID
				if !matches(&found[i], filter) {
					continue
				}
				if len(out) == limit {
					return out, makeMark(out[limit-1]), nil
				}
				out = append(out, found[i])
			}
			more = len(found) == models.ListMax
		}
	}
	return out, "", nil
}

// readable gives the scopes asked for that the asker may read, sorted; all of his if none are asked for.
func readable(access models.Access, asked []models.Scope) []models.Scope {
	scopes := slices.Clone(access.Reads)
	if len(asked) > 0 {
		scopes = slices.DeleteFunc(slices.Clone(asked), func(s models.Scope) bool { return !access.MayRead(s) })
	}
	slices.Sort(scopes)
	return slices.Compact(scopes)
}

// caseListKey is the narrowest index key for a filter.
func caseListKey(filter models.CaseFilter) string {
	switch {
	case filter.Status == models.CaseResolved:
		return schema.ListKey(models.TypeCase, models.CaseFieldStatus, models.TextValue(string(models.CaseResolved)))
	case filter.Kind != "":
		return schema.OpenKindKey(filter.Kind)
	}
	return schema.OpenKey
}

func matches(c *models.Record, filter models.CaseFilter) bool {
	is := func(field, want string) bool { return want == "" || c.Value(field).Str() == want }
	return is(models.CaseFieldKind, string(filter.Kind)) && is(models.CaseFieldStatus, string(filter.Status)) &&
		is(models.CaseFieldSeverity, filter.Severity)
}

func makeMark(r models.Record) string {
	return base64.RawURLEncoding.EncodeToString([]byte(string(r.Scope) + " " + r.ID.String()))
}

func parseMark(text string) (models.Scope, models.RecordID, error) {
	if text == "" {
		return "", models.RecordID{}, nil
	}
	bad := models.Errorf(models.CodeMalformed, "not a mark of this list")
	b, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return "", models.RecordID{}, bad
	}
	scope, rest, ok := strings.Cut(string(b), " ")
	id, err := models.ParseRecordID(rest)
	if !ok || err != nil {
		return "", models.RecordID{}, bad
	}
	return models.Scope(scope), id, nil
}

// Case gives one case. One that is not there and one that the asker may not read are the same: CodeNotFound.
func (e *Engine) Case(ctx context.Context, access models.Access, scope models.Scope, id models.RecordID) (models.Record, error) {
	missing := models.Errorf(models.CodeNotFound, "no such case")
	if !access.MayRead(scope) {
		return models.Record{}, missing
	}
	found, err := e.Store.Records(ctx, scope, []models.RecordID{id})
	if err != nil {
		return models.Record{}, err
	}
	if len(found) == 0 || found[0].Type != models.TypeCase {
		return models.Record{}, missing
	}
	return found[0], nil
}
