package schema_test

import (
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

const today = "2026-03-05"

func TestMemberIsTaken(t *testing.T) {
	typ, _ := schema.Default().Type("member")
	op := models.Operation{Set: models.NewValues(
		models.Assignment{Name: "fullName", Value: models.TextValue("Lò Thị Pánh")},
		models.Assignment{Name: "sex", Value: models.TextValue("female")},
		models.Assignment{Name: "joinedOn", Value: models.TextValue("2021-10-27")},
		models.Assignment{Name: "birthOn", Value: models.TextValue("1950-01-01")},
	)}
	if faults := typ.CheckSet(&op, true, today); len(faults) > 0 {
		t.Fatalf("faults %v", faults)
	}
	op.Set[0].Value = models.TextValue("2030-01-01")
	if faults := typ.CheckSet(&op, true, today); len(faults) != 1 || faults[0].Code != schema.FaultFuture {
		t.Fatalf("faults %v", faults)
	}
}
