package demodata

import (
	"time"

	"github.com/beplua/beplua/models"
)

// transfer is capital that moved from an old club to a new one.
type transfer struct {
	id       models.RecordID // of the record in the province's scope
	from, to int             // lines of the table of foundings
	day      models.Day
	amount   int64
}

// transferOf gives the transfer that founded a club. Both clubs invent it from the same stream, so they agree.
func transferOf(seed uint64, line int) transfer {
	f := foundings[line]
	c, on := newChance(seed, "transfer", f.on), mustDay(f.on)
	return transfer{id: c.id(moment(on, 7, 0)), from: f.origin, to: line, day: on, amount: c.money(25_000_000, 30_000_000, 1_000_000)}
}

// given is the transfer that this club made, if its books already ran.
func (b *book) given() (transfer, bool) {
	for line, f := range foundings {
		if f.origin == b.club.line && b.g.options.shows(line) {
			t := transferOf(b.g.options.Seed, line)
			return t, t.day >= b.opened()
		}
	}
	return transfer{}, false
}

// opened is the day from which the cash books run in this record book.
func (b *book) opened() models.Day { return max(b.founded, b.g.until.InMonth(-bookMonths, 1)) }

// money writes both funds: where the capital came from, then month by month what came in and went out.
func (b *book) money() {
	b.open()
	out, leaves := b.given()
	for month := b.opened().InMonth(0, 1); month <= b.g.until; month = month.InMonth(1, 1) {
		if leaves && out.day < month.InMonth(1, 1) {
			b.giveCapital(out)
			leaves = false
		}
		d := meetingDay(month, b.date)
		if d < b.opened() || d == b.founded || d > b.g.until {
			continue
		}
		reserve := int64(0)
		if leaves {
			reserve = out.amount
		}
		b.collect(month, d)
		b.lend(d, reserve)
		b.spend(d)
	}
	b.closeMonths()
}

// open writes the two funds and the first capital.
func (b *book) open() {
	on := b.opened()
	first := on == b.founded
	var income, activity int64
	if !first { // the book takes over what the paper books held
		activity = b.c.money(600_000, 3_500_000, 100_000)
		income = b.c.money(27_000_000, 46_000_000, 500_000)
		if t, later := b.given(); t.amount > 0 {
			if income = b.c.money(11_000_000, 19_000_000, 500_000); later {
				income += t.amount
			}
		}
	}
	old := int64(0)
	if !first && b.c.percent(35) {
		old = b.c.money(2_000_000, 4_000_000, 500_000)
	}
	b.income = b.fund("income", "TN", on, income+old)
	b.activity = b.fund("activity", "HĐ", on, activity)
	if old > 0 {
		b.takeOver(on, old)
	}
	at := moment(on, 9, 35)
	switch {
	case first && b.club.Funding == fundingBudget:
		b.enter(b.income, on, at, entry{
			direction: "in", category: "seed", amount: b.c.money(25_000_000, 35_000_000, 5_000_000),
			note: "Hỗ trợ ban đầu theo Kế hoạch 2958/KH-UBND",
		})
	case b.club.Funding == fundingRotation:
		b.takeCapital()
	}
	if first {
		b.enter(b.activity, on, at, entry{
			direction: "in", category: "donation", amount: b.c.money(500_000, 2_000_000, 100_000), note: "Ủng hộ ngày ra mắt",
		})
	}
}

func (b *book) fund(kind, prefix string, on models.Day, opening int64) *account {
	a := &account{kind: kind, prefix: prefix, opening: opening, balance: opening, slips: map[int]int{}}
	a.id = b.note("fundAccount", moment(on, 9, 30), text("kind", kind), date("openedOn", on), number("openingBalance", opening))
	return a
}

// takeCapital writes that the first capital came from another club.
func (b *book) takeCapital() {
	t := transferOf(b.g.options.Seed, b.club.line)
	if t.day >= b.opened() {
		b.enter(b.income, t.day, moment(t.day, 9, 45), entry{
			direction: "in", category: "rotationIn", amount: t.amount, note: "Nhận vốn luân chuyển theo Kế hoạch 2958/KH-UBND",
			more: []models.Assignment{ref("transfer", t.id)},
		})
	}
}

// giveCapital writes that capital went to a new club.
func (b *book) giveCapital(t transfer) {
	b.enter(b.income, t.day, moment(t.day, 9, 45), entry{
		direction: "out", category: "rotationOut", amount: t.amount, note: "Chuyển vốn luân chuyển theo Kế hoạch 2958/KH-UBND",
		more: []models.Assignment{ref("transfer", t.id)},
	})
}

// present are the members of a day.
func (b *book) present(on models.Day) []*member {
	var out []*member
	for _, m := range b.roster.members {
		if m.active(on) {
			out = append(out, m)
		}
	}
	return out
}

// collect takes in dues and what borrowers pay.
func (b *book) collect(month, d models.Day) {
	at := moment(d, 8, 40)
	paying := int64(len(b.present(d)) * b.c.between(88, 100) / 100)
	b.enter(b.activity, d, at, entry{
		direction: "in", category: "dues", amount: paying * b.law.dues, note: "Phí thành viên tháng " + month.Time().Format("01/2006"),
		more: []models.Assignment{text("duesMonth", month.String()[:7])},
	})
	if b.c.percent(14) {
		b.donate(d)
	}
	b.repay(d)
}

// donors are who stands in the Book of Golden Hearts.
var donors = []string{
	"Hội Chữ thập đỏ xã", "Đồn biên phòng", "Trạm y tế xã", "Một gia đình trong bản", "Hợp tác xã chè", "Đoàn thanh niên xã",
	"Con em xa quê", "Trường tiểu học", "Một nhà hảo tâm giấu tên",
}

func (b *book) donate(d models.Day) {
	at, who := moment(d, 8, 50), pick(b.c, donors)
	if b.c.percent(35) {
		goods := pick(b.c, []string{"20 chăn ấm", "50 kg gạo", "10 thùng mì", "1 máy đo huyết áp", "30 cuốn sách", "2 con lợn giống"})
		b.note("donation", at, text("donor", who), date("date", d), text("goods", goods))
		return
	}
	amount := b.c.money(100_000, 1_500_000, 50_000)
	id := b.enter(b.activity, d, at, entry{direction: "in", category: "donation", amount: amount, note: "Sổ Tấm lòng vàng: " + who})
	b.note("donation", at, text("donor", who), date("date", d), number("amount", amount), ref("transaction", id))
	b.pair()
}

// spend pays visits, gifts and meetings, never more than half of what is there.
func (b *book) spend(d models.Day) {
	pay := func(hour int, amount int64, note string) {
		if amount*2 <= b.activity.balance {
			b.enter(b.activity, d, moment(d, hour, 15), entry{direction: "out", category: "expense", amount: amount, note: note})
		}
	}
	pay(11, b.c.money(40_000, 150_000, 10_000), "Nước uống, văn phòng phẩm buổi sinh hoạt")
	for range b.c.IntN(3) {
		pay(12, b.c.money(100_000, 200_000, 50_000), "Thăm hỏi thành viên ốm đau")
	}
	switch d.Time().Month() {
	case time.January:
		pay(12, b.c.money(300_000, 900_000, 50_000), "Quà Tết hộ nghèo, mừng thọ")
	case time.October:
		pay(12, b.c.money(200_000, 700_000, 50_000), "Ngày Quốc tế Người cao tuổi 1/10")
	default:
	}
	if d.Time().Month() == time.December {
		b.count(d)
	}
}
