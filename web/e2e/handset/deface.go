package handset

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/sync/client"
)

// recordsMax is how many records of a type are defaced.
const recordsMax = 2

// Deface writes a text into every free text of some records of every type of the club, cut to what each field allows: by
// correcting what may be corrected, by adding where nothing may. It gives the names of the types that took it.
func (h *Handset) Deface(text string) ([]string, error) {
	var took []string
	for _, name := range h.Registry.Names() {
		t, _ := h.Registry.Type(name)
		if t.Scope != models.ScopeClub || t.ServerOnly || t.Officers {
			continue
		}
		for i, view := range h.List(h.Club, name) {
			set := defaced(t, view.Record.Values(), text)
			if i == recordsMax || len(set) == 0 {
				break
			}
			change := client.Change{Scope: h.Club, Record: view.Record.ID, Type: name, Set: models.NewValues(set...)}
			if t.Mode == schema.AppendOnly {
				change.Record, change.Set = models.RecordID{}, with(view.Record.Values(), set)
			}
			if _, err := h.Edit(h.user, change); err != nil {
				return nil, err
			}
			if i == 0 {
				took = append(took, name)
			}
		}
	}
	return took, nil
}

// defaced are the free texts of a record that may change, each with the text as far as it fits.
func defaced(t *schema.Type, of models.Values, text string) []models.Assignment {
	var set []models.Assignment
	for i := range t.Fields {
		f := &t.Fields[i]
		fixed := t.Mode == schema.Mutable && f.Policy == schema.Once && of.Get(f.Name).IsSet()
		if f.Kind != schema.Text || f.Pattern != "" || f.ServerOnly || fixed {
			continue
		}
		letters := []rune(text)
		if f.Max > 0 {
			letters = letters[:min(len(letters), int(f.Max))]
		}
		set = append(set, models.Assignment{Name: f.Name, Value: models.TextValue(string(letters))})
	}
	return set
}

// with gives values with some of them replaced.
func with(of models.Values, set []models.Assignment) models.Values {
	all := append([]models.Assignment{}, set...)
	for _, a := range of {
		if !models.NewValues(set...).Get(a.Name).IsSet() {
			all = append(all, a)
		}
	}
	return models.NewValues(all...)
}
