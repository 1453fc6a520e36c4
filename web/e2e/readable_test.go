package e2e_test

import (
	"errors"
	"fmt"
	"strings"

	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/server"
	"github.com/beplua/beplua/web/e2e/site"
)

// faultsOfPage lists what would keep a page from people who do not see it: controls without a name, a heading that is missing,
// doubled or skipped, ids used twice, columns without a head, a page or text that does not say its language.
const faultsOfPage = `(() => {
	const faults = [];
	const drawn = (e) => e.checkVisibility({ visibilityProperty: true });
	const named = (e) => (e.getAttribute('aria-label') ?? '') + e.textContent + [...(e.labels ?? [])].map((l) => l.textContent).join('')
		+ (document.getElementById(e.getAttribute('aria-labelledby') ?? '')?.textContent ?? '');
	for (const e of document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea, dialog, [role=region], summary'))
		if (drawn(e) && named(e).trim() === '') faults.push('no name: ' + e.outerHTML.slice(0, 90));
	for (const e of document.querySelectorAll('svg[role=img], img')) if (!e.getAttribute('aria-label') && !e.getAttribute('alt')) faults.push('a picture without words: ' + e.outerHTML.slice(0, 90));
	for (const e of document.querySelectorAll('svg:not([role=img])')) if (e.getAttribute('aria-hidden') !== 'true' && !e.closest('[aria-hidden=true]')) faults.push('a drawing that is read out: ' + e.outerHTML.slice(0, 90));
	const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5')].filter(drawn).map((h) => Number(h.tagName[1]));
	if (levels.filter((l) => l === 1).length !== 1) faults.push(levels.filter((l) => l === 1).length + ' main headings');
	levels.forEach((l, i) => { if (i > 0 && l > levels[i - 1] + 1) faults.push('a heading of level ' + l + ' under one of level ' + levels[i - 1]); });
	const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
	for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) faults.push('the id ' + id + ' twice');
	for (const t of document.querySelectorAll('table')) if (drawn(t) && t.querySelector('th[scope]') === null) faults.push('a table without heads: ' + t.outerHTML.slice(0, 90));
	if (document.documentElement.lang !== 'vi') faults.push('the language is ' + document.documentElement.lang);
	if (document.title.trim() === '' || document.title === 'Bếp Lửa') faults.push('the title is ' + document.title);
	return faults;
})()`

// readable: every page of a province's officer can be read out, and fits every screen.
func readable(s *story) {
	s.must(s.browser.LogIn(server.Province, server.Password))
	s.must(site.Walk(s.Context(), s.browser, s.province, func(string) error {
		faults, err := browser.Ask[[]string](s.browser, faultsOfPage)
		wrong := []error{err}
		if len(faults) > 0 {
			wrong = append(wrong, fmt.Errorf("%s", strings.Join(faults, "; ")))
		}
		for _, size := range []browser.Size{browser.Desk, browser.Thumb} {
			wrong = append(wrong, s.browser.Screen(size), s.fits(size))
		}
		return errors.Join(append(wrong, s.browser.Screen(browser.Desk))...)
	}))
}
