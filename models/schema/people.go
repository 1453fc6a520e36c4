package schema

import "github.com/beplua/beplua/models"

// peopleTypes are households and persons (domain.md §4.7, §4.8, §5).
func peopleTypes() []Type { return []Type{household(), povertyReview(), member(), consent()} }

func household() Type {
	return Type{
		Name: "household", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Hộ gia đình", "Household"},
		Fields: []Field{
			{Name: "headName", Kind: Text, Label: Label{"Tên chủ hộ", "Head of household"}, Required: true, Policy: Ask, Class: Personal, Min: 2, Max: 80},
			{Name: "village", Kind: Text, Label: Label{"Bản, thôn", "Village"}, Policy: Ask, Class: Personal, Min: 1, Max: 80},
			{Name: "villageUnit", Kind: Ref, Label: Label{"Bản trong danh mục", "Village unit"}, Policy: Ask, Class: Personal, Target: []string{"adminUnit"}},
			{Name: "size", Kind: Int, Label: Label{"Số người trong hộ", "People in the household"}, Policy: Latest, Class: Personal, Min: 1, Max: 40, SoftMin: 1, SoftMax: 15},
			{Name: "hardships", Kind: Set, Label: Label{"Hoàn cảnh khó khăn", "Hardships"}, Policy: Union, Class: Sensitive, Options: []Option{
				{"alone", Label{"Già yếu sống một mình", "Old and alone"}},
				{"debt", Label{"Nợ nần", "In debt"}},
				{"disability", Label{"Có người khuyết tật", "Disability in the family"}},
				{"disaster", Label{"Thiên tai, hoả hoạn", "Disaster"}},
				{"orphans", Label{"Nuôi cháu mồ côi", "Raises orphans"}},
				{"sickness", Label{"Có người bệnh lâu ngày", "Long sickness"}},
				{"singleParent", Label{"Đơn thân nuôi con", "Single parent"}},
			}},
			{Name: "phone", Kind: Text, Label: Label{"Điện thoại của hộ", "Phone"}, Policy: Latest, Class: Personal, Max: 20, Pattern: Phone},
			remark(Personal),
		},
	}
}

// povertyReview is one year's class of a household: the commune reviews every year, so it is no field of the household.
func povertyReview() Type {
	return Type{
		Name: "povertyReview", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Rà soát hộ nghèo", "Poverty review"},
		Identity: []string{"household", "year"},
		Fields: []Field{
			{Name: "household", Kind: Ref, Label: Label{"Hộ", "Household"}, Required: true, Policy: Once, Class: Personal, Target: []string{"household"}, Parent: true, Listed: true},
			{Name: "year", Kind: Int, Label: Label{"Năm", "Year"}, Required: true, Policy: Once, Class: Personal, Min: 2000, Max: models.YearMax},
			{Name: "class", Kind: Enum, Label: Label{"Phân loại", "Class"}, Required: true, Policy: Ask, Class: Sensitive, Options: []Option{
				{"poor", Label{"Hộ nghèo", "Poor"}},
				{"nearPoor", Label{"Hộ cận nghèo", "Near-poor"}},
				{"other", Label{"Không nghèo", "Not poor"}},
			}},
			{Name: "decisionNo", Kind: Text, Label: Label{"Số quyết định", "Decision"}, Policy: Latest, Class: Public, Max: 60},
			remark(Personal),
		},
		Check: func(v models.Values, today string) []models.Fault {
			if now, ok := integer(today[:min(4, len(today))]); ok && number(v, "year") > now {
				return []models.Fault{Rule("year", "year", "Năm rà soát không được sau năm nay.")}
			}
			return nil
		},
	}
}

// member is a person of the club. Who the person is, is asked about when two volunteers differ; where to reach the person
// is not: the later word counts. Persons are never deleted; they leave.
func member() Type {
	return Type{
		Name: "member", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Thành viên", "Member"},
		Fields: append(identity(), []Field{
			{Name: "household", Kind: Ref, Label: Label{"Hộ gia đình", "Household"}, Policy: Ask, Class: Personal, Target: []string{"household"}, Listed: true},
			{Name: "group", Kind: Ref, Label: Label{"Tổ", "Group"}, Policy: Latest, Class: Public, Target: []string{"group"}, Listed: true},
			{Name: "joinedOn", Kind: Date, Label: Label{"Ngày vào câu lạc bộ", "Joined on"}, Required: true, Policy: Ask, Class: Personal, Horizon: Past},
			{Name: "leftOn", Kind: Date, Label: Label{"Ngày ra", "Left on"}, Policy: Ask, Class: Personal, Horizon: Past},
			{Name: "leftReason", Kind: Enum, Label: Label{"Lý do ra", "Why left"}, Policy: Ask, Class: Personal, Options: []Option{
				{"moved", Label{"Chuyển đi", "Moved away"}},
				{"died", Label{"Qua đời", "Died"}},
				{"resigned", Label{"Xin ra", "Resigned"}},
				{"excluded", Label{"Bị đưa ra", "Excluded"}},
			}},
			{Name: "literacy", Kind: Enum, Label: Label{"Biết chữ", "Literacy"}, Policy: Latest, Class: Personal, Options: []Option{
				{"reads", Label{"Đọc viết được", "Reads and writes"}},
				{"little", Label{"Đọc được ít", "Reads a little"}},
				{"none", Label{"Không biết chữ", "Cannot read"}},
			}},
			{Name: "disability", Kind: Enum, Label: Label{"Khuyết tật", "Disability"}, Policy: Latest, Class: Sensitive, Options: []Option{
				{"none", Label{"Không", "None"}},
				{"mild", Label{"Nhẹ", "Mild"}},
				{"severe", Label{"Nặng", "Severe"}},
				{"extreme", Label{"Đặc biệt nặng", "Extremely severe"}},
			}},
			remark(Personal),
		}...),
		Hints: []Hint{{Kind: models.CaseDuplicatePerson, Key: samePerson, Same: mayBeOne, Reads: mayBeOneReads()}},
		Check: checkMember, Doubt: doubtCitizenID,
	}
}

