package ledger

import "github.com/beplua/beplua/models"

// mirrored are the fields of each type in which a reversal must say the same as what it takes back.
var mirrored = map[string][]string{
	TypeEntry:     {"account", "category", "amount", "loan"},
	TypeRepayment: {"loan", "principal", "interest", "penalty"},
	TypeDonation:  {"amount", "goods"},
	TypeTransfer:  {"kind", "fromClub", "toClub", "amount"},
}

// Mirrors says whether a reversal is the exact opposite of a record: the same type, fund or loan and sums, and of an entry
// the other direction. A reversal cannot itself be taken back; what should stand after all is entered anew.
func Mirrors(reversed *models.Record, typ string, reversal models.Values) bool {
	if reversed.Type != typ || reversed.Value("reverses").IsSet() {
		return false
	}
	for _, name := range mirrored[typ] {
		if plain(reversed.Value(name)) != plain(reversal.Get(name)) {
			return false
		}
	}
	direction := Direction(reversed.Value("direction").Str())
	return typ != TypeEntry || Direction(reversal.Get("direction").Str()) == direction.Opposite()
}

// plain takes a sum of 0 for one that was not given.
func plain(v models.Value) models.Value {
	if v == "0" {
		return ""
	}
	return v
}
