package places

// present is a commune-level unit as Resolution 1670/NQ-UBTVQH15 made it.
type present struct {
	code, name string
	kind       Kind
	border     bool
}

// presentUnits are the 38 units since 1 July 2025, with the codes of Decision 19/2025/QĐ-TTg. Which of them lie on the border
// was measured on their boundaries (edges that no other Vietnamese unit shares).
var presentUnits = []present{
	{"03388", "Đoàn Kết", Ward, false},
	{"03408", "Tân Phong", Ward, false},
	{"03390", "Bình Lư", Commune, false},
	{"03394", "Sin Suối Hồ", Commune, true},
	{"03405", "Tả Lèng", Commune, false},
	{"03424", "Bản Bo", Commune, false},
	{"03430", "Khun Há", Commune, false},
	{"03433", "Bum Tở", Commune, false},
	{"03434", "Nậm Hàng", Commune, false},
	{"03439", "Thu Lũm", Commune, true},
	{"03442", "Pa Ủ", Commune, true},
	{"03445", "Mường Tè", Commune, false},
	{"03451", "Mù Cả", Commune, true},
	{"03460", "Hua Bum", Commune, true},
	{"03463", "Tà Tổng", Commune, false},
	{"03466", "Bum Nưa", Commune, true},
	{"03472", "Mường Mô", Commune, false},
	{"03478", "Sìn Hồ", Commune, false},
	{"03487", "Lê Lợi", Commune, false},
	{"03503", "Pa Tần", Commune, true},
	{"03508", "Hồng Thu", Commune, false},
	{"03517", "Nậm Tăm", Commune, false},
	{"03529", "Tủa Sín Chải", Commune, false},
	{"03532", "Pu Sam Cáp", Commune, false},
	{"03538", "Nậm Mạ", Commune, false},
	{"03544", "Nậm Cuổi", Commune, false},
	{"03549", "Phong Thổ", Commune, true},
	{"03562", "Sì Lở Lầu", Commune, true},
	{"03571", "Dào San", Commune, true},
	{"03583", "Khổng Lào", Commune, true},
	{"03595", "Than Uyên", Commune, false},
	{"03598", "Tân Uyên", Commune, false},
	{"03601", "Mường Khoa", Commune, false},
	{"03613", "Nậm Sỏ", Commune, false},
	{"03616", "Pắc Ta", Commune, false},
	{"03618", "Mường Than", Commune, false},
	{"03637", "Mường Kim", Commune, false},
	{"03640", "Khoen On", Commune, false},
}