// identity is who a person is.
func identity() []Field {
	return []Field{
		{Name: "fullName", Kind: Text, Label: Label{"Họ và tên", "Full name"}, Required: true, Policy: Ask, Class: Personal, Min: 2, Max: 80},
		{Name: "sex", Kind: Enum, Label: Label{"Giới tính", "Sex"}, Required: true, Policy: Ask, Class: Personal, Options: sexOptions()},
		{Name: "birthOn", Kind: Date, Label: Label{"Ngày sinh", "Born on"}, Policy: Ask, Class: Personal, Horizon: Past},
		{Name: "birthPrecision", Kind: Enum, Label: Label{"Biết ngày sinh đến", "Precision of birth date"}, Policy: Ask, Class: Personal, Options: []Option{
			{"day", Label{"Ngày", "Day"}},
			{"month", Label{"Tháng", "Month"}},
			{"year", Label{"Năm", "Year"}},
			{"unknown", Label{"Không rõ", "Unknown"}},
		}},
		{Name: "ethnicity", Kind: Enum, Label: Label{"Dân tộc", "Ethnic group"}, Policy: Ask, Class: Sensitive, Options: ethnicityOptions()},
		{Name: "cccd", Kind: Text, Label: Label{"Số căn cước", "Citizen identification number"}, Policy: Ask, Class: Sensitive, Max: 12, Pattern: CitizenID},
		{Name: "bhyt", Kind: Text, Label: Label{"Số thẻ BHYT", "Health insurance number"}, Policy: Ask, Class: Sensitive, Max: 15, Pattern: Insurance},
		{Name: "bhytValidTo", Kind: Date, Label: Label{"Thẻ BHYT có giá trị đến", "Insurance valid to"}, Policy: Max, Class: Sensitive},
		{Name: "phone", Kind: Text, Label: Label{"Điện thoại", "Phone"}, Policy: Latest, Class: Personal, Max: 20, Pattern: Phone},
		{Name: "phoneOwner", Kind: Enum, Label: Label{"Máy của", "Whose phone"}, Policy: Latest, Class: Personal, Options: []Option{
			{"self", Label{"Chính mình", "Own"}},
			{"spouse", Label{"Vợ, chồng", "Spouse"}},
			{"child", Label{"Con, cháu", "Child or grandchild"}},
			{"neighbour", Label{"Hàng xóm", "Neighbour"}},
			{"other", Label{"Người khác", "Somebody else"}},
		}},
	}
}

func checkMember(v models.Values, _ string) []models.Fault {
	faults := datesInOrder(nil, v, "joinedOn", "leftOn", "Ngày ra không được trước ngày vào.")
	faults = datesInOrder(faults, v, "birthOn", "joinedOn", "Ngày vào không được trước ngày sinh.")
	if len(faults) == 0 && v.Get("birthOn").IsSet() && yearOf(v.Get("joinedOn"))-yearOf(v.Get("birthOn")) < memberAgeMin {
		faults = append(faults, Rule("age", "birthOn", "Thành viên phải từ 16 tuổi khi vào câu lạc bộ."))
	}
	if v.Get("leftReason").IsSet() && !v.Get("leftOn").IsSet() {
		faults = append(faults, Rule("left", "leftOn", "Đã ghi lý do ra thì phải ghi ngày ra."))
	}
	return faults
}

// memberAgeMin is counted by calendar years, as many know only the year of their birth.
const memberAgeMin = 16

// yearOf gives the year of a date value, 0 if it is none.
func yearOf(v models.Value) int64 {
	inner, ok := quoted(string(v))
	if !ok || len(inner) != 10 {
		return 0
	}
	year, _ := integer(inner[:4])
	return year
}

// consent is a person's word that data may be kept (Law 91/2025/QH15; domain.md §5.1). A later record withdraws it; neither
// is ever changed.
func consent() Type {
	return Type{
		Name: "consent", Scope: models.ScopeClub, Mode: AppendOnly, Label: Label{"Đồng ý", "Consent"},
		Fields: once(
			ofMember(Once),
			Field{Name: "purpose", Kind: Enum, Label: Label{"Để làm gì", "Purpose"}, Required: true, Class: Personal, Listed: true, Options: []Option{
				{"basic", Label{"Hồ sơ thành viên", "Membership"}},
				{"health", Label{"Theo dõi sức khoẻ", "Health"}},
				{"loan", Label{"Vay vốn", "Loans"}},
				{"photo", Label{"Hình ảnh", "Photographs"}},
			}},
			Field{Name: "decision", Kind: Enum, Label: Label{"Quyết định", "Decision"}, Required: true, Class: Personal, Options: []Option{
				{"given", Label{"Đồng ý", "Given"}},
				{"withdrawn", Label{"Rút lại", "Withdrawn"}},
			}},
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Personal, Horizon: Past, Listed: true},
			Field{Name: "form", Kind: Enum, Label: Label{"Hình thức", "Form"}, Class: Personal, Options: []Option{
				{"paper", Label{"Ký giấy", "Paper"}},
				{"thumb", Label{"Điểm chỉ", "Thumbprint"}},
				{"audio", Label{"Ghi âm", "Audio"}},
				{"digital", Label{"Trên máy", "Digital"}},
			}},
			Field{Name: "witness", Kind: Text, Label: Label{"Người chứng kiến", "Witness"}, Class: Personal, Max: 80},
			correcting(fieldSupersedes, "consent"),
			remark(Personal),
		),
	}
}
