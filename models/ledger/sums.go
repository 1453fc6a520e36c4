package ledger

import "github.com/beplua/beplua/models"

// sums are named amounts, sorted by name: how a projection is written.
type sums []struct {
	name   string
	amount int64
}

func (s sums) json() []byte {
	v := make(models.Values, len(s))
	for i := range s {
		v[i] = models.Assignment{Name: s[i].name, Value: models.IntValue(s[i].amount)}
	}
	return v.AppendJSON(nil)
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
