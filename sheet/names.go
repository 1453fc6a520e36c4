package sheet

import (
	"context"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// names are how people call the records that others refer to.
type names struct {
	known map[models.RecordID]string
	above *names // those of the scope above, nil for none
}

// of gives a record's name; its id, if nobody knows it.
func (n *names) of(id models.RecordID) string {
	if name, ok := n.known[id]; ok {
		return name
	}
	if n.above != nil {
		return n.above.of(id)
	}
	return id.String()
}

// namesFor reads the names of all records that a type's fields may refer to, within a scope and the one above it.
func (e *Exports) namesFor(ctx context.Context, t *schema.Type, scope models.Scope, province *names) (*names, error) {
	n := &names{known: map[models.RecordID]string{}, above: province}
	for _, target := range targets(e.Registry, t) {
		at := scope
		if at.Kind() == models.ScopeHealth && target.Scope == models.ScopeClub {
			at = scope.Parent()
		}
		if at.Kind() != target.Scope {
			continue
		}
		err := pages(ctx, e.Records, at, target.Name, func(r *models.Record) error {
			n.known[r.ID] = n.title(target, r)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	n.joined()
	return n, nil
}

// title names a record by the fields that people know it by.
func (n *names) title(t *schema.Type, r *models.Record) string {
	if alias := r.Alias(); !alias.IsZero() {
		return aliasMark + alias.String()
	}
	var parts []string
	for _, name := range titles[t.Name] {
		if f, ok := t.Field(name); ok && r.Value(name).IsSet() {
			parts = append(parts, n.text(f, r.Value(name)))
		}
	}
	if len(parts) == 0 {
		return r.ID.String()
	}
	return strings.Join(parts, ", ")
}

// aliasMark begins the name of a record that was joined to another, until all are read.
const aliasMark = "\x00"

// joined gives joined records the names of those they were joined to.
func (n *names) joined() {
	for id, name := range n.known {
		for range models.AliasHopsMax {
			rest, alias := strings.CutPrefix(name, aliasMark)
			if !alias {
				break
			}
			other, _ := models.ParseRecordID(rest)
			name = n.of(other)
		}
		n.known[id] = strings.TrimPrefix(name, aliasMark)
	}
}

// targets gives the types that a type's fields refer to, those whose names need others' names last.
func targets(r *schema.Registry, t *schema.Type) []*schema.Type {
	var out []*schema.Type
	seen := map[string]bool{}
	var add func(t *schema.Type, depth int)
	add = func(t *schema.Type, depth int) {
		for i := range t.Fields {
			if depth > 0 && !isTitle(t, t.Fields[i].Name) {
				continue
			}
			for _, name := range t.Fields[i].Target {
				target, ok := r.Type(name)
				if !ok || seen[name] {
					continue
				}
				seen[name] = true
				add(target, depth+1)
				out = append(out, target)
			}
		}
	}
	add(t, 0)
	return out
}

func isTitle(t *schema.Type, field string) bool { return slices.Contains(titles[t.Name], field) }
