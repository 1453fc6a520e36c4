package main

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/store"
)

// clubs tells the accounts which clubs lie where: that is in the records, which the accounts do not know.
type clubs struct{ store store.Scopes }

// ClubsIn gives the clubs within a unit on a day, by id; unit "" is the whole province. A club says in which commune it
// was founded; what that commune has become since, models/places knows.
func (c clubs) ClubsIn(ctx context.Context, unit, date string) ([]models.RecordID, error) {
	if unit == "" {
		return c.everywhere(ctx)
	}
	// A grant outlives the unit it was given for: it goes on for what the unit went into.
	if u, ok := places.Find(unit); ok && !u.Stands(date) {
		if later, ok := places.Successor(unit, date); ok {
			unit = later.ID
		}
	}
	var out []models.RecordID
	for _, u := range places.All() {
		if !lies(u, unit, date) {
			continue
		}
		found, err := c.foundedIn(ctx, u.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, found...)
	}
	slices.SortFunc(out, func(a, b models.RecordID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(out), nil
}

// lies says whether what a commune has become by a day is, or belongs to, another unit.
func lies(commune places.Unit, unit, date string) bool {
	if commune.Level != places.LevelCommune {
		return false
	}
	if !commune.Stands(date) {
		later, ok := places.Successor(commune.ID, date)
		if !ok {
			return false
		}
		commune = later
	}
	for {
		if commune.ID == unit {
			return true
		}
		parent, ok := places.Find(commune.Parent)
		if !ok {
			return false
		}
		commune = parent
	}
}

// foundedIn gives the clubs whose record names a commune.
func (c clubs) foundedIn(ctx context.Context, commune string) ([]models.RecordID, error) {
	var out []models.RecordID
	key := schema.ListKey("club", "unit", models.TextValue(commune))
	scope, id := models.Scope(""), models.RecordID{}
	for {
		records, err := c.store.RecordsByKeyAnywhere(ctx, key, scope, id, models.ListMax)
		if err != nil {
			return nil, err
		}
		for i := range records {
			scope, id = records[i].Scope, records[i].ID
			out = append(out, scope.Owner())
		}
		if len(records) < models.ListMax {
			return out, nil
		}
	}
}

// everywhere gives all clubs that anything was written for.
func (c clubs) everywhere(ctx context.Context) ([]models.RecordID, error) {
	var out []models.RecordID
	after := models.Scope("")
	for {
		scopes, err := c.store.AllScopes(ctx, after, models.ListMax)
		if err != nil {
			return nil, err
		}
		for _, scope := range scopes {
			after = scope
			if scope.Kind() == models.ScopeClub {
				out = append(out, scope.Owner())
			}
		}
		if len(scopes) < models.ListMax {
			return out, nil
		}
	}
}
