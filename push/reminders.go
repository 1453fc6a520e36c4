package push

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/beplua/beplua/models"
)

// Audience knows who is to be reminded, as of now.
type Audience interface {
	// Devices gives the phones in use of those in a club who are reminded of a kind.
	Devices(ctx context.Context, club models.RecordID, kind Kind) ([]Recipient, error)
	// InUse gives those of these phones that are in use.
	InUse(ctx context.Context, devices []models.RecordID) ([]Recipient, error)
}

// Recipient is a phone and whose it is.
type Recipient struct{ User, Device models.RecordID }

// Config is what Reminders works with. All fields are needed but Workers and PerSecond.
type Config struct {
	Documents Documents
	Records   Records
	Audience  Audience
	Sender    Sender
	Hours     Hours
	Now       func() time.Time
	Jitter    func() float64 // at random, 0 to below 1
	Owner     string         // names this life of this server in leases
	Log       *slog.Logger
	Workers   int     // messages on their way at once; 0: WorkersDefault
	PerSecond float64 // messages a second at most; 0: PerSecondDefault
}

// The defaults of sending: far below the carrier's 10,000 a second, and a province's morning is over in minutes.
const (
	WorkersDefault   = 16
	PerSecondDefault = 100
)

// How often what is due is looked up again and what waits is sent.
const (
	planEvery    = 5 * time.Minute
	deliverEvery = 10 * time.Second
	pruneEvery   = time.Hour
)

// Reminders plans, keeps and sends reminders. Its methods may be called from many goroutines, and several servers may share
// one store.
type Reminders struct {
	Config
	outbox outbox
	pace   *pace
	debts  *debts
	wanted atomic.Pointer[map[models.RecordID]struct{}] // what the last plan found due; never written to again
	// planning lets one plan finish before the next begins; what follows belongs to whoever plans.
	planning sync.Mutex
	last     plan
	found    agenda
}

// New makes the reminders over a store.
func New(c Config) *Reminders {
	if c.Workers == 0 {
		c.Workers = WorkersDefault
	}
	if c.PerSecond == 0 {
		c.PerSecond = PerSecondDefault
	}
	return &Reminders{
		Config: c, outbox: outbox{c.Documents}, debts: newDebts(c.Records),
		pace: newPace(c.PerSecond, c.Now),
	}
}

// Run plans and sends until ctx ends; what is on its way then is finished. The caller owns the goroutine. What fails is
// reported and tried again.
func (p *Reminders) Run(ctx context.Context, report func(error)) {
	plan, deliver, prune := time.NewTicker(planEvery), time.NewTicker(deliverEvery), time.NewTicker(pruneEvery)
	defer plan.Stop()
	defer deliver.Stop()
	defer prune.Stop()
	do := func(chore func(context.Context) error) {
		if err := chore(ctx); err != nil && ctx.Err() == nil {
			report(err)
		}
	}
	do(p.Plan)
	do(p.Prune)
	for {
		select {
		case <-ctx.Done():
			return
		case <-plan.C:
			do(p.Plan)
		case <-deliver.C:
			do(p.Deliver)
		case <-prune.C:
			do(p.Prune)
		}
	}
}
