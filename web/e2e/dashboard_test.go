package e2e_test

import (
	"fmt"
	"net/http"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/web/e2e/server"
)

// firstPage: what a phone wrote stands on the first page at once, the same to whoever comes back to it, and every figure leads to a
// list that says the same.
func firstPage(s *story) {
	b := s.browser
	s.officer()
	s.must(b.Go("/console/"), b.See("Việc chờ bạn quyết"))
	phone := s.phone("Máy hẹn họp")
	_, err := phone.Write("meeting", models.RecordID{}, map[string]any{
		"date": (models.Today(time.Now()) + 1).String(), "kind": "extra", "status": "planned",
	})
	s.must(err)
	s.contact(phone)
	s.must(b.Reload(), b.See("Sắp họp trong 14 ngày tới"), b.See("ngày mai"))

	commune, err := s.server.LogIn(s.Context(), server.Commune)
	s.must(err)
	var told struct {
		Cases struct {
			Open  int
			Kinds map[string]int
		}
		Clubs struct{ Total int }
	}
	_, err = commune.Ask(s.Context(), http.MethodGet, "/api/v1/dashboard", nil, &told)
	s.must(err)
	sum := 0
	for kind, n := range told.Cases.Kinds {
		sum += n
		s.must(b.Go("/console/cases?kind="+kind), b.See(fmt.Sprintf("%d việc đang chờ", n)))
	}
	if sum != told.Cases.Open || sum == 0 || told.Clubs.Total == 0 {
		s.Errorf("%d cases wait, %d by kinds, in %d clubs", told.Cases.Open, sum, told.Clubs.Total)
	}
	s.must(b.Go("/console/"), b.Press("Mở hàng việc"), b.See(fmt.Sprintf("%d việc đang chờ", sum)))
	s.must(b.Go("/console/"), b.Press("Không họp 2 tháng nay"), b.Wait(`location.search === '?sort=silence'`), b.See("câu lạc bộ bạn phụ trách"))
	s.must(b.Go("/console/"), b.Press("Xem các máy"), b.See("Máy hẹn họp"))
}
