// Package places knows Lai Châu before and after the reform of 1 July 2025: the province, the eight districts that ended, the
// 106 commune-level units that became 38, and which became which. It is pure; the data are tables in this package.
//
// The key of a unit is its code and the day it began, never the code or the name alone: 17 new codes are old codes of
// differently named units, and the name Mường Than moved from one code to another.
package places

import "sort"

// Level is a tier of the administration.
type Level string

// The tiers. Districts are history since 1 July 2025.
const (
	LevelProvince Level = "province"
	LevelDistrict Level = "district"
	LevelCommune  Level = "commune" // communes, wards and townships alike
)

// Kind is what a unit is called in law.
type Kind string

// The kinds of units.
const (
	Province Kind = "province" // tỉnh
	City     Kind = "city"     // thành phố thuộc tỉnh
	District Kind = "district" // huyện
	Ward     Kind = "ward"     // phường
	Township Kind = "township" // thị trấn
	Commune  Kind = "commune"  // xã
)

// Vietnamese gives the word that stands before a unit's name.
func (k Kind) Vietnamese() string {
	switch k {
	case Province:
		return "Tỉnh"
	case City:
		return "Thành phố"
	case District:
		return "Huyện"
	case Ward:
		return "Phường"
	case Township:
		return "Thị trấn"
	case Commune:
	}
	return "Xã"
}

// The days the tables turn on. Dates are texts "2006-01-02"; a range holds From and does not hold To.
const (
	// ProvinceSince is when Lai Châu got its present borders (Resolution 22/2003/QH11).
	ProvinceSince = "2004-01-01"
	// Since is where the tables of districts and communes begin: all eight districts stood, the last of them, Nậm Nhùn, since
	// November 2012. The few units that were joined in 2020 are shown as they were afterwards.
	Since = "2013-01-01"
	// Reform is when the 106 became 38 and the districts ended.
	Reform = "2025-07-01"
)

// The legal bases of units and successions.
const (
	BasisProvince = "22/2003/QH11"
	BasisBefore   = "124/2004/QĐ-TTg"
	BasisReform   = "1670/NQ-UBTVQH15"
)

// ProvinceCode is Lai Châu's code, before and after.
const ProvinceCode = "12"

// Unit is one administrative unit in one form: with another name, border or parent it is another unit.
type Unit struct {
	ID     string // code@from, as in "03388@2025-07-01"
	Code   string // of the General Statistics Office; used again for other units
	Name   string // without the kind
	Level  Level
	Kind   Kind
	Parent string // id of the unit it belongs to, the last if that changed; "" for the province
	From   string // first day
	To     string // first day it no longer was; "" while it is
	Basis  string // number of the act that made it so
	Border bool   // touches the state border; told only of the units since the reform
}

// FullName is the name with the kind, as in "Phường Đoàn Kết".
func (u *Unit) FullName() string { return u.Kind.Vietnamese() + " " + u.Name }

// Stands says whether the unit is valid on a date.
func (u *Unit) Stands(date string) bool { return u.From <= date && (u.To == "" || date < u.To) }

// UnitID makes the id of the unit that has a code since a day.
func UnitID(code, from string) string { return code + "@" + from }

// All gives every unit there is or was, sorted by id.
func All() []Unit {
	out := make([]Unit, len(gazetteer.units))
	copy(out, gazetteer.units)
	return out
}

// At gives the commune-level units that are valid on a date, sorted by code: 106 before the reform, 38 since.
func At(date string) []Unit { return standing(LevelCommune, date) }

// Districts gives the districts that are valid on a date, sorted by code: none since the reform.
func Districts(date string) []Unit { return standing(LevelDistrict, date) }

func standing(level Level, date string) []Unit {
	var out []Unit
	for _, u := range gazetteer.units {
		if u.Level == level && u.Stands(date) {
			out = append(out, u)
		}
	}
	return out
}

// Find gives a unit by its id.
func Find(id string) (Unit, bool) {
	units := gazetteer.units
	i := sort.Search(len(units), func(i int) bool { return units[i].ID >= id })
	if i < len(units) && units[i].ID == id {
		return units[i], true
	}
	return Unit{}, false
}

// Resolve gives the unit that a code meant on a date.
func Resolve(code, date string) (Unit, bool) {
	for _, u := range gazetteer.units {
		if u.Code == code && u.Stands(date) {
			return u, true
		}
	}
	return Unit{}, false
}
