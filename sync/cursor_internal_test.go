package sync

import (
	"reflect"
	"testing"

	"github.com/beplua/beplua/models"
)

// A cursor comes back as it was sealed, and in another life of the server, or changed in one letter, it is none.
func TestCursorIsOfOneLife(t *testing.T) {
	club := models.DerivedID("club")
	want := cursor{scopes: []cursorScope{
		{scope: models.ClubScope(club), seq: 700, chain: [8]byte{1, 2, 3}, full: 9},
		{scope: models.HealthScope(club), seq: 0},
		{scope: models.UserScope(models.DerivedID("user")), seq: 1, chain: [8]byte{4}},
		{scope: models.ProvinceScope, seq: 0, full: 3},
	}}
	here := &Engine{epoch: "0c0babb4d427fd55", Deps: Deps{CursorKey: make([]byte, 32)}}
	there := &Engine{epoch: "1c0babb4d427fd55", Deps: here.Deps}
	text := here.seal(want)
	if got, err := here.unseal(text); err != nil || !reflect.DeepEqual(got, want) {
		t.Fatalf("got %+v, %v", got, err)
	}
	for name, try := range map[string]func() (cursor, error){
		"another life": func() (cursor, error) { return there.unseal(text) },
		"changed":      func() (cursor, error) { return here.unseal("A" + text[1:]) },
		"cut":          func() (cursor, error) { return here.unseal(text[:len(text)-4]) },
	} {
		if _, err := try(); models.CodeOf(err) != models.CodeResync {
			t.Errorf("%s: %v", name, err)
		}
	}
}
