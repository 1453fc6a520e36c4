package wire_test

import (
	"fmt"

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
	notes = [...]string{
		"Gia đình đã trả đủ tiền gốc và lãi tháng này, còn nợ một kỳ nữa; hẹn gặp lại tại nhà văn hóa bản vào sáng thứ bảy tuần sau để họp.",
		"Đo huyết áp 145/90, đã nhắc bà đi khám lại ở trạm y tế xã trong tuần và uống thuốc đều; con gái đi cùng, không có gì bất thường thêm.",
		"Buổi họp có 18 người dự, bầu lại thủ quỹ, góp quỹ mỗi người 20000 đồng; thống nhất cho bà Lò Thị Páo vay 3 triệu mua giống ngô.",
	}
)

func id(n int) models.RecordID {
	return models.MustRecordID(fmt.Sprintf("0195a1b2-%04x-7%03x-8%03x-%012x", n%0xffff, (n*7919)%0xfff, (n*104729)%0xfff, uint64(n)*2654435761%(1<<47)))
}

// repayment makes an operation of about 500 bytes of JSON.
func repayment(n int) models.Operation {
	return models.Operation{
		Dot: models.Dot{Actor: phone, N: uint64(n)}, Scope: club, Record: id(n), Type: "repayment",
		Set: models.NewValues(
			models.Assignment{Name: "loan", Value: models.RefValue(id(n%30 + 100000))},
			models.Assignment{Name: "paidOn", Value: models.TextValue(fmt.Sprintf("2026-%02d-%02d", n%12+1, n%28+1))},
			models.Assignment{Name: "principal", Value: models.IntValue(int64(n%50) * 50000)},
			models.Assignment{Name: "interest", Value: models.IntValue(int64(n%50) * 500)},
			models.Assignment{Name: "method", Value: models.TextValue("cash")},
			models.Assignment{Name: "note", Value: models.TextValue(notes[n%len(notes)])},
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
