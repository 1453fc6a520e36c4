package sync

import (
	"strconv"
	"testing"

	"github.com/beplua/beplua/models"
)

// What is asked for stays known while others come and go; no more than the bound is kept; a scope knows nothing of another's.
func TestExistenceIsBoundedAndKeepsWhatIsAskedFor(t *testing.T) {
	var known existence
	scope, loan := models.ClubScope(models.DerivedID("club")), models.DerivedID("loan")
	known.add(scope, loan)
	for i := range 3 * models.KnownRecordsMax {
		known.add(scope, models.DerivedID("other", strconv.Itoa(i)))
		if i%1000 == 0 && !known.has(scope, loan) {
			t.Fatalf("forgotten after %d others", i)
		}
		if n := len(known.young) + len(known.old); n > models.KnownRecordsMax {
			t.Fatalf("%d are kept", n)
		}
	}
	if known.has(scope, models.DerivedID("other", "0")) || known.has(models.HealthScope(models.DerivedID("club")), loan) {
		t.Error("known without reason")
	}
}
