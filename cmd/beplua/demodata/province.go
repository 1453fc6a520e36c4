package demodata

import (
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
)

// Province makes the reference records that everyone reads: administrative units, what became of them, and plan
// 2958/KH-UBND with its targets. By is the zero id: they come with the server.
func Province(options Options) ([]Step, error) {
	until, err := parseDay(options.Until)
	if err != nil {
		return nil, err
	}
	p := province{at: min(until, mustDay(places.Reform)).at(0, 0)}
	for _, level := range []places.Level{places.LevelProvince, places.LevelDistrict, places.LevelCommune} {
		for _, u := range places.All() {
			if u.Level == level {
				p.unit(u)
			}
		}
	}
	for _, s := range places.Successions() {
		p.note("adminUnitSuccession", models.DerivedID("adminUnitSuccession", s.Old),
			ref("oldUnit", unitRecord(s.Old)), ref("newUnit", unitRecord(s.New)), text("date", s.Date), text("kind", string(s.Kind)))
	}
	p.plan()
	return p.steps, nil
}

type province struct {
	at    int64
	steps []Step
}

func (p *province) note(kind string, id models.RecordID, fields ...models.Assignment) {
	set := models.Values{}
	for _, f := range fields {
		if f.Value.IsSet() {
			set = append(set, f)
		}
	}
	p.steps = append(p.steps, Step{Scope: models.ProvinceScope, Record: id, Type: kind, Set: models.NewValues(set...), At: p.at})
}

func (p *province) unit(u places.Unit) {
	fields := []models.Assignment{
		text("unitId", u.ID), text("code", u.Code), text("name", u.Name), text("level", string(u.Level)), text("kind", string(u.Kind)),
		text("validFrom", u.From), text("validTo", u.To), text("legalBasis", u.Basis), yes("border", u.Border),
	}
	if u.Parent != "" {
		fields = append(fields, ref("parent", unitRecord(u.Parent)))
	}
	p.note("adminUnit", unitRecord(u.ID), fields...)
}

// targets are what plan 2958/KH-UBND asks for, by indicator and year.
var targets = []struct {
	indicator string
	year      int
	value     int
	percent   string
}{
	{"Q2", 2022, 8, ""},
	{"Q2", 2023, 9, ""},
	{"Q2", 2024, 8, ""},
	{"Q2", 2025, 10, ""},
	{"Q3", 2022, 1, ""},
	{"Q3", 2023, 2, ""},
	{"Q3", 2024, 4, ""},
	{"Q3", 2025, 5, ""},
	{"Q1", 2021, 25, ""},
	{"Q1", 2022, 34, ""},
	{"Q1", 2023, 45, ""},
	{"Q1", 2024, 57, ""},
	{"Q1", 2025, 72, ""},
	{"Q4", 2025, 1400, ""},
	{"Q5", 2025, 500, ""},
	{"Q6", 2025, 100, "%"},
	{"C1", 2025, 100, "%"},
	{"C2", 2025, 100, "%"},
	{"C3", 2025, 100, "%"},
	{"C4", 2025, 100, "%"},
	{"F1", 2025, 100, "%"},
	{"K3", 2025, 50, "%"},
	{"K4", 2025, 70, "%"},
}

func (p *province) plan() {
	id := models.DerivedID("plan", "2958/KH-UBND")
	p.note("plan", id,
		text("code", "2958/KH-UBND"), text("name", "Nhân rộng mô hình câu lạc bộ liên thế hệ tự giúp nhau giai đoạn đến năm 2025, tỉnh Lai Châu"),
		text("decisionNo", "2958/KH-UBND"), text("from", "2021-01-01"), text("to", "2025-12-31"))
	for _, t := range targets {
		p.note("planTarget", models.DerivedID("planTarget", "2958/KH-UBND", t.indicator, strconv.Itoa(t.year)),
			ref("plan", id), text("indicator", t.indicator), number("year", t.year), number("value", t.value))
	}
}
