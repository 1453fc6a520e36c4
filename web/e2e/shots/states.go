package main

import (
	"errors"

	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/server"
)

// state is how a page looks when something is open, empty or wrong.
type state struct {
	name  string
	reach func(*browser.Browser) error
}

// outside are the states of the log-in.
func outside() []state {
	return []state{
		{"login-wrong", func(b *browser.Browser) error {
			return errors.Join(b.Go("/console/"), b.Fill("Tên đăng nhập", server.Commune), b.Fill("Mật khẩu", "sai"), b.Press("Đăng nhập"), b.See("Caps Lock"))
		}},
	}
}

// inside are the states of pages for one who is logged in.
func inside() []state {
	return []state{
		{"menu", func(b *browser.Browser) error {
			return errors.Join(b.Go("/console/cases"), b.Wait(`(document.querySelector('.nav-more')?.click(), true)`))
		}},
		{"nothing-found", func(b *browser.Browser) error { return b.Go("/console/clubs?q=khong+co+dau") }},
		{"no-such-case", func(b *browser.Browser) error {
			return b.Go("/console/cases/province/00000000-0000-7000-8000-000000000000")
		}},
		{"new-person-faults", func(b *browser.Browser) error {
			return errors.Join(b.Go("/console/people/new"), b.Press("Thêm người này"), b.Wait(`document.querySelector('.field-fault') !== null`))
		}},
		{"offline", func(b *browser.Browser) error {
			return errors.Join(b.Go("/console/cases"), b.Go("/console/clubs"), b.Offline(), b.Press("Việc"), b.See("Không liên lạc được"))
		}},
	}
}
