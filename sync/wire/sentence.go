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

	models.ReasonAlreadyReversed:  "Bút toán này đã được đảo một lần, không đảo lần nữa.",
	models.ReasonReversalMismatch: "Bút toán đảo phải đúng quỹ, đúng khoản, đúng số tiền và ngược chiều với bút toán bị đảo.",
	models.ReasonSecondOfficer:    "Số tiền lớn, phải có người thứ hai đồng ý mới đảo được. Đã nhận, đang chờ.",
}

// CaseSentence tells in Vietnamese why a case about the books was opened; "" for any other reason.
func CaseSentence(reason string) string { return caseSentences[reason] }

var caseSentences = map[string]string{
	models.ReasonOverpaid:          "Khoản vay đã được trả nhiều hơn số gốc đã vay.",
	models.ReasonBelowZero:         "Quỹ âm: đã chi nhiều hơn số tiền có trong sổ.",
	models.ReasonAboveByLaw:        "Khoản vay vượt quy chế của câu lạc bộ.",
	models.ReasonNoByLaw:           "Ngày giải ngân chưa có quy chế nào có hiệu lực.",
	models.ReasonNotApproved:       "Khoản vay chưa được buổi họp quyết định, hoặc nhiều hơn mức đã quyết định.",
	models.ReasonScheduleDiffers:   "Lịch trả nợ không khớp với số tiền, thời hạn và lãi suất của khoản vay.",
	models.ReasonSecondLoan:        "Thành viên này còn nợ một khoản vay khác.",
	models.ReasonHouseholdLoan:     "Trong hộ còn người đang nợ một khoản vay khác.",
	models.ReasonClosedLoan:        "Có lần trả nợ sau khi khoản vay đã đóng.",
	models.ReasonBeforePayout:      "Ngày trả nợ trước ngày giải ngân.",
	models.ReasonClosedMonth:       "Bút toán ghi vào tháng đã chốt sổ.",
	models.ReasonClosingDiffers:    "Số chốt sổ tháng không khớp với các bút toán.",
	models.ReasonSlipTwice:         "Một số phiếu được dùng cho hai bút toán trong năm.",
	models.ReasonOneHand:           "Một người vừa là kế toán vừa là thủ quỹ.",
	models.ReasonCashDiffers:       "Tiền đếm được hoặc số trên sổ không khớp với các bút toán.",
	models.ReasonTransferUnmatched: "Chuyển tiền giữa hai quỹ mà thiếu hoặc lệch bút toán ở quỹ kia.",
	models.ReasonRotationUnmatched: "Vốn luân chuyển không khớp với quyết định của tỉnh.",
	models.ReasonRotationCommune:   "Vốn luân chuyển sang câu lạc bộ ở xã khác.",
	models.ReasonAboveLegalRate:    "Khoản vay cũ có lãi suất trên 20% một năm (Điều 468 Bộ luật Dân sự).",
	models.ReasonUnlinked:          "Thu gốc hoặc giải ngân mà không ghi khoản vay nào.",
	models.ReasonReceiptDiffers:    "Phiếu thu không khớp với lần trả nợ.",
	models.ReasonPayoutDiffers:     "Số tiền đã giải ngân không khớp với khế ước.",
	models.ReasonSumMended:         "Số dư đã lưu bị lệch với các bút toán và đã được tính lại.",
}
