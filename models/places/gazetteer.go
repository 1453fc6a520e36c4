package places

import (
	"slices"
	"strings"
)

// gazetteer is the tables put together, made once and never changed.
var gazetteer = compile() //nolint:gochecknoglobals // a table

type compiled struct {
	units       []Unit       // sorted by id
	successions []Succession // sorted by old unit
}

// districts are the eight that ended, by code.
var districts = []struct {
	code, name string
	kind       Kind
}{
	{"105", "Lai Châu", City},
	{"106", "Tam Đường", District},
	{"107", "Mường Tè", District},
	{"108", "Sìn Hồ", District},
	{"109", "Phong Thổ", District},
	{"110", "Than Uyên", District},
	{"111", "Tân Uyên", District},
	{"112", "Nậm Nhùn", District},
}

func compile() compiled {
	province := Unit{
		ID: UnitID(ProvinceCode, ProvinceSince), Code: ProvinceCode, Name: "Lai Châu",
		Level: LevelProvince, Kind: Province, From: ProvinceSince, Basis: BasisProvince,
	}
	c := compiled{units: []Unit{province}}
	for _, d := range districts {
		c.units = append(c.units, Unit{
			ID: UnitID(d.code, Since), Code: d.code, Name: d.name, Level: LevelDistrict, Kind: d.kind,
			Parent: province.ID, From: Since, To: Reform, Basis: BasisBefore,
		})
	}
	for _, p := range presentUnits {
		c.units = append(c.units, Unit{
			ID: UnitID(p.code, Reform), Code: p.code, Name: p.name, Level: LevelCommune, Kind: p.kind,
			Parent: province.ID, From: Reform, Basis: BasisReform, Border: p.border,
		})
	}
	for _, d := range formerUnits {
		for _, f := range d.units {
			c.add(d.district, f)
		}
	}
	slices.SortFunc(c.units, func(a, b Unit) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(c.successions, func(a, b Succession) int { return strings.Compare(a.Old, b.Old) })
	return c
}

// add takes in a former unit and what became of it.
func (c *compiled) add(district string, f former) {
	old := UnitID(f.code, Since)
	c.units = append(c.units, Unit{
		ID: old, Code: f.code, Name: f.name, Level: LevelCommune, Kind: f.kind,
		Parent: UnitID(district, Since), From: Since, To: Reform, Basis: BasisBefore,
	})
	kind := Whole
	if f.code == "03451" || f.code == "03463" { // Mù Cả and Tà Tổng, named in the resolution as left alone
		kind = Unchanged
	}
	c.successions = append(c.successions, Succession{
		Old: old, New: UnitID(f.into, Reform), Date: Reform, Kind: kind, Basis: BasisReform,
	})
}
