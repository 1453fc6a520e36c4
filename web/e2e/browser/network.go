package browser

import (
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Offline cuts the browser off from the network.
func (b *Browser) Offline() error { return b.network(true) }

// Online joins it again.
func (b *Browser) Online() error { return b.network(false) }

func (b *Browser) network(offline bool) error {
	_, err := chromedp.Call(b.ctx, network.EmulateNetworkConditions, network.EmulateNetworkConditionsParams{
		Offline: offline, DownloadThroughput: -1, UploadThroughput: -1,
	})
	return err
}
