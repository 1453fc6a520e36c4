package schema

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// caseTypes are what a person must decide or should know. Unlike every other type, cases are at home in each kind of scope:
// they lie where the record that they are about lies.
func caseTypes() []Type {
	return []Type{{
		Name: models.TypeCase, Scope: models.ScopeClub, Mode: Mutable, ServerOnly: true, Label: Label{"Việc cần xem", "Case"},
		Fields: []Field{
			{Name: models.CaseFieldKind, Kind: Enum, Label: Label{"Loại", "Kind"}, Required: true, Policy: Once, Class: Public, Listed: true, Options: caseKindOptions()},
			{Name: models.CaseFieldStatus, Kind: Enum, Label: Label{"Tình trạng", "Status"}, Required: true, Policy: Latest, Class: Public, Listed: true, Options: []Option{
				{string(models.CaseOpen), Label{"Đang chờ", "Open"}},
				{string(models.CaseResolved), Label{"Đã quyết", "Resolved"}},
				{string(models.CaseUndone), Label{"Đã quyết rồi bỏ, đang chờ", "Undone"}},
			}},
			{Name: models.CaseFieldSeverity, Kind: Enum, Label: Label{"Mức độ", "Severity"}, Required: true, Policy: Latest, Class: Public, Options: []Option{
				{"info", Label{"Nên biết", "Info"}},
				{"warning", Label{"Cần xem", "Warning"}},
				{"urgent", Label{"Gấp", "Urgent"}},
			}},
			{Name: models.CaseFieldSubject, Kind: Text, Label: Label{"Bản ghi", "Subject"}, Required: true, Policy: Once, Class: Public, Min: 1, Max: 36, Listed: true},
			{Name: models.CaseFieldSubjectType, Kind: Text, Label: Label{"Loại bản ghi", "Type of the subject"}, Policy: Once, Class: Public, Max: 40},
			{Name: models.CaseFieldOther, Kind: Text, Label: Label{"Bản ghi thứ hai", "Other record"}, Policy: Once, Class: Public, Max: 36},
			{Name: models.CaseFieldField, Kind: Text, Label: Label{"Mục", "Field"}, Policy: Once, Class: Public, Max: 40},
			{Name: models.CaseFieldReason, Kind: Text, Label: Label{"Lý do", "Reason"}, Policy: Once, Class: Public, Max: 60},
			{Name: models.CaseFieldOpened, Kind: Time, Label: Label{"Mở lúc", "Opened"}, Policy: Once, Class: Public},
			{Name: models.CaseFieldSides, Kind: Table, Label: Label{"Các bên", "Sides"}, Policy: Latest, Class: Sensitive, Max: models.CaseSidesMax + 1, Columns: sideColumns()},
			{Name: models.CaseFieldDecision, Kind: Enum, Label: Label{"Quyết định", "Decision"}, Policy: Latest, Class: Public, Options: choiceOptions()},
			{Name: models.CaseFieldDecidedBy, Kind: Ref, Label: Label{"Người quyết", "Decided by"}, Policy: Latest, Class: Personal},
			{Name: models.CaseFieldDecidedAt, Kind: Time, Label: Label{"Quyết lúc", "Decided at"}, Policy: Latest, Class: Public},
			{Name: models.CaseFieldNote, Kind: Text, Label: Label{"Lời nhắn cho tình nguyện viên", "Note to the volunteers"}, Policy: Latest, Class: Personal, Lines: true},
			{Name: models.CaseFieldUndo, Kind: Table, Label: Label{"Giá trị trước quyết định", "Values before"}, Policy: Latest, Class: Sensitive, Columns: []Field{
				{Name: "record", Kind: Ref, Label: Label{"Bản ghi", "Record"}, Required: true, Policy: Latest, Class: Public},
				{Name: "field", Kind: Text, Label: Label{"Mục", "Field"}, Required: true, Policy: Latest, Class: Public, Min: 1, Max: 40},
				{Name: "value", Kind: Text, Label: Label{"Giá trị", "Value"}, Policy: Latest, Class: Sensitive, Max: models.ValueBytesMax, Lines: true},
				{Name: "seq", Kind: Int, Label: Label{"Số thứ tự", "Seq"}, Policy: Latest, Class: Public},
			}},
		},
	}}
}

