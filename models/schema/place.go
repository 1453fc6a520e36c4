package schema

import "github.com/beplua/beplua/models"

// placeTypes are the administrative units, what became of them, and the associations of the elderly (domain.md §4). They
// are reference data of the province; models/places has the official ones built in.
func placeTypes() []Type { return []Type{adminUnit(), adminUnitSuccession(), association()} }

// unitField names an administrative unit by code and first day: neither code nor name alone says which one is meant.
func unitField(name string, label Label) Field {
	return Field{Name: name, Kind: Text, Label: label, Required: true, Policy: Once, Class: Public, Min: 1, Max: 31, Pattern: UnitID, Listed: true}
}

func adminUnit() Type {
	return Type{
		Name: "adminUnit", Scope: models.ScopeProvince, Mode: Mutable, Officers: true, Label: Label{"Đơn vị hành chính", "Administrative unit"}, Deletable: true,
		Fields: []Field{
			unitField("unit", Label{"Mã và ngày bắt đầu", "Code and first day"}),
			{Name: "name", Kind: Text, Label: Label{"Tên", "Name"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 80},
			{Name: "level", Kind: Enum, Label: Label{"Cấp", "Level"}, Required: true, Policy: Ask, Class: Public, Options: []Option{
				{"province", Label{"Tỉnh", "Province"}},
				{"district", Label{"Huyện", "District"}},
				{"commune", Label{"Xã", "Commune"}},
				{"village", Label{"Bản", "Village"}},
			}},
			{Name: "kind", Kind: Enum, Label: Label{"Loại", "Kind"}, Policy: Ask, Class: Public, Options: []Option{
				{"province", Label{"Tỉnh", "Province"}},
				{"city", Label{"Thành phố", "City"}},
				{"district", Label{"Huyện", "District"}},
				{"ward", Label{"Phường", "Ward"}},
				{"township", Label{"Thị trấn", "Township"}},
				{"commune", Label{"Xã", "Commune"}},
				{"village", Label{"Bản, thôn, tổ dân phố", "Village"}},
			}},
			{Name: "parent", Kind: Text, Label: Label{"Thuộc", "Parent"}, Policy: Ask, Class: Public, Max: 31, Pattern: UnitID, Listed: true},
			{Name: "validFrom", Kind: Date, Label: Label{"Từ ngày", "Valid from"}, Required: true, Policy: Ask, Class: Public},
			{Name: "validTo", Kind: Date, Label: Label{"Đến ngày", "Valid to"}, Policy: Ask, Class: Public},
			{Name: "legalBasis", Kind: Text, Label: Label{"Căn cứ", "Legal basis"}, Policy: Ask, Class: Public, Max: 120},
			{Name: "border", Kind: Bool, Label: Label{"Giáp biên giới", "Touches the border"}, Policy: Ask, Class: Public},
		},
		Check: func(v models.Values, _ string) []models.Fault {
			return datesInOrder(nil, v, "validFrom", "validTo", "Ngày kết thúc không được trước ngày bắt đầu.")
		},
	}
}

func adminUnitSuccession() Type {
	return Type{
		Name: "adminUnitSuccession", Scope: models.ScopeProvince, Mode: Mutable, Officers: true, Label: Label{"Sáp nhập, đổi tên", "Succession of units"}, Deletable: true,
		Fields: []Field{
			unitField("oldUnit", Label{"Đơn vị cũ", "Old unit"}),
			unitField("newUnit", Label{"Đơn vị mới", "New unit"}),
			{Name: "date", Kind: Date, Label: Label{"Ngày", "Date"}, Required: true, Policy: Ask, Class: Public, Listed: true},
			{Name: "kind", Kind: Enum, Label: Label{"Cách", "Kind"}, Required: true, Policy: Ask, Class: Public, Options: []Option{
				{"whole", Label{"Nhập toàn bộ", "Whole"}},
				{"part", Label{"Nhập một phần", "Part"}},
				{"rename", Label{"Đổi tên", "Renamed"}},
				{"unchanged", Label{"Giữ nguyên", "Unchanged"}},
			}},
			{Name: "share", Kind: Int, Label: Label{"Phần", "Share"}, Policy: Ask, Class: Public, Max: 100, Unit: "%"},
			{Name: "legalBasis", Kind: Text, Label: Label{"Căn cứ", "Legal basis"}, Policy: Ask, Class: Public, Max: 120},
		},
	}
}

// association is an association of the elderly (Hội Người cao tuổi), to which clubs report.
func association() Type {
	return Type{
		Name: "association", Scope: models.ScopeProvince, Mode: Mutable, Officers: true, Label: Label{"Hội Người cao tuổi", "Association of the Elderly"}, Deletable: true,
		Fields: []Field{
			{Name: "level", Kind: Enum, Label: Label{"Cấp", "Level"}, Required: true, Policy: Ask, Class: Public, Options: []Option{
				{"province", Label{"Tỉnh", "Province"}},
				{"district", Label{"Huyện (trước 1/7/2025)", "District (before July 2025)"}},
				{"commune", Label{"Xã, phường", "Commune"}},
			}},
			unitField("unit", Label{"Đơn vị hành chính", "Administrative unit"}),
			{Name: "name", Kind: Text, Label: Label{"Tên", "Name"}, Required: true, Policy: Ask, Class: Public, Min: 1, Max: 120},
			{Name: "officers", Kind: Table, Label: Label{"Cán bộ", "Officers"}, Policy: Ask, Class: Personal, Max: 30, Columns: []Field{
				{Name: "name", Kind: Text, Label: Label{"Họ tên", "Name"}, Required: true, Policy: Ask, Class: Personal, Min: 1, Max: 80},
				{Name: "title", Kind: Text, Label: Label{"Chức danh", "Title"}, Policy: Ask, Class: Personal, Max: 80},
				{Name: "phone", Kind: Text, Label: Label{"Điện thoại", "Phone"}, Policy: Latest, Class: Personal, Max: 20, Pattern: Phone},
			}},
			{Name: "from", Kind: Date, Label: Label{"Từ ngày", "From"}, Policy: Ask, Class: Public},
			{Name: "to", Kind: Date, Label: Label{"Đến ngày", "To"}, Policy: Ask, Class: Public},
		},
		Check: func(v models.Values, _ string) []models.Fault {
			return datesInOrder(nil, v, "from", "to", "Ngày kết thúc không được trước ngày bắt đầu.")
		},
	}
}
