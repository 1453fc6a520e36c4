package browser

import (
	"encoding/json"
	"fmt"

	"github.com/chromedp/chromedp"
)

// Ask evaluates an expression of JavaScript, and waits for what it promises.
func Ask[T any](b *Browser, expression string) (T, error) {
	return get(b, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// shown is what a person can read, messages and open dialogs included.
const shown = `document.body.innerText.replace(/\s+/g, ' ')`

// See waits until words can be read.
func (b *Browser) See(words string) error {
	return b.Wait(fmt.Sprintf(`%s.includes(%s)`, shown, quote(words)))
}

// Gone waits until words can no longer be read.
func (b *Browser) Gone(words string) error {
	return b.Wait(fmt.Sprintf(`!%s.includes(%s)`, shown, quote(words)))
}

// Read is all that can be read now.
func (b *Browser) Read() (string, error) { return Ask[string](b, shown) }

// Focused is the words of what has the focus.
func (b *Browser) Focused() (string, error) {
	return Ask[string](b, `(() => { const e = document.activeElement;
		return [e.getAttribute('aria-label'), e.innerText, ...[...(e.labels ?? [])].map((l) => l.innerText)].filter(Boolean).join(' ').replace(/\s+/g, ' ').trim(); })()`)
}

func quote(words string) string {
	text, err := json.Marshal(words)
	if err != nil {
		panic(err) // a string is always JSON
	}
	return string(text)
}
