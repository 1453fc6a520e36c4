package browser

import (
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// Offline cuts the browser off from the network.
func (b *Browser) Offline() error {
	return b.network(&network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1})
}

// Online joins it again.
func (b *Browser) Online() error { return b.network() }

func (b *Browser) network(conditions ...*network.Conditions) error {
	if _, err := chromedp.Call(b.ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(b.ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: append([]*network.Conditions{}, conditions...),
	})
	return err
}
