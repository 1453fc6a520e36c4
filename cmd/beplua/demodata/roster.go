package demodata

import (
	"slices"
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

type sex string

const (
	female sex = "female"
	male   sex = "male"
)

// generation is what the plan counts: sixty or over at the end of the time shown, or not.
type generation int

const (
	younger generation = iota
	older
)

// member is one person of a club as invented, before it becomes records.
type member struct {
	id        models.RecordID
	name      string
	sex       sex
	people    string
	born      models.Day
	precision string // "day", "month", "year": how much of the birth date the person knows
	home      *home
	joined    models.Day
	left      models.Day // 0 while a member
	reason    string
	roles     []string // on the board
	volunteer bool
	measured  bool // agreed that health is written down
	group     models.RecordID
	reads     bool
	phone     string
	card      string // of health insurance
	attends   int    // percent of the meetings
	pays      int    // percent of the instalments paid when due
	systolic  int    // what the blood pressure swings around
	weight    int    // tenths of a kilogram
	height    int    // centimetres
}

// active says whether the person was a member on a day.
func (m *member) active(on models.Day) bool { return m.joined <= on && (m.left == 0 || on < m.left) }

// age gives completed years.
func (m *member) age(on models.Day) int {
	b, d := m.born.Time(), on.Time()
	age := d.Year() - b.Year()
	if d.Month() < b.Month() || d.Month() == b.Month() && d.Day() < b.Day() {
		age--
	}
	return age
}

// home is one household.
type home struct {
	id     models.RecordID
	people string
	family string
	head   string
	size   int
	class  map[int]string // poverty class by year of the review
	plight []string       // hardships
}

// roster is the people of one club.
type roster struct {
	homes   []*home
	members []*member // those who left come last
	stayers int       // how many of them are members at the end
}

// placing is how many people of each kind still have to be placed in homes.
type placing map[generation]map[sex]int

func (p placing) take(of generation, s sex) bool {
	if p[of][s] == 0 {
		return false
	}
	p[of][s]--
	return true
}

func (p placing) left() int {
	n := 0
	for _, bySex := range p {
		n += bySex[female] + bySex[male]
	}
	return n
}

// census decides how many women and how many older people a club of n has, within the plan's 60 to 70 percent.
func census(c chance, n int) placing {
	low, high := (60*n+99)/100, 70*n/100
	women, old := c.between(low, high), c.between(low, high)
	oldWomen := min(old, max(old+women-n, old*women/n+c.between(-2, 2)))
	return placing{
		older:   {female: oldWomen, male: old - oldWomen},
		younger: {female: women - oldWomen, male: n - old - (women - oldWomen)},
	}
}

// enrol invents a club's people.
func (g *generator) enrol(line int) *roster {
	c := newChance(g.options.Seed, "people", strconv.Itoa(line))
	founded := mustDay(foundings[line].on)
	r := &roster{stayers: c.between(40, 46)}
	rest := census(c, r.stayers)
	for rest.left() > 0 {
		g.settle(c, line, r, rest)
	}
	c.Shuffle(len(r.members), func(i, j int) { r.members[i], r.members[j] = r.members[j], r.members[i] })
	for i, m := range r.members {
		g.admit(c, m, founded, i)
	}
	g.lose(c, line, r, founded)
	elect(c, r, founded)
	names := map[string]bool{}
	for i, m := range r.members {
		g.portray(c, m, line, i)
		for try := 0; names[schema.Fold(m.name)]; try++ { // two of one name look like one person twice
			family, _, _ := strings.Cut(m.name, " ")
			if try > 5 { // some peoples have few given names
				family = g.words.family(c, m.people)
			}
			name := g.words.name(c, m.people, family, m.sex, m.age(g.until))
			if m.home.head == m.name {
				m.home.head = name
			}
			m.name = name
		}
		names[schema.Fold(m.name)] = true
	}
	return r
}

// settle fills one home from those still to be placed: a couple, an old mother with her son's wife, a person alone.
func (g *generator) settle(c chance, line int, r *roster, rest placing) {
	people := weighted(c, g.words.peoples[foundings[line].code])
	h := &home{people: people, family: g.words.family(c, people)}
	add := func(of generation, s sex, family string) {
		if rest.take(of, s) {
			r.members = append(r.members, g.person(c, h, of, s, family))
		}
	}
	age := older
	if c.percent(35) {
		age = younger
	}
	switch kind := c.IntN(100); {
	case kind < 30:
		add(age, male, h.family)
		add(age, female, g.words.family(c, people))
	case kind < 45:
		add(older, female, g.words.family(c, people))
		add(younger, female, g.words.family(c, people))
	case kind < 52:
		add(older, male, h.family)
		add(younger, male, h.family)
	case kind < 80:
		add(age, female, g.words.family(c, people))
	default:
		add(age, male, h.family)
	}
	if last := len(r.members); last > 0 && r.members[last-1].home == h {
		h.id = c.id(moment(mustDay(foundings[line].on), 8, 0))
		r.homes = append(r.homes, h)
	}
}

// person invents somebody of a generation.
func (g *generator) person(c chance, h *home, of generation, s sex, family string) *member {
	old, age := of == older, c.between(24, 57)
	if old {
		age = 61 + min(c.IntN(16), c.IntN(30))
	}
	year := g.until.Time().Year() - age
	m := &member{sex: s, people: h.people, home: h, precision: "day", born: models.DayOf(year, 1, 1) + models.Day(c.IntN(365))}
	switch known := c.IntN(100); {
	case old && known < 55:
		m.precision, m.born = "year", models.DayOf(year, 1, 1)
	case old && known < 65, !old && known < 5:
		m.precision = "month"
		m.born = m.born.InMonth(0, 1)
	}
	m.name = g.words.name(c, h.people, family, s, age)
	if h.head == "" {
		h.head = m.name
	}
	return m
}

// admit lets the first forty in at the founding and the others one by one later.
func (g *generator) admit(c chance, m *member, founded models.Day, i int) {
	m.joined = founded
	if i >= 40 && g.until > founded+60 {
		m.joined = founded + models.Day(30+c.IntN(int(g.until-founded)-45))
	}
	if youngest := m.born + 17*366; m.joined < youngest {
		m.joined = min(youngest, g.until)
	}
}

// lose adds up to three people who are no longer members.
func (g *generator) lose(c chance, line int, r *roster, founded models.Day) {
	for range c.IntN(4) {
		if g.until-founded < 200 {
			return
		}
		rest := placing{older: {female: 1, male: 1}, younger: {female: 0, male: 0}}
		before := len(r.members)
		for len(r.members) == before {
			g.settle(c, line, r, rest)
		}
		for _, m := range r.members[before:] {
			m.joined = founded
			m.left = founded + models.Day(100+c.IntN(int(g.until-founded)-110))
			m.reason = pick(c, []string{"died", "moved", "died", "resigned"})
		}
	}
}

// elect makes a board of five to seven out of people who were there from the beginning.
func elect(c chance, r *roster, founded models.Day) {
	var able []*member
	for _, m := range r.members[:r.stayers] {
		if m.joined == founded && m.age(founded) >= 30 && m.age(founded) < 75 {
			able = append(able, m)
		}
	}
	if len(able) < 7 {
		able = r.members[:min(7, r.stayers)]
	}
	roles := []string{"head", "deputy", "accountant", "treasurer", "secretary", "member", "member"}
	for i, role := range roles[:c.between(5, 7)] {
		able[i].roles = []string{role}
		able[i].reads = true
	}
	slots := c.between(6, 10)
	for _, m := range r.members[:r.stayers] {
		if slots > 0 && m.joined == founded && m.age(founded) < 66 && (m.sex == female || c.percent(30)) {
			m.volunteer = true
			slots--
		}
	}
}

// readers is how many of a hundred older people of a people read Vietnamese; others read better than not.
var readers = map[string]int{
	"Kinh": 96, "Thái": 72, "Giáy": 74, "Lào": 60, "Dao": 52, "Mông": 44, "Hà Nhì": 42, "Lự": 38, "La Hủ": 30, "Mảng": 34,
}

// portray gives a person what visits and meetings will show.
func (g *generator) portray(c chance, m *member, line, i int) {
	age := m.age(g.until)
	knows := readers[m.people]
	if knows == 0 {
		knows = 50
	}
	if age < 50 {
		knows += (100 - knows) * 2 / 3
	}
	m.reads = m.reads || c.percent(knows)
	m.measured = c.percent(93)
	if c.percent(78 - age/2) {
		// One narrow range, so that the numbers are plainly invented; one for each person.
		m.phone = "+8490000" + strconv.Itoa(10000 + line*60 + i)[1:]
	}
	if c.percent(94) {
		m.card = "99" + strconv.Itoa(100000000 + line*1000 + i)[1:]
	}
	m.attends = 70 + max(c.IntN(29), c.IntN(29))
	m.pays = 97
	if c.percent(9) {
		m.pays = c.between(40, 80)
	}
	m.systolic = 108 + age/3 + c.between(-10, 16)
	m.height = c.between(146, 156)
	if m.sex == male {
		m.height = c.between(155, 168)
	}
	m.weight = m.height*m.height*c.between(185, 245)/10000 + c.between(-9, 9)
	m.id = c.id(moment(m.joined, 7, 30) + int64(i))
	if m.home.size == 0 {
		m.home.size = c.between(2, 6)
		m.home.plight = hardships(c, age)
	}
}

// hardships gives what makes life hard in a home, mostly nothing.
func hardships(c chance, age int) []string {
	var out []string
	if age > 70 && c.percent(18) {
		out = append(out, "alone")
	}
	if c.percent(9) {
		out = append(out, "sickness")
	}
	if c.percent(6) {
		out = append(out, "disability")
	}
	slices.Sort(out)
	return out
}
