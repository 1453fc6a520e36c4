package demodata

import lending "github.com/beplua/beplua/models/loan"

// schedule is the plan of a loan whose due days move behind Tết, as meetings do.
func schedule(t lending.Terms, meetingDate int) []lending.Instalment {
	lines := lending.Schedule(t, lending.Meetings{Day: meetingDate})
	for i := range lines {
		lines[i].Due = behindTet(lines[i].Due)
	}
	return lines
}
