package schema

import "github.com/beplua/beplua/models"

// meetingTypes are what the club does together (domain.md §1.3, §1.4).
func meetingTypes() []Type {
	return []Type{meeting(), attendance(), activity(), supportCase(), training(), volunteer()}
}

func meeting() Type {
	return Type{
		Name: "meeting", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Buổi sinh hoạt", "Meeting"}, Deletable: true,
		Fields: []Field{
			{Name: "date", Kind: Date, Label: Label{"Ngày họp", "Date"}, Required: true, Policy: Ask, Class: Public, Listed: true, Horizon: WithYear},
			{Name: "kind", Kind: Enum, Label: Label{"Loại buổi họp", "Kind"}, Required: true, Policy: Ask, Class: Public, Options: []Option{
				{"regular", Label{"Sinh hoạt định kỳ", "Regular"}},
				{"extra", Label{"Họp bất thường", "Extraordinary"}},
				{"board", Label{"Họp ban chủ nhiệm", "Board"}},
			}},
			{Name: "status", Kind: Enum, Label: Label{"Tình trạng", "Status"}, Policy: Latest, Class: Public, Options: []Option{
				{"planned", Label{"Dự kiến", "Planned"}},
				{"held", Label{"Đã họp", "Held"}},
				{"moved", Label{"Dời ngày", "Moved"}},
				{"cancelled", Label{"Huỷ", "Cancelled"}},
			}},
			{Name: "movedTo", Kind: Date, Label: Label{"Dời đến ngày", "Moved to"}, Policy: Latest, Class: Public},
			{Name: "place", Kind: Text, Label: Label{"Nơi họp", "Place"}, Policy: Latest, Class: Public, Max: 120},
			{Name: "startedAt", Kind: Time, Label: Label{"Bắt đầu lúc", "Started at"}, Policy: Min, Class: Public},
			{Name: "closedAt", Kind: Time, Label: Label{"Chốt sổ lúc", "Closed at"}, Policy: Latest, Class: Public},
			{Name: "topic", Kind: Text, Label: Label{"Chủ đề truyền thông", "Topic of the talk"}, Policy: Latest, Class: Public, Max: 200},
			{Name: "chair", Kind: Ref, Label: Label{"Người chủ trì", "Chair"}, Policy: Latest, Class: Personal, Target: []string{"member"}},
			{Name: "secretary", Kind: Ref, Label: Label{"Người ghi biên bản", "Minutes by"}, Policy: Latest, Class: Personal, Target: []string{"member"}},
			{Name: "guests", Kind: Int, Label: Label{"Số khách", "Guests"}, Policy: Max, Class: Public, Max: 10_000},
			{Name: "agenda", Kind: Table, Label: Label{"Chương trình", "Agenda"}, Policy: Latest, Class: Public, Max: 30, Columns: []Field{
				{Name: "part", Kind: Enum, Label: Label{"Phần", "Part"}, Required: true, Policy: Latest, Class: Public, Options: agendaOptions()},
				{Name: "text", Kind: Text, Label: Label{"Nội dung", "Content"}, Policy: Latest, Class: Public, Max: 500, Lines: true},
				{Name: "minutes", Kind: Int, Label: Label{"Số phút", "Minutes"}, Policy: Latest, Class: Public, Max: 600, Unit: "phút"},
			}},
			{Name: "decisions", Kind: Table, Label: Label{"Các quyết định", "Decisions"}, Policy: Ask, Class: Public, Max: 30, Columns: []Field{
				{Name: "text", Kind: Text, Label: Label{"Quyết định", "Decision"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 500, Lines: true},
				{Name: "votesFor", Kind: Int, Label: Label{"Đồng ý", "For"}, Policy: Ask, Class: Public, Max: 1000},
				{Name: "votesAgainst", Kind: Int, Label: Label{"Không đồng ý", "Against"}, Policy: Ask, Class: Public, Max: 1000},
			}},
			remark(Public),
		},
		Hints: []Hint{{Kind: models.CaseDuplicateEvent, Key: sameMeeting}},
		Check: func(v models.Values, today string) []models.Fault {
			if text(v, "status") == "held" && text(v, "date") > today {
				return []models.Fault{Rule("held", "date", "Buổi đã họp không thể có ngày sau hôm nay ("+dayForPeople(today)+").")}
			}
			return nil
		},
	}
}

// agendaOptions are the parts of a meeting in the order a club knows (domain.md §1.4).
func agendaOptions() []Option {
	return []Option{
		{"arrival", Label{"Điểm danh, cân, đo huyết áp", "Arrival"}},
		{"warmUp", Label{"Khởi động, văn nghệ", "Warm-up"}},
		{"lastMonth", Label{"Báo cáo tháng trước", "Report of last month"}},
		{"talk", Label{"Truyền thông", "Talk"}},
		{"selfHelp", Label{"Tự giúp nhau, hỗ trợ cộng đồng", "Self-help"}},
		{"loans", Label{"Vay vốn và trả nợ", "Loans"}},
		{"nextMonth", Label{"Kế hoạch tháng sau", "Plan for next month"}},
	}
}

// attendance is one person at one meeting. Phones make it under its natural id, so two volunteers who both call the roll
// write the same record: the later tap counts, and all proxies are kept.
func attendance() Type {
	return Type{
		Name: "attendance", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Điểm danh", "Attendance"}, Deletable: true,
		Identity: []string{"meeting", "member"},
		Fields: []Field{
			{Name: "meeting", Kind: Ref, Label: Label{"Buổi sinh hoạt", "Meeting"}, Required: true, Policy: Once, Class: Public, Target: []string{"meeting"}, Parent: true, Listed: true},
			ofMember(Once),
			{Name: "status", Kind: Enum, Label: Label{"Có mặt", "Status"}, Required: true, Policy: Latest, Class: Personal, Options: []Option{
				{"present", Label{"Có mặt", "Present"}},
				{"absent", Label{"Vắng", "Absent"}},
				{"excused", Label{"Vắng có lý do", "Excused"}},
			}},
			{Name: "proxies", Kind: Set, Label: Label{"Người đi thay", "Proxies"}, Policy: Union, Class: Personal, Max: 5},
			remark(Personal),
		},
		Hints: []Hint{{Kind: models.CaseDuplicateEvent, Key: sameAttendance}},
	}
}

func activity() Type {
	return Type{
		Name: "activity", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Hoạt động", "Activity"}, Deletable: true,
		Fields: []Field{
			{Name: "area", Kind: Enum, Label: Label{"Mảng hoạt động", "Area"}, Required: true, Policy: Ask, Class: Public, Options: areaOptions(), Listed: true},
			{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Policy: Ask, Class: Public, Listed: true, Horizon: WithYear},
			{Name: "title", Kind: Text, Label: Label{"Nội dung", "Title"}, Policy: Latest, Class: Public, Max: 200},
			{Name: "participants", Kind: Int, Label: Label{"Số người tham gia", "Participants"}, Policy: Max, Class: Public, Max: 10_000, SoftMax: 500},
			{Name: "beneficiaries", Kind: Set, Label: Label{"Người được giúp", "Beneficiaries"}, Policy: Union, Class: Personal, Target: []string{"member"}},
			{Name: "transaction", Kind: Ref, Label: Label{"Phiếu chi", "Payment"}, Policy: Latest, Class: Public, Target: []string{"fundTransaction"}},
			{Name: "partner", Kind: Text, Label: Label{"Phối hợp với", "Partner"}, Policy: Latest, Class: Public, Max: 120},
			{Name: "photos", Kind: Set, Label: Label{"Ảnh", "Photographs"}, Policy: Union, Class: Personal, Max: 20},
			atMeeting(),
			remark(Public),
		},
	}
}

// supportCase is help given to somebody in need, inside the club or outside (area A4).
func supportCase() Type {
	return Type{
		Name: "supportCase", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Trường hợp giúp đỡ", "Support"},
		Fields: []Field{
			{Name: "member", Kind: Ref, Label: Label{"Thành viên được giúp", "Member helped"}, Policy: Ask, Class: Personal, Target: []string{"member"}, Parent: true, Listed: true},
			{Name: "outsiderName", Kind: Text, Label: Label{"Người ngoài được giúp", "Outsider helped"}, Policy: Ask, Class: Personal, Min: 2, Max: 80},
			{Name: "reason", Kind: Text, Label: Label{"Lý do", "Reason"}, Required: true, Policy: Latest, Class: Sensitive, Min: 1, Max: 500, Lines: true},
			{Name: "kinds", Kind: Set, Label: Label{"Giúp bằng", "Kinds of help"}, Policy: Union, Class: Personal, Options: []Option{
				{"goods", Label{"Hiện vật", "Goods"}},
				{"labour", Label{"Ngày công", "Labour"}},
				{"cash", Label{"Tiền", "Cash"}},
				{"skill", Label{"Kỹ thuật", "Skill"}},
				{"legal", Label{"Pháp lý", "Legal"}},
				{"insurance", Label{"BHYT", "Health insurance"}},
				{"company", Label{"Thăm hỏi", "Company"}},
			}},
			{Name: "value", Kind: Money, Label: Label{"Giá trị", "Value"}, Policy: Latest, Class: Personal, Max: fundMax, Unit: "đ"},
			{Name: "transaction", Kind: Ref, Label: Label{"Phiếu chi", "Payment"}, Policy: Latest, Class: Public, Target: []string{"fundTransaction"}},
			{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Policy: Ask, Class: Personal, Listed: true, Horizon: Past},
			remark(Sensitive),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			if !v.Get("member").IsSet() && !v.Get("outsiderName").IsSet() {
				return []models.Fault{Rule("person", "member", "Phải ghi người được giúp.")}
			}
			return nil
		},
	}
}

func training() Type {
	return Type{
		Name: "training", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Tập huấn", "Training"}, Deletable: true,
		Fields: []Field{
			{Name: "title", Kind: Text, Label: Label{"Nội dung", "Title"}, Required: true, Policy: Latest, Class: Public, Min: 1, Max: 200},
			{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Policy: Ask, Class: Public, Listed: true, Horizon: WithYear},
			{Name: "level", Kind: Enum, Label: Label{"Cấp tổ chức", "Level"}, Policy: Latest, Class: Public, Options: []Option{
				{"club", Label{"Câu lạc bộ", "Club"}},
				{"commune", Label{"Xã, phường", "Commune"}},
				{"province", Label{"Tỉnh", "Province"}},
			}},
			{Name: "areas", Kind: Set, Label: Label{"Mảng hoạt động", "Areas"}, Policy: Union, Class: Public, Options: areaOptions()},
			{Name: "attendees", Kind: Int, Label: Label{"Số người dự", "Attendees"}, Policy: Max, Class: Public, Max: 10_000},
			{Name: "women", Kind: Int, Label: Label{"Số nữ", "Women"}, Policy: Max, Class: Public, Max: 10_000},
			remark(Public),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			if v.Get("attendees").IsSet() && number(v, "women") > number(v, "attendees") {
				return []models.Fault{Rule("women", "women", "Số nữ không được nhiều hơn số người dự.")}
			}
			return nil
		},
	}
}

// volunteer is a member who gives home care (area A3).
func volunteer() Type {
	return Type{
		Name: "volunteer", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Tình nguyện viên", "Volunteer"}, Deletable: true,
		Fields: []Field{
			ofMember(Ask),
			{Name: "from", Kind: Date, Label: Label{"Từ ngày", "From"}, Required: true, Policy: Ask, Class: Personal, Horizon: WithYear},
			{Name: "to", Kind: Date, Label: Label{"Đến ngày", "To"}, Policy: Ask, Class: Personal, Horizon: WithYear},
			{Name: "trainedOn", Kind: Date, Label: Label{"Tập huấn ngày", "Trained on"}, Policy: Max, Class: Personal, Horizon: Past},
			{Name: "skills", Kind: Set, Label: Label{"Biết làm", "Skills"}, Policy: Union, Class: Personal, Options: careOptions()},
			remark(Personal),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			return datesInOrder(nil, v, "from", "to", "Ngày thôi không được trước ngày bắt đầu.")
		},
	}
}
