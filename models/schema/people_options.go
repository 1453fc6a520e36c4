package schema

func sexOptions() []Option {
	return []Option{
		{"female", Label{"Nữ", "Female"}},
		{"male", Label{"Nam", "Male"}},
		{"unknown", Label{"Chưa rõ", "Unknown"}},
	}
}

// ethnicityOptions are the peoples that live in Lai Châu (domain.md §4.7), by the statistical list of 1979.
func ethnicityOptions() []Option {
	return []Option{
		{"kinh", Label{"Kinh", "Kinh"}},
		{"thai", Label{"Thái", "Thai"}},
		{"hmong", Label{"Mông", "Hmong"}},
		{"dao", Label{"Dao", "Dao"}},
		{"haNhi", Label{"Hà Nhì", "Ha Nhi"}},
		{"giay", Label{"Giáy", "Giay"}},
		{"laHu", Label{"La Hủ", "La Hu"}},
		{"lu", Label{"Lự", "Lu"}},
		{"lao", Label{"Lào", "Lao"}},
		{"mang", Label{"Mảng", "Mang"}},
		{"khang", Label{"Kháng", "Khang"}},
		{"khoMu", Label{"Khơ Mú", "Kho Mu"}},
		{"cong", Label{"Cống", "Cong"}},
		{"siLa", Label{"Si La", "Si La"}},
		{"tay", Label{"Tày", "Tay"}},
		{"nung", Label{"Nùng", "Nung"}},
		{"muong", Label{"Mường", "Muong"}},
		{"hoa", Label{"Hoa", "Hoa"}},
		{"other", Label{"Dân tộc khác", "Other"}},
	}
}
