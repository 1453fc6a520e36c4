package schema_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// wrong is a value that a field must not take, with the code it is told.
type wrong struct {
	value models.Value
	code  string
}

// wrongs gives bad values for a field from its declaration alone.
func wrongs(f *schema.Field) []wrong {
	many := func(n int64, item string) models.Value {
		items := make([]string, n)
		for i := range items {
			items[i] = fmt.Sprintf(item, i)
		}
		return models.ListValue(items)
	}
	size := int64(models.ListItemsMax)
	if f.Max != 0 {
		size = f.Max
	}
	switch f.Kind {
	case schema.Text:
		longest := int64(models.TextRunesMax)
		if f.Max != 0 {
			longest = f.Max
		}
		out := []wrong{
			{"5", "type"},
			{"true", "type"},
			{"[]", "type"},
			{models.TextValue(strings.Repeat("ạ", int(longest)+1)), "length"},
		}
		if longest >= 3 && f.Min <= 3 && f.Pattern == "" {
			out = append(out, wrong{models.TextValue("a\u0007b"), "pattern"})
			if !f.Lines {
				out = append(out, wrong{models.TextValue("a\nb"), "pattern"})
			}
		}
		if f.Min > 0 {
			out = append(out, wrong{models.TextValue(strings.Repeat("ạ", int(f.Min)-1)), "length"})
		}
		return append(out, misfits(f.Pattern)...)
	case schema.Int, schema.Decimal, schema.Money:
		out := []wrong{
			{`"5"`, "type"},
			{"true", "type"},
			{"5.5", "type"},
			{"1e3", "type"},
			{"007", "type"},
			{"-0", "type"},
			{"+5", "type"},
			{"9007199254740992", "type"},
			{"12345678901234567890", "type"},
		}
		if f.Min > -models.IntMax {
			out = append(out, wrong{models.IntValue(f.Min - 1), "range"})
		}
		if f.Max != 0 {
			out = append(out, wrong{models.IntValue(f.Max + 1), "range"})
		}
		return out
	case schema.Bool:
		return []wrong{{"1", "type"}, {`"true"`, "type"}, {"null", "type"}}
	case schema.Date:
		return append(wrongDays(f), wrong{`"2026-02-01T00:00:00Z"`, "date"}, wrong{"20260201", "type"})
	case schema.Time:
		return []wrong{
			{`"2026-02-01"`, "date"},
			{`"2026-02-01T24:00:00Z"`, "date"},
			{`"2026-02-01T1x:00:00Z"`, "date"},
			{`"2026-02-01T10:0x:00Z"`, "date"},
			{`"2026-02-01T10:00:60Z"`, "date"},
			{`"2026-02-01T10:60:00Z"`, "date"},
			{`"2026-02-01T10:00:61Z"`, "date"},
			{`"2026-02-01T10:00:00+"`, "date"},
			{`"2026-02-30T10:00:00Z"`, "date"},
			{`"2026-02-01 10:00:00Z"`, "date"},
			{"5", "type"},
		}
	case schema.Enum:
		return []wrong{{`"khác-hẳn"`, "enum"}, {`""`, "enum"}, {"5", "type"}}
	case schema.Ref:
		return []wrong{
			{`"x"`, "ref"},
			{`""`, "ref"},
			{"5", "ref"},
			{`"00000000-0000-0000-0000-000000000000"`, "ref"},
			{`"0198C0DE-5A00-7000-8000-000000000001"`, "ref"},
			{`"0198c0de5a0070008000000000000001----"`, "ref"},
		}
	case schema.Set:
		out := []wrong{{`"x"`, "type"}, {`[1]`, "type"}, {`["a"`, "type"}, {`["a",]`, "type"}, {`[["a"]]`, "type"}}
		switch {
		case len(f.Options) > 0:
			out = append(out, wrong{`["khác"]`, "enum"}, wrong{models.ListValue([]string{f.Options[0].Value, f.Options[0].Value}), "items"})
		case len(f.Target) > 0:
			out = append(out, wrong{`["x"]`, "ref"}, wrong{many(size+1, "0198c0de-5a00-7000-8000-%012x1"), "items"})
		default:
			out = append(out, wrong{`[""]`, "items"}, wrong{`["b","a"]`, "items"}, wrong{`["a","a"]`, "items"}, wrong{many(size+1, "%03d"), "items"})
		}
		return out
	case schema.Table:
		return []wrong{{`"x"`, "type"}, {`[1]`, "type"}, {`{}`, "type"}, {`["a"]`, "type"}}
	}
	panic("a kind without wrong values: " + f.Kind)
}

