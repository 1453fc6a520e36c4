package schema

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// careTypes are home care by volunteers (domain.md §1.5), in the club's health scope.
func careTypes() []Type { return []Type{careRecipient(), homeVisit()} }

// careRecipient is a person of the village who is cared for at home, a member or not.
func careRecipient() Type {
	fields := []Field{
		{Name: "member", Kind: Ref, Label: Label{"Thành viên", "Member"}, Policy: Ask, Class: Personal, Target: []string{"member"}, Parent: true, Listed: true},
	}
	for _, f := range identity() {
		switch f.Name {
		case "fullName", "sex", "birthOn", "birthPrecision", "phone":
			f.Required = false // a member's identity is told by the reference
			fields = append(fields, f)
		}
	}
	fields = append(fields, []Field{
		{Name: "village", Kind: Text, Label: Label{"Bản, thôn", "Village"}, Policy: Ask, Class: Personal, Min: 1, Max: 80},
		{Name: "from", Kind: Date, Label: Label{"Chăm sóc từ ngày", "From"}, Required: true, Policy: Ask, Class: Personal, Horizon: Past},
		{Name: "to", Kind: Date, Label: Label{"Đến ngày", "To"}, Policy: Ask, Class: Personal, Horizon: Past},
		{Name: "needs", Kind: Set, Label: Label{"Cần giúp", "Needs"}, Policy: Union, Class: Sensitive, Options: careOptions()},
		{Name: "level", Kind: Enum, Label: Label{"Mức độ", "Level"}, Policy: Latest, Class: Sensitive, Options: []Option{
			{"light", Label{"Nhẹ", "Light"}},
			{"medium", Label{"Vừa", "Medium"}},
			{"bedridden", Label{"Nằm một chỗ", "Bedridden"}},
		}},
		{Name: "contactName", Kind: Text, Label: Label{"Người thân", "Contact"}, Policy: Latest, Class: Personal, Max: 80},
		{Name: "contactPhone", Kind: Text, Label: Label{"Điện thoại người thân", "Contact's phone"}, Policy: Latest, Class: Personal, Max: 20, Pattern: Phone},
		{Name: "visitsWeek", Kind: Int, Label: Label{"Số lần thăm mỗi tuần", "Visits a week"}, Policy: Latest, Class: Personal, Max: 14, Unit: "lần"},
		remark(Sensitive),
	}...)
	return Type{
		Name: "careRecipient", Scope: models.ScopeHealth, Mode: Mutable, Label: Label{"Người được chăm sóc", "Care recipient"},
		Fields: fields,
		Hints:  []Hint{{Kind: models.CaseDuplicatePerson, Key: sameRecipient, Same: mayBeOne, Reads: mayBeOneReads()}},
		Check: func(v models.Values, _ string) []models.Fault {
			var faults []models.Fault
			if !v.Get("member").IsSet() && !v.Get("fullName").IsSet() {
				faults = append(faults, Rule("person", "fullName", "Phải ghi người được chăm sóc."))
			}
			return datesInOrder(faults, v, "from", "to", "Ngày thôi chăm sóc không được trước ngày bắt đầu.")
		},
	}
}

// careOptions are what volunteers do at a home (domain.md §1.5).
func careOptions() []Option {
	return []Option{
		{"company", Label{"Trò chuyện", "Company"}},
		{"cleaning", Label{"Dọn dẹp", "Cleaning"}},
		{"cooking", Label{"Nấu ăn", "Cooking"}},
		{"personal", Label{"Vệ sinh cá nhân", "Personal help"}},
		{"massage", Label{"Xoa bóp", "Massage"}},
		{"pressure", Label{"Đo huyết áp", "Blood pressure"}},
		{"medicine", Label{"Mua, nhắc thuốc", "Medicine"}},
		{"rehabilitation", Label{"Tập phục hồi", "Rehabilitation"}},
		{"farm", Label{"Giúp việc nương rẫy", "Farm work"}},
		{"transport", Label{"Đưa đi khám", "Transport"}},
	}
}

// homeVisit is one visit. Two volunteers who went together may both write it down; what they did is joined.
func homeVisit() Type {
	fields := slices.Concat([]Field{
		{Name: "recipient", Kind: Ref, Label: Label{"Người được thăm", "Recipient"}, Required: true, Policy: Once, Class: Personal, Target: []string{"careRecipient"}, Parent: true, Listed: true},
		{Name: "date", Kind: Date, Label: Label{"Ngày thăm", "Date"}, Required: true, Policy: Ask, Class: Personal, Listed: true, Horizon: Past},
		{Name: "volunteers", Kind: Set, Label: Label{"Người đi thăm", "Volunteers"}, Policy: Union, Class: Personal, Target: []string{"member", "volunteer"}, Min: 1, Max: 3},
		{Name: "minutes", Kind: Int, Label: Label{"Thời gian thăm", "Duration"}, Policy: Max, Class: Personal, Min: 5, Max: 480, SoftMin: 10, SoftMax: 240, Unit: "phút"},
		{Name: "tasks", Kind: Set, Label: Label{"Đã giúp", "Tasks done"}, Policy: Union, Class: Sensitive, Options: careOptions()},
		{Name: "condition", Kind: Enum, Label: Label{"Sức khoẻ so với lần trước", "Condition"}, Policy: Ask, Class: Sensitive, Options: []Option{
			{"better", Label{"Khá hơn", "Better"}},
			{"same", Label{"Như trước", "Same"}},
			{"worse", Label{"Yếu hơn", "Worse"}},
			{"urgent", Label{"Cần giúp ngay", "Urgent"}},
		}},
	}, vitals(), []Field{remark(Sensitive)})
	return Type{
		Name: "homeVisit", Scope: models.ScopeHealth, Mode: Mutable, Label: Label{"Thăm tại nhà", "Home visit"}, Deletable: true,
		Fields: fields,
		Check:  func(v models.Values, _ string) []models.Fault { return pressure(nil, v) },
	}
}
