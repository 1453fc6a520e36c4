package demodata_test

import (
	"strconv"
	"strings"
	"testing"
)

// band says whether part of whole lies within 60 to 70 percent.
func band(part, whole int) bool { return part*100 >= 60*whole && part*100 <= 70*whole }

// Every club has at least 40 members of whom 60 to 70 percent are women and 60 to 70 percent are 60 or older.
func TestMembersAreWithinThePlansBands(t *testing.T) {
	type club struct{ members, women, old int }
	clubs := map[string]*club{}
	total := 0
	for _, m := range whole(t).of("member") {
		if m.set["leftOn"].IsSet() {
			continue
		}
		c := clubs[string(m.scope)]
		if c == nil {
			c = &club{}
			clubs[string(m.scope)] = c
		}
		c.members++
		total++
		if m.set["sex"].Str() == "female" {
			c.women++
		}
		if strings.Compare(m.set["birthOn"].Str(), "1966-11-20") <= 0 {
			c.old++
		}
	}
	if total < 3000 {
		t.Errorf("%d members at the end, want 3,000 at least", total)
	}
	for scope, c := range clubs {
		if c.members < 40 || !band(c.women, c.members) || !band(c.old, c.members) {
			t.Errorf("%s: %d members, %d women, %d of 60 or more", scope, c.members, c.women, c.old)
		}
	}
}

func TestPeople(t *testing.T) {
	s := whole(t)
	yearOnly, names, phones := 0, map[string]int{}, map[string]bool{}
	members := s.of("member")
	for _, m := range members {
		if m.set["birthPrecision"].Str() == "year" {
			yearOnly++
			if !strings.HasSuffix(m.set["birthOn"].Str(), "-01-01") {
				t.Errorf("born in %s, of which only the year is known", m.set["birthOn"])
			}
		}
		born, _ := strconv.Atoi(m.set["birthOn"].Str()[:4])
		if joined, _ := strconv.Atoi(m.set["joinedOn"].Str()[:4]); joined-born < 16 {
			t.Errorf("born in %d, joined in %d", born, joined)
		}
		names[m.set["fullName"].Str()]++
		if phone := m.set["phone"].Str(); phone != "" {
			if phones[phone] {
				t.Errorf("two people have the number %s", phone)
			}
			phones[phone] = true
		}
		home, _ := m.set["household"].Ref()
		if s.records[home].kind != "household" || s.records[home].scope != m.scope {
			t.Error("a member has no home in the club")
		}
	}
	if yearOnly*4 < len(members) {
		t.Errorf("%d of %d people know only their year of birth", yearOnly, len(members))
	}
	if len(names)*10 < len(members)*6 {
		t.Errorf("%d names for %d people", len(names), len(members))
	}
	if len(phones) < 500 {
		t.Errorf("%d phones", len(phones))
	}
}

func TestBoards(t *testing.T) {
	held := map[string]map[string]int{}
	for _, r := range whole(t).of("clubRole") {
		if held[string(r.scope)] == nil {
			held[string(r.scope)] = map[string]int{}
		}
		held[string(r.scope)][r.set["role"].Str()]++
	}
	for scope, roles := range held {
		size := 0
		for _, n := range roles {
			size += n
		}
		if size < 5 || size > 7 || roles["head"] != 1 || roles["accountant"] != 1 || roles["treasurer"] != 1 {
			t.Errorf("%s has the board %v", scope, roles)
		}
	}
	if len(held) != 72 {
		t.Errorf("%d boards", len(held))
	}
}
