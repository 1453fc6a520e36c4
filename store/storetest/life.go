package storetest

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store"
)

func testEpoch(t *testing.T, f fixture) {
	ctx := t.Context()
	first, err := f.Epoch(ctx)
	want(t, "Epoch", err, nil)
	if first == "" {
		t.Fatal("an epoch has a name")
	}
	same(t, "Epoch again", first)(f.Epoch(ctx))
	second, err := f.RenewEpoch(ctx)
	want(t, "RenewEpoch", err, nil)
	if second == first {
		t.Fatal("a new life has the old one's name")
	}
	same(t, "Epoch after RenewEpoch", second)(f.Epoch(ctx))
	want(t, "Ready", f.Ready(ctx), nil)
}

func testClose(t *testing.T, f fixture) {
	ctx := t.Context()
	chain := NewChain(Club(0))
	f.fill(t, chain, 1)
	want(t, "Close", f.Close(), nil)
	_, heads := f.Heads(ctx, []models.Scope{Club(0)})
	_, get := f.Get(ctx, "user", "a")
	for what, err := range map[string]error{
		"Commit": f.Commit(ctx, chain.Create(phone(1), 1)), "Heads": heads, "Get": get,
		"Put": f.Put(ctx, document("a", 0)), "Ready": f.Ready(ctx),
	} {
		if models.CodeOf(err) != models.CodeUnavailable {
			t.Errorf("%s of a closed store: got %v, want unavailable", what, err)
		}
	}
	want(t, "second Close", f.Close(), nil)
}

// testAudit finds and mends every damage that the peer can do.
func testAudit(t *testing.T, f fixture) {
	for _, damage := range append([]Damage{{"nothing", func(*testing.T, store.Store) {}}}, f.peer.Damages...) {
		t.Run(damage.Name, func(t *testing.T) {
			f := fixture{f.open(t), f.open, f.peer}
			chains := []*Chain{NewChain(Club(0)), NewChain(Club(1))}
			for _, chain := range chains {
				f.fill(t, chain, 10)
				f.commit(t, chain, func(d *Draft) {
					id := recordsOf(chain)[0].ID
					d.Apply(Edit{Actor: phone(2), Record: id, Set: text("x"), Outcome: models.Outcome{Kind: models.Merged}, Keys: []string{"a", "b"}})
					d.Apply(Edit{Actor: chain.Server, Record: chain.NewID(), Type: models.TypeCase, Set: text("y"), Keys: []string{"case:open"}})
					d.Project("fund:1", `{"in":5}`)
					d.Project("loan:1", `{"paid":5}`)
				})
			}
			damage.Do(t, f)
			for range 2 { // the first look must not mend
				found, err := f.Audit(t.Context(), 100, store.AuditOnly)
				want(t, "AuditOnly", err, nil)
				if (len(found) == 0) != (damage.Name == "nothing") {
					t.Fatalf("after damage: %q", found)
				}
			}
			_, err := f.Audit(t.Context(), 100, store.AuditRepair)
			want(t, "AuditRepair", err, nil)
			same(t, "AuditOnly after AuditRepair", []string(nil))(f.Audit(t.Context(), 100, store.AuditOnly))
			for i, chain := range chains {
				checkAll(t, f, chain)
				f.fill(t, chain, i+1)
				checkAll(t, f, chain)
			}
		})
	}
}

// checkAll compares everything derived with the chain.
func checkAll(t *testing.T, f fixture, chain *Chain) {
	t.Helper()
	scope := chain.Head().Scope
	same(t, "Heads", []models.Head{chain.Head()})(f.Heads(t.Context(), []models.Scope{scope}))
	all, err := f.Changes(t.Context(), scope, 0, 1000)
	sortRecords(all)
	same(t, "Changes", recordsOf(chain))(all, err)
	byID, err := f.Records(t.Context(), scope, idsOf(all))
	sortRecords(byID)
	same(t, "Records", recordsOf(chain))(byID, err)
	same(t, "ProjectionsAfter", chain.Projections())(f.ProjectionsAfter(t.Context(), scope, "", "", 1000))
	hits := map[string][]models.RecordID{}
	for _, r := range recordsOf(chain) {
		for _, key := range chain.states[r.ID].Keys {
			hits[key] = append(hits[key], r.ID)
		}
	}
	for key, ids := range hits {
		same(t, "hits of "+key, [][]models.RecordID{ids})(f.KeyHits(t.Context(), scope, []string{key}, 100))
	}
	log, err := f.RecordLog(t.Context(), scope, all[0].ID, 0, 100)
	want(t, "RecordLog", err, nil)
	if len(log) < 2 {
		t.Fatalf("the log of %s lost operations: %d", all[0].ID, len(log))
	}
	mine, err := f.Operations(t.Context(), scope, phone(1), 1, 1000)
	if want := chain.numbers[phone(1)]; err != nil || uint64(len(mine)) != want {
		t.Fatalf("%d operations of %d, %v", len(mine), want, err)
	}
	same(t, "LastNumbers", []uint64{chain.numbers[phone(1)], chain.numbers[phone(2)]})(
		f.LastNumbers(t.Context(), scope, []models.ActorID{phone(1), phone(2)}))
}
