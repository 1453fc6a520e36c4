package wire

import (
	"time"
)

// instantLayout is RFC 3339 in UTC with milliseconds, as Date.prototype.toISOString writes it.
const instantLayout = "2006-01-02T15:04:05.000Z"

// appendInstant appends milliseconds since 1970 UTC. A clock beyond the four-digit years is written as the nearest
// instant that can be: it is nonsense either way, and the batch must still go through.
func appendInstant(to []byte, ms int64) []byte {
	const first, last = -62167219200000, 253402300799999 // years 0000 and 9999
	to = append(to, '"')
	to = time.UnixMilli(min(max(ms, first), last)).UTC().AppendFormat(to, instantLayout)
	return append(to, '"')
}

// instant reads RFC 3339 in UTC, with milliseconds or without a fraction.
func (r *reader) instant() int64 {
	text := r.ident(2 * len(instantLayout))
	if r.err != nil {
		return 0
	}
	ms, ok := parseInstant(text)
	if !ok {
		r.malformed("expected an instant like 2026-01-02T03:04:05.678Z")
	}
	return ms
}

func parseInstant(text []byte) (int64, bool) {
	const whole = len("2006-01-02T15:04:05Z")
	if len(text) != len(instantLayout) && len(text) != whole {
		return 0, false
	}
	for i, c := range text {
		want := instantLayout[i]
		if i == whole-1 && len(text) == whole {
			want = 'Z'
		}
		if want >= '0' && want <= '9' {
			if c < '0' || c > '9' {
				return 0, false
			}
		} else if c != want {
			return 0, false
		}
	}
	year, month, day := digits(text[0:4]), digits(text[5:7]), digits(text[8:10])
	hour, minute, second := digits(text[11:13]), digits(text[14:16]), digits(text[17:19])
	if month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 {
		return 0, false
	}
	ms := 0
	if len(text) == len(instantLayout) {
		ms = digits(text[20:23])
	}
	t := time.Date(year, time.Month(month), day, hour, minute, second, ms*int(time.Millisecond), time.UTC)
	return t.UnixMilli(), t.Day() == day // a day that the month does not have runs over into another
}

func digits(text []byte) int {
	n := 0
	for _, c := range text {
		n = n*10 + int(c-'0')
	}
	return n
}
