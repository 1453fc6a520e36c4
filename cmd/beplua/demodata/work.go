package demodata

import "github.com/beplua/beplua/models"

// deeds are what clubs do in each of the eight areas.
var deeds = map[string][]string{
	"A1": {"Thăm mô hình nuôi gà đồi", "Tập huấn trồng chè sạch", "Góp giống lợn đen cho hộ khó khăn"},
	"A2": {"Khám sức khoẻ định kỳ cùng trạm y tế", "Tập dưỡng sinh buổi sáng", "Đo huyết áp toàn bản"},
	"A3": {"Tập huấn tình nguyện viên chăm sóc tại nhà", "Họp tình nguyện viên"},
	"A4": {"Giúp gặt lúa hộ neo đơn", "Sửa mái nhà sau dông lốc", "Dọn vệ sinh đường bản"},
	"A5": {"Hỏi đáp về trợ cấp hưu trí xã hội", "Làm thẻ bảo hiểm y tế", "Gặp gỡ cán bộ tư pháp xã"},
	"A6": {"Nói chuyện phòng chống lừa đảo", "Đọc báo cùng nhau", "Học chữ buổi tối"},
	"A7": {"Giao lưu văn nghệ", "Mừng thọ", "Hát dân ca, múa xoè"},
	"A8": {"Vận động Sổ Tấm lòng vàng", "Làm nương chung gây quỹ"},
}

// troubles are why people needed the club's help (A4).
var troubles = []string{
	"Nhà tốc mái sau dông", "Người trong nhà nằm viện", "Mất mùa ngô", "Trâu chết rét", "Neo đơn, thiếu gạo giáp hạt", "Cháy bếp",
}

// work writes what the club did beside its meetings: the eight areas, help for people in trouble, things it owns, trainings.
func (b *book) work() {
	for area := 1; area <= 8; area++ {
		code := "A" + string(rune('0'+area))
		if b.c.percent(6) {
			continue // some clubs lack one of the eight
		}
		for _, m := range b.meetings {
			if b.c.percent(14) {
				b.activity8(code, m.day+models.Day(b.c.between(0, 9)))
			}
		}
	}
	for _, m := range b.meetings {
		if b.c.percent(35) {
			b.help(m.day + models.Day(b.c.between(1, 12)))
		}
	}
	b.own()
	b.train()
}

func (b *book) activity8(code string, d models.Day) {
	if d > b.g.until {
		return
	}
	b.note("activity", moment(d, 16, 0),
		text("area", code), date("date", d), text("title", pick(b.c, deeds[code])), number("participants", b.c.between(8, 40)),
	)
}

func (b *book) help(d models.Day) {
	who := pick(b.c, b.roster.members[:b.roster.stayers])
	if d > b.g.until || !who.active(d) {
		return
	}
	b.note("supportCase", moment(d, 17, 0),
		ref("member", who.id), text("reason", pick(b.c, troubles)), date("date", d),
		set("kinds", []string{pick(b.c, []string{"goods", "labour", "cash", "skill"}), "company"}), number("value", b.c.money(100_000, 900_000, 50_000)),
	)
}

// own writes the things every club was given.
func (b *book) own() {
	at := moment(b.founded+7, 9, 0)
	for _, thing := range []struct {
		name  string
		value int64
	}{
		{"Cân điện tử", 650_000}, {"Máy đo huyết áp", 1_150_000}, {"Loa kéo", 3_200_000}, {"Trang phục văn nghệ", 4_000_000},
	} {
		b.note("asset", at,
			text("name", thing.name), number("quantity", 1), number("value", thing.value), text("receivedFrom", "Hội Người cao tuổi tỉnh"),
			date("receivedOn", b.founded+7), text("state", "good"),
		)
	}
}

func (b *book) train() {
	for _, title := range []string{"Tập huấn ban chủ nhiệm", "Tập huấn sổ sách và quỹ", "Tập huấn chăm sóc tại nhà"} {
		d := b.founded + models.Day(b.c.between(10, 300))
		if d > b.g.until {
			continue
		}
		people := b.c.between(5, 12)
		b.note("training", moment(d, 16, 30),
			text("title", title), date("date", d), number("attendees", people), number("women", min(people, b.c.between(3, 8))),
			text("level", "province"),
		)
	}
}
