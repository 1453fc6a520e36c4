package demodata

import (
	"strconv"

	"github.com/beplua/beplua/models"
	lending "github.com/beplua/beplua/models/loan"
)

// fate is how a loan goes beyond what chance brings.
type fate int

const (
	runs      fate = iota
	stops          // pays no more after some instalments
	freezes        // stops, then frozen: a death or a flood
	abandoned      // stops, then written off by the meeting
)

// loan is one loan while it runs.
type loan struct {
	id       models.RecordID
	borrower *member
	amount   int64
	plan     []lending.Instalment
	from     day
	owed     int64 // principal still out
	next     int   // first instalment not paid
	fate     fate
	stopped  int // instalments after which a loan that stops is paid no more
	state    string
}

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

// lend gives new loans out of what is in the box beyond the reserve.
func (b *book) lend(d day, reserve int64) {
	if d > b.g.until-40 && b.c.percent(50) {
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
		b.disburse(d, borrower, amount)
	}
}

// borrower finds somebody who owes nothing, nor does anybody of the same home; those who never borrowed and the poor first.
func (b *book) borrower(d day) *member {
	var best *member
	rank := -1
	for range 12 {
		m := pick(b.c, b.roster.members)
		if !m.active(d) || m.left != 0 || m.age(d) > 78 || m.joined+60 > d && d > b.founded+60 || b.owes(m.home) {
			continue
		}
		r := 0
		if !b.borrowed(m) {
			r += 2
		}
		if m.home.class[d.year()] == "poor" || m.home.class[d.year()] == "nearPoor" {
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
		if l.borrower.home == h && l.owed > 0 {
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

// disburse writes a loan and the payment of its capital.
func (b *book) disburse(d day, m *member, amount int64) {
	months := b.c.between(6, b.law.months)
	l := &loan{borrower: m, amount: amount, from: d, owed: amount, state: "running"}
	l.plan = schedule(lending.Terms{
		Amount: amount, RatePpm: b.law.rate, Months: months, Method: b.law.method, Rounding: lending.RoundingDefault, DisbursedOn: d.lendingDay(),
	}, b.date)
	if b.c.percent(5) {
		l.fate, l.stopped = fate(b.c.between(1, 3)), b.c.IntN(4)
	}
	at := d.at(10, 0) + int64(len(b.loans)%8)*60_000
	l.id = b.ids.id(at)
	if !b.borrowed(m) {
		b.consent(m, "loan", d, at-30_000)
	}
	aim, request, decision := pick(b.c, purposes), models.RecordID{}, models.RecordID{}
	if meeting, ok := b.on(d); ok && d > b.g.until-requestDays {
		request, decision = b.approve(meeting, m, amount, months, aim.purpose)
	}
	fields := []models.Assignment{
		ref("member", m.id), number("amount", amount), date("disbursedOn", d), number("termMonths", months),
		number("ratePpm", b.law.rate), text("method", string(b.law.method)), number("rounding", lending.RoundingDefault), text("purpose", aim.purpose), text("note", aim.words),
		date("dueOn", due(l.plan[months-1])), text("contractNo", "KU"+strconv.Itoa(len(b.loans)+1)+"/"+strconv.Itoa(d.year())),
		{Name: "schedule", Value: lending.ScheduleValue(l.plan)},
		text("status", l.state),
	}
	if meeting, ok := b.on(d); ok {
		fields = append(fields, ref("meeting", meeting.id), ref("request", request), ref("decision", decision))
	}
	b.write(b.scope, l.id, "loan", at, fields)
	b.enter(b.income, d, at, entry{
		direction: "out", category: "loanOut", amount: amount, note: "Cho vay tăng thu nhập",
		more: []models.Assignment{ref("loan", l.id), ref("member", m.id)},
	})
	b.together(2)
	b.loans = append(b.loans, l)
}

// on is the meeting held on a day.
func (b *book) on(d day) (gathering, bool) {
	for _, m := range b.meetings {
		if m.day == d {
			return m, true
		}
	}
	return gathering{}, false
}

// repay takes in what is due, and writes what became of loans that are paid no more. Principal has a slip for each payer;
// the interest of all goes into the activity fund on one slip.
func (b *book) repay(d day) {
	payers, interest := 0, int64(0)
	for i, l := range b.loans {
		if l.owed == 0 || l.state == "frozen" || l.next == len(l.plan) || due(l.plan[l.next]) > d {
			continue
		}
		at := d.at(9, 20) + int64(i%60)*20_000
		if l.fate != runs && l.next >= l.stopped {
			b.fail(l, d, at)
			continue
		}
		if b.c.percent(l.borrower.pays) {
			interest += b.pay(l, d, at)
			payers++
		}
	}
	b.enter(b.activity, d, d.at(9, 55), entry{
		direction: "in", category: "interest", amount: interest, note: "Thu lãi buổi sinh hoạt: " + strconv.Itoa(payers) + " người",
	})
}

// pay writes one repayment with all that is due and its line in the cash book, and gives the interest.
func (b *book) pay(l *loan, d day, at int64) int64 {
	var principal, interest int64
	for l.next < len(l.plan) && due(l.plan[l.next]) <= d {
		principal += l.plan[l.next].Principal
		interest += l.plan[l.next].Interest
		l.next++
	}
	l.owed -= principal
	id := b.ids.id(at)
	fields := []models.Assignment{
		ref("loan", l.id), date("date", d), number("principal", principal), number("interest", interest),
		number("instalment", l.next), ref("collectedBy", b.officer("treasurer").id),
	}
	if meeting, ok := b.on(d); ok {
		fields = append(fields, ref("meeting", meeting.id))
	}
	b.write(b.scope, id, "repayment", at, fields)
	if !b.enter(b.income, d, at, entry{
		direction: "in", category: "principal", amount: principal, note: "Thu gốc",
		more: []models.Assignment{ref("repayment", id), ref("loan", l.id), ref("member", l.borrower.id)},
	}).IsZero() {
		b.together(2)
	}
	if l.owed == 0 {
		l.state = "repaid"
		b.amend(l.id, "loan", at+1000, text("status", l.state), date("closedOn", d))
	}
	return interest
}

// fail moves a loan that is paid no more from late to frozen or written off.
func (b *book) fail(l *loan, d day, at int64) {
	late := d - due(l.plan[l.next])
	meeting, met := b.on(d)
	switch {
	case l.fate == freezes && late > 60 && met:
		l.state = "frozen"
		b.event(l, "freeze", d, at, meeting, "Khoanh nợ do lũ quét làm mất chuồng trại")
	case l.fate == abandoned && late > 180 && met:
		l.state = "writtenOff"
		b.event(l, "writeOff", d, at, meeting, "Xoá nợ: người vay qua đời, gia đình không còn khả năng trả")
		l.owed = 0
	}
}

func (b *book) event(l *loan, kind string, d day, at int64, meeting gathering, note string) {
	b.note("loanEvent", at,
		ref("loan", l.id), text("kind", kind), date("date", d), number("amount", l.owed), ref("meeting", meeting.id), text("note", note),
	)
	b.amend(l.id, "loan", at+1000, text("status", l.state))
}
