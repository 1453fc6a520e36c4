// Package summary is what a club comes to at a glance: who its people are by age, when it met and meets again, what waits for
// an officer, what it did week by week. It is kept as a projection of each of the club's two scopes by the commits that
// change it, so that a list of thousands of clubs reads one small row of each. Whatever depends on the present day (an age,
// a silence, how late something is) is worked out when somebody looks.
package summary
