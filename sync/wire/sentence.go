package wire

import "github.com/beplua/beplua/models"

// Sentence tells a volunteer in Vietnamese what became of an edit; "" when it was taken as it is.
func Sentence(o models.Outcome) string {
	if o.Problem != "" {
		if s, ok := reasonSentences[o.Problem]; ok {
			return s
		}
	}
	return kindSentences[o.Kind]
}

var kindSentences = map[models.OutcomeKind]string{
	models.Applied: "",
	models.Merged:  "Đã lưu. Hồ sơ nay có cả phần người khác vừa ghi, hoặc chữ được viết lại cho đúng chuẩn.",
	models.Held:    "Đã nhận, đang chờ cán bộ xem xét.",
	models.Refused: "Chưa ghi được. Mở ra để xem lỗi và sửa lại.",
}

var reasonSentences = map[string]string{
	models.ReasonConflict:     "Có người khác vừa sửa cùng mục này. Cán bộ sẽ chọn nội dung đúng.",
	models.ReasonDeleteEdit:   "Một người xóa, một người sửa cùng hồ sơ. Cán bộ sẽ quyết định.",
	models.ReasonOrphan:       "Đã nhận, đang chờ hồ sơ liên quan từ điện thoại khác.",
	models.ReasonOutOfScope:   "Bạn chưa được giao ghi ở đây. Cán bộ sẽ xem xét.",
	models.ReasonRevoked:      "Điện thoại này đã bị ngừng. Cán bộ sẽ xem xét phần đã ghi.",
	models.ReasonAuthor:       "Người ghi khác người đang đăng nhập. Cán bộ sẽ xem xét.",
	models.ReasonInvalid:      "Có mục chưa đúng. Mở ra để xem lỗi và sửa lại.",
	models.ReasonFutureVector: "Dữ liệu trên máy không khớp với máy chủ. Mở ra để gửi lại.",
	models.ReasonGroup:        "Chưa ghi được vì một phần đi kèm chưa được nhận.",
	models.ReasonUnknownType:  "Máy chủ chưa biết loại hồ sơ này. Hãy cập nhật ứng dụng.",
	models.ReasonImmutable:    "Hồ sơ này chỉ được ghi thêm, không sửa. Cán bộ sẽ xem xét.",
	models.ReasonNotDeletable: "Không xóa được hồ sơ người hay tiền. Hãy đổi trạng thái.",
	models.ReasonTypeMismatch: "Hồ sơ này thuộc loại khác. Mở ra để xem lại.",
	models.ReasonNotYourHand:  "Mục này chỉ máy chủ hoặc cán bộ được ghi.",
	models.ReasonNewerSchema:  "Ứng dụng mới hơn máy chủ. Phần ghi được giữ lại cho đến khi máy chủ cập nhật.",
}
