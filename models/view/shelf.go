package view

import (
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
	"github.com/beplua/beplua/models/summary"
)

// The record types that views are made from, beside those of the ledger.
const (
	TypeClub     = summary.TypeClub
	TypeByLaw    = "byLaw"
	TypeMember   = summary.TypeMember
	TypeEvent    = summary.TypeLoanEvent
	TypeRequest  = "loanRequest"
	TypeReview   = "loanReview"
	TypeDecision = "loanDecision"
)

// Shelf is records of one club, by type, each type by id. A view says which types it looks for.
type Shelf map[string][]models.Record

// Find gives a record by its id, nil if it is not on the shelf.
func (s Shelf) Find(typ string, id models.RecordID) *models.Record {
	for i := range s[typ] {
		if s[typ][i].ID == id {
			return &s[typ][i]
		}
	}
	return nil
}

// Members gives the members who are to be shown, and whom each id stands for: a person who was joined to another is that other.
func (s Shelf) Members() (shown []*models.Record, kept map[models.RecordID]models.RecordID) {
	kept = map[models.RecordID]models.RecordID{}
	for i := range s[TypeMember] {
		r := &s[TypeMember][i]
		if alias := r.Alias(); !alias.IsZero() {
			kept[r.ID] = alias
		} else if !r.Deleted() {
			shown = append(shown, r)
		}
	}
	for id := range kept {
		for range models.AliasHopsMax {
			next, joined := kept[kept[id]]
			if !joined {
				break
			}
			kept[id] = next
		}
	}
	return shown, kept
}

// Names gives the members' names by id, those of joined members too.
func (s Shelf) Names() map[models.RecordID]string {
	shown, kept := s.Members()
	names := make(map[models.RecordID]string, len(s[TypeMember]))
	for _, r := range shown {
		names[r.ID] = r.Value("fullName").Str()
	}
	for id, other := range kept {
		names[id] = names[other]
	}
	return names
}

// Entries gives the entries of a fund's cash book, or of all funds for the zero id.
func (s Shelf) Entries(fund models.RecordID) []ledger.Entry {
	var out []ledger.Entry
	for i := range s[ledger.TypeEntry] {
		if e, ok := ledger.EntryOf(&s[ledger.TypeEntry][i]); ok && (fund.IsZero() || e.Fund == fund) {
			out = append(out, e)
		}
	}
	return out
}
