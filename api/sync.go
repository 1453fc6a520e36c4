package api

import (
	"context"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"github.com/beplua/beplua/api/account"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// sync takes a batch and answers outcomes and the first page of changes: a whole session in one request.
func (s *Server) sync(c echo.Context, session *account.Session) error {
	b, err := s.read(c, models.BatchBytesMax)
	if err != nil {
		return err
	}
	submit, err := wire.DecodeSubmit(b.text)
	b.free()
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	answer := wire.Answer{Epoch: s.Sync.Epoch(), Now: s.Now().UnixMilli()}
	access, mine, err := s.accessOf(ctx, session, submit.Batch.Actor)
	if err != nil {
		return err
	}
	switch epoch := submit.Batch.Epoch; {
	case mine:
		answer.Receipt, err = s.Sync.Submit(ctx, access, submit.Batch)
	case epoch != "" && epoch != answer.Epoch:
		// First the phone must know that we were restored: then it offers again what we forgot, and gets its new life for all of it.
		return &models.Error{Code: models.CodeResync, Message: "the server is in another life", Details: map[string]string{"epoch": answer.Epoch}}
	default:
		answer.Receipt, err = s.newLife(ctx, session, submit.Batch.Now)
	}
	if err != nil {
		return err
	}
	if f := answer.Receipt.Fork; f != nil && f.Scope == "" {
		f.Scope, f.From = models.UserScope(session.User.ID), 1 // no number was taken: the phone only gets a new life
	}
	s.meter.submitted(len(submit.Batch.Operations), &answer.Receipt)
	heartbeat := s.heartbeat(ctx, session, &submit, &answer.Receipt)
	if answer.PIN, err = s.pinOrder(ctx, session, submit.Heartbeat); err != nil {
		return err
	}
	switch {
	case access.Revoked:
		if submit.Heartbeat != nil && heartbeat.Outbox == 0 && answer.Receipt.Fork == nil {
			answer.Wipe, err = s.Accounts.Drained(ctx, session.Device.ID)
		}
	case answer.Receipt.Fork == nil:
		answer.Page, err = s.firstPage(c, session, access, &submit, answer.Receipt.Own, heartbeat.Schema)
	}
	if err != nil {
		return err
	}
	return s.answer(c, &answer)
}

// accessOf gives what the phone may do as one of its lives. mine is false when the actor is none of them.
func (s *Server) accessOf(ctx context.Context, session *account.Session, actor models.ActorID) (access models.Access, mine bool, err error) {
	access = session.Access
	if access.Actor == actor {
		return access, true, nil
	}
	device := session.Device
	if !device.Owns(actor) {
		// Another server of ours may have given the phone a new life a moment ago.
		if device, err = s.Accounts.Device(ctx, device.ID); err != nil {
			return access, false, err
		}
	}
	access.Actor = actor
	return access, device.Owns(actor), nil
}

// newLife answers a phone that writes under an actor which is not its own: one that a restored backup has made us forget, or one
// that it made up. Its numbers mean nothing here, so it gets a life of its own and sends again.
func (s *Server) newLife(ctx context.Context, session *account.Session, phoneNow int64) (models.Receipt, error) {
	actor, err := s.Accounts.NewActor(ctx, session.Device.ID)
	return models.Receipt{Fork: &models.Fork{Actor: actor}, Offset: phoneNow - s.Now().UnixMilli()}, err
}

// heartbeat notes the contact. The phone counts the batch's operations among those that wait; those that have an outcome
// now wait no more.
func (s *Server) heartbeat(ctx context.Context, session *account.Session, submit *wire.Submit, receipt *models.Receipt) models.Heartbeat {
	h := session.Device.Contact
	if submit.Heartbeat != nil {
		h = *submit.Heartbeat
		h.Outbox = max(0, h.Outbox-decided(receipt))
		if h.Outbox == 0 {
			h.Oldest = 0
		}
	}
	h.At, h.Offset, h.Forks = s.Now().UnixMilli(), receipt.Offset, 0
	if submit.Heartbeat != nil && submit.Heartbeat.Oldest != 0 {
		// By the phone's clock on both sides, so that a wrong clock does not make it older.
		s.meter.outbox.Observe(max(0, float64(submit.Batch.Now-submit.Heartbeat.Oldest)/1000))
	}
	if err := s.Accounts.Touch(ctx, session.Device.ID, h); err != nil {
		s.Log.WarnContext(ctx, "heartbeat not kept", "device", session.Device.ID.String(), "error", err.Error())
	}
	return h
}

// pinOrder gives the order to choose another PIN, until the phone says that its person has.
func (s *Server) pinOrder(ctx context.Context, session *account.Session, said *models.Heartbeat) (*wire.PINOrder, error) {
	chosen := ""
	if said != nil {
		chosen = said.PINReset
	}
	return s.Accounts.PINOrder(ctx, &session.Device, chosen)
}

// firstPage gives the page that goes with the outcomes. These are what must arrive: nil when the page cannot be given now.
func (s *Server) firstPage(c echo.Context, session *account.Session, access models.Access, submit *wire.Submit, own []models.Span, schema int) (*models.Page, error) {
	if err := s.understands(schema); err != nil {
		if len(submit.Batch.Operations) > 0 {
			return nil, nil //nolint:nilnil // what an old app wrote is taken; that it is old it learns when it has nothing more to send
		}
		return nil, err
	}
	ctx := c.Request().Context()
	page, err := s.page(ctx, session, access, models.PageRequest{Cursor: submit.Cursor, Bytes: submit.PageBytes, Own: own})
	if err != nil && models.CodeOf(err) != models.CodeResync {
		s.Log.ErrorContext(ctx, "page after submit failed", "request", requestID(c), "error", err.Error())
		return nil, nil //nolint:nilnil // it comes with the next request
	}
	return page, err
}

// understands fails with CodeUpgrade for an app of a schema so old that it would misread what it is given. 0 is an app that
// has not said which it is.
func (s *Server) understands(schema int) error {
	if schema == 0 || schema >= s.Config.OldestSchema {
		return nil
	}
	e := models.Errorf(models.CodeUpgrade, "the app knows schema %d; changes are given from schema %d on", schema, s.Config.OldestSchema)
	e.Details = map[string]string{"oldest": strconv.Itoa(s.Config.OldestSchema)}
	return e
}

// mayFetch fails for a phone that was revoked, and for one whose app is too old.
func (s *Server) mayFetch(ctx context.Context, session *account.Session) error {
	if session.Access.Revoked {
		return models.Errorf(models.CodeForbidden, "the phone was revoked")
	}
	if s.Config.OldestSchema == 0 {
		return nil
	}
	device, err := s.Accounts.Device(ctx, session.Device.ID) // the session may be older than what the app last said of itself
	if err != nil {
		return err
	}
	return s.understands(device.Contact.Schema)
}

// page gives a page of changes and notes what the phone was given and told to purge.
func (s *Server) page(ctx context.Context, session *account.Session, access models.Access, request models.PageRequest) (*models.Page, error) {
	page, err := s.Sync.Changes(ctx, access, request)
	if err != nil {
		return nil, err
	}
	if err := s.Accounts.NotePage(ctx, session, page.Purge); err != nil {
		s.Log.WarnContext(ctx, "page not noted", "device", session.Device.ID.String(), "error", err.Error())
	}
	return &page, nil
}

// changes gives a further page.
func (s *Server) changes(c echo.Context, session *account.Session) error {
	if err := s.mayFetch(c.Request().Context(), session); err != nil {
		return err
	}
	request := models.PageRequest{Cursor: c.QueryParam("cursor")}
	if text := c.QueryParam("pageBytes"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > models.PageBytesMax {
			return models.Errorf(models.CodeMalformed, "pageBytes is 1 to %d", models.PageBytesMax)
		}
		request.Bytes = n
	}
	page, err := s.page(c.Request().Context(), session, session.Access, request)
	if err != nil {
		return err
	}
	return s.answer(c, &wire.Answer{Epoch: page.Epoch, Page: page})
}

// answer writes an answer of sync.
func (s *Server) answer(c echo.Context, answer *wire.Answer) error {
	buffer := s.replies.text()
	defer s.replies.done(buffer)
	*buffer = wire.AppendAnswer(*buffer, answer)
	s.writeJSON(c, http.StatusOK, *buffer)
	return nil
}

// digest compares a phone with the server.
func (s *Server) digest(c echo.Context, session *account.Session) error {
	if err := s.mayFetch(c.Request().Context(), session); err != nil {
		return err
	}
	b, err := s.read(c, wire.DigestQueryBytesMax)
	if err != nil {
		return err
	}
	query, err := wire.DecodeDigestQuery(b.text)
	b.free()
	if err != nil {
		return err
	}
	if !session.Access.MayRead(query.Scope) {
		return models.Errorf(models.CodeNotFound, "no such scope")
	}
	answer, err := s.Sync.Digest(c.Request().Context(), session.Access, query)
	if err != nil {
		return err
	}
	buffer := s.replies.text()
	defer s.replies.done(buffer)
	*buffer = wire.AppendDigestAnswer(*buffer, &answer)
	s.writeJSON(c, http.StatusOK, *buffer)
	return nil
}

// wiped takes a phone's word that it has deleted everything.
func (s *Server) wiped(c echo.Context, session *account.Session) error {
	var in struct {
		Nonce string `json:"nonce"`
	}
	if err := s.decode(c, &in); err != nil {
		return err
	}
	if err := s.Accounts.Wiped(c.Request().Context(), session.Device.ID, in.Nonce); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
