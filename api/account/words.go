package account

import (
	"strings"
	"sync"
	_ "unsafe" // go:linkname

	"github.com/trustelem/zxcvbn/frequency"
)

// words are the lists by which the library judges. It makes them when the program starts and offers no way to let them go:
// 7 MB of small objects that the collector walks for ever and doubles by letting the heap grow, for the few times in a year
// that somebody makes a password.
//
//go:linkname words github.com/trustelem/zxcvbn/matching.defaultRankedDictionnaries
var words struct{ ranked map[string]map[string]int } //nolint:gochecknoglobals // the library's

// wordsInUse is held by who judges.
var wordsInUse sync.Mutex //nolint:gochecknoglobals // words are the program's

// forgetWords lets the memory go that the library took at the start.
func forgetWords() {
	wordsInUse.Lock()
	defer wordsInUse.Unlock()
	words.ranked = nil
}

// withWords judges while the words are there: made again as the library makes them, in about 10 ms.
func withWords(judge func() bool) bool {
	wordsInUse.Lock()
	defer wordsInUse.Unlock()
	ranked := make(map[string]map[string]int, len(frequency.FrequencyLists))
	for name, list := range frequency.FrequencyLists {
		ranks := make(map[string]int, len(list))
		for i, word := range list {
			ranks[strings.ToLower(word)] = i + 1
		}
		ranked[name] = ranks
	}
	words.ranked = ranked
	defer func() { words.ranked = nil }()
	return judge()
}
