package demodata

import "github.com/beplua/beplua/models"

// topics are what the monthly talk is about.
var topics = []string{
	"Phòng tăng huyết áp ở người cao tuổi", "Ăn uống hợp lý khi tuổi già", "Phòng bệnh mùa đông", "Chăn nuôi lợn đen an toàn sinh học",
	"Trồng và chăm sóc chè", "Quyền lợi bảo hiểm y tế", "Trợ cấp hưu trí xã hội từ 1/7/2025", "Phòng chống bạo lực gia đình",
	"Nước sạch và vệ sinh", "Phòng cháy rừng mùa khô", "Giữ gìn tiếng nói và trang phục dân tộc", "An toàn khi dùng điện thoại",
	"Phòng chống lừa đảo qua mạng", "Chăm sóc người nằm liệt", "Phòng sạt lở, lũ quét", "Tập thể dục dưỡng sinh",
}

// calendar decides on which days the club met: every month on its day, moved behind Tết, the first at its founding.
func (b *book) calendar() {
	for back := meetingMonths - 1; back >= 0; back-- {
		d := meetingDay(b.g.until.InMonth(-back, 1), b.date)
		if d > b.founded && d <= b.g.until && !b.c.percent(3) {
			b.meetings = append(b.meetings, gathering{day: d})
		}
	}
	for i := range b.meetings {
		b.meetings[i].id = b.ids.id(moment(b.meetings[i].day, 8, 0))
	}
}

// meet writes the meetings and who came.
func (b *book) meet() {
	for _, m := range b.meetings {
		at := moment(m.day, 8, 0)
		b.write(b.scope, m.id, "meeting", at, []models.Assignment{
			date("date", m.day), text("kind", "regular"), text("place", "Nhà văn hoá "+b.club.Village),
			text("topic", pick(b.c, topics)), text("status", "held"), ref("chair", b.officer("head").id), ref("secretary", b.officer("secretary").id),
		})
		rain := 0
		if month := m.day.Time().Month(); month >= 6 && month <= 8 {
			rain = 8 // the paths are bad
		}
		for _, p := range b.roster.members {
			if !p.active(m.day) {
				continue
			}
			status, proxies := "present", []string(nil)
			if !b.c.percent(p.attends - rain) {
				status = "absent"
				if b.c.percent(60) {
					status = "excused"
				}
				if b.c.percent(8) {
					proxies = []string{p.home.head}
				}
			}
			b.note("attendance", at+600_000, ref("meeting", m.id), ref("member", p.id), text("status", status), set("proxies", proxies))
		}
	}
}

// on is the meeting held on a day.
func (b *book) on(d models.Day) (gathering, bool) {
	for _, m := range b.meetings {
		if m.day == d {
			return m, true
		}
	}
	return gathering{}, false
}

// officer is who holds an office of the board.
func (b *book) officer(role string) *member {
	for _, m := range b.roster.members {
		if len(m.roles) > 0 && m.roles[0] == role {
			return m
		}
	}
	return b.roster.members[0]
}

// plan writes the next meeting and what is to be done before it.
func (b *book) plan() {
	next := meetingDay(b.g.until, b.date)
	if next <= b.g.until {
		next = meetingDay(b.g.until.InMonth(1, 1), b.date)
	}
	at := moment(b.g.until, 19, 0)
	b.note("meeting", at,
		date("date", next), text("kind", "regular"), text("status", "planned"), text("place", "Nhà văn hoá "+b.club.Village),
		text("topic", pick(b.c, topics)),
	)
	b.note("task", at+60_000,
		text("kind", "meeting"), text("title", "Báo lịch sinh hoạt cho các tổ"), date("dueOn", next-3), text("role", "secretary"),
		text("state", "open"),
	)
	b.note("task", at+120_000,
		text("kind", "dues"), text("title", "Chuẩn bị sổ thu phí và phiếu thu"), date("dueOn", next-1), text("role", "treasurer"),
		text("state", "open"),
	)
}
