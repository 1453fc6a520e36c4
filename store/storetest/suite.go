package storetest

import (
	"context"
	"testing"

	"github.com/beplua/beplua/store"
)

// Peer says what the store under test is and what it cannot be held to.
type Peer struct {
	Name string
	// Weak names cases the technology behind the store cannot be trusted with, each with the reason. They are skipped
	// loudly and never count as passed.
	Weak map[string]string
	// Damages spoil something derived, behind the store's back. Audit must find and mend each of them.
	Damages []Damage
}

// Damage is one way to spoil a store. Do gets a store that holds clubs 0 and 1 with records, keys and numbers.
type Damage struct {
	Name string
	Do   func(t *testing.T, s store.Store)
}

// fixture is one case's store.
type fixture struct {
	store.Store
	open func(t *testing.T) store.Store
	peer Peer
}

// cases names every case once; the names are what Peer.Weak speaks of.
var cases = []struct {
	name string
	run  func(t *testing.T, f fixture)
}{
	{"commit/reads-after-writes", testReadsAfterWrites},
	{"commit/stale", testStale},
	{"commit/again", testCommitAgain},
	{"commit/refusals", testRefusals},
	{"commit/cancelled", testCancelled},
	{"commit/races", testRaces},
	{"commit/same-id-races", testSameIDRaces},
	{"commit/many-scopes", testManyScopes},
	{"commit/readers-see-whole-commits", testReadersSeeWholeCommits},
	{"read/changes-skip-nothing", testChangesPaging},
	{"read/types", testRecordsOfType},
	{"read/scopes", testScopes},
	{"read/values", testValues},
	{"keys/replaced-exactly", testKeysReplaced},
	{"keys/hits", testKeyHits},
	{"keys/anywhere", testKeysAnywhere},
	{"projections/read", testProjections},
	{"projections/of many scopes", testProjectionsOf},
	{"projections/moved scopes", testMoved},
	{"projections/pages", testProjectionPages},
	{"projections/refusals", testProjectionRefusals},
	{"projections/races", testProjectionRaces},
	{"log/numbers", testNumbers},
	{"log/operations", testOperations},
	{"log/record", testRecordLog},
	{"documents/revisions", testDocumentRevisions},
	{"documents/unique-keys", testDocumentKeys},
	{"documents/listing", testDocumentListing},
	{"documents/races", testDocumentRaces},
	{"documents/unique-races", testDocumentUniqueRaces},
	{"life/epoch", testEpoch},
	{"life/close", testClose},
	{"audit", testAudit},
	{"machine", testMachine},
}

// Run holds a store to the contract. open gives an empty store and closes it with the test.
func Run(t *testing.T, open func(t *testing.T) store.Store, peer Peer) {
	known := map[string]bool{}
	for _, c := range cases {
		known[c.name] = true
		t.Run(c.name, func(t *testing.T) {
			if why, weak := peer.Weak[c.name]; weak {
				t.Skipf("SKIPPED: %s is not held to %s: %s", peer.Name, c.name, why)
			}
			c.run(t, fixture{open(t), open, peer})
		})
	}
	for name := range peer.Weak {
		if !known[name] {
			t.Errorf("no case %q that %s could be weak in", name, peer.Name)
		}
	}
}

// commit puts a commit into the store and moves the chain.
func (f fixture) commit(t *testing.T, chain *Chain, c func(d *Draft)) {
	t.Helper()
	d := chain.Draft()
	c(d)
	made := d.Commit()
	if err := f.Commit(t.Context(), made); err != nil {
		t.Fatalf("commit on seq %d: %v", made.Base.Seq, err)
	}
	chain.Took(made)
}

// fill creates n records by one actor in a scope.
func (f fixture) fill(t *testing.T, chain *Chain, n int) {
	t.Helper()
	c := chain.Create(phone(1), n)
	if err := f.Commit(context.Background(), c); err != nil {
		t.Fatalf("commit of %d creations: %v", n, err)
	}
	chain.Took(c)
}
