package main

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/beplua/beplua/api/token"
	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/sync/client"
)

// TestMain lets the test binary be the server that the crash test kills.
func TestMain(m *testing.M) {
	if os.Getenv("BEPLUA_CRASH_SERVER") != "" {
		os.Exit(start())
	}
	os.Exit(m.Run())
}

const (
	crashPhones = 4
	crashClubs  = 2
)

// crashTest is one run: phones write through a real server that is killed again and again.
type crashTest struct {
	*testing.T
	data   string
	base   atomic.Pointer[url.URL] // of the server of the moment
	issuer *token.Issuer
	seats  []seat
	phones []*client.Phone
	stores []*client.Memory
	acked  map[ackedDot]models.Hash
}

// ackedDot names an operation that a phone was told to be safe.
type ackedDot struct {
	scope models.Scope
	dot   models.Dot
}

// TestCrash kills the server at random instants while four phones write to shared clubs and sync. When it is up for the
// last time, nothing that was acknowledged is missing, no log has a hole, everything sent again adds nothing, phones and
// server agree, and all that is derived agrees with the log.
func TestCrash(t *testing.T) {
	cycles := 3
	if text := os.Getenv("BEPLUA_CRASH_CYCLES"); text != "" {
		var err error
		if cycles, err = strconv.Atoi(text); err != nil || cycles < 1 {
			t.Fatalf("BEPLUA_CRASH_CYCLES=%q", text)
		}
	}
	c := &crashTest{T: t, data: filepath.Join(t.TempDir(), "data"), acked: map[ackedDot]models.Hash{}}
	c.enrol()
	random := rand.New(rand.NewPCG(1, uint64(cycles)))
	for i := range cycles {
		c.cycle(i, time.Duration(1+random.IntN(400))*time.Millisecond)
	}
	c.settle()
	operations := c.verify()
	t.Logf("%d kills, %d operations, %d acknowledged: lost 0, holes 0, replay adds 0, differences 0", cycles, operations, len(c.acked))
	if len(c.acked) < cycles {
		t.Errorf("only %d operations were acknowledged: the load was no load", len(c.acked))
	}
}

// world is the server's own, with the store to ourselves.
func (c *crashTest) world() *world {
	return &world{Environment: map[string]string{"BEPLUA_DATA": c.data, "BEPLUA_LOG_LEVEL": "warn"}, Out: os.Stdout, Err: os.Stderr, Now: time.Now}
}

func (c *crashTest) server() *process {
	c.Helper()
	p, err := startProcess(c.Context(), c.data, time.Now, "BEPLUA_CRASH_SERVER=1", "BEPLUA_LOG_LEVEL=warn", "BEPLUA_DEVICE_RATE=1000000")
	if err != nil {
		c.Fatal(err)
	}
	base, err := url.Parse(p.base)
	if err != nil {
		c.Fatal(err)
	}
	c.base.Store(base)
	return p
}

// enrol gives four volunteers of the same two clubs a phone each.
func (c *crashTest) enrol() {
	c.Helper()
	clubs := make([]models.RecordID, crashClubs)
	for i := range clubs {
		clubs[i] = models.DerivedID("crash club", strconv.Itoa(i))
	}
	err := with(c.Context(), c.world(), func(a *app) error {
		c.issuer = a.issuer
		for i := range crashPhones {
			one, err := a.seat(c.Context(), "Máy "+strconv.Itoa(i), clubs)
			if err != nil {
				return err
			}
			c.seats = append(c.seats, one)
			memory := client.NewMemory()
			c.stores = append(c.stores, memory)
			phone := client.New(client.Deps{
				Storage: memory, Transport: c, Server: "http://server", Auth: crashPass{c, one}, Registry: schema.Default(),
				Now: time.Now, NewID: newID, Random: rand.Int64N, Build: "crash test",
			})
			err = phone.Enrol(client.Enrolment{Device: one.device, User: one.user, Actor: one.actor, ServerKey: a.accounts.ServerKey()})
			if err != nil {
				return err
			}
			c.phones = append(c.phones, phone)
		}
		return nil
	})
	if err != nil {
		c.Fatal(err)
	}
}

