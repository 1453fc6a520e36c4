package sync_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/storetest"
)

// Only clubs that the asker may read are named; one of which nothing has arrived but its people has no name yet.
func TestClubNames(t *testing.T) {
	o := openOffice(t, storetest.NewModel())
	here, _ := club("Nà Phát")
	far, _ := club("Pa Ủ")
	bare, _ := club("Tá Bạ")
	p := o.phone("an", here, far)
	for _, scope := range []models.Scope{here, far} {
		p.write(scope, "club", scope.Owner(), text("name", "CLB "+string(scope)), text("unit", "03388@2025-07-01"), text("village", "Bản"), text("foundedOn", "2024-05-01"), text("decisionNo", "1"), text("funding", "budget"))
	}
	p.send()
	access := models.Access{Reads: []models.Scope{here, bare}}
	names, err := o.ClubNames(t.Context(), access, []models.RecordID{here.Owner(), far.Owner(), bare.Owner(), here.Owner()})
	if err != nil || len(names) != 1 || names[here.Owner()] != "CLB "+string(here) {
		t.Errorf("got %v, %v", names, err)
	}
}
