package demodata

import "github.com/beplua/beplua/models"

// measure writes blood pressure and weight, taken at every third meeting.
func (b *book) measure() {
	for i, m := range b.meetings {
		if i%3 != b.date%3 {
			continue
		}
		for j, p := range b.roster.members {
			if !p.measured || !p.active(m.day) || !b.c.percent(p.attends-8) {
				continue
			}
			at := moment(m.day, 8, 10) + int64(j)*60_000
			b.check(p, m, at)
		}
	}
}

func (b *book) check(p *member, m gathering, at int64) {
	systolic := p.systolic + b.c.between(-12, 14)
	diastolic := min(systolic-20, 50+systolic/5+b.c.between(-6, 8))
	fields := []models.Assignment{
		ref("member", p.id), date("date", m.day), text("place", "meeting"), number("systolic", systolic), number("diastolic", diastolic),
		number("pulse", b.c.between(62, 92)), number("weight", p.weight+b.c.between(-12, 12)), ref("meeting", m.id),
	}
	if b.c.percent(15) {
		fields = append(fields, number("height", p.height))
	}
	if systolic >= 180 {
		fields = append(fields, text("note", "Khuyên lên trạm y tế ngay"))
	}
	b.noteHealth("healthCheck", at, fields...)
}
