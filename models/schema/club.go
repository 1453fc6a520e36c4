package schema

import "github.com/beplua/beplua/models"

// clubTypes are the club itself, its by-laws and its board (domain.md §1.1, §1.2).
func clubTypes() []Type { return []Type{club(), byLaw(), clubRole(), group(), asset()} }

// club lives in its own scope under its own id. What the founding decision says is asked about; how the club meets is the
// club's own business, and the later word counts.
func club() Type {
	return Type{
		Name: "club", Scope: models.ScopeClub, Mode: Mutable, Single: true, Label: Label{"Câu lạc bộ", "Club"},
		Fields: []Field{
			{Name: "name", Kind: Text, Label: Label{"Tên câu lạc bộ", "Club name"}, Required: true, Policy: Ask, Class: Public, Min: 2, Max: 120},
			{Name: "code", Kind: Text, Label: Label{"Mã câu lạc bộ", "Club code"}, Policy: Ask, Class: Public, Max: 20, Pattern: Code},
			{Name: "unit", Kind: Text, Label: Label{"Xã, phường khi thành lập", "Commune at founding"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 31, Pattern: UnitID, Listed: true},
			{Name: "village", Kind: Text, Label: Label{"Bản, thôn", "Village"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 80},
			{Name: "villageUnit", Kind: Ref, Label: Label{"Bản trong danh mục", "Village unit"}, Policy: Ask, Class: Public, Target: []string{"adminUnit"}},
			{Name: "foundedOn", Kind: Date, Label: Label{"Ngày thành lập", "Founded on"}, Required: true, Policy: Ask, Class: Public, Horizon: Past},
			{Name: "decisionNo", Kind: Text, Label: Label{"Số quyết định thành lập", "Founding decision"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 60},
			{Name: "funding", Kind: Enum, Label: Label{"Nguồn vốn ban đầu", "Source of first capital"}, Required: true, Policy: Ask, Class: Public, Options: []Option{
				{"budget", Label{"Ngân sách tỉnh", "Provincial budget"}},
				{"rotation", Label{"Luân chuyển vốn", "Rotated capital"}},
				{"donor", Label{"Dự án, nhà tài trợ", "Donor"}},
				{"self", Label{"Tự huy động", "Own means"}},
			}},
			{Name: "originClub", Kind: Ref, Label: Label{"Câu lạc bộ chuyển vốn", "Club the capital came from"}, Policy: Ask, Class: Public, Target: []string{"club"}},
			{Name: "plan", Kind: Ref, Label: Label{"Thuộc kế hoạch", "Plan"}, Policy: Ask, Class: Public, Target: []string{"plan"}},
			{Name: "meetingDay", Kind: Int, Label: Label{"Ngày sinh hoạt trong tháng", "Meeting day of month"}, Policy: Latest, Class: Public, Min: 1, Max: 31},
			{Name: "meetingWeeks", Kind: Int, Label: Label{"Mấy tuần họp một lần", "Weeks between meetings"}, Policy: Latest, Class: Public, Min: 1, Max: 12, Unit: "tuần"},
			{Name: "meetingPlace", Kind: Text, Label: Label{"Nơi sinh hoạt", "Meeting place"}, Policy: Latest, Class: Public, Max: 120},
			{Name: "status", Kind: Enum, Label: Label{"Tình trạng", "Status"}, Policy: Ask, Class: Public, Options: []Option{
				{"active", Label{"Đang hoạt động", "Active"}},
				{"paused", Label{"Tạm dừng", "Paused"}},
				{"dissolved", Label{"Đã giải thể", "Dissolved"}},
			}},
			{Name: "dissolvedOn", Kind: Date, Label: Label{"Ngày giải thể", "Dissolved on"}, Policy: Ask, Class: Public, Horizon: Past},
			remark(Public),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			var faults []models.Fault
			if text(v, "funding") == "rotation" && !v.Get("originClub").IsSet() {
				faults = append(faults, Rule("origin", "originClub", "Câu lạc bộ từ vốn luân chuyển phải ghi câu lạc bộ chuyển vốn."))
			}
			if text(v, "status") == "dissolved" && !v.Get("dissolvedOn").IsSet() {
				faults = append(faults, Rule("dissolved", "dissolvedOn", "Câu lạc bộ đã giải thể phải ghi ngày giải thể."))
			}
			return datesInOrder(faults, v, "foundedOn", "dissolvedOn", "Ngày giải thể không được trước ngày thành lập.")
		},
	}
}

// byLaw holds every rule about money that a club decides itself: nothing of it is fixed in the program (domain.md, head).
func byLaw() Type {
	return Type{
		Name: "byLaw", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Quy chế", "By-law"},
		Fields: []Field{
			{Name: "validFrom", Kind: Date, Label: Label{"Có hiệu lực từ", "Valid from"}, Required: true, Policy: Ask, Class: Public, Listed: true, Horizon: WithYear},
			{Name: "validTo", Kind: Date, Label: Label{"Hết hiệu lực ngày", "Valid to"}, Policy: Ask, Class: Public},
			{Name: "minLoan", Kind: Money, Label: Label{"Mức vay thấp nhất", "Smallest loan"}, Policy: Ask, Class: Public, Max: loanMax, Unit: "đ"},
			{Name: "maxLoan", Kind: Money, Label: Label{"Mức vay cao nhất", "Largest loan"}, Policy: Ask, Class: Public, Max: loanMax, Unit: "đ"},
			{Name: "maxTermMonths", Kind: Int, Label: Label{"Thời hạn vay dài nhất", "Longest term"}, Policy: Ask, Class: Public, Min: 1, Max: 60, Unit: "tháng"},
			rateField(Ask, Public),
			methodField(Ask, Public),
			{Name: "rounding", Kind: Money, Label: Label{"Làm tròn đến", "Rounding"}, Policy: Ask, Class: Public, Min: 1, Max: 10_000, Unit: "đ"},
			{Name: "duesMonthly", Kind: Money, Label: Label{"Phí thành viên mỗi tháng", "Monthly dues"}, Policy: Ask, Class: Public, Max: 1_000_000, SoftMax: 20_000, Unit: "đ"},
			{Name: "interestToActivity", Kind: Int, Label: Label{"Phần lãi vào quỹ hoạt động", "Share of interest to the activity fund"}, Policy: Ask, Class: Public, Max: 100, Unit: "%"},
			{Name: "penaltyPpm", Kind: Int, Label: Label{"Lãi phạt chậm trả mỗi tháng (phần triệu)", "Late penalty per month (ppm)"}, Policy: Ask, Class: Public, Max: 25_000},
			{Name: "secondOfficerAbove", Kind: Money, Label: Label{"Đảo bút toán trên mức này phải có người thứ hai", "Reversals above this need a second officer"}, Policy: Ask, Class: Public, Max: fundMax, Unit: "đ"},
			{Name: "remindAtTet", Kind: Bool, Label: Label{"Vẫn nhắc nợ trong dịp Tết", "Debt reminders at Tết"}, Policy: Ask, Class: Public},
			{Name: "rotationDueOn", Kind: Date, Label: Label{"Hạn hoàn vốn luân chuyển", "Capital due for rotation"}, Policy: Ask, Class: Public},
			{Name: "approvalRoles", Kind: Set, Label: Label{"Người duyệt vay", "Who approves loans"}, Policy: Union, Class: Public, Options: roleOptions()},
			{Name: "adoptedAt", Kind: Ref, Label: Label{"Thông qua tại buổi", "Adopted at meeting"}, Policy: Latest, Class: Public, Target: []string{"meeting"}},
			remark(Public),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			faults := legalRate(nil, v)
			if v.Get("maxLoan").IsSet() && number(v, "minLoan") > number(v, "maxLoan") {
				faults = append(faults, Rule("loan-bounds", "maxLoan", "Mức vay cao nhất không được nhỏ hơn mức thấp nhất."))
			}
			return datesInOrder(faults, v, "validFrom", "validTo", "Ngày hết hiệu lực không được trước ngày có hiệu lực.")
		},
	}
}

// clubRole is one person's office on the board for a time.
func clubRole() Type {
	return Type{
		Name: "clubRole", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Chức vụ", "Office"}, Deletable: true,
		Fields: []Field{
			ofMember(Ask),
			{Name: "role", Kind: Enum, Label: Label{"Chức danh", "Role"}, Required: true, Policy: Ask, Class: Personal, Options: roleOptions(), Listed: true},
			{Name: "from", Kind: Date, Label: Label{"Từ ngày", "From"}, Required: true, Policy: Ask, Class: Personal, Horizon: WithYear},
			{Name: "to", Kind: Date, Label: Label{"Đến ngày", "To"}, Policy: Ask, Class: Personal, Horizon: WithYear},
			remark(Personal),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			return datesInOrder(nil, v, "from", "to", "Ngày thôi chức không được trước ngày nhận.")
		},
	}
}

// group is a cluster of members with a leader (tổ).
func group() Type {
	return Type{
		Name: "group", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Tổ", "Group"}, Deletable: true,
		Fields: []Field{
			{Name: "name", Kind: Text, Label: Label{"Tên tổ", "Group name"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 80},
			{Name: "leader", Kind: Ref, Label: Label{"Tổ trưởng", "Leader"}, Policy: Latest, Class: Personal, Target: []string{"member"}},
			remark(Public),
		},
	}
}

// asset is a thing the club owns: a loudspeaker, a scale, a blood pressure monitor.
func asset() Type {
	return Type{
		Name: "asset", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Tài sản", "Asset"}, Deletable: true,
		Fields: []Field{
			{Name: "name", Kind: Text, Label: Label{"Tên tài sản", "Name"}, Required: true, Policy: Latest, Class: Public, Min: 1, Max: 120},
			{Name: "quantity", Kind: Int, Label: Label{"Số lượng", "Quantity"}, Policy: Latest, Class: Public, Max: 100_000},
			{Name: "value", Kind: Money, Label: Label{"Giá trị", "Value"}, Policy: Latest, Class: Public, Max: fundMax, Unit: "đ"},
			{Name: "receivedFrom", Kind: Text, Label: Label{"Nhận từ", "Received from"}, Policy: Latest, Class: Public, Max: 120},
			{Name: "receivedOn", Kind: Date, Label: Label{"Ngày nhận", "Received on"}, Policy: Latest, Class: Public, Horizon: Past},
			{Name: "state", Kind: Enum, Label: Label{"Tình trạng", "Condition"}, Policy: Latest, Class: Public, Options: []Option{
				{"good", Label{"Tốt", "Good"}},
				{"worn", Label{"Đã cũ", "Worn"}},
				{"broken", Label{"Hỏng", "Broken"}},
				{"lost", Label{"Mất", "Lost"}},
			}},
			{Name: "keeper", Kind: Ref, Label: Label{"Người giữ", "Keeper"}, Policy: Latest, Class: Personal, Target: []string{"member"}},
			remark(Public),
		},
	}
}
