package demodata

import (
	"strconv"

	"github.com/beplua/beplua/models"
)

// law is a club's by-law in figures.
type law struct {
	rate     int64 // parts per million a month
	method   string
	most     int64 // largest loan, đồng
	months   int   // longest term
	dues     int64 // a month, đồng
	adjusted day   // when a second by-law came into force; 0 if none did
}

// register writes what stands in a club's papers: decision, by-laws, homes, people, consents, board.
func (b *book) register() {
	at := b.founded.at(7, 0)
	rule := "monthly"
	if b.c.percent(6) {
		rule = "twicePerQuarter"
	}
	b.write(b.scope, b.club.ID, "club", at, []models.Assignment{
		text("name", b.club.Name), ref("unit", unitRecord(b.club.Unit)), text("village", b.club.Village),
		date("foundedOn", b.founded), text("decisionNo", strconv.Itoa(100+b.c.IntN(180))+"/QĐ-UBND"),
		text("funding", b.club.Funding), ref("originClub", b.club.Origin), text("status", "active"),
		text("meetingRule", rule), number("meetingDay", b.date),
	})
	b.legislate(at + 60_000)
	for _, h := range b.roster.homes {
		b.household(h, at+120_000)
	}
	for _, m := range b.roster.members {
		b.person(m)
	}
	b.board(at + 3*3_600_000)
}

// legislate writes the by-laws: rates below one percent a month, dues of 2,000 to 5,000 đồng.
func (b *book) legislate(at int64) {
	b.law = law{
		rate: int64(pick(b.c, []int{5000, 6000, 6500, 7000, 8000, 8000, 9000, 10000})), method: pick(b.c, []string{methodBalance, methodBalance, methodFlat, methodBullet}),
		most: b.c.money(5_000_000, 10_000_000, 1_000_000), months: pick(b.c, []int{10, 12, 12, 12, 18}), dues: b.c.money(2000, 5000, 1000),
	}
	b.bylaw(b.founded, at)
	if b.c.percent(25) && b.founded < b.g.until-500 {
		b.law.adjusted = b.g.until - day(100+b.c.IntN(250))
		b.bylaw(b.law.adjusted, b.law.adjusted.at(10, 0))
	}
}

func (b *book) bylaw(from day, at int64) {
	b.note("byLaw", at,
		ref("club", b.club.ID), date("validFrom", from), number("loanMin", 1_000_000), number("loanMax", b.law.most),
		number("termMonthsMax", b.law.months), number("ratePpm", b.law.rate), text("method", b.law.method), number("rounding", rounding),
		number("dues", b.law.dues), number("interestSplitPercent", 100), number("penaltyPpm", 0),
	)
}

// household writes a home and how its poverty was judged each year.
func (b *book) household(h *home, at int64) {
	b.write(b.scope, h.id, "household", at, []models.Assignment{
		text("headName", h.head), text("village", b.club.Village), ref("unit", unitRecord(b.club.Unit)),
		number("size", h.size), set("hardships", h.plight),
	})
	h.class = map[int]string{}
	class := weighted(b.c, []share{{"poor", 27}, {"near", 15}, {"other", 58}})
	for year := max(b.founded.year(), b.g.until.year()-3); year <= b.g.until.year(); year++ {
		reviewed := dayOf(year, 10, 5+b.c.IntN(25))
		if reviewed > b.g.until || reviewed < b.founded {
			continue
		}
		h.class[year] = class
		b.note("povertyReview", reviewed.at(15, 0), ref("household", h.id), number("year", year), text("class", class))
		switch { // fewer are poor every year
		case class == "poor" && b.c.percent(16):
			class = "near"
		case class == "near" && b.c.percent(30):
			class = "other"
		}
	}
}

// person writes a member and the consents without which nothing sensitive is kept.
func (b *book) person(m *member) {
	at := m.joined.at(8, 30)
	reads := "reads"
	if !m.reads {
		reads = "no"
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
		text("ethnicity", m.people), ref("household", m.home.id), date("joinedOn", m.joined), text("phone", m.phone),
		text("phoneOwner", owner), text("bhyt", m.card), text("literacy", reads),
	})
	form := "paper"
	if !m.reads {
		form = "thumb"
	}
	b.note("consent", at+60_000, ref("member", m.id), set("purposes", []string{"basic", "health", "loan"}), date("givenOn", m.joined), text("form", form))
	if m.left != 0 && m.left <= b.g.until {
		b.amend(m.id, "member", m.left.at(19, 0), date("leftOn", m.left), text("leftReason", m.reason))
	}
}

// board writes who holds which office and who visits the old and sick.
func (b *book) board(at int64) {
	for _, m := range b.roster.members {
		for _, role := range m.roles {
			b.note("clubRole", at, ref("member", m.id), text("role", role), date("from", b.founded))
		}
		if m.volunteer {
			b.note("volunteer", at+60_000, ref("member", m.id), date("from", b.founded+20), date("trainedOn", b.founded+14))
		}
	}
}
