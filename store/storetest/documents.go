package storetest

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
)

func document(id string, rev uint64, keys ...string) models.Document {
	return models.Document{Kind: "user", ID: id, Rev: rev, Keys: keys, Body: []byte(`{"name":"Giàng A Páo","rev":` + fmt.Sprint(rev) + `}`)}
}

func stored(d models.Document) models.Document {
	d.Rev++
	return d
}

func testDocumentRevisions(t *testing.T, f fixture) {
	ctx := t.Context()
	_, err := f.Get(ctx, "user", "a")
	want(t, "one that is not there", err, models.ErrNotFound)
	want(t, "change of one that is not there", f.Put(ctx, document("a", 1)), models.ErrStale)
	want(t, "drop of one that is not there", f.Drop(ctx, "user", "a", 0), models.ErrNotFound)

	want(t, "first put", f.Put(ctx, document("a", 0, "login:a")), nil)
	same(t, "after the first put", stored(document("a", 0, "login:a")))(f.Get(ctx, "user", "a"))
	want(t, "second first put", f.Put(ctx, document("a", 0)), models.ErrStale)
	want(t, "change", f.Put(ctx, document("a", 1, "login:b")), nil)
	want(t, "change of an old revision", f.Put(ctx, document("a", 1)), models.ErrStale)
	want(t, "change of a later revision", f.Put(ctx, document("a", 3)), models.ErrStale)
	same(t, "after the change", stored(document("a", 1, "login:b")))(f.Get(ctx, "user", "a"))
	same(t, "by the old key", []models.Document(nil))(f.ByKey(ctx, "user", "login:a", "", 10))

	big := document("a", 2)
	big.Body = []byte(`{"note":"` + strings.Repeat("ử", models.DocumentBytesMax/3-10) + `"}`)
	want(t, "a big one", f.Put(ctx, big), nil)
	same(t, "the big one", stored(big))(f.Get(ctx, "user", "a"))
	other := document("a", 0)
	other.Kind = "device"
	want(t, "same id, other kind", f.Put(ctx, other), nil)

	want(t, "drop of an old revision", f.Drop(ctx, "user", "a", 2), models.ErrStale)
	want(t, "drop", f.Drop(ctx, "user", "a", 3), nil)
	want(t, "second drop", f.Drop(ctx, "user", "a", 3), models.ErrNotFound)
	_, err = f.Get(ctx, "user", "a")
	want(t, "the dropped one", err, models.ErrNotFound)
	same(t, "the other kind", stored(other))(f.Get(ctx, "device", "a"))
	want(t, "put after the drop", f.Put(ctx, document("a", 0)), nil)
}

func testDocumentKeys(t *testing.T, f fixture) {
	ctx := t.Context()
	want(t, "put", f.Put(ctx, document("a", 0, "=login:x", "club:1")), nil)
	want(t, "a unique key that another one has", f.Put(ctx, document("b", 0, "=login:x")), models.ErrStale)
	want(t, "an ordinary key that another one has", f.Put(ctx, document("b", 0, "=login:y", "club:1")), nil)
	want(t, "its own unique key", f.Put(ctx, document("a", 1, "=login:x", "club:1")), nil)
	want(t, "a change to a key that another one has", f.Put(ctx, document("b", 1, "=login:x", "club:2")), models.ErrStale)
	same(t, "b is as it was", stored(document("b", 0, "=login:y", "club:1")))(f.Get(ctx, "user", "b"))
	device := document("c", 0, "=login:x")
	device.Kind = "device"
	want(t, "the key in another kind", f.Put(ctx, device), nil)
	want(t, "giving the key up", f.Put(ctx, document("a", 2, "club:1")), nil)
	want(t, "taking it", f.Put(ctx, document("b", 1, "=login:x", "club:1")), nil)
	want(t, "drop", f.Drop(ctx, "user", "b", 2), nil)
	want(t, "taking it after the drop", f.Put(ctx, document("d", 0, "=login:x")), nil)
	same(t, "by unique key", []models.Document{stored(document("d", 0, "=login:x"))})(f.ByKey(ctx, "user", "=login:x", "", 10))
}

func testDocumentListing(t *testing.T, f fixture) {
	ctx := t.Context()
	var all, even []models.Document
	for _, i := range []int{3, 0, 4, 1, 2} {
		want(t, "put", f.Put(ctx, document(fmt.Sprintf("u%d", i), 0, [][]string{{"all", "even"}, {"all"}}[i%2]...)), nil)
	}
	for i := range 5 {
		d := stored(document(fmt.Sprintf("u%d", i), 0, [][]string{{"all", "even"}, {"all"}}[i%2]...))
		all = append(all, d)
		if i%2 == 0 {
			even = append(even, d)
		}
	}
	same(t, "all", all)(f.ByKey(ctx, "user", "", "", 10))
	same(t, "page of all", all[2:4])(f.ByKey(ctx, "user", "", "u1", 2))
	same(t, "even", even)(f.ByKey(ctx, "user", "even", "", 10))
	same(t, "page of even", even[1:2])(f.ByKey(ctx, "user", "even", "u0", 1))
	same(t, "no such key", []models.Document(nil))(f.ByKey(ctx, "user", "eve", "", 10))
	same(t, "no such kind", []models.Document(nil))(f.ByKey(ctx, "use", "", "", 10))
}

func testDocumentRaces(t *testing.T, f fixture) {
	ctx := t.Context()
	for rev := range uint64(20) {
		oneWins(t, race(racers, func(i int) error { return f.Put(ctx, document("a", rev, fmt.Sprintf("k:%d", i))) }))
		all, err := f.ByKey(ctx, "user", "", "", 10)
		if err != nil || len(all) != 1 || all[0].Rev != rev+1 {
			t.Fatalf("after revision %d: %v, %v", rev, all, err)
		}
		same(t, "by the winner's key", all)(f.ByKey(ctx, "user", all[0].Keys[0], "", 10))
	}
}

func testDocumentUniqueRaces(t *testing.T, f fixture) {
	ctx := t.Context()
	for round := range 20 {
		key := fmt.Sprintf("=login:%d", round)
		oneWins(t, race(racers, func(i int) error { return f.Put(ctx, document(fmt.Sprintf("u%d-%d", round, i), 0, key)) }))
		all, err := f.ByKey(ctx, "user", key, "", 10)
		if err != nil || len(all) != 1 {
			t.Fatalf("documents with %s: %v, %v", key, all, err)
		}
	}
}

func oneWins(t *testing.T, errs []error) {
	t.Helper()
	won := 0
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, models.ErrStale):
			t.Fatal(err)
		}
	}
	if won != 1 {
		t.Fatalf("%d of %d won, want one", won, len(errs))
	}
}
