// Package browser drives a real Chromium as an officer would use it: by what stands on the screen.
package browser

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// ErrMissing says that this machine has no Chromium.
var ErrMissing = errors.New("no Chromium on the PATH")

// Size is a screen. Below 600 CSS pixels it is a phone's.
type Size struct {
	Name          string
	Width, Height int64
}

// The screens the console must please on.
var (
	Desk  = Size{"1366x768", 1366, 768}
	Thumb = Size{"390x844", 390, 844}
)

// Browser is one Chromium with an empty profile of its own.
type Browser struct {
	ctx  context.Context //nolint:containedctx // chromedp keeps the browser in its context
	base string

	screen Size
	failed error // of the step before

	mu         sync.Mutex
	complaints []string
}

// patience is how long a step may take before it has failed.
const patience = 20 * time.Second

// Open starts a browser for the server at base; close ends it. It fails with ErrMissing where there is none.
func Open(ctx context.Context, base string) (*Browser, func(), error) {
	program, err := Program()
	if err != nil {
		return nil, nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.Flag("lang", "vi-VN"), chromedp.Env("LANGUAGE=vi"),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-background-networking", true))
	allocated, release := chromedp.NewExecAllocator(ctx, options...)
	tab, leave := chromedp.NewContext(allocated)
	end := func() { leave(); release() }
	b := &Browser{ctx: tab, base: base}
	if err := chromedp.Listen(tab, b.hear); err != nil {
		end()
		return nil, nil, fmt.Errorf("start Chromium: %w", err)
	}
	return b, end, b.Screen(Desk)
}

// hear keeps what no page of ours may cause: scripts that throw, what the content security policy had to stop, dialogs.
func (b *Browser) hear(event any) {
	said := ""
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		said = fmt.Sprintf("exception: %s %v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			said = fmt.Sprintf("console: %v", e.Args)
		}
	case *log.EventEntryAdded:
		if e.Entry.Source == log.EntrySourceSecurity || strings.Contains(e.Entry.Text, "Content Security Policy") {
			said = "security: " + e.Entry.Text
		}
	case *page.EventJavascriptDialogOpening:
		said = "dialog: " + e.Message
	}
	if said != "" {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.complaints = append(b.complaints, said)
	}
}

// Complaints are the failures of pages since the browser was opened.
func (b *Browser) Complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.complaints)
}

// Program is the path of this machine's Chromium. It fails with ErrMissing where there is none.
func Program() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			return found, nil
		}
	}
	return "", ErrMissing
}

// Do runs steps, each within the patience of a person.
func (b *Browser) Do(steps ...chromedp.Action[chromedp.Void]) error {
	for _, step := range steps {
		if _, err := get(b, step); err != nil {
			return err
		}
	}
	return nil
}

// get runs one step and gives what it found. After a step that failed the browser does nothing until it is forgiven: steps are
// written one after another, and those that follow would only wait in vain.
func get[T any](b *Browser, step chromedp.Action[T]) (T, error) {
	if b.failed != nil {
		var none T
		return none, errAfter
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	found, err := chromedp.Run(ctx, step)
	b.failed = err
	return found, err
}

// await looks at the page until an expression of JavaScript gives something. A page that is just being left takes with it what
// was waiting there; then the next one is looked at.
func await[T any](b *Browser, expression string) (T, error) {
	for began := time.Now(); ; {
		found, err := get(b, chromedp.Poll[T](expression, chromedp.WithPollingInterval(50*time.Millisecond)))
		if err == nil || !isLeft(err) || time.Since(began) > patience {
			return found, err
		}
		b.Forgive()
	}
}

// isLeft says whether a step failed because the page it looked at is gone. The protocol has a text for it and no code of its own.
func isLeft(err error) bool {
	for _, text := range []string{"Cannot find context with specified id", "Execution context was destroyed", "Inspected target navigated or closed"} {
		if strings.Contains(err.Error(), text) {
			return true
		}
	}
	return false
}

var errAfter = errors.New("a step before it failed")

// Forgive lets the browser go on after a step that failed.
func (b *Browser) Forgive() { b.failed = nil }

// Screen sets the size of the screen.
func (b *Browser) Screen(s Size) error {
	b.screen = s
	_, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: s.Width, Height: s.Height, DeviceScaleFactor: 1, Mobile: s.Width < 600,
	})
	return err
}

// Go opens a page of the console by its path and waits until it stands.
func (b *Browser) Go(path string) error {
	if err := b.Do(chromedp.Navigate(b.base + path)); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	return b.Settle()
}

// Visit opens any address.
func (b *Browser) Visit(url string) error { return b.Do(chromedp.Navigate(url)) }

// Reload asks for the page anew and waits until it stands.
func (b *Browser) Reload() error { return errors.Join(b.Do(chromedp.Reload()), b.Settle()) }

// settled holds once the page has its heading and its title and nothing is being loaded.
const settled = `document.readyState === 'complete' && document.querySelector('h1') !== null && document.title.includes(' · ') && document.querySelector('.loading') === null`

// Settle waits until the page stands still.
func (b *Browser) Settle() error { return b.Wait(settled) }

// Wait waits until an expression of JavaScript holds.
func (b *Browser) Wait(holds string) error {
	if _, err := await[bool](b, holds); err != nil {
		return fmt.Errorf("wait for %s: %w", holds, err)
	}
	return nil
}

// LogIn fills the log-in form and waits for the first page.
func (b *Browser) LogIn(login, password string) error {
	return errors.Join(b.Go("/console/"), b.Fill("Tên đăng nhập", login), b.Fill("Mật khẩu", password), b.Press("Đăng nhập"), b.See("Đăng xuất"), b.Settle())
}

// pageHeightMax bounds a picture; longer pages are cut. CSS pixels.
const pageHeightMax = 4000

// Shot is the picture of the whole page as PNG: the screen is made as high as the page, so that what clings to its edges
// stands there once.
func (b *Browser) Shot() ([]byte, error) {
	height, err := Ask[int64](b, `document.documentElement.scrollHeight`)
	if err != nil {
		return nil, err
	}
	screen := b.screen
	high := screen
	high.Height = min(max(height, screen.Height), pageHeightMax)
	if err := b.Screen(high); err != nil {
		return nil, err
	}
	shot, err := chromedp.Call(b.ctx, page.CaptureScreenshot, page.CaptureScreenshotParams{})
	return shot.Data, errors.Join(err, b.Screen(screen))
}
