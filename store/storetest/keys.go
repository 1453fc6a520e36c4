package storetest

import (
	"testing"

	"github.com/beplua/beplua/models"
)

func testKeysReplaced(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	var id, other models.RecordID
	write := func(id models.RecordID, keys ...string) {
		t.Helper()
		f.commit(t, chain, func(d *Draft) {
			d.Apply(Edit{Actor: phone(1), Record: id, Set: text("x"), Keys: append([]string{}, keys...)})
		})
	}
	check := func(key string, ids ...models.RecordID) {
		t.Helper()
		var records []models.Record
		if len(ids) > 0 {
			records = recordsOf(chain, ids...)
		}
		same(t, "records with "+key, records)(f.RecordsByKey(t.Context(), Club(0), key, models.RecordID{}, 10))
		same(t, "hits of "+key, [][]models.RecordID{idsOf(records)})(f.KeyHits(t.Context(), Club(0), []string{key}, 10))
		same(t, key+" anywhere", records)(f.RecordsByKeyAnywhere(t.Context(), key, "", models.RecordID{}, 10))
	}
	id, other = chain.NewID(), chain.NewID()
	write(id, "a", "b")
	write(other, "b", "tên=Lò Thị Ón")
	check("a", id)
	check("b", id, other)
	write(id, "b", "c")
	check("a")
	check("b", id, other)
	check("c", id)
	check("tên=Lò Thị Ón", other)
	f.commit(t, chain, func(d *Draft) { d.Apply(Edit{Actor: phone(2), Record: id, Set: text("keys stay")}) })
	check("c", id)
	write(id)
	check("b", other)
	check("c")
	f.commit(t, chain, func(d *Draft) {
		d.Apply(Edit{Actor: phone(2), Record: id, Set: text("twice in a commit"), Keys: []string{"d"}})
		d.Apply(Edit{Actor: phone(2), Record: id, Set: text("twice in a commit"), Keys: []string{"e"}})
	})
	check("d")
	check("e", id)
	check("")
	same(t, "Audit", []string(nil))(f.Audit(t.Context(), 10, "audit"))
}

func testKeyHits(t *testing.T, f fixture) {
	chain := NewChain(Club(0))
	f.commit(t, chain, func(d *Draft) {
		for i := range 9 {
			d.Apply(Edit{Actor: phone(1), Record: chain.NewID(), Set: text("x"), Keys: [][]string{{"all", "even"}, {"all"}}[i%2]})
		}
	})
	all := idsOf(recordsOf(chain))
	var even []models.RecordID
	for i := 0; i < len(all); i += 2 {
		even = append(even, all[i])
	}
	same(t, "hits", [][]models.RecordID{even, nil, all, even})(f.KeyHits(t.Context(), Club(0), []string{"even", "odd", "all", "even"}, 9))
	same(t, "two hits each", [][]models.RecordID{all[:2], even[:2]})(f.KeyHits(t.Context(), Club(0), []string{"all", "even"}, 2))
	same(t, "another scope's hits", [][]models.RecordID{nil})(f.KeyHits(t.Context(), Club(1), []string{"all"}, 2))
	same(t, "no keys", [][]models.RecordID{})(f.KeyHits(t.Context(), Club(0), []string{}, 2))
	same(t, "a page by key", recordsOf(chain, all[3:6]...))(f.RecordsByKey(t.Context(), Club(0), "all", all[2], 3))
}

func testKeysAnywhere(t *testing.T, f fixture) {
	var everywhere []models.Record
	for _, club := range []int{2, 0, 1} { // interned in another order than the scopes sort
		chain := NewChain(Club(club))
		f.commit(t, chain, func(d *Draft) {
			for i := range 4 {
				d.Apply(Edit{Actor: phone(1), Record: chain.NewID(), Set: text("x"), Keys: [][]string{{"cccd:1"}, {"cccd:10"}}[i%2]})
			}
		})
		for i, r := range recordsOf(chain) {
			if i%2 == 0 {
				everywhere = append(everywhere, r)
			}
		}
	}
	sortRecords(everywhere)
	same(t, "anywhere", everywhere)(f.RecordsByKeyAnywhere(t.Context(), "cccd:1", "", models.RecordID{}, 100))
	var got []models.Record
	scope, id := models.Scope(""), models.RecordID{}
	for {
		page, err := f.RecordsByKeyAnywhere(t.Context(), "cccd:1", scope, id, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		got = append(got, page...)
		scope, id = page[len(page)-1].Scope, page[len(page)-1].ID
	}
	same(t, "paged", everywhere)(got, nil)
}