// crashPass is one phone's access token.
type crashPass struct {
	test *crashTest
	seat seat
}

// Authorize signs in with a token made for this request.
func (p crashPass) Authorize(r *http.Request) error {
	text, _, err := p.test.issuer.Issue(token.Claims{
		ID: newID().String(), Audience: token.Sync, User: p.seat.user, Device: p.seat.device, Family: p.seat.family,
	})
	r.Header.Set("Authorization", "Bearer "+text)
	return err
}

// Refresh is never needed.
func (crashPass) Refresh(context.Context) error { return errors.New("a fresh token was refused") }

// RoundTrip sends a request to wherever the server is now.
func (c *crashTest) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	base := c.base.Load()
	r.URL.Scheme, r.URL.Host = base.Scheme, base.Host
	return http.DefaultTransport.RoundTrip(r)
}

// cycle starts the server, lets the phones work, and kills it after a while.
func (c *crashTest) cycle(i int, after time.Duration) {
	server := c.server()
	ctx, cancel := context.WithCancel(c.Context())
	defer cancel()
	var working sync.WaitGroup
	for n, phone := range c.phones {
		random := rand.New(rand.NewPCG(uint64(i), uint64(n)))
		working.Go(func() { c.work(ctx, phone, c.seats[n], random) })
	}
	timer := time.NewTimer(after)
	defer timer.Stop()
	<-timer.C
	server.kill()
	cancel()
	working.Wait()
	c.compare()
}

// work edits and syncs until the server is gone.
func (c *crashTest) work(ctx context.Context, phone *client.Phone, one seat, random *rand.Rand) {
	for ctx.Err() == nil {
		for range 1 + random.IntN(20) {
			scope := models.ClubScope(one.clubs[random.IntN(len(one.clubs))])
			change := client.Change{Scope: scope, Type: "member", Set: inventMember(random.IntN(1<<30), scope)}
			if known := phone.List(scope, "member"); len(known) > 0 && random.IntN(3) == 0 {
				change.Record = known[random.IntN(len(known))].Record.ID
				change.Set = models.NewValues(models.Assignment{Name: "note", Value: models.TextValue("sửa " + strconv.Itoa(random.IntN(1<<30)))})
			}
			if _, err := phone.Edit(one.user, change); err != nil {
				c.Errorf("edit: %v", err)
				return
			}
		}
		_, err := phone.Sync(ctx)
		if err != nil {
			return
		}
	}
}

// note remembers what the phones were told to be safe. The server is dead, and the phones are at rest.
func (c *crashTest) note() {
	for i, storage := range c.stores {
		err := storage.View(func(tx client.Tx) error {
			for _, e := range tx.Edits(client.Acknowledged) {
				c.acked[ackedDot{e.Operation.Scope, e.Operation.Dot}] = e.Operation.Hash()
			}
			return nil
		})
		if err != nil {
			c.Fatalf("phone %d: %v", i, err)
		}
	}
}

// compare opens the store right after a kill, before a phone could bring back what the server lost.
func (c *crashTest) compare() {
	c.note()
	err := with(c.Context(), c.world(), func(a *app) error {
		safe := map[ackedDot]uint64{} // the highest number per scope and actor
		for a := range c.acked {
			line := ackedDot{a.scope, models.Dot{Actor: a.dot.Actor}}
			safe[line] = max(safe[line], a.dot.N)
		}
		for line, n := range safe {
			last, err := a.store.LastNumbers(c.Context(), line.scope, []models.ActorID{line.dot.Actor})
			if err != nil {
				return err
			}
			if last[0] < n {
				c.Errorf("acknowledged, but lost: %s:%d in %s; the server is at %d", line.dot.Actor, n, line.scope, last[0])
			}
		}
		return nil
	})
	if err != nil {
		c.Fatal(err)
	}
}

