package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
)

type adminCommands struct {
	Create     adminCreateCommand     `cmd:"" help:"Create an officer who logs in by name and password."`
	LostFactor adminLostFactorCommand `cmd:"" help:"Take the second factor of an officer away who lost it and the recovery codes."`
}

type adminCreateCommand struct {
	Login string `required:"" help:"Name to log in with, lower case."`
	Name  string `required:"" help:"Full name."`
	Role  string `default:"province" enum:"province,commune,operator" help:"province, commune or operator."`
	Unit  string `help:"Administrative unit of a commune officer, as in 03388@2025-07-01."`
}

// Run reads the password from the standard input: in the arguments others could see it.
func (c *adminCreateCommand) Run(ctx context.Context, w *world) error {
	if (c.Role == string(models.RoleCommune)) != (c.Unit != "") {
		return usageError{errors.New("--unit is for --role commune, which needs it")}
	}
	fmt.Fprint(w.Err, "Mật khẩu (ít nhất 8 ký tự, một dòng): ")
	line, err := bufio.NewReader(w.In).ReadString('\n')
	password := strings.TrimRight(line, "\r\n")
	if password == "" {
		return usageError{fmt.Errorf("no password on the standard input: %w", err)}
	}
	return with(ctx, w, func(a *app) error {
		u, err := a.accounts.CreateUser(ctx, models.User{
			Name: c.Name, Login: c.Login, Grants: []models.Grant{{Role: models.Role(c.Role), Unit: c.Unit}},
		}, password)
		if err != nil {
			return fmt.Errorf("create the user: %w", err)
		}
		_, err = fmt.Fprintf(w.Out, "%s %s\n", u.ID, u.Login)
		return err
	})
}

type adminLostFactorCommand struct {
	Login string `required:"" help:"Name the officer logs in with."`
}

// Run ends the officer's log-ins, too: whoever found the authenticator may be in one.
func (c *adminLostFactorCommand) Run(ctx context.Context, w *world) error {
	return with(ctx, w, func(a *app) error {
		if err := a.accounts.LoseFactor(ctx, c.Login); err != nil {
			return fmt.Errorf("take the second factor away: %w", err)
		}
		_, err := fmt.Fprintf(w.Out, "%s logs in by password alone until a new second factor is set up\n", c.Login)
		return err
	})
}

type enrolCommand struct {
	User  string `required:"" help:"Id of the user whose phone it becomes."`
	Paper bool   `help:"A code for paper or QR, good for three days; else one to read aloud, good for ten minutes."`
}

// Run makes a one-time code with which a phone becomes a user's.
func (c *enrolCommand) Run(ctx context.Context, w *world) error {
	user, err := models.ParseRecordID(c.User)
	if err != nil {
		return usageError{fmt.Errorf("--user: %w", err)}
	}
	form := token.SpokenCode
	if c.Paper {
		form = token.PaperCode
	}
	return with(ctx, w, func(a *app) error {
		e, err := a.accounts.CreateEnrolment(ctx, user, models.RecordID{}, form)
		if err != nil {
			return fmt.Errorf("make the code: %w", err)
		}
		_, err = fmt.Fprintf(w.Out, "%s\n", e.Code)
		return err
	})
}
