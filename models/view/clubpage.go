package view

import (
	"cmp"
	"slices"

	"github.com/beplua/beplua/models"
)

// TypeOffice is the record type of offices on the board.
const TypeOffice = "clubRole"

// ClubPage is what the first page of a club shows beside its summary, as of a day.
type ClubPage struct {
	Glance
	Record *models.Record // nil for a club of which nothing has arrived but its people
	Law    *models.Record // the by-law in force; nil for none
	Board  []Office       // who holds an office, by rank, then by name
}

// Office is one person's office on the board.
type Office struct {
	Record *models.Record
	Member models.RecordID // who holds it; the kept one of joined members
	Name   string
}

// ClubPageOf looks at a club. The shelf holds the club, its members and its offices.
func ClubPageOf(s Shelf, club models.RecordID, law *models.Record, today string) ClubPage {
	o := ClubPage{Record: s.Find(TypeClub, club), Law: law}
	names := s.Names()
	_, kept := s.Members()
	for i := range s[TypeOffice] {
		r := &s[TypeOffice][i]
		to := r.Value("to").Str()
		if r.Deleted() || r.Value("from").Str() > today || to != "" && to < today {
			continue
		}
		member, _ := r.Value("member").Ref()
		if other, joined := kept[member]; joined {
			member = other
		}
		o.Board = append(o.Board, Office{r, member, names[member]})
	}
	slices.SortStableFunc(o.Board, func(a, b Office) int {
		return cmp.Or(cmp.Compare(rankOf(a.Record), rankOf(b.Record)), cmp.Compare(a.Name, b.Name))
	})
	return o
}

// ranks are the offices in the order in which a board is named (domain.md §1.2).
var ranks = []string{"head", "deputy", "accountant", "treasurer", "secretary", "member", "groupLeader"}

func rankOf(office *models.Record) int {
	if at := slices.Index(ranks, office.Value("role").Str()); at >= 0 {
		return at
	}
	return len(ranks)
}
