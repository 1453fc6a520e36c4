package lunar

import (
	"math"

	"github.com/beplua/beplua/models"
)

const (
	// synodic is the mean time between two new moons: days.
	synodic = 29.530588853
	// zoneDays is how far Vietnam is ahead of Greenwich: days.
	zoneDays = 7.0 / 24
	// julianZero is the Julian day number of models.Day 0.
	julianZero = 1_721_119
	// firstMoon is the Julian day of new moon 0, 1900-01-01 at Greenwich.
	firstMoon = 2_415_021.076998695
)

// newMoon is the day in Vietnam of the k-th new moon since 1900.
func newMoon(k int) models.Day {
	t := float64(k) / 1236.85 // Julian centuries
	t2, t3 := t*t, t*t*t
	mean := 2415020.75933 + 29.53058868*float64(k) + 0.0001178*t2 - 0.000000155*t3 + 0.00033*sin(166.56+132.87*t-0.009173*t2)
	sun := 359.2242 + 29.10535608*float64(k) - 0.0000333*t2 - 0.00000347*t3
	moon := 306.0253 + 385.81691806*float64(k) + 0.0107306*t2 + 0.00001236*t3
	node := 21.2964 + 390.67050646*float64(k) - 0.0016528*t2 - 0.00000239*t3
	shift := (0.1734-0.000393*t)*sin(sun) + 0.0021*sin(2*sun) -
		0.4068*sin(moon) + 0.0161*sin(2*moon) - 0.0004*sin(3*moon) + 0.0104*sin(2*node) -
		0.0051*sin(sun+moon) - 0.0074*sin(sun-moon) + 0.0004*sin(2*node+sun) - 0.0004*sin(2*node-sun) -
		0.0006*sin(2*node+moon) + 0.0010*sin(2*node-moon) + 0.0005*sin(2*moon+sun)
	slowing := -0.000278 + 0.000265*t + 0.000262*t2 // dynamical minus universal time
	return models.Day(math.Floor(mean+shift-slowing+0.5+zoneDays)) - julianZero
}

// term is the twelfth of the zodiac (0 begins at the March equinox, 9 at the December solstice) that the sun is in when a
// day begins in Vietnam.
func term(d models.Day) int {
	t := (float64(d) + julianZero - 0.5 - zoneDays - 2_451_545) / 36_525 // Julian centuries since 2000
	t2 := t * t
	anomaly := 357.52910 + 35999.05030*t - 0.0001559*t2 - 0.00000048*t*t2
	centre := (1.914600-0.004817*t-0.000014*t2)*sin(anomaly) + (0.019993-0.000101*t)*sin(2*anomaly) + 0.000290*sin(3*anomaly)
	longitude := math.Mod(280.46645+36000.76983*t+0.0003032*t2+centre, 360)
	if longitude < 0 {
		longitude += 360
	}
	return int(longitude / 30)
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
