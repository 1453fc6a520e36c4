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

// Contains says whether the club's name, village or code contains a folded text.
func (c *Club) Contains(folded string) bool {
	if c.Record == nil {
		return false
	}
	for _, field := range []string{"name", "village", "code"} {
		if strings.Contains(schema.Fold(c.Record.Value(field).Str()), folded) {
			return true
		}
	}
	return false
}

// Count counts a club's members and open cases.
func (c *Club) Count(s Shelf) {
	c.Members, c.OpenCases = 0, len(s[models.TypeCase])
	shown, _ := s.Members()
	for _, r := range shown {
		if !r.Value("leftOn").IsSet() {
			c.Members++
		}
	}
}