// settle lets every phone finish, with a look at the digests.
func (c *crashTest) settle() {
	server := c.server()
	for range 2 { // the second time round nobody has anything new for another
		for _, phone := range c.phones {
			if err := phone.Check(); err != nil {
				c.Fatal(err)
			}
			for tries := 0; ; tries++ {
				session, err := phone.Sync(c.Context())
				if err == nil && session.Done {
					break
				}
				if tries == 20 {
					c.Fatalf("a phone does not come to rest: %+v, %v", session, err)
				}
			}
		}
	}
	c.note()
	for i, phone := range c.phones {
		if m := phone.Meta(); m.Repairs != 0 || len(phone.Outbox()) != 0 {
			c.Errorf("phone %d: %d repairs, %d edits still wait", i, m.Repairs, len(phone.Outbox()))
		}
	}
	if err := server.stop(); err != nil {
		c.Errorf("the last server did not end well: %v\n%s", err, server.logEnd())
	}
}

// verify opens the store and looks for what the kills may have broken. It gives the number of operations.
func (c *crashTest) verify() (operations int) {
	err := with(c.Context(), c.world(), func(a *app) error {
		logged, heads := c.readLogs(a)
		for _, l := range logged {
			operations += len(l)
		}
		found := map[ackedDot]models.Hash{}
		for scope, log := range logged {
			for _, l := range log {
				found[ackedDot{scope, l.Dot}] = l.Hash
			}
		}
		for dot, hash := range c.acked {
			if found[dot] != hash {
				c.Errorf("acknowledged, but lost or changed: %s in %s", dot.dot, dot.scope)
			}
		}
		c.replay(a, logged)
		if _, again := c.readLogs(a); !maps.Equal(heads, again) {
			c.Errorf("a replay added operations: %v, before %v", again, heads)
		}
		differences, err := a.store.Audit(c.Context(), 10, store.AuditOnly)
		if len(differences) > 0 {
			c.Errorf("audit store: %q", differences)
		}
		return err
	})
	if err != nil {
		c.Fatal(err)
	}
	return operations
}

// readLogs reads every scope's log, which has no holes, and its head.
func (c *crashTest) readLogs(a *app) (map[models.Scope][]models.LoggedOperation, map[models.Scope]uint64) {
	logged, heads := map[models.Scope][]models.LoggedOperation{}, map[models.Scope]uint64{}
	for _, club := range c.seats[0].clubs {
		scope := models.ClubScope(club)
		for {
			page, err := a.store.Log(c.Context(), scope, uint64(len(logged[scope])), models.ListMax)
			if err != nil {
				c.Fatal(err)
			}
			for _, l := range page {
				if want := uint64(len(logged[scope])) + 1; l.Seq != want {
					c.Fatalf("a hole in %s: %d where %d should be", scope, l.Seq, want)
				}
				logged[scope] = append(logged[scope], l)
			}
			if len(page) == 0 {
				break
			}
		}
		head, err := a.store.Heads(c.Context(), []models.Scope{scope})
		if err != nil {
			c.Fatal(err)
		}
		if heads[scope] = head[0].Seq; heads[scope] != uint64(len(logged[scope])) {
			c.Errorf("the head of %s is at %d, its log at %d", scope, heads[scope], len(logged[scope]))
		}
	}
	return logged, heads
}

// replay sends all phones' operations once more, and wants every one to be known.
func (c *crashTest) replay(a *app, logged map[models.Scope][]models.LoggedOperation) {
	for scope, log := range logged {
		for _, one := range c.seats {
			var mine []models.Operation
			for _, l := range log {
				if l.Dot.Actor == one.actor {
					mine = append(mine, l.Operation)
				}
			}
			slices.SortFunc(mine, func(x, y models.Operation) int { return int(x.Dot.N) - int(y.Dot.N) })
			for batch := range slices.Chunk(mine, models.BatchOperationsMax) {
				access := models.Access{User: one.user, Device: one.device, Actor: one.actor, Reads: []models.Scope{scope}, Writes: []models.Scope{scope}}
				receipt, err := a.engine.Submit(c.Context(), access, models.Batch{Actor: one.actor, Operations: batch})
				if err != nil || receipt.Fork != nil {
					c.Errorf("replay: %+v, %v", receipt.Fork, err)
				}
			}
		}
	}
}
