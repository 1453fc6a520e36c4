package demodata

import "github.com/beplua/beplua/models"

// needs are what people at home are helped with.
var needs = []string{"company", "cleaning", "cooking", "medicine", "pressure", "farm", "rehabilitation", "personal"}

// care writes who is looked after at home and the visits of the last months.
func (b *book) care() {
	var helpers, frail []*member
	for _, m := range b.roster.members[:b.roster.stayers] {
		switch {
		case m.volunteer:
			helpers = append(helpers, m)
		case len(m.roles) == 0 && m.age(b.g.until) >= 72:
			frail = append(frail, m)
		}
	}
	if len(helpers) < 2 {
		return
	}
	for i, m := range frail[:min(len(frail), b.c.between(3, 6))] {
		from := b.founded + models.Day(30+b.c.IntN(120))
		from = max(from, b.g.until-models.Day(b.c.between(100, 700)), m.joined)
		if from >= b.g.until {
			continue
		}
		at := moment(from, 14, 0) + int64(i)*60_000
		level := weighted(b.c, []share{{"light", 55}, {"medium", 35}, {"bedridden", 10}})
		wanted := []string{pick(b.c, needs), pick(b.c, needs), "company"}
		recipient := b.noteHealth("careRecipient", at,
			ref("member", m.id), text("village", b.club.Village), date("from", from), text("level", level), set("needs", wanted),
			number("visitsWeek", 2),
		)
		b.visit(recipient, m, from, wanted, helpers)
	}
}

// visit writes the visits: about twice a week, mostly by a pair.
func (b *book) visit(recipient models.RecordID, m *member, from models.Day, wanted []string, helpers []*member) {
	first := b.c.IntN(len(helpers))
	for d := max(from+1, b.g.until-visitDays); d <= b.g.until; d += models.Day(b.c.between(2, 5)) {
		who := []models.RecordID{helpers[first].id}
		if b.c.percent(65) {
			who = append(who, helpers[(first+1)%len(helpers)].id)
		}
		condition := weighted(b.c, []share{{"same", 70}, {"better", 18}, {"worse", 11}, {"urgent", 1}})
		at := moment(d, 15, 0) + int64(b.c.IntN(120))*60_000
		fields := []models.Assignment{
			ref("recipient", recipient), date("date", d), refs("volunteers", who), number("minutes", b.c.between(6, 24)*5),
			set("tasks", wanted), text("condition", condition),
		}
		if b.c.percent(30) {
			systolic := m.systolic + b.c.between(-10, 16)
			fields = append(fields, number("systolic", systolic), number("diastolic", min(systolic-20, 50+systolic/5+b.c.between(-6, 8))))
		}
		b.noteHealth("homeVisit", at, fields...)
		if b.c.percent(15) {
			first = b.c.IntN(len(helpers))
		}
	}
}
