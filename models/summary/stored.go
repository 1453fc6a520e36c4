package summary

import (
	"encoding/json"

	"github.com/beplua/beplua/models"
)

// body is how a summary is stored: days are numbers, a week is a row, what is nothing is left out.
type body struct {
	TooLong    bool                    `json:"tooLong,omitempty"`
	From       int                     `json:"from,omitempty"`
	Heard      int64                   `json:"heard,omitempty"`
	Lending    uint64                  `json:"lending,omitempty"`
	Name       string                  `json:"name,omitempty"`
	Code       string                  `json:"code,omitempty"`
	Village    string                  `json:"village,omitempty"`
	Unit       string                  `json:"unit,omitempty"`
	Status     string                  `json:"status,omitempty"`
	Founded    int                     `json:"founded,omitempty"`
	Women      []int                   `json:"women,omitempty"`
	Men        []int                   `json:"men,omitempty"`
	Others     []int                   `json:"others,omitempty"`
	Held       []int                   `json:"held,omitempty"`
	HeldBefore int                     `json:"heldBefore,omitempty"`
	Planned    []int                   `json:"planned,omitempty"`
	Cases      map[models.CaseKind]int `json:"cases,omitempty"`
	Urgent     int                     `json:"urgent,omitempty"`
	Opened     []int                   `json:"opened,omitempty"`
	Weeks      [][7]int64              `json:"weeks,omitempty"`
}

// JSON is the body of the projection: compact, and the same for the same summary. One that no projection holds (a club of
// far more people than any, a phone that plans a meeting for every day) says no more than that.
func (s *Summary) JSON() []byte {
	b := body{
		From: int(s.From), Heard: s.Heard, Lending: s.Lending, Name: s.Name, Code: s.Code, Village: s.Village, Unit: s.Unit, Status: s.Status,
		Founded: int(s.Founded), Women: numbers(s.Women), Men: numbers(s.Men), Others: numbers(s.Others), Held: numbers(s.Held), HeldBefore: int(s.HeldBefore),
		Planned: numbers(s.Planned), Cases: s.Cases, Urgent: s.Urgent, Opened: numbers(s.Opened),
	}
	for _, w := range s.Weeks {
		if !w.isNothing() {
			b.Weeks = append(b.Weeks, [7]int64{int64(w.Monday), w.Operations, w.Present, w.Called, w.Repayments, w.Paid, w.Visits})
		}
	}
	out, err := json.Marshal(b)
	if err != nil || len(out) > models.ProjectionBytesMax || s.TooLong {
		return []byte(`{"tooLong":true}`)
	}
	return out
}

// Parse reads what JSON wrote; of a projection that is not there, the zero summary. It fails with CodeInternal.
func Parse(p models.Projection) (s Summary, err error) {
	var b body
	if len(p.Body) > 0 {
		if err := json.Unmarshal(p.Body, &b); err != nil {
			return s, models.Errorf(models.CodeInternal, "broken summary")
		}
	}
	s = Summary{
		TooLong: b.TooLong, From: models.Day(b.From), Heard: b.Heard, Lending: b.Lending, Name: b.Name, Code: b.Code, Village: b.Village,
		Unit: b.Unit, Status: b.Status, Founded: models.Day(b.Founded), Women: days(b.Women), Men: days(b.Men), Others: days(b.Others), Held: days(b.Held),
		HeldBefore: models.Day(b.HeldBefore), Planned: days(b.Planned), Cases: b.Cases, Urgent: b.Urgent, Opened: days(b.Opened),
	}
	s.Weeks = make([]Week, 0, len(b.Weeks))
	for _, w := range b.Weeks {
		s.Weeks = append(s.Weeks, Week{models.Day(w[0]), w[1], w[2], w[3], w[4], w[5], w[6]})
	}
	return s, nil
}

func numbers(of []models.Day) []int {
	out := make([]int, len(of))
	for i, d := range of {
		out[i] = int(d)
	}
	return out
}

func days(of []int) []models.Day {
	out := make([]models.Day, len(of))
	for i, n := range of {
		out[i] = models.Day(n)
	}
	return out
}
