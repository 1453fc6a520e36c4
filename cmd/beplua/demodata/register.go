package demodata

import (
	"strconv"

	"github.com/beplua/beplua/models"
	lending "github.com/beplua/beplua/models/loan"
)

// ethnicities are the peoples' names in the records.
var ethnicities = map[string]string{
	"Kinh": "kinh", "Thái": "thai", "Mông": "hmong", "Dao": "dao", "Hà Nhì": "haNhi", "La Hủ": "laHu", "Lự": "lu", "Giáy": "giay",
	"Lào": "lao", "Mảng": "mang", "Khơ Mú": "khoMu", "Cống": "cong", "Si La": "siLa", "Kháng": "khang",
}

// law is a club's by-law in figures.
type law struct {
	rate     int64 // parts per million a month
	method   lending.Method
	most     int64 // largest loan, đồng
	months   int   // longest term
	dues     int64 // a month, đồng
	first    models.RecordID
	second   models.RecordID // zero if there is none
	adjusted models.Day      // when the second came into force
}

// register writes what stands in a club's papers: decision, by-laws, homes, people, consents, board.
func (b *book) register() {
	at := moment(b.founded, 7, 0)
	var plan models.RecordID
	if b.club.FoundedOn > "2021" {
		plan = planID
	}
	b.write(b.scope, b.club.ID, "club", at, []models.Assignment{
		text("name", b.club.Name), text("unit", b.club.Unit), text("village", b.club.Village),
		date("foundedOn", b.founded), text("decisionNo", strconv.Itoa(100+b.c.IntN(180))+"/QĐ-UBND"),
		text("funding", b.club.Funding), ref("originClub", b.club.Origin), ref("plan", plan),
		text("status", "active"), number("meetingDay", b.date), text("meetingPlace", "Nhà văn hoá "+b.club.Village),
	})
	b.legislate(at + 60_000)
	for _, h := range b.roster.homes {
		b.household(h, at+120_000)
	}
	b.groups(at + 180_000)
	for _, m := range b.roster.members {
		b.person(m)
	}
	b.board(at + 3*3_600_000)
}

// legislate writes the by-laws: rates below one percent a month, dues of 2,000 to 5,000 đồng.
func (b *book) legislate(at int64) {
	b.law = law{
		rate:   int64(pick(b.c, []int{5000, 6000, 6500, 7000, 8000, 8000, 9000, 10000})),
		method: pick(b.c, []lending.Method{lending.Balance, lending.Balance, lending.Flat, lending.Bullet}),
		most:   b.c.money(5_000_000, 10_000_000, 1_000_000), months: pick(b.c, []int{10, 12, 12, 12, 18}), dues: b.c.money(2000, 5000, 1000),
	}
	b.law.first = b.bylaw(b.founded, at)
	if b.c.percent(25) && b.founded < b.g.until-500 {
		b.law.adjusted = b.g.until - models.Day(100+b.c.IntN(250))
		b.law.second = b.bylaw(b.law.adjusted, moment(b.law.adjusted, 10, 0))
	}
}

// lawOn is the by-law in force on a day.
func (b *book) lawOn(d models.Day) models.RecordID {
	if !b.law.second.IsZero() && d >= b.law.adjusted {
		return b.law.second
	}
	return b.law.first
}

func (b *book) bylaw(from models.Day, at int64) models.RecordID {
	return b.note("byLaw", at,
		date("validFrom", from), number("minLoan", 1_000_000), number("maxLoan", b.law.most),
		number("maxTermMonths", b.law.months), number("ratePpm", b.law.rate), text("method", string(b.law.method)), number("rounding", lending.RoundingDefault),
		number("duesMonthly", b.law.dues), number("interestToActivity", 100), number("penaltyPpm", 0), number("secondOfficerAbove", 2_000_000),
		set("approvalRoles", []string{"head", "accountant", "treasurer"}),
	)
}

// household writes a home and how its poverty was judged each year.
func (b *book) household(h *home, at int64) {
	b.write(b.scope, h.id, "household", at, []models.Assignment{
		text("headName", h.head), text("village", b.club.Village),
		number("size", h.size), set("hardships", h.plight),
	})
	h.class = map[int]string{}
	class := weighted(b.c, []share{{"poor", 27}, {"nearPoor", 15}, {"other", 58}})
	for year := max(b.founded.Time().Year(), b.g.until.Time().Year()-2); year <= b.g.until.Time().Year(); year++ {
		reviewed := models.DayOf(year, 10, 5+b.c.IntN(25))
		if reviewed > b.g.until || reviewed < b.founded {
			continue
		}
		h.class[year] = class
		b.note("povertyReview", moment(reviewed, 15, 0), ref("household", h.id), number("year", year), text("class", class))
		switch { // fewer are poor every year
		case class == "poor" && b.c.percent(16):
			class = "nearPoor"
		case class == "nearPoor" && b.c.percent(30):
			class = "other"
		}
	}
}

// person writes a member and the consents without which nothing sensitive is kept.
func (b *book) person(m *member) {
	at := moment(m.joined, 7, 30)
	reads := "reads"
	if !m.reads {
		reads = pick(b.c, []string{"little", "none", "none"})
	}
	owner := "self"
	if m.age(b.g.until) > 72 {
		owner = "child"
	}
	if m.phone == "" {
		owner = ""
	}
	b.write(b.scope, m.id, "member", at, []models.Assignment{
		text("fullName", m.name), text("sex", string(m.sex)), date("birthOn", m.born), text("birthPrecision", m.precision),
		text("ethnicity", ethnicities[m.people]), ref("household", m.home.id), ref("group", m.group), date("joinedOn", m.joined), text("phone", m.phone),
		text("phoneOwner", owner), text("bhyt", m.card), text("literacy", reads),
	})
	b.consent(m, "basic", m.joined, at+60_000)
	if m.measured {
		b.consent(m, "health", m.joined, at+120_000)
	}
	if m.left != 0 && m.left <= b.g.until {
		b.amend(m.id, "member", moment(m.left, 19, 0), date("leftOn", m.left), text("leftReason", m.reason))
	}
}

// consent writes a person's word: signed, or with a thumbprint by those who do not read.
func (b *book) consent(m *member, purpose string, on models.Day, at int64) {
	form := "paper"
	if !m.reads {
		form = "thumb"
	}
	b.note("consent", at, ref("member", m.id), text("purpose", purpose), text("decision", "given"), date("date", on), text("form", form))
}

// groups divides the people into neighbourhoods with a leader each (tổ).
func (b *book) groups(at int64) {
	count := b.c.between(2, 4)
	for i := range count {
		id := b.note("group", at, text("name", "Tổ "+strconv.Itoa(i+1)))
		led := false
		for j, m := range b.roster.members {
			if j%count != i {
				continue
			}
			m.group = id
			if !led && m.left == 0 && m.joined == b.founded && len(m.roles) == 0 {
				b.amend(id, "group", moment(b.founded, 11, 0), ref("leader", m.id))
				led = true
			}
		}
	}
}

// board writes who holds which office and who visits the old and sick.
func (b *book) board(at int64) {
	for _, m := range b.roster.members {
		for _, role := range m.roles {
			b.note("clubRole", at, ref("member", m.id), text("role", role), date("from", b.founded))
		}
		if m.volunteer {
			trained := b.founded + 14
			b.note("volunteer", moment(trained, 17, 0), ref("member", m.id), date("from", trained), date("trainedOn", trained),
				set("skills", []string{pick(b.c, needs), pick(b.c, needs)}))
		}
	}
}
