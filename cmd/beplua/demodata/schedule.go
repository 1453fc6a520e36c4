package demodata

import lending "github.com/beplua/beplua/models/loan"

// schedule is the plan of a loan whose due days move behind Tết, as meetings do.
func schedule(t lending.Terms, meetingDate int) []lending.Instalment {
	lines := lending.Schedule(t, lending.Meetings{Day: meetingDate})
	for i := range lines {
		lines[i].Due = behindTet(due(lines[i])).lendingDay()
	}
	return lines
}

// due is the day of an instalment.
func due(line lending.Instalment) day { return dayOf(line.Due.Time().Date()) }

func (d day) lendingDay() lending.Day { return lending.DayOf(d.date().Date()) }
