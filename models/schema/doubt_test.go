package schema_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

func TestDoubts(t *testing.T) {
	for _, c := range []struct {
		typ  string
		set  models.Values
		want []models.Fault
	}{
		{"healthCheck", set("systolic", "180", "weight", "485"), nil},
		{"healthCheck", set("systolic", "181", "weight", "299"), []models.Fault{
			{Field: "systolic", Code: schema.DoubtRange, Message: "Huyết áp tâm thu là 181 mmHg; thường từ 90 đến 180 mmHg. Có đúng không?"},
			{Field: "weight", Code: schema.DoubtRange, Message: "Cân nặng là 29,9 kg; thường từ 30 đến 90 kg. Có đúng không?"},
		}},
		{"repayment", set("principal", "416500"), []models.Fault{
			{Field: "principal", Code: schema.DoubtStep, Message: "Gốc là 416.500 đ, không tròn 1.000 đ. Có đúng không?"},
		}},
		{"loan", set("ratePpm", "10000", "termMonths", "36"), nil},
		{"member", set("cccd", `"012152000123"`, "sex", `"female"`, "birthOn", `"1952-01-01"`), nil},
		{"member", set("cccd", `"012205000123"`, "sex", `"male"`, "birthOn", `"2005-06-01"`), nil},
		{"member", set("cccd", `"012152000123"`, "sex", `"unknown"`), nil},
		{"member", set("cccd", `"12"`, "sex", `"male"`), nil},
		{"member", set("cccd", `"012152000123"`, "sex", `"male"`, "birthOn", `"1953-01-01"`), []models.Fault{
			{Field: "cccd", Code: schema.DoubtCitizenID, Message: "Số căn cước cho thấy giới tính khác với giới tính đã ghi. Có đúng không?"},
			{Field: "cccd", Code: schema.DoubtCitizenID, Message: "Số căn cước cho thấy năm sinh 1952, khác với năm sinh đã ghi. Có đúng không?"},
		}},
	} {
		typ := typeOf(t, c.typ)
		if d := cmp.Diff(c.want, typ.Doubts(c.set)); d != "" {
			t.Errorf("%s %v:\n%s", c.typ, c.set, d)
		}
		op := models.Operation{Set: c.set}
		if faults := typ.CheckSet(&op, false, today); len(c.want) > 0 && len(faults) > 0 {
			t.Errorf("%s %v: a doubt is refused: %v", c.typ, c.set, faults)
		}
	}
}
