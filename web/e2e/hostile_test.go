package e2e_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/beplua/beplua/web/e2e/browser"
	"github.com/beplua/beplua/web/e2e/server"
	"github.com/beplua/beplua/web/e2e/site"
)

// script is a text that would act if any page took it for more than a text.
const script = `"><img src=x onerror=alert(1)><script>alert(2)</script>`

// hostileTexts: two phones fill every text they may write with a script, unknown to each other so that cases hold it too. No
// page runs it, and every page shows it as it was written.
func hostileTexts(s *story) {
	s.deface(script, script+"'--")
	s.officer()
	read := 0
	s.must(s.walk(func(string) error {
		acted, err := browser.Ask[int](s.browser, `document.querySelectorAll('img[src=x], script:not([src]), [onerror]').length`)
		if err == nil && acted > 0 {
			err = errors.New("a text became an element")
		}
		if text, bad := s.browser.Read(); bad == nil && strings.Contains(text, "<script>alert(2)") {
			read++
		}
		return err
	}))
	if read < 3 {
		s.Errorf("only %d pages show the texts: the story has not reached them", read)
	}
}

// longTexts: every text is as long as it may be and has no blank to break at. No page scrolls sideways, on a desk or in a hand.
func longTexts(s *story) {
	s.deface(strings.Repeat("Nghiêng", 200), strings.Repeat("Thưởng", 200))
	s.officer()
	s.must(s.walk(func(string) error {
		var wrong []error
		for _, size := range []browser.Size{browser.Desk, browser.Thumb} {
			wrong = append(wrong, s.browser.Screen(size), s.fits(size))
		}
		return errors.Join(append(wrong, s.browser.Screen(browser.Desk))...)
	}))
}

// fits fails if the page is wider than the screen, naming the innermost elements that stick out.
func (s *story) fits(size browser.Size) error {
	out, err := browser.Ask[[]string](s.browser, `(() => {
		if (document.documentElement.scrollWidth <= innerWidth) return [];
		const framed = (e) => e.closest('.table-frame, .tabs, dialog') !== null;
		return [...document.querySelectorAll('main *')].filter((e) => !framed(e) && e.getBoundingClientRect().right > innerWidth + 1 && e.children.length === 0)
			.slice(0, 3).map((e) => e.tagName + '.' + e.className + ' ' + e.textContent.slice(0, 30));
	})()`)
	if err == nil && len(out) > 0 {
		err = fmt.Errorf("wider than %s: %s", size.Name, strings.Join(out, "; "))
	}
	return err
}

// deface lets two phones write texts everywhere, the second without having seen the first's.
func (s *story) deface(one, other string) {
	first, second := s.phone("Mai "+cut(one, 60)), s.phone("Súng "+cut(other, 60))
	took, err := first.Deface(one)
	s.must(err)
	_, err = second.Deface(other)
	s.must(err)
	s.contact(first, second)
	for _, refused := range slices.Concat(first.ToMend(), second.ToMend()) {
		s.Logf("refused: %s %s", refused.Operation.Type, refused.Message)
	}
	if len(took) < 10 {
		s.Errorf("only these types were written to: %v", took)
	}
}

// toText is all that a value holds.
func toText(value any) string { return fmt.Sprint(value) }

func cut(text string, letters int) string {
	all := []rune(text)
	return string(all[:min(len(all), letters)])
}

// walk goes through all pages of the commune's officer.
func (s *story) walk(visit func(path string) error) error {
	commune, err := s.server.LogIn(s.Context(), server.Commune)
	if err != nil {
		return err
	}
	return site.Walk(s.Context(), s.browser, commune, visit)
}
