package account

import (
	_ "embed"
	"strings"

	"github.com/trustelem/zxcvbn"

	"github.com/beplua/beplua/models/schema"
)

const (
	// easyGuesses is how many guesses a password must outlast: what eight random letters do. Logging in is throttled, so this is for the day on which
	// hashes are stolen.
	easyGuesses = 1e8
	// easyRunes bounds what is judged of a password: judging takes time by its cube, and the rest can only make it better.
	easyRunes = 64
)

// commonText is what people here try first, beside the 30,000 passwords that zxcvbn knows (ASVS 6.2.4 asks for 3,000).
//
//go:embed common.txt
var commonText string

// isEasy says whether a password is soon guessed: made of common words, names, the login, dates, runs of keys and
// repetitions, with the usual letter swaps, with or without its diacritics.
func isEasy(password, login string) bool {
	return withWords(func() bool { return judged(password, append(strings.Fields(commonText), login)) })
}

func judged(password string, known []string) (easy bool) {
	for _, text := range []string{password, strings.ReplaceAll(schema.Fold(password), " ", "")} {
		if runes := []rune(text); len(runes) > easyRunes {
			text = string(runes[:easyRunes])
		}
		if zxcvbn.PasswordStrength(text, known).Guesses < easyGuesses {
			return true
		}
	}
	return false
}