// wrongDays are days that no calendar has, and days beyond the horizon of a field.
func wrongDays(f *schema.Field) []wrong {
	out := []wrong{
		{`"2026-02-29"`, "date"},
		{`"2026-13-01"`, "date"},
		{`"2026-00-10"`, "date"},
		{`"2026-04-31"`, "date"},
		{`"1900-02-29"`, "date"},
		{`"1899-12-31"`, "date"},
		{`"2101-01-01"`, "date"},
		{`"2026-1-01"`, "date"},
		{`"26-01-01"`, "date"},
		{`"2026/01/01"`, "date"},
		{`"2026-0a-01"`, "date"},
		{`""`, "date"},
	}
	switch f.Horizon {
	case schema.AnyDay:
	case schema.Past:
		out = append(out, wrong{`"2026-03-06"`, "future"})
	case schema.WithYear:
		out = append(out, wrong{`"2027-03-06"`, "future"})
	}
	return out
}

// misfits are texts that a pattern does not take.
func misfits(p schema.Pattern) []wrong {
	bad := map[schema.Pattern]string{
		schema.Phone:     "12345 0912345678 +8491234567 +849123456789 +84112345678 +8421333878436x +84213387843 +1912345678",
		schema.CitizenID: "01215200012 01215200012a 012.52000123",
		schema.Insurance: "123456789 HT212011234567 ht2120112345678 12345678901 H12120112345678",
		schema.UnitID:    "03598 @2025-07-01 03598@2025-13-01 03598@2025 a_b@2025-07-01",
		schema.Month:     "2026-1 2026-13 2026.02 2026-00",
		schema.Period:    "202 2026- 2026-H3 2026-Q5 2026-Q0 2026-13 2026xH1",
		schema.Code:      "a_b năm",
	}
	var out []wrong
	for _, text := range strings.Fields(bad[p]) {
		out = append(out, wrong{models.TextValue(text), "pattern"})
	}
	return out
}

func TestEveryFieldRefusesWhatIsWrong(t *testing.T) {
	records, day := examples(t)
	registry := schema.Default()
	for _, e := range records {
		typ, _ := registry.Type(e.Type)
		good := e.operation(t)
		for i := range typ.Fields {
			f := &typ.Fields[i]
			for _, w := range wrongs(f) {
				op := models.Operation{Set: models.Values{{Name: f.Name, Value: w.value}}}
				faults := typ.CheckSet(&op, false, day)
				if f.Pattern != "" && len(faults) == 1 && faults[0].Code == "length" && w.code == "pattern" {
					continue // too long for its form is wrong enough
				}
				if len(faults) != 1 || faults[0].Field != f.Name || faults[0].Code != w.code {
					t.Errorf("%s.%s = %.60s: faults %v, want %s", e.Type, f.Name, w.value, faults, w.code)
					continue
				}
				if !strings.HasPrefix(faults[0].Message, f.Label.VI+" ") || !strings.HasSuffix(faults[0].Message, ".") {
					t.Errorf("%s.%s tells people %q", e.Type, f.Name, faults[0].Message)
				}
			}
			for j := range f.Columns {
				refuseCell(t, typ, f, &f.Columns[j], good.Set.Get(f.Name), day)
			}
		}
	}
}

// refuseCell puts wrong values into one cell of the example's first row.
func refuseCell(t *testing.T, typ *schema.Type, f, column *schema.Field, table models.Value, day string) {
	t.Helper()
	rows, _ := table.Table()
	for _, w := range wrongs(column) {
		row := models.NewValues(append(append(models.Values{}, rows[0]...), models.Assignment{Name: column.Name, Value: w.value})...)
		op := models.Operation{Set: models.Values{{Name: f.Name, Value: models.TableValue([]models.Values{row})}}}
		if faults := typ.CheckSet(&op, false, day); !has(faults, f.Name, "columns") {
			t.Errorf("%s.%s.%s = %.60s: faults %v", typ.Name, f.Name, column.Name, w.value, faults)
		}
	}
}

