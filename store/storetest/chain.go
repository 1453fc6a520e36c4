package storetest

import (
	"encoding/binary"
	"maps"
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
)

// Chain builds valid commits for one scope without an engine: contiguous seq, audit chain, digest, numbers and keys are
// all as Model wants them. A Draft is made on the state that the chain has; Took moves the chain to a commit that a store
// took. Two drafts of one state are two commits that race. A Chain is for one goroutine.
type Chain struct {
	// Server is the life of the server whose operations and merges the drafts make.
	Server models.ActorID
	head   models.Head
	states map[models.RecordID]models.RecordState
	// projections are what is there.
	projections map[string]models.Projection
	// numbers are the highest ones of phones; the server's follow seq.
	numbers map[models.ActorID]uint64
	made    uint64 // ids given out
}

// NewChain begins the log of a scope.
func NewChain(scope models.Scope) *Chain {
	return &Chain{
		Server:  models.MustActorID("s0000001"),
		head:    models.Head{Scope: scope},
		states:  map[models.RecordID]models.RecordState{},
		numbers: map[models.ActorID]uint64{},

		projections: map[string]models.Projection{},
	}
}

// Club makes the scope of the n-th club of a test. Clubs sort by n.
func Club(n int) models.Scope {
	var id models.RecordID
	binary.BigEndian.PutUint32(id[:4], uint32(n)+1) //nolint:gosec // tests count from 0
	id[6], id[8] = 0x70, 0x80
	return models.ClubScope(id)
}

// Head is where the chain stands.
func (c *Chain) Head() models.Head { return c.head }

// State gives a record as the chain has it.
func (c *Chain) State(id models.RecordID) (models.RecordState, bool) {
	state, ok := c.states[id]
	return state, ok
}

// NewID makes the id of a new record: like UUIDv7 it grows with time, and no two drafts of a scope share one.
func (c *Chain) NewID() models.RecordID {
	c.made++
	id := models.DerivedID(string(c.head.Scope), strconv.FormatUint(c.made, 10))
	binary.BigEndian.PutUint64(id[:8], (epochMillis+c.made)<<16|uint64(id[6])<<8|uint64(id[7]))
	id[6] = id[6]&0x0f | 0x70
	return id
}

// epochMillis is the instant at which all tests begin: 2026-01-01 00:00 UTC in milliseconds since 1970.
const epochMillis = 1767225600000

// Took moves the chain to a commit's end.
func (c *Chain) Took(commit models.Commit) {
	c.head = commit.Next
	project(c.projections, commit.Projections)
	for _, r := range commit.Records {
		c.states[r.Record.ID] = r
	}
	for _, o := range commit.Operations {
		if !o.Dot.Actor.IsServer() {
			c.numbers[o.Dot.Actor] = o.Dot.N
		}
	}
}

// Draft begins a commit on the chain's state.
func (c *Chain) Draft() *Draft {
	return &Draft{
		chain:   c,
		id:      c.NewID(),
		head:    c.head,
		numbers: map[models.ActorID]uint64{},
		states:  map[models.RecordID]*models.RecordState{},

		projections: map[string][]byte{},
	}
}

// Projections gives what is there, by key.
func (c *Chain) Projections() []models.Projection {
	out := slices.Collect(maps.Values(c.projections))
	models.SortProjections(out)
	return out
}

// Create drafts a commit of n records that one actor creates, in the shape and size of a field phone's batch.
func (c *Chain) Create(actor models.ActorID, n int) models.Commit {
	d := c.Draft()
	for range n {
		d.Apply(Edit{Actor: actor, Record: c.NewID(), Set: Sample(c.made), Keys: []string{"loan:" + strconv.FormatUint(c.made%100, 10)}})
	}
	return d.Commit()
}

// Sample gives the values of a record of about 500 bytes of JSON, the mean of field records.
func Sample(n uint64) models.Values {
	return models.NewValues(
		models.Assignment{Name: "amount", Value: models.IntValue(int64(n%5000) * 1000)}, //nolint:gosec // bounded
		models.Assignment{Name: "loan", Value: models.RefValue(models.DerivedID("loan", strconv.FormatUint(n%2000, 10)))},
		models.Assignment{Name: "date", Value: models.TextValue("2026-03-1" + strconv.FormatUint(n%10, 10))},
		models.Assignment{Name: "method", Value: models.TextValue("cash")},
		models.Assignment{Name: "note", Value: models.TextValue("Bà Lò Thị Ón trả góp kỳ này đủ tiền, tháng sau xin trả sớm vì bán được lợn; " +
			"nhóm trưởng đã ký nhận trước mặt ba người trong ban chủ nhiệm của câu lạc bộ liên thế hệ bản Nà Phát " + strconv.FormatUint(n, 10))},
		models.Assignment{Name: "principal", Value: models.IntValue(500000)},
		models.Assignment{Name: "interest", Value: models.IntValue(12500)},
		models.Assignment{Name: "receipt", Value: models.TextValue("PT-" + strconv.FormatUint(100000+n, 10))},
		models.Assignment{Name: "present", Value: models.ListValue([]string{"chair", "treasurer", "secretary"})},
	)
}
