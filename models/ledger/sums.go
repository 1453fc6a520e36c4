package ledger

import (
	"strconv"

	"github.com/beplua/beplua/models"
)

// sums are named amounts, sorted by name: how a projection is written.
type sums []struct {
	name   string
	amount int64
}

func (s sums) json() []byte {
	out := make([]byte, 0, 24*len(s))
	for i := range s {
		out = append(out, ',')
		out = models.AppendQuoted(out, s[i].name)
		out = strconv.AppendInt(append(out, ':'), s[i].amount, 10)
	}
	out[0] = '{'
	return append(out, '}')
}

// parseSums gives the amounts of a projection by name, 0 for what is not there. A projection that is not there is all 0.
func parseSums(body []byte) (func(string) int64, error) {
	var v models.Values
	var err error
	if len(body) > 0 {
		v, err = models.ParseValues(string(body))
	}
	return func(name string) int64 {
		n, _ := v.Get(name).Int()
		return n
	}, err
}
