// Package demodata invents the province's 72 clubs: their people, meetings, money, loans, health and care, as the edits that
// volunteers would have made. The same seed and end give the same bytes. No line is about a real person; only the communes,
// the plan and its figures are real.
package demodata

import (
	"slices"
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// Step is one edit: fields set on a record, which is new if no step before named it. The caller gives it its number.
type Step struct {
	Scope  models.Scope
	Record models.RecordID
	Type   string
	Set    models.Values
	At     int64           // milliseconds since 1970 UTC
	By     models.RecordID // the user who made it
	Group  models.Group    // steps that stand or fall together are neighbours
}

// Options say which demo to make. The zero value is not one: Until is needed.
type Options struct {
	Seed  uint64
	Until string // the last day shown, as "2026-06-30"; clubs founded later are left out
	Clubs int    // only the first so many clubs of the table of foundings; 0 means all
}

const (
	meetingMonths = 24 // how far back meetings are recorded
	bookMonths    = 24 // how far back the cash books begin
	visitDays     = 60 // how far back home visits are recorded
)

// generator is one run.
type generator struct {
	options Options
	until   models.Day
	words   *lexicon
	types   *schema.Registry
	clubs   []Club
	taken   map[string]bool // names of villages
	rosters []*roster
}

func newGenerator(options Options) (*generator, error) {
	until, err := parseDay(options.Until)
	if err != nil {
		return nil, err
	}
	words, err := readLexicon()
	if err != nil {
		return nil, err
	}
	g := &generator{options: options, until: until, words: words, types: schema.Default(), taken: map[string]bool{}}
	for line := range foundings {
		if options.shows(line) {
			g.found(line)
		}
	}
	return g, nil
}

// shows says whether the club of a line of the table of foundings is in the demo.
func (o *Options) shows(line int) bool {
	return foundings[line].on <= o.Until && (o.Clubs == 0 || line < o.Clubs)
}

// found invents one club and its people.
func (g *generator) found(line int) {
	f := foundings[line]
	c := newChance(g.options.Seed, "club", strconv.Itoa(line))
	r := g.enrol(line)
	most := g.words.peoples[f.code][0].name
	village := g.words.village(c, most)
	for g.taken[village] {
		village = g.words.village(c, most)
	}
	g.taken[village] = true
	club := Club{
		ID: clubID(g.options.Seed, line), Name: "CLB liên thế hệ tự giúp nhau " + village, Unit: f.unit(), Village: village,
		People: most, FoundedOn: f.on, Funding: f.funding, line: line,
	}
	if f.origin >= 0 {
		club.Origin = clubID(g.options.Seed, f.origin)
	}
	at := moment(mustDay(f.on), 7, 30)
	for _, m := range r.members {
		switch {
		case slices.Contains(m.roles, "head"):
			club.Leader = Person{ID: c.id(at), Member: m.id, Name: m.name}
		case slices.Contains(m.roles, "secretary"), slices.Contains(m.roles, "accountant"):
			club.Volunteers = append(club.Volunteers, Person{ID: c.id(at), Member: m.id, Name: m.name})
		}
	}
	g.clubs = append(g.clubs, club)
	g.rosters = append(g.rosters, r)
}

func clubID(seed uint64, line int) models.RecordID {
	return newChance(seed, "club id", strconv.Itoa(line)).id(moment(mustDay(foundings[line].on), 7, 0))
}

// Clubs tells which clubs the demo has and whom to give accounts.
func Clubs(options Options) ([]Club, error) {
	g, err := newGenerator(options)
	if err != nil {
		return nil, err
	}
	return g.clubs, nil
}

// Generate makes everything of all clubs, one club after another, each in the order of time: what a record refers to
// comes before it. It stops at the first error of emit.
func Generate(options Options, emit func(Step) error) error {
	g, err := newGenerator(options)
	if err != nil {
		return err
	}
	for i := range g.clubs {
		for _, step := range g.chronicle(i) {
			if err := emit(step); err != nil {
				return err
			}
		}
	}
	return nil
}