// IsCaseOption says whether a field of cases (kind, status, severity) can have a value.
func IsCaseOption(field, value string) bool {
	for _, f := range caseTypes()[0].Fields {
		if f.Name == field {
			return slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == value })
		}
	}
	return false
}

func caseKindOptions() []Option {
	return []Option{
		{string(models.CaseFieldConflict), Label{"Hai người sửa khác nhau", "Field conflict"}},
		{string(models.CaseDeleteEdit), Label{"Một bên xoá, một bên sửa", "Deleted and edited"}},
		{string(models.CaseDuplicatePerson), Label{"Có thể trùng người", "Duplicate person"}},
		{string(models.CaseDuplicateEvent), Label{"Có thể trùng buổi", "Duplicate event"}},
		{string(models.CaseDuplicatePayment), Label{"Có thể ghi trả nợ hai lần", "Duplicate payment"}},
		{string(models.CaseRefused), Label{"Bản ghi chưa đúng", "Refused"}},
		{string(models.CaseOutOfScope), Label{"Ghi ngoài phạm vi", "Out of scope"}},
		{string(models.CaseOrphan), Label{"Chờ bản ghi khác", "Orphan"}},
		{string(models.CaseForkedPhone), Label{"Máy bị sao chép hoặc khôi phục", "Forked phone"}},
		{string(models.CaseLedger), Label{"Sổ quỹ cần xem", "Ledger"}},
		{string(models.CaseClock), Label{"Đồng hồ máy sai", "Clock"}},
	}
}

func choiceOptions() []Option {
	return []Option{
		{string(models.ChooseStanding), Label{"Giữ giá trị đang có", "Keep what stands"}},
		{string(models.ChooseIncoming), Label{"Lấy giá trị gửi sau", "Take what came"}},
		{string(models.ChooseValues), Label{"Ghi giá trị khác", "Other values"}},
		{string(models.ChooseJoin), Label{"Gộp làm một", "Join"}},
		{string(models.ChooseApart), Label{"Là hai bản ghi khác nhau", "They are two"}},
		{string(models.ChooseApply), Label{"Thực hiện", "Apply"}},
		{string(models.ChooseDiscard), Label{"Không thực hiện", "Discard"}},
		{string(models.ChooseKnown), Label{"Đã biết", "Known"}},
		{string(models.ChooseReturn), Label{"Gửi lại người ghi", "Send back"}},
		{string(models.ChooseVoid), Label{"Giữ một, đảo lần ghi kia", "Void the other"}},
	}
}

func sideColumns() []Field {
	return []Field{
		{Name: models.SideActor, Kind: Text, Label: Label{"Đời máy", "Actor"}, Policy: Latest, Class: Public, Max: 8},
		{Name: models.SideN, Kind: Int, Label: Label{"Số", "Number"}, Policy: Latest, Class: Public},
		{Name: models.SideBy, Kind: Ref, Label: Label{"Người ghi", "By"}, Policy: Latest, Class: Personal},
		{Name: models.SideDevice, Kind: Ref, Label: Label{"Máy", "Device"}, Policy: Latest, Class: Personal},
		{Name: models.SideAt, Kind: Time, Label: Label{"Ghi lúc", "At"}, Policy: Latest, Class: Public},
		{Name: models.SideReceived, Kind: Time, Label: Label{"Nhận lúc", "Received"}, Policy: Latest, Class: Public},
		{Name: models.SideOffset, Kind: Int, Label: Label{"Đồng hồ máy lệch (ms)", "Clock offset (ms)"}, Policy: Latest, Class: Public, Min: -models.IntMax},
		{Name: models.SideValue, Kind: Text, Label: Label{"Giá trị", "Value"}, Policy: Latest, Class: Sensitive, Max: models.ValueBytesMax, Lines: true},
		{Name: models.SideOperation, Kind: Text, Label: Label{"Nguyên văn", "Operation"}, Policy: Latest, Class: Sensitive, Max: models.ValueBytesMax, Lines: true},
	}
}
