package schema

import (
	"slices"

	"github.com/beplua/beplua/models"
)

// healthTypes live in the club's health scope, which has roles of its own (domain.md §1.6, §5.1).
func healthTypes() []Type { return []Type{healthCheck()} }

// healthCheck is what was measured once. Hard bounds are what can be true at all; soft ones what is asked about twice.
func healthCheck() Type {
	fields := slices.Concat([]Field{
		ofMember(Once),
		{Name: "date", Kind: Date, Label: Label{"Ngày đo", "Date"}, Required: true, Class: Personal, Listed: true, Horizon: Past},
		{Name: "place", Kind: Enum, Label: Label{"Nơi đo", "Place"}, Class: Personal, Options: []Option{
			{"meeting", Label{"Buổi sinh hoạt", "Meeting"}},
			{"home", Label{"Tại nhà", "At home"}},
			{"station", Label{"Trạm y tế", "Health station"}},
		}},
	}, vitals(), []Field{
		{Name: "weight", Kind: Decimal, Label: Label{"Cân nặng", "Weight"}, Class: Sensitive, Min: 200, Max: 1500, SoftMin: 300, SoftMax: 900, Scale: 1, Unit: "kg"},
		{Name: "height", Kind: Int, Label: Label{"Chiều cao", "Height"}, Class: Sensitive, Min: 100, Max: 210, SoftMin: 130, SoftMax: 185, Unit: "cm"},
		{Name: "waist", Kind: Int, Label: Label{"Vòng bụng", "Waist"}, Class: Sensitive, Min: 40, Max: 180, SoftMin: 55, SoftMax: 120, Unit: "cm"},
		{Name: "glucose", Kind: Decimal, Label: Label{"Đường huyết", "Blood glucose"}, Class: Sensitive, Min: 15, Max: 350, SoftMin: 35, SoftMax: 150, Scale: 1, Unit: "mmol/L"},
		{Name: "measuredBy", Kind: Text, Label: Label{"Người đo", "Measured by"}, Class: Personal, Max: 80},
		atMeeting(),
		correcting(fieldSupersedes, "healthCheck"),
		remark(Sensitive),
	})
	return Type{
		Name: "healthCheck", Scope: models.ScopeHealth, Mode: AppendOnly, Label: Label{"Đo sức khoẻ", "Health check"},
		Fields: once(fields...),
		Check: func(v models.Values, _ string) []models.Fault {
			for _, name := range [...]string{"systolic", "diastolic", "pulse", "weight", "height", "waist", "glucose"} {
				if v.Get(name).IsSet() {
					return pressure(nil, v)
				}
			}
			return []models.Fault{Rule("empty", "systolic", "Phải ghi ít nhất một chỉ số.")}
		},
	}
}

// vitals are what a blood pressure monitor shows.
func vitals() []Field {
	return []Field{
		{Name: "systolic", Kind: Int, Label: Label{"Huyết áp tâm thu", "Systolic pressure"}, Policy: Latest, Class: Sensitive, Min: 60, Max: 260, SoftMin: 90, SoftMax: 180, Unit: "mmHg"},
		{Name: "diastolic", Kind: Int, Label: Label{"Huyết áp tâm trương", "Diastolic pressure"}, Policy: Latest, Class: Sensitive, Min: 30, Max: 160, SoftMin: 50, SoftMax: 110, Unit: "mmHg"},
		{Name: "pulse", Kind: Int, Label: Label{"Nhịp tim", "Pulse"}, Policy: Latest, Class: Sensitive, Min: 30, Max: 220, SoftMin: 45, SoftMax: 120, Unit: "lần/phút"},
	}
}

// pressure wants the two numbers the right way round: they are easily swapped.
func pressure(faults []models.Fault, v models.Values) []models.Fault {
	if v.Get("systolic").IsSet() && v.Get("diastolic").IsSet() && number(v, "systolic") <= number(v, "diastolic") {
		return append(faults, Rule("pressure", "diastolic", "Huyết áp tâm trương phải thấp hơn tâm thu."))
	}
	return faults
}
