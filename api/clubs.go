package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// clubs lists the clubs that the asker reads, with what waits there.
func (s *Server) clubs(c echo.Context, session *account.Session) error {
	l, err := listingOf(c)
	if err != nil {
		return err
	}
	after, err := l.record()
	if err != nil {
		return err
	}
	text, err := searched(c)
	if err != nil {
		return err
	}
	found, next, err := s.Books.Clubs(c.Request().Context(), session.Access, text, after, min(l.limit, models.ClubsListMax))
	if err != nil {
		return err
	}
	out := struct {
		Total int        `json:"total"` // that the asker reads
		Items []clubWire `json:"items"`
		Next  string     `json:"next,omitempty"`
	}{Total: len(session.ClubsOf()), Items: []clubWire{}}
	for i := range found {
		out.Items = append(out.Items, wireClub(&found[i]))
	}
	if !next.IsZero() {
		out.Next = next.String()
	}
	link(c, out.Next)
	return s.json(c, http.StatusOK, out)
}

// searchBytesMax bounds what is searched for: no name of a club is longer.
const searchBytesMax = 480

// clubWire is a line of the list of clubs.
type clubWire struct {
	ID        string `json:"id"`
	Seq       uint64 `json:"asOfSeq"`
	Name      string `json:"name,omitempty"`
	Code      string `json:"code,omitempty"`
	Unit      string `json:"unit,omitempty"`
	Village   string `json:"village,omitempty"`
	FoundedOn string `json:"foundedOn,omitempty"`
	Status    string `json:"status,omitempty"`
	Members   int    `json:"members"`
	OpenCases int    `json:"openCases"`
}

func wireClub(v *view.Club) clubWire {
	out := clubWire{ID: v.ID.String(), Seq: v.Seq, Members: v.Members, OpenCases: v.OpenCases}
	if r := v.Record; r != nil {
		out.Name, out.Code, out.Unit = r.Value("name").Str(), r.Value("code").Str(), r.Value("unit").Str()
		out.Village, out.FoundedOn, out.Status = r.Value("village").Str(), r.Value("foundedOn").Str(), r.Value("status").Str()
	}
	return out
}
