package view

import (
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Club is a line of the list of clubs.
type Club struct {
	ID        models.RecordID
	Record    *models.Record // nil for a club of which nothing has arrived but its people
	Seq       uint64
	Members   int // who have not left
	OpenCases int // that wait for an officer
}

// Contains says whether a club's name, village or code contains a folded text.
func Contains(club *models.Record, folded string) bool {
	for _, field := range []string{"name", "village", "code"} {
		if strings.Contains(schema.Fold(club.Value(field).Str()), folded) {
			return true
		}
	}
	return false
}

// Fill reads the club off a shelf that holds it, its members and its open cases.
func (c *Club) Fill(s Shelf) {
	c.Record, c.Members, c.OpenCases = s.Find(TypeClub, c.ID), 0, len(s[models.TypeCase])
	shown, _ := s.Members()
	for _, r := range shown {
		if !r.Value("leftOn").IsSet() {
			c.Members++
		}
	}
}
