package client

import (
	"context"
	"errors"
	"math"
	"net/http"
	"net/url"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/sync/wire"
)

// Session is what one contact came to.
type Session struct {
	Requests int
	Sent     int  // operations that got an outcome
	Received int  // records
	Done     bool // the outbox is empty and nothing is left to fetch
	// Wait is when to try again, if not Done: full jitter over a doubling bound. 0 means that trying again would not help.
	Wait    time.Duration
	Problem models.Code // why it is not Done
}

// Sync brings phone and server together: submits what waits, fetches what is new, compares digests when they are due. It
// may break anywhere and be repeated at any time. One request does it all when at most 500 operations wait and one page
// suffices.
//
// The error is nil when the session is done; otherwise Session.Wait says whether and when to try again.
func (p *Phone) Sync(ctx context.Context) (Session, error) {
	p.session.Lock()
	defer p.session.Unlock()
	c := contact{Phone: p, ctx: ctx, most: models.BatchOperationsMax}
	err := c.run()
	if err == nil {
		p.tries = 0
		c.Done = true
		return c.Session, nil
	}
	c.Problem = models.CodeOf(err)
	var f *failure
	if errors.As(err, &f) {
		c.Problem = f.problem.Code
	}
	if f != nil && f.later || c.Problem == models.CodeStorageFull || f == nil {
		c.Wait = p.backOff(f)
	}
	return c.Session, err
}

// backOff says how long to wait before the next try: anything up to a bound that doubles, so that many phones that lost
// the server together do not come back together.
func (p *Phone) backOff(f *failure) time.Duration {
	bound := float64(retryFirst) * math.Pow(2, float64(min(p.tries, 20)))
	p.tries++
	wait := time.Duration(p.Random(int64(math.Min(bound, float64(retryMost))))) + time.Millisecond
	if f != nil {
		wait += f.wait
	}
	return wait
}

// contact is one session while it runs.
type contact struct {
	*Phone
	Session
	ctx     context.Context //nolint:containedctx // it lives no longer than the call
	most    int             // operations in a batch
	greeted bool            // one submit was answered
	more    bool            // another page waits
	resyncs int
	gaps    int
}

var errEndless = errors.New("the session does not come to an end")

func (c *contact) run() error {
	for c.Requests < requestsPerSessionMax {
		goOn, err := c.step()
		if err != nil || !goOn {
			return err
		}
	}
	return errEndless
}

// step does the next thing there is to do, and says whether there may be another.
func (c *contact) step() (bool, error) {
	m := c.Meta()
	switch {
	case m.Wiped != "" && m.Farewell:
		return false, nil
	case m.Wiped != "":
		return false, c.farewell(m)
	case m.Actor.IsZero():
		return false, &failure{problem: wire.Problem{Code: models.CodeUnauthorized, Detail: "the phone is not enrolled"}}
	case !c.greeted || m.NewActor || len(c.Outbox()) > 0:
		return true, c.recover(c.submit())
	case c.more:
		return true, c.recover(c.fetch())
	}
	due, ok := c.dueCheck(m)
	if !ok {
		return false, nil
	}
	return true, c.recover(c.compare(due))
}

// submit sends a batch with the cursor and takes in the answer.
func (c *contact) submit() error {
	var submit wire.Submit
	var sent []Edit
	c.view(func(tx Tx) { submit, sent = c.pack(tx, c.most) })
	c.Requests++
	body, err := c.exchange(c.ctx, http.MethodPost, "/api/v1/sync", wire.AppendSubmit(nil, &submit))
	if err != nil {
		return c.shrink(err, sent)
	}
	answer, err := wire.DecodeAnswer(body)
	if err != nil {
		return later("the answer is not the server's")
	}
	c.greeted = true
	c.most = min(2*c.most, models.BatchOperationsMax)
	return c.receive(&answer, sent)
}

// fetch asks for the next page.
func (c *contact) fetch() error {
	m := c.Meta()
	c.Requests++
	body, err := c.exchange(c.ctx, http.MethodGet, "/api/v1/sync/changes?cursor="+url.QueryEscape(m.Cursor), nil)
	if err != nil {
		return err
	}
	answer, err := wire.DecodeAnswer(body)
	if err != nil || answer.Page == nil {
		return later("the answer is not the server's")
	}
	return c.receive(&answer, nil)
}
