package browser

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// Download does what makes the browser download a file, waits until it is there, and gives its path and the name that it was
// given.
func (b *Browser) Download(folder string, trigger func() error) (path, name string, err error) {
	events := true
	_, err = chromedp.CallBrowser(b.ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllowAndName, DownloadPath: folder, EventsEnabled: &events,
	})
	if err != nil {
		return "", "", err
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	named, done := make(chan string, 1), make(chan *browser.EventDownloadProgress, 1)
	err = chromedp.ListenBrowser(ctx, func(event any) {
		switch e := event.(type) {
		case *browser.EventDownloadWillBegin:
			named <- e.SuggestedFilename
		case *browser.EventDownloadProgress:
			if e.State != browser.DownloadProgressStateInProgress {
				done <- e
			}
		}
	})
	if err != nil {
		return "", "", err
	}
	if err := trigger(); err != nil {
		return "", "", err
	}
	select {
	case e := <-done:
		if e.State != browser.DownloadProgressStateCompleted {
			return "", "", fmt.Errorf("the download was %s", e.State)
		}
		return filepath.Join(folder, e.GUID), <-named, nil
	case <-ctx.Done():
		return "", "", fmt.Errorf("no file came: %w", ctx.Err())
	}
}
