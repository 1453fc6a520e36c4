package demodata

import (
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
	"github.com/beplua/beplua/models/schema"
)

// Province makes the reference records that everyone reads: administrative units, what became of them, and plan
// 2958/KH-UBND with its targets. By is the zero id: they come with the server.
func Province(options Options) ([]Step, error) {
	until, err := parseDay(options.Until)
	if err != nil {
		return nil, err
	}
	targets, _ := schema.Default().Type("planTarget")
	p := province{targets: targets, at: moment(min(until, mustDay(places.Reform)), 0, 0)}
	for _, level := range []places.Level{places.LevelProvince, places.LevelDistrict, places.LevelCommune} {
		for _, u := range places.All() {
			if u.Level == level {
				p.unit(u)
			}
		}
	}
	for _, s := range places.Successions() {
		p.note("adminUnitSuccession", models.DerivedID("adminUnitSuccession", s.Old),
			text("oldUnit", s.Old), text("newUnit", s.New), text("date", s.Date), text("kind", string(s.Kind)), text("legalBasis", s.Basis))
	}
	p.associations(until)
	p.plan()
	for line, f := range foundings {
		if f.funding == fundingRotation && options.shows(line) {
			p.transfer(options.Seed, transferOf(options.Seed, line))
		}
	}
	return p.steps, nil
}

type province struct {
	at      int64
	steps   []Step
	targets *schema.Type
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
	border := models.Assignment{}
	if u.From == places.Reform { // of the older units nobody wrote it down
		border = models.Assignment{Name: "border", Value: models.BoolValue(u.Border)}
	}
	p.note("adminUnit", models.DerivedID("adminUnit", u.ID),
		text("unit", u.ID), text("name", u.Name), text("level", string(u.Level)), text("kind", string(u.Kind)), text("parent", u.Parent),
		text("validFrom", u.From), text("validTo", u.To), text("legalBasis", u.Basis), border,
	)
}

// targets are what plan 2958/KH-UBND asks for, by indicator and year.
var targets = []struct {
	indicator string
	year      int
	value     int
	most      int // 0: no upper bound
	measure   string
	coverage  string
}{
	{"Q2", 2022, 8, 0, "count", "province"},
	{"Q2", 2023, 9, 0, "count", "province"},
	{"Q2", 2024, 8, 0, "count", "province"},
	{"Q2", 2025, 10, 0, "count", "province"},
	{"Q3", 2022, 1, 0, "count", "province"},
	{"Q3", 2023, 2, 0, "count", "province"},
	{"Q3", 2024, 4, 0, "count", "province"},
	{"Q3", 2025, 5, 0, "count", "province"},
	{"Q1", 2021, 25, 0, "count", "province"},
	{"Q1", 2022, 34, 0, "count", "province"},
	{"Q1", 2023, 45, 0, "count", "province"},
	{"Q1", 2024, 57, 0, "count", "province"},
	{"Q1", 2025, 72, 0, "count", "province"},
	{"Q4", 2025, 1400, 0, "count", "province"},
	{"Q5", 2025, 500, 0, "count", "province"},
	{"Q6", 2025, 100, 0, "percent", "province"},
	{"C1", 2025, 40, 0, "count", "club"},
	{"C2", 2025, 60, 70, "percent", "club"},
	{"C3", 2025, 60, 70, "percent", "club"},
	{"C4", 2025, 30, 40, "percent", "club"},
	{"F1", 2025, 100, 0, "percent", "province"},
	{"K3", 2025, 50, 0, "percent", "club"},
	{"K4", 2025, 70, 0, "percent", "province"},
}

// planID is the record of plan 2958/KH-UBND.
var planID = models.DerivedID("plan", "2958/KH-UBND") //nolint:gochecknoglobals // a constant

func (p *province) plan() {
	p.note("plan", planID,
		text("code", "2958-KH-UBND"), text("name", "Nhân rộng mô hình câu lạc bộ liên thế hệ tự giúp nhau giai đoạn đến năm 2025, tỉnh Lai Châu"),
		text("decisionNo", "2958/KH-UBND"), text("from", "2021-01-01"), text("to", "2025-12-31"))
	for _, t := range targets {
		fields := []models.Assignment{
			ref("plan", planID), text("indicator", t.indicator), number("year", t.year), number("value", t.value), text("measure", t.measure),
			text("coverage", t.coverage),
		}
		if t.most > 0 {
			fields = append(fields, number("valueMax", t.most))
		}
		natural, _ := p.targets.NaturalID(models.ProvinceScope, models.NewValues(fields...))
		p.note("planTarget", natural, fields...)
	}
}

// associations makes those that clubs report to: of the province and of each commune on the last day.
func (p *province) associations(until models.Day) {
	unit := places.UnitID(places.ProvinceCode, places.ProvinceSince)
	p.note("association", models.DerivedID("association", unit),
		text("level", "province"), text("unit", unit), text("name", "Hội Người cao tuổi tỉnh Lai Châu"), text("from", places.ProvinceSince))
	for _, u := range places.At(until.String()) {
		p.note("association", models.DerivedID("association", u.ID),
			text("level", "commune"), text("unit", u.ID), text("name", "Hội Người cao tuổi "+strings.ToLower(u.Kind.Vietnamese())+" "+u.Name), text("from", u.From))
	}
}

// transfer makes the decision by which a club's capital went to a new one.
func (p *province) transfer(seed uint64, t transfer) {
	p.note("capitalTransfer", t.id,
		text("kind", "rotation"), ref("fromClub", clubID(seed, t.from)), ref("toClub", clubID(seed, t.to)), number("amount", t.amount),
		date("date", t.day), text("decisionNo", strconv.Itoa(200+t.to)+"/QĐ-UBND"))
	p.steps[len(p.steps)-1].At = moment(t.day, 7, 0)
}
