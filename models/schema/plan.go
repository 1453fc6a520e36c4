package schema

import "github.com/beplua/beplua/models"

// planTypes are the plans of the province, the capital it moves, its reports, and what is to be done (domain.md §2.10, §3).
func planTypes() []Type {
	return []Type{plan(), planTarget(), capitalTransfer(), report(), task()}
}

// plan is one scheme: several run at once or one after the other.
func plan() Type {
	return Type{
		Name: "plan", Scope: models.ScopeProvince, Mode: Mutable, Officers: true, Label: Label{"Kế hoạch", "Plan"}, Deletable: true,
		Fields: []Field{
			{Name: "code", Kind: Text, Label: Label{"Mã", "Code"}, Required: true, Policy: Once, Class: Public, Min: 1, Max: 40, Pattern: Code, Listed: true},
			{Name: "name", Kind: Text, Label: Label{"Tên kế hoạch", "Name"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 300},
			{Name: "decisionNo", Kind: Text, Label: Label{"Số văn bản", "Decision"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 60},
			{Name: "from", Kind: Date, Label: Label{"Từ ngày", "From"}, Required: true, Policy: Ask, Class: Public},
			{Name: "to", Kind: Date, Label: Label{"Đến ngày", "To"}, Required: true, Policy: Ask, Class: Public},
			remark(Public),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			return datesInOrder(nil, v, "from", "to", "Ngày kết thúc không được trước ngày bắt đầu.")
		},
	}
}

// planTarget is what a plan wants of one indicator in one year.
func planTarget() Type {
	return Type{
		Name: "planTarget", Scope: models.ScopeProvince, Mode: Mutable, Officers: true, Label: Label{"Chỉ tiêu", "Target"}, Deletable: true,
		Identity: []string{"plan", "indicator", "year"},
		Fields: []Field{
			{Name: "plan", Kind: Ref, Label: Label{"Kế hoạch", "Plan"}, Required: true, Policy: Once, Class: Public, Target: []string{"plan"}, Parent: true, Listed: true},
			{Name: "indicator", Kind: Text, Label: Label{"Chỉ số", "Indicator"}, Required: true, Policy: Once, Class: Public, Min: 1, Max: 40, Pattern: Code, Listed: true},
			{Name: "year", Kind: Int, Label: Label{"Năm", "Year"}, Required: true, Policy: Once, Class: Public, Min: 2010, Max: models.YearMax},
			{Name: "value", Kind: Int, Label: Label{"Giá trị", "Value"}, Required: true, Policy: Ask, Class: Public},
			{Name: "valueMax", Kind: Int, Label: Label{"Giá trị cao nhất", "Upper value"}, Policy: Ask, Class: Public},
			{Name: "measure", Kind: Enum, Label: Label{"Đơn vị tính", "Measure"}, Policy: Ask, Class: Public, Options: []Option{
				{"count", Label{"Số lượng", "Count"}},
				{"percent", Label{"Phần trăm", "Percent"}},
				{"money", Label{"Đồng", "Đồng"}},
			}},
			{Name: "coverage", Kind: Enum, Label: Label{"Tính cho", "Coverage"}, Policy: Ask, Class: Public, Options: []Option{
				{"club", Label{"Mỗi câu lạc bộ", "Each club"}},
				{"commune", Label{"Mỗi xã", "Each commune"}},
				{"province", Label{"Toàn tỉnh", "The province"}},
			}},
			remark(Public),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			if v.Get("valueMax").IsSet() && number(v, "valueMax") < number(v, "value") {
				return []models.Fault{Rule("band", "valueMax", "Giá trị cao nhất không được nhỏ hơn giá trị.")}
			}
			return nil
		},
	}
}

// capitalTransfer is capital that the province gives a club, or moves from one to another (luân chuyển vốn). The money
// itself is a transaction in each club's income fund.
func capitalTransfer() Type {
	return Type{
		Name: "capitalTransfer", Scope: models.ScopeProvince, Mode: AppendOnly, Officers: true, Label: Label{"Chuyển vốn", "Capital transfer"},
		Fields: once(
			Field{Name: "kind", Kind: Enum, Label: Label{"Loại", "Kind"}, Required: true, Class: Public, Options: []Option{
				{"seed", Label{"Cấp vốn ban đầu", "Seed capital"}},
				{"rotation", Label{"Luân chuyển", "Rotation"}},
				{"recovery", Label{"Thu hồi", "Recovery"}},
			}},
			Field{Name: "fromClub", Kind: Ref, Label: Label{"Từ câu lạc bộ", "From club"}, Class: Public, Target: []string{"club"}, Listed: true},
			Field{Name: "toClub", Kind: Ref, Label: Label{"Đến câu lạc bộ", "To club"}, Class: Public, Target: []string{"club"}, Listed: true},
			Field{Name: "amount", Kind: Money, Label: Label{"Số tiền", "Amount"}, Required: true, Class: Public, Min: 1, Max: fundMax, Step: moneyStep, Unit: "đ"},
			Field{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Class: Public, Listed: true, Horizon: Past},
			Field{Name: "decisionNo", Kind: Text, Label: Label{"Số quyết định", "Decision"}, Required: true, Class: Public, Min: 1, Max: 60},
			correcting(fieldReverses, "capitalTransfer"),
			remark(Public),
		),
		Check: checkTransfer,
	}
}

func checkTransfer(v models.Values, _ string) []models.Fault {
	from, to, kind := v.Get("fromClub"), v.Get("toClub"), text(v, "kind")
	var faults []models.Fault
	if kind != "seed" && !from.IsSet() {
		faults = append(faults, Rule("from", "fromClub", "Phải ghi câu lạc bộ chuyển vốn đi."))
	}
	if kind != "recovery" && !to.IsSet() {
		faults = append(faults, Rule("to", "toClub", "Phải ghi câu lạc bộ nhận vốn."))
	}
	if from.IsSet() && from == to {
		faults = append(faults, Rule("same-club", "toClub", "Câu lạc bộ nhận phải khác câu lạc bộ chuyển."))
	}
	return faults
}

// report is a snapshot of figures that was handed upward: it must not drift afterwards.
func report() Type {
	return Type{
		Name: "report", Scope: models.ScopeProvince, Mode: Mutable, Officers: true, Label: Label{"Báo cáo", "Report"}, Deletable: true,
		Fields: []Field{
			{Name: "period", Kind: Text, Label: Label{"Kỳ báo cáo", "Period"}, Required: true, Policy: Once, Class: Public, Min: 4, Max: 7, Pattern: Period, Listed: true},
			{Name: "level", Kind: Enum, Label: Label{"Cấp", "Level"}, Required: true, Policy: Once, Class: Public, Options: []Option{
				{"club", Label{"Câu lạc bộ", "Club"}},
				{"commune", Label{"Xã, phường", "Commune"}},
				{"province", Label{"Tỉnh", "Province"}},
			}},
			{Name: "club", Kind: Ref, Label: Label{"Câu lạc bộ", "Club"}, Policy: Once, Class: Public, Target: []string{"club"}, Listed: true},
			{Name: "unit", Kind: Text, Label: Label{"Đơn vị", "Unit"}, Policy: Once, Class: Public, Max: 31, Pattern: UnitID, Listed: true},
			{Name: "boundaries", Kind: Enum, Label: Label{"Địa giới", "Boundaries"}, Policy: Ask, Class: Public, Options: []Option{
				{"then", Label{"Như khi đó", "As then"}},
				{"now", Label{"Như hiện nay", "As now"}},
			}},
			{Name: "indicators", Kind: Table, Label: Label{"Số liệu", "Figures"}, Policy: Ask, Class: Public, Columns: []Field{
				{Name: "indicator", Kind: Text, Label: Label{"Chỉ số", "Indicator"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 40, Pattern: Code},
				{Name: "numerator", Kind: Int, Label: Label{"Tử số", "Numerator"}, Required: true, Policy: Ask, Class: Public, Min: -models.IntMax},
				{Name: "denominator", Kind: Int, Label: Label{"Mẫu số", "Denominator"}, Policy: Ask, Class: Public},
				{Name: "note", Kind: Text, Label: Label{"Ghi chú", "Note"}, Policy: Ask, Class: Public, Max: 300},
			}},
			{Name: "state", Kind: Enum, Label: Label{"Tình trạng", "State"}, Required: true, Policy: Ask, Class: Public, Listed: true, Options: []Option{
				{"draft", Label{"Nháp", "Draft"}},
				{"submitted", Label{"Đã nộp", "Submitted"}},
				{"returned", Label{"Trả lại", "Returned"}},
				{"accepted", Label{"Đã nhận", "Accepted"}},
			}},
			{Name: "submittedBy", Kind: Text, Label: Label{"Người nộp", "Submitted by"}, Policy: Ask, Class: Personal, Max: 80},
			{Name: "submittedAt", Kind: Time, Label: Label{"Nộp lúc", "Submitted at"}, Policy: Ask, Class: Public},
			{Name: "returnReason", Kind: Text, Label: Label{"Lý do trả lại", "Why returned"}, Policy: Ask, Class: Public, Max: 500, Lines: true},
			{Name: "score", Kind: Int, Label: Label{"Điểm", "Score"}, Policy: Ask, Class: Public, Max: 100},
			remark(Public),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			if text(v, "state") == "returned" && text(v, "returnReason") == "" {
				return []models.Fault{Rule("returned", "returnReason", "Trả lại báo cáo phải ghi lý do.")}
			}
			return nil
		},
	}
}

// task is something to be done by somebody of a club.
func task() Type {
	return Type{
		Name: "task", Scope: models.ScopeClub, Mode: Mutable, Label: Label{"Việc cần làm", "Task"}, Deletable: true,
		Fields: []Field{
			{Name: "kind", Kind: Enum, Label: Label{"Loại việc", "Kind"}, Required: true, Policy: Ask, Class: Public, Options: []Option{
				{"meeting", Label{"Sinh hoạt", "Meeting"}},
				{"repayment", Label{"Đến hạn trả nợ", "Repayment due"}},
				{"dues", Label{"Thu phí", "Dues"}},
				{"visit", Label{"Thăm tại nhà", "Visit"}},
				{"health", Label{"Sức khoẻ", "Health"}},
				{"report", Label{"Báo cáo", "Report"}},
				{"dataFix", Label{"Sửa số liệu", "Correct data"}},
				{"other", Label{"Việc khác", "Other"}},
			}},
			{Name: "title", Kind: Text, Label: Label{"Việc", "Title"}, Policy: Latest, Class: Personal, Max: 200},
			{Name: "dueOn", Kind: Date, Label: Label{"Hạn", "Due on"}, Required: true, Policy: Latest, Class: Public, Listed: true},
			{Name: "role", Kind: Enum, Label: Label{"Giao cho chức danh", "Role"}, Policy: Latest, Class: Public, Options: roleOptions()},
			{Name: "assignee", Kind: Ref, Label: Label{"Giao cho", "Assignee"}, Policy: Latest, Class: Personal, Listed: true},
			{Name: "subject", Kind: Ref, Label: Label{"Về bản ghi", "Subject"}, Policy: Latest, Class: Personal, Listed: true},
			{Name: "channel", Kind: Enum, Label: Label{"Nhắc qua", "Channel"}, Policy: Latest, Class: Public, Options: []Option{
				{"push", Label{"Thông báo", "Push"}},
				{"sms", Label{"Tin nhắn", "SMS"}},
				{"voice", Label{"Gọi điện", "Voice"}},
				{"paper", Label{"Giấy", "Paper"}},
			}},
			{Name: "leadDays", Kind: Int, Label: Label{"Nhắc trước", "Lead days"}, Policy: Latest, Class: Public, Max: 60, Unit: "ngày"},
			{Name: "state", Kind: Enum, Label: Label{"Tình trạng", "State"}, Required: true, Policy: Latest, Class: Public, Options: []Option{
				{"open", Label{"Chưa làm", "Open"}},
				{"done", Label{"Đã làm", "Done"}},
				{"dropped", Label{"Bỏ", "Dropped"}},
			}},
			{Name: "doneOn", Kind: Date, Label: Label{"Làm xong ngày", "Done on"}, Policy: Min, Class: Public, Horizon: Past},
			remark(Personal),
		},
		Check: func(v models.Values, _ string) []models.Fault {
			if !v.Get("role").IsSet() && !v.Get("assignee").IsSet() {
				return []models.Fault{Rule("assignee", "role", "Phải ghi việc giao cho ai.")}
			}
			return nil
		},
	}
}
