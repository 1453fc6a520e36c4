package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"

	"github.com/beplua/beplua/models"
)

// consolePeople is how many people with a phone each club of the console's store has.
const consolePeople = 2

// equip gives each club its people, and each of them a phone.
func (c *crowd) equip(ctx context.Context, a *app) error {
	const settlers = 8
	return each(settlers, func(i int) error {
		for n := i; n < c.clubs*consolePeople; n += settlers {
			grants := []models.Grant{{Role: models.RoleVolunteer, Club: crowdClub(n / consolePeople)}}
			user, err := a.accounts.CreateUser(ctx, models.User{Name: fmt.Sprintf("Lò Văn Mẫu %d", n), Grants: grants}, "")
			if err != nil {
				return err
			}
			_, key, err := ed25519.GenerateKey(rand.Reader)
			if err != nil {
				return err
			}
			phone, err := enrolPhone(ctx, a.accounts, user.ID, fmt.Sprintf("Máy mẫu %d", n), key)
			if err != nil {
				return err
			}
			said := models.Heartbeat{At: a.now().UnixMilli(), App: "1.0", Schema: a.registry.Number, Outbox: n % 3}
			if err := a.accounts.Touch(ctx, phone.Device.ID, said); err != nil {
				return err
			}
		}
		return nil
	})
}
