package demodata

import (
	"strconv"

	"github.com/beplua/beplua/models"
	lending "github.com/beplua/beplua/models/loan"
)

// loan is one loan while it runs.
type loan struct {
	lending.Loan // as agreed
	borrower     *member
	payments     []lending.Payment
	events       []lending.Event
	fate         fate
	stopped      int // instalments after which its fate comes
	state        lending.State
}

// standing is how the loan stands at the end of a day, by models/loan.
func (l *loan) standing(d models.Day) lending.Standing {
	return lending.StandingOf(l.Loan, l.payments, l.events, d)
}

// over says whether nobody expects anything of it any more.
func (l *loan) over() bool { return l.state == lending.Repaid || l.state == lending.WrittenOffAll }

// purposes are what people borrow for.
var purposes = []struct{ purpose, words string }{
	{"livestock", "Nuôi lợn nái"},
	{"livestock", "Nuôi gà đồi"},
	{"livestock", "Mua trâu, bò"},
	{"crops", "Trồng chè"},
	{"livestock", "Nuôi ong"},
	{"crops", "Trồng mắc ca"},
	{"trade", "Buôn bán nhỏ"},
	{"livestock", "Nuôi dê"},
	{"tools", "Mua máy xát"},
	{"crops", "Trồng ngô, phân bón"},
	{"livestock", "Nuôi vịt"},
	{"craft", "Dệt thổ cẩm"},
	{"livestock", "Ao cá"},
	{"crops", "Trồng sa nhân"},
}

// lend gives new loans out of what is in the box beyond the reserve. Only a meeting does that.
func (b *book) lend(d models.Day, reserve int64) {
	at, met := b.on(d)
	if !met || d > b.g.until-40 && b.c.percent(50) {
		return
	}
	for range b.c.between(1, 3) {
		amount := b.c.money(2_000_000, b.law.most, 500_000)
		if spare := b.income.balance - reserve; amount > spare {
			amount = spare / 500_000 * 500_000
		}
		borrower := b.borrower(d)
		if amount < 2_000_000 || borrower == nil {
			return
		}
		b.disburse(at, borrower, amount)
	}
}

// borrower finds somebody who owes nothing, nor does anybody of the same home; those who never borrowed and the poor first.
func (b *book) borrower(d models.Day) *member {
	var best *member
	rank := -1
	for range 12 {
		m := pick(b.c, b.roster.members)
		if !m.active(d-1) || m.left != 0 || m.age(d) > 78 || m.joined+60 > d && d > b.founded+60 || b.owes(m.home) {
			continue
		}
		r := 0
		if !b.borrowed(m) {
			r += 2
		}
		if m.home.class[d.Time().Year()] == "poor" || m.home.class[d.Time().Year()] == "nearPoor" {
			r++
		}
		if r > rank {
			best, rank = m, r
		}
	}
	return best
}

func (b *book) owes(h *home) bool {
	for _, l := range b.loans {
		if l.borrower.home == h && !l.over() {
			return true
		}
	}
	return false
}

func (b *book) borrowed(m *member) bool {
	for _, l := range b.loans {
		if l.borrower == m {
			return true
		}
	}
	return false
}

// disburse lends what a meeting decides: request, review, decision, then the contract and the payment of its capital.
func (b *book) disburse(meeting gathering, m *member, amount int64) {
	d := meeting.day
	l := &loan{borrower: m, state: lending.Running}
	l.Terms = lending.Terms{
		Amount: amount, RatePpm: b.law.rate, Months: b.c.between(6, b.law.months), Method: b.law.method, Rounding: lending.RoundingDefault,
		DisbursedOn: d,
	}
	l.fate, l.stopped = b.fate()
	at := moment(d, 10, 0) + int64(len(b.loans)%8)*60_000
	if !b.borrowed(m) {
		b.consent(m, "loan", d, at-30_000)
	}
	aim := pick(b.c, purposes)
	request, decision := b.approve(meeting, m, amount, l.Terms.Months, aim.purpose)
	b.contract(l, at, text("purpose", aim.purpose), text("note", aim.words), ref("byLaw", b.lawOn(d)),
		ref("meeting", meeting.id), ref("request", request), ref("decision", decision))
	b.enter(b.income, d, at, entry{
		direction: "out", category: "loanOut", amount: amount, note: "Cho vay tăng thu nhập",
		more: []models.Assignment{ref("loan", l.ID), ref("member", m.id)},
	})
	b.pair()
}

// contract writes a loan with the schedule that its terms give.
func (b *book) contract(l *loan, at int64, more ...models.Assignment) {
	l.ID, l.Schedule = b.ids.id(at), schedule(l.Terms, b.date)
	b.loans = append(b.loans, l)
	on := l.Terms.DisbursedOn
	b.write(b.scope, l.ID, "loan", at, append([]models.Assignment{
		ref("member", l.borrower.id), number("amount", l.Terms.Amount), date("disbursedOn", on), number("termMonths", l.Terms.Months),
		number("ratePpm", l.Terms.RatePpm), text("method", string(l.Terms.Method)), number("rounding", l.Terms.Rounding),
		date("dueOn", l.Schedule[l.Terms.Months-1].Due), text("contractNo", "KU"+strconv.Itoa(len(b.loans))+"/"+strconv.Itoa(on.Time().Year())),
		{Name: "schedule", Value: lending.ScheduleValue(l.Schedule)},
		text("status", string(l.state)),
	}, more...))
}

// takeOver writes a loan of the time before this record book, at a rate that the law does not allow any more: it is kept as
// it was agreed. What the book opens with counts its capital among the cash, so a payment takes it out again.
func (b *book) takeOver(on models.Day, amount int64) {
	m := b.borrower(on)
	if m == nil {
		return
	}
	l := &loan{borrower: m, state: lending.Running}
	l.Terms = lending.Terms{
		Amount: amount, RatePpm: 20_000, Months: 36, Method: lending.Flat, Rounding: lending.RoundingDefault,
		DisbursedOn: on - models.Day(b.c.between(5, 12)),
	}
	at := moment(on, 9, 40)
	old := text("source", "import")
	b.consent(m, "loan", on, at-30_000)
	b.contract(l, at, old, text("note", "Khế ước sổ cũ"))
	b.enter(b.income, on, at, entry{
		direction: "out", category: "loanOut", amount: amount, note: "Dư nợ chuyển từ sổ cũ",
		more: []models.Assignment{ref("loan", l.ID), ref("member", m.id), old},
	})
	b.pair()
}
