package wire_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/beplua/beplua/models"
)

const (
	clubText = "0195a1b2-0000-7000-8000-000000000001"
	userText = "0195a1b2-0000-7000-8000-0000000000aa"
)

var (
	club  = models.ClubScope(models.MustRecordID(clubText))
	user  = models.MustRecordID(userText)
	phone = models.MustActorID("k3f9x2ab")
	nowMS = int64(1767323045678) // 2026-01-02T03:04:05.678Z
	// phrases make notes as people write them: some words are in the dictionary, others nobody foresaw.
	phrases = [...]string{
		"gia đình bà Pờ Lò Mé trả đủ", "còn thiếu 20 nghìn", "hẹn phiên chợ San Thàng", "chồng đi viện", "sạt lở đường lên bản", "cháu nội ký thay",
		"bán bò xong mới có", "nộp bù quý trước", "đang xin gia hạn", "mưa cả tuần không xuống được", "tổ trưởng đã xác nhận", "thu tại nhà văn hóa",
		"con trai ở Bắc Ninh gửi về", "thóc chưa phơi khô", "máy tuốt hỏng", "bà vẫn khỏe", "yếu hơn lần trước", "huyet ap cao 160", "da mua thuoc",
		"paid late because of the storm", "the rest on Sunday", "her daughter took the slip", "checked with the treasurer", "no receipt yet", "asked twice",
		"trả gốc trước lãi sau", "kế toán ghi nhầm sổ cũ", "đối chiếu lại thấy khớp", "đã báo anh Kiên", "chị Đanh làm chứng", "ngô lai giá thấp",
		"lợn bị dịch phải tiêu hủy", "chuyển khoản cho thủ quỹ", "xin góp làm hai lần", "sau Tết trả nốt",
	}
)

func id(n int) models.RecordID {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	ms := uint64(nowMS) + uint64(n)*61007
	return models.MustRecordID(fmt.Sprintf("%08x-%04x-7%03x-%04x-%012x", ms>>16, ms&0xffff, r.Uint64()&0xfff, 0x8000|r.Uint64()&0x3fff, r.Uint64()>>16))
}

// note joins phrases to 140 to 240 bytes.
func note(n int) string {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	most := 140 + r.IntN(100)
	text := phrases[r.IntN(len(phrases))]
	for {
		next := text + ", " + phrases[r.IntN(len(phrases))]
		if len(next) > most {
			return text
		}
		text = next
	}
}

// repayment makes an operation of about 500 bytes of JSON.
func repayment(n int) models.Operation {
	return models.Operation{
		Dot: models.Dot{Actor: phone, N: uint64(n)}, Scope: club, Record: id(n), Type: "repayment",
		Set: models.NewValues(
			models.Assignment{Name: "loan", Value: models.RefValue(id(n%30 + 100000))},
			models.Assignment{Name: "paidOn", Value: models.TextValue(fmt.Sprintf("2026-%02d-%02d", n%12+1, n%28+1))},
			models.Assignment{Name: "principal", Value: models.IntValue(int64(n*7919%50+1) * 50000)},
			models.Assignment{Name: "interest", Value: models.IntValue(int64(n*7919%50+1) * 500)},
			models.Assignment{Name: "method", Value: models.TextValue("cash")},
			models.Assignment{Name: "note", Value: models.TextValue(note(n))},
		),
		At: nowMS + int64(n)*60001, By: user, Schema: 2,
	}
}

func batch(count int) models.Batch {
	b := models.Batch{Actor: phone, Epoch: "9f8e7d6c5b4a3928", Now: nowMS}
	for n := range count {
		b.Operations = append(b.Operations, repayment(n+1))
	}
	return b
}