// TestBoundsAndSentences holds to facts from outside the registry: bounds of domain.md and the words people read.
func TestBoundsAndSentences(t *testing.T) {
	for _, c := range []struct{ typ, field, value, code, message string }{
		{"healthCheck", "systolic", "59", "range", "Huyết áp tâm thu phải từ 60 đến 260 mmHg."},
		{"healthCheck", "systolic", "261", "range", "Huyết áp tâm thu phải từ 60 đến 260 mmHg."},
		{"healthCheck", "diastolic", "161", "range", "Huyết áp tâm trương phải từ 30 đến 160 mmHg."},
		{"healthCheck", "pulse", "29", "range", "Nhịp tim phải từ 30 đến 220 lần/phút."},
		{"healthCheck", "weight", "1501", "range", "Cân nặng phải từ 20 đến 150 kg."},
		{"healthCheck", "height", "99", "range", "Chiều cao phải từ 100 đến 210 cm."},
		{"healthCheck", "glucose", "14", "range", "Đường huyết phải từ 1,5 đến 35 mmol/L."},
		{"homeVisit", "minutes", "481", "range", "Thời gian thăm phải từ 5 đến 480 phút."},
		{"fundTransaction", "amount", "0", "range", "Số tiền phải từ 1 đến 10.000.000.000 đ."},
		{"loan", "termMonths", "0", "range", "Thời hạn vay phải từ 1 đến 60 tháng."},
		{"training", "women", "-1", "range", "Số nữ phải từ 0 đến 10000."},
		{"member", "sex", `"x"`, "enum", "Giới tính phải là một trong: Nữ, Nam, Chưa rõ."},
		{"member", "fullName", `"A"`, "length", "Họ và tên phải có từ 2 đến 80 ký tự."},
		{"member", "fullName", "7", "type", "Họ và tên phải là chữ."},
		{"member", "birthOn", `"1952-02-30"`, "date", "Ngày sinh phải là một ngày có thật, từ năm 1900 đến năm 2100."},
		{"member", "joinedOn", `"2026-03-06"`, "future", "Ngày vào câu lạc bộ không được sau hôm nay (05/03/2026)."},
		{"member", "phone", `"0912"`, "pattern", "Điện thoại phải là số điện thoại Việt Nam, ví dụ 0912345678."},
		{"activity", "date", `"2027-03-06"`, "future", "Ngày không được quá một năm sau hôm nay (05/03/2026)."},
		{"attendance", "meeting", `"x"`, "ref", "Buổi sinh hoạt chưa chỉ đúng bản ghi nào."},
		{"homeVisit", "volunteers", "[]", "items", "Người đi thăm phải có từ 1 đến 3 mục, không mục nào lặp lại."},
	} {
		typ, _ := schema.Default().Type(c.typ)
		op := models.Operation{Set: models.Values{{Name: c.field, Value: models.Value(c.value)}}}
		faults := typ.CheckSet(&op, false, today)
		want := models.Fault{Field: c.field, Code: c.code, Message: c.message}
		if len(faults) != 1 || faults[0] != want {
			t.Errorf("%s.%s = %s: %v, want %v", c.typ, c.field, c.value, faults, want)
		}
	}
}

func TestAllFaultsAreToldAtOnce(t *testing.T) {
	typ, _ := schema.Default().Type("healthCheck")
	op := models.Operation{
		Set: models.NewValues(
			models.Assignment{Name: "_deleted", Value: "true"},
			models.Assignment{Name: "systolic", Value: "9"},
			models.Assignment{Name: "weight", Value: `"x"`},
			models.Assignment{Name: "Wrong", Value: "1"},
			models.Assignment{Name: "steps", Value: "5000"},
			models.Assignment{Name: strings.Repeat("a", 41), Value: "1"},
		),
		Unset: []string{"_alias", "date"},
	}
	var got []string
	for _, f := range typ.CheckSet(&op, true, today) {
		got = append(got, f.Field[:min(8, len(f.Field))]+" "+f.Code)
	}
	want := "Wrong pattern,_deleted server-only,aaaaaaaa pattern,date required,member required,systolic range,weight type,_alias server-only,date unset-required"
	if s := strings.Join(got, ","); s != want {
		t.Errorf("faults\n%s, want\n%s", s, want)
	}
}

func TestUnknownFieldsAreKept(t *testing.T) {
	e := exampleOf(t, "member")
	op := e.operation(t)
	typ, _ := schema.Default().Type("member")
	for _, name := range []string{"aaa", "newField2", "zz", "a" + strings.Repeat("Z", 39)} {
		more := op
		more.Set = models.NewValues(append(op.Set[:len(op.Set):len(op.Set)], models.Assignment{Name: name, Value: `[{"x":1}]`})...)
		more.Unset = []string{"unheardOf"}
		if faults := typ.CheckSet(&more, true, today); len(faults) > 0 {
			t.Errorf("%s: %v", name, faults)
		}
	}
	for i, name := range []string{"", "9a", "A", "a-b", "a b", "_x", "ă", "a" + strings.Repeat("Z", 40)} {
		bad := models.Operation{Set: models.Values{{Name: name, Value: "1"}}}
		if faults := typ.CheckSet(&bad, false, today); len(faults) != 1 {
			t.Errorf("%s: %q is taken as a name", strconv.Itoa(i), name)
		}
	}
}
