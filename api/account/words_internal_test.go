package account

import (
	"testing"

	"github.com/trustelem/zxcvbn"
)

// The words are the library's own: it knows none when we have forgotten them, and all while we judge.
func TestWordsAreTheLibrarys(t *testing.T) {
	const word, known = "butterscotch", 1e6
	guesses := func() float64 { return zxcvbn.PasswordStrength(word, nil).Guesses }
	if !withWords(func() bool { return guesses() < known }) {
		t.Error("while judging the library does not know a word of its lists")
	}
	forgetWords()
	if guesses() < known {
		t.Error("the library still holds its words: did the variable get another name?")
	}
}
