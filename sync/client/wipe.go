package client

import (
	"net/http"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// wipe deletes everything on the server's signed order, once nothing waits any more. An order that is not the server's,
// or for another phone, is ignored.
func (c *contact) wipe(order *wire.WipeOrder) error {
	wiped := false
	err := c.update(func(tx Tx) error {
		m := tx.Meta()
		if !isServers(&m, order.Device, order.Signed(), order.Signature) {
			return nil
		}
		if len(tx.Edits(Waiting)) > 0 {
			return nil // they are handed in first
		}
		tx.Clear()
		tx.SetMeta(Meta{Device: m.Device, User: m.User, Wiped: order.Nonce})
		wiped = true
		return nil
	})
	if wiped {
		c.more = false
	}
	return err
}

// farewell confirms the wipe.
func (c *contact) farewell(m Meta) error {
	c.Requests++
	body := append(models.AppendQuoted([]byte(`{"nonce":`), m.Wiped), '}')
	if _, err := c.exchange(c.ctx, http.MethodPost, "/api/v1/sync/wiped", body); err != nil {
		if f, ok := err.(*failure); !ok || f.problem.Code != models.CodeGone { //nolint:errorlint // made by exchange, never wrapped
			return err
		}
	}
	return c.update(func(tx Tx) error {
		m := tx.Meta()
		m.Farewell = true
		tx.SetMeta(m)
		return nil
	})
}
