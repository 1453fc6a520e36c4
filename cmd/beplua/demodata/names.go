package demodata

import (
	"embed"
	"encoding/json"
	"slices"
	"strings"
)

// The pools are invented from common names; no list of real people was used.
//
//go:embed data/names.json data/peoples.json data/villages.json
var files embed.FS

// pool is what the names of one people are made of: family, middle and given names.
type pool struct {
	Families     []string `json:"families"`
	MiddleMale   []string `json:"middleMale"`
	MiddleFemale []string `json:"middleFemale"`
	Male         []string `json:"male"`
	Female       []string `json:"female"`
	MaleYoung    []string `json:"maleYoung"` // of people under 40, where fashion changed
	FemaleYoung  []string `json:"femaleYoung"`
}

// sound is how village names sound in one kind of country.
type sound struct {
	Heads []string `json:"heads"`
	Tails []string `json:"tails"`
}

// lexicon is all name pools and which peoples live where.
type lexicon struct {
	pools    map[string]pool
	peoples  map[string][]share // by code of the commune-level unit that a club was founded in
	sounds   map[string]sound
	language map[string]string // people → sound; the valley's otherwise
}

func readLexicon() (*lexicon, error) {
	l := &lexicon{
		pools: map[string]pool{}, peoples: map[string][]share{}, sounds: map[string]sound{}, language: map[string]string{},
	}
	var weights map[string]map[string]int
	var villages map[string]json.RawMessage
	if err := read("names", &l.pools); err != nil {
		return nil, err
	}
	if err := read("peoples", &weights); err != nil {
		return nil, err
	}
	if err := read("villages", &villages); err != nil {
		return nil, err
	}
	for code, byPeople := range weights {
		for people, weight := range byPeople {
			l.peoples[code] = append(l.peoples[code], share{people, weight})
		}
		slices.SortFunc(l.peoples[code], func(a, b share) int {
			if a.weight != b.weight {
				return b.weight - a.weight
			}
			return strings.Compare(a.name, b.name)
		})
	}
	for name, raw := range villages {
		if name == "language" {
			if err := json.Unmarshal(raw, &l.language); err != nil {
				return nil, err
			}
			continue
		}
		var s sound
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, err
		}
		l.sounds[name] = s
	}
	return l, nil
}

func read(name string, into any) error {
	raw, err := files.ReadFile("data/" + name + ".json")
	if err != nil {
		return err
	}
	return json.Unmarshal(raw, into)
}

// village invents a village's name as the people there might say it.
func (l *lexicon) village(c chance, people string) string {
	name := l.language[people]
	if name == "" {
		name = "valley"
	}
	s := l.sounds[name]
	return "Bản " + pick(c, s.Heads) + " " + pick(c, s.Tails)
}

// family gives a family name of a people.
func (l *lexicon) family(c chance, people string) string { return pick(c, l.pools[people].Families) }

// name invents a full name: family, middle, given.
func (l *lexicon) name(c chance, people, family string, sex sex, age int) string {
	p := l.pools[people]
	middle, given, young := p.MiddleMale, p.Male, p.MaleYoung
	if sex == female {
		middle, given, young = p.MiddleFemale, p.Female, p.FemaleYoung
	}
	if age < 40 && len(young) > 0 {
		given = young
	}
	m, g := pick(c, middle), pick(c, given)
	for g == m || g == family {
		g = pick(c, given)
	}
	return family + " " + m + " " + g
}
