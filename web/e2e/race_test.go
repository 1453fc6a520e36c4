package e2e_test

import (
	"fmt"
	"net/http"
)

// tooLate: while an officer looks at a case, a colleague decides it. His own decision is not carried out over hers; he is told,
// sees the new state, and can go on.
func tooLate(s *story) {
	b := s.browser
	mai, sung := s.phone("Lò Thị Mai"), s.phone("Vàng A Súng")
	member, name := s.disputed(mai, sung, 22)
	s.officer()
	s.must(b.Go("/console/cases"), b.Fill("Tìm theo tên người, hộ hoặc câu lạc bộ", name), b.Press(name), b.See("Bạn quyết thế nào?"), b.Offline())
	var page struct {
		Items []struct {
			Scope, ID, Vector string
			Fields            map[string]any
		}
	}
	_, err := s.province.Ask(s.Context(), http.MethodGet, "/api/v1/cases?status=open&limit=200&club="+s.club.String(), nil, &page)
	s.must(err)
	for _, c := range page.Items {
		if c.Fields["subject"] == member.String() {
			_, err := s.province.Ask(s.Context(), http.MethodPost, fmt.Sprintf("/api/v1/cases/%s/%s/resolve", c.Scope, c.ID),
				map[string]any{"choice": "standing"}, nil, [2]string{"If-Match", `"` + c.Vector + `"`})
			s.must(err)
		}
	}
	s.must(b.Press("Lấy «05/04/1952»"), b.See("Không liên lạc được với máy chủ"), b.Online(),
		b.Press("Lấy «05/04/1952»"), b.Wait(`document.querySelector('[role=alert]')?.innerText.length > 20`))
	s.contact(mai, sung)
	s.bothShow(member, "birthOn", "1952-05-04", mai, sung)
	s.must(b.Reload(), b.See("Cán bộ tỉnh (mẫu) quyết lúc"))
}
