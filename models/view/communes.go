package view

import (
	"maps"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// CommuneTogether is the clubs of one commune of the day.
type CommuneTogether struct {
	Unit, Name             string // both "" for clubs whose commune is not known
	Clubs, Silent, Waiting int
	AtRisk                 int64 // principal outstanding of loans more than 30 days late, of the clubs that were counted: đồng
}

// communesOf sums clubs up by commune, by name; those of which nothing is known come last.
func communesOf(all []Glance, worst []ClubArrears, on models.Day) []CommuneTogether {
	late := make(map[models.RecordID]int64, len(worst))
	for i := range worst {
		late[worst[i].Club] = worst[i].Portfolio.AtRisk.Outstanding
	}
	silent := silentBefore(on)
	today, found := map[string]places.Unit{}, map[string]*CommuneTogether{}
	for i := range all {
		g := &all[i]
		unit, known := today[g.Unit]
		if !known {
			unit = unitOn(g.Unit, on.String())
			today[g.Unit] = unit
		}
		c := found[unit.ID]
		if c == nil {
			c = &CommuneTogether{Unit: unit.ID}
			if unit.ID != "" {
				c.Name = unit.FullName()
			}
			found[unit.ID] = c
		}
		c.Clubs++
		c.Waiting += g.Waiting()
		c.AtRisk += late[g.Club]
		if g.isSilent(silent) {
			c.Silent++
		}
	}
	out := make([]CommuneTogether, 0, len(found))
	for _, c := range slices.SortedFunc(maps.Values(found), func(a, b *CommuneTogether) int {
		if (a.Unit == "") != (b.Unit == "") {
			return strings.Compare(b.Unit, a.Unit)
		}
		return strings.Compare(a.Name+a.Unit, b.Name+b.Unit)
	}) {
		out = append(out, *c)
	}
	return out
}

// unitOn gives what a commune has become by a day; the zero unit when that is not known.
func unitOn(id, date string) places.Unit {
	if now := places.AsOf(id, date); len(now) == 1 {
		return now[0]
	}
	return places.Unit{}
}
