package e2e_test

import (
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"

	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/server"
)

// doors: a wrong password says what to look at, the right one opens, the language can be changed, and out is out.
func doors(s *story) {
	b := s.browser
	s.must(
		b.Go("/console/"), b.Fill("Tên đăng nhập", server.Commune), b.Fill("Mật khẩu", "sai-mat-khau"), b.Press("Đăng nhập"),
		b.See("Caps Lock"),
		b.Fill("Mật khẩu", server.Password), b.Press("Đăng nhập"),
		b.See("Cán bộ xã (mẫu)"), b.Wait(`document.activeElement.tagName === 'H1'`),
		b.Press("English"), b.See("Log out"), b.Wait(`document.documentElement.lang === 'en'`),
		b.Press("Tiếng Việt"), b.See("Đăng xuất"),
		b.Press("Đăng xuất"), b.Wait(`document.title.startsWith("Mời đăng nhập")`),
	)
	cookies, err := browser.Ask[string](b, `document.cookie`)
	s.must(err)
	if cookies != "" {
		s.Errorf("scripts can read the log-in: %q", cookies)
	}
}

// deepLink: who opens a page by its address logs in and is on that page; when the log-in is over, he is asked again.
func deepLink(s *story) {
	b := s.browser
	s.must(
		b.Go("/console/reminders"), b.Fill("Tên đăng nhập", server.Commune), b.Fill("Mật khẩu", server.Password), b.Press("Đăng nhập"),
		b.See("Đăng xuất"), b.Wait(`location.pathname === '/console/reminders' && document.querySelector('h1')?.innerText === 'Nhắc việc'`),
		b.Go("/console/khong-co"), b.See("Không có trang này"), b.Press("Về bảng tin"), b.Wait(`location.pathname === '/console/'`),
		b.Go("/console/people"),
	)
	_, err := browser.Ask[int](b, `fetch('/api/v1/logout', { method: 'POST' }).then((r) => r.status)`)
	s.must(err, b.Press("Câu lạc bộ"), b.See("Phiên làm việc đã hết"), b.Wait(`location.pathname === '/console/clubs'`))
}

// typedStays: the log-in runs out while an officer fills a form. He is asked for the password, and finds what he had typed.
func typedStays(s *story) {
	b := s.browser
	s.officer()
	s.must(b.Go("/console/people/new"), b.Fill("Họ và tên", "Thào Thị Sông"))
	_, err := browser.Ask[int](b, `fetch('/api/v1/logout', { method: 'POST' }).then((r) => r.status)`)
	s.must(err, b.Press("Giao thêm việc"), b.See("Phiên làm việc đã hết"),
		b.Wait(`document.activeElement.name === 'login'`), b.Keys(server.Commune+"\t"+server.Password+"\r"),
		b.Gone("Phiên làm việc đã hết"), b.Wait(`document.querySelector('[name=name]').value === 'Thào Thị Sông'`))
}

// otherSite: a page of another site posts forms and fetches in the officer's browser, where the log-in's cookie is; nothing
// of it gets through, and the officer stays logged in.
func otherSite(s *story) {
	b := s.browser
	s.officer()
	hostile := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte(`<!doctype html><h1>quà tặng</h1>`))
	}))
	defer hostile.Close()
	// The same machine by another name is another site.
	elsewhere := strings.Replace(hostile.URL, "127.0.0.1", "localhost", 1)
	s.must(b.Visit(elsewhere), b.See("quà tặng"))
	for _, attempt := range []string{
		`fetch(base + '/api/v1/users', { method: 'POST', mode: 'no-cors', credentials: 'include', headers: { 'Content-Type': 'text/plain' }, body: '{"name":"Kẻ gian","grants":[{"role":"province"}]}' })`,
		`fetch(base + '/api/v1/logout', { method: 'POST', mode: 'no-cors', credentials: 'include' })`,
		`fetch(base + '/api/v1/users', { method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json' }, body: '{"name":"Kẻ gian"}' })`,
		`fetch(base + '/api/v1/clubs', { credentials: 'include' }).then((r) => r.text())`,
	} {
		_, err := browser.Ask[string](b, `(async (base) => { try { return String(await `+attempt+`); } catch (e) { return 'refused'; } })('`+s.server.Base+`')`)
		s.must(err)
	}
	s.must(b.Go("/console/"), b.See("Đăng xuất"))
	var users struct{ Items []struct{ Name string } }
	_, err := s.province.Ask(s.Context(), http.MethodGet, "/api/v1/users", nil, &users)
	s.must(err)
	for _, u := range users.Items {
		if u.Name == "Kẻ gian" {
			s.Error("another site made a user")
		}
	}
	s.forgedCookiePost()
}

// forgedCookiePost: even a browser that does send the cookie along (an old one, without SameSite) changes nothing for another
// origin.
func (s *story) forgedCookiePost() {
	jar, err := cookiejar.New(nil)
	s.must(err)
	c := http.Client{Jar: jar}
	post := func(path, body, origin, site string) int {
		r, err := http.NewRequestWithContext(s.Context(), http.MethodPost, s.server.Base+path, strings.NewReader(body))
		s.must(err)
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", origin)
		r.Header.Set("Sec-Fetch-Site", site)
		answer, err := c.Do(r)
		s.must(err)
		s.must(answer.Body.Close())
		return answer.StatusCode
	}
	login := `{"login":"` + server.Province + `","password":"` + server.Password + `","cookie":true}`
	if got := post("/api/v1/login", login, "http://evil.example", "cross-site"); got != http.StatusForbidden {
		s.Errorf("another site logs a browser in: %d", got)
	}
	if got := post("/api/v1/login", login, s.server.Base, "same-origin"); got != http.StatusOK {
		s.Fatalf("our own page does not: %d", got)
	}
	for _, site := range []string{"cross-site", "same-site"} {
		if got := post("/api/v1/users", `{"name":"Kẻ gian","grants":[]}`, "http://evil.example", site); got != http.StatusForbidden {
			s.Errorf("a %s request is answered %d", site, got)
		}
	}
}
