package places

import (
	"slices"
	"strings"
)

// spellings are other ways of writing a name that official lists use, by code before the reform.
var spellings = map[string]string{
	"03391": "Lả Nhì Thàng",
	"03448": "Pa Vệ Sử",
	"03460": "Hua Bun",
	"03469": "Kan Hồ",
	"03565": "Tông Qua Lìn",
	"03574": "Ma Ly Pho",
	"03640": "Tà Gia",
}

// Search gives the commune-level units of a date whose name holds the text, whatever the diacritics and case; the kind may
// stand before the name. Those that are called exactly so come first, then those that begin so, then by code.
func Search(text, date string) []Unit {
	wanted := fold(text)
	if wanted == "" {
		return nil
	}
	ranked := make([][]Unit, 3)
	for _, u := range At(date) {
		if rank, ok := match(&u, wanted); ok {
			ranked[rank] = append(ranked[rank], u)
		}
	}
	return slices.Concat(ranked...)
}

// match gives how well the unit fits: 0 exactly, 1 at its beginning, 2 within.
func match(u *Unit, wanted string) (rank int, ok bool) {
	names := []string{fold(u.Name), fold(u.FullName())}
	if other := spellings[u.Code]; other != "" && u.From == Since {
		names = append(names, fold(other))
	}
	rank = 3
	for _, name := range names {
		switch {
		case name == wanted:
			return 0, true
		case strings.HasPrefix(name, wanted):
			rank = min(rank, 1)
		case strings.Contains(name, wanted):
			rank = min(rank, 2)
		}
	}
	return rank, rank < 3
}
