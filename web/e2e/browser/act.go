package browser

import (
	"encoding/json"
	"fmt"

	"github.com/chromedp/chromedp"
)

// seek finds, among what is drawn, the control that a person would mean by its words: its label, its name for screen
// readers, or its text; exactly, or else the shortest that contains them. A dialog that is open is all there is. It is found once it
// stands where it stood a moment before: a hand does not hit what is still moving.
const seek = `(words, controls) => {
	const norm = (s) => (s ?? '').replace(/\s+/g, ' ').trim();
	const ground = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
	const drawn = (e) => e.checkVisibility({ visibilityProperty: true });
	const names = (e) => [norm(e.getAttribute('aria-label')), norm(e.innerText), ...[...(e.labels ?? [])].map((l) => norm(l.innerText))].filter((n) => n !== '');
	const all = [...ground.querySelectorAll(controls)].filter(drawn).flatMap((e) => names(e).map((name) => ({ e, name })));
	const exact = all.find((c) => c.name === words);
	const near = all.filter((c) => c.name.includes(words)).sort((a, b) => a.name.length - b.name.length)[0];
	const found = (exact ?? near)?.e;
	if (!found || found.disabled) return null;
	found.scrollIntoView({ block: 'center', inline: 'center' });
	const box = found.getBoundingClientRect();
	const at = { X: box.x + box.width / 2, Y: box.y + box.height / 2 };
	const still = window.meant === found && window.meantAt.X === at.X && window.meantAt.Y === at.Y;
	window.meant = found;
	window.meantAt = at;
	return still ? at : null;
}`

const (
	pressable = `button, a[href], summary, [role=button], [role=tab], input[type=checkbox], input[type=radio], input[type=submit]`
	fillable  = `input, textarea, select`
)

type point struct{ X, Y float64 }

// meant waits until a control stands there, and gives its middle.
func (b *Browser) meant(words, controls string) (point, error) {
	quoted, err := json.Marshal([]string{words, controls})
	if err != nil {
		return point{}, err
	}
	at, err := await[point](b, fmt.Sprintf(`(%s)(...%s)`, seek, quoted))
	if err != nil {
		return point{}, fmt.Errorf("look for %q: %w", words, err)
	}
	return at, nil
}

// Press clicks a button, a link or a box by its words.
func (b *Browser) Press(words string) error {
	at, err := b.meant(words, pressable)
	if err != nil {
		return err
	}
	return b.Do(chromedp.MouseClickXY(at.X, at.Y))
}

// Fill types into a field by its label, in place of what it held.
func (b *Browser) Fill(label, text string) error {
	if _, err := b.meant(label, fillable); err != nil {
		return err
	}
	if _, err := Ask[bool](b, `(window.meant.focus(), window.meant.select?.(), true)`); err != nil {
		return err
	}
	return b.Do(chromedp.KeyEvent(text))
}

// Pick chooses an option of a select by its label and the option's words.
func (b *Browser) Pick(label, option string) error {
	if _, err := b.meant(label, `select`); err != nil {
		return err
	}
	quoted, err := json.Marshal(option)
	if err != nil {
		return err
	}
	return b.Wait(fmt.Sprintf(`(() => {
		const found = [...window.meant.options].find((o) => o.text.trim().includes(%s));
		if (!found) return false;
		window.meant.value = found.value;
		window.meant.dispatchEvent(new Event('input', { bubbles: true }));
		window.meant.dispatchEvent(new Event('change', { bubbles: true }));
		return true;
	})()`, quoted))
}

// Upload hands a file to the page's field for files.
func (b *Browser) Upload(path string) error {
	return b.Do(chromedp.SetUploadFiles(chromedp.CSS(`input[type=file]`), []string{path}))
}

// Keys strikes keys wherever the focus is.
func (b *Browser) Keys(keys string) error { return b.Do(chromedp.KeyEvent(keys)) }

// KeysWithShift strikes keys while Shift is held.
func (b *Browser) KeysWithShift(keys string) error {
	return b.Do(chromedp.KeyEvent(keys, chromedp.KeyModifiers(chromedp.ModifierShift)))
}
