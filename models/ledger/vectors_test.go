package ledger_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/ledger"
)

// load reads a file of shared test vectors, which other languages run too.
func load(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "testdata", "ledger", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
}

func TestSplits(t *testing.T) {
	var file struct {
		Splits []struct {
			Total          int64
			Weights, Parts []int64
		}
	}
	load(t, "split.json", &file)
	for _, c := range file.Splits {
		if got := ledger.Split(c.Total, c.Weights); !slices.Equal(got, c.Parts) || (got == nil) != (c.Parts == nil) {
			t.Errorf("%d by %v: %v, want %v", c.Total, c.Weights, got, c.Parts)
		}
	}
	if len(file.Splits) < 10 {
		t.Error("too few splits to prove anything")
	}
}

// written is an entry of the vectors.
type written struct {
	Seq                       uint64
	Date, Direction, Category string
	Amount                    int64
	Reverses                  uint64
}

func entryID(seq uint64) models.RecordID {
	return models.DerivedID("entry", strconv.FormatUint(seq, 10))
}

var fund = models.DerivedID("fund")

// record makes the fundTransaction that an entry of the vectors stands for.
func (w written) record() *models.Record {
	set := []models.Assignment{
		{Name: "account", Value: models.RefValue(fund)},
		{Name: "date", Value: models.TextValue(w.Date)},
		{Name: "direction", Value: models.TextValue(w.Direction)},
		{Name: "category", Value: models.TextValue(w.Category)},
		{Name: "amount", Value: models.IntValue(w.Amount)},
	}
	if w.Reverses > 0 {
		set = append(set, models.Assignment{Name: "reverses", Value: models.RefValue(entryID(w.Reverses))})
	}
	r := record(ledger.TypeEntry, entryID(w.Seq), set...)
	r.Seq = w.Seq
	return r
}

// record makes a record of fields.
func record(typ string, id models.RecordID, set ...models.Assignment) *models.Record {
	r := &models.Record{ID: id, Type: typ}
	for _, a := range models.NewValues(set...) {
		r.Fields = append(r.Fields, models.Field{Name: a.Name, Value: a.Value})
	}
	return r
}

func TestCashBooks(t *testing.T) {
	var file struct {
		Books []struct {
			Name     string
			Opening  int64
			Entries  []written
			Balances []int64
			Months   []struct {
				Month                            string
				Opening, Received, Paid, Closing int64
			}
			In, Out int64
			Trial   map[ledger.Book]int64
		}
	}
	load(t, "cashbook.json", &file)
	for _, c := range file.Books {
		t.Run(c.Name, func(t *testing.T) {
			records := []*models.Record{record(ledger.TypeFund, fund, models.Assignment{Name: "openingBalance", Value: models.IntValue(c.Opening)})}
			var entries []ledger.Entry
			trial := ledger.Trial{}
			if c.Opening != 0 {
				trial.Open(c.Opening)
			}
			for _, w := range c.Entries {
				e, ok := ledger.EntryOf(w.record())
				if !ok {
					t.Fatalf("no entry: %+v", w)
				}
				records, entries = append(records, w.record()), append(entries, e)
				trial.Post(&e)
			}
			book := ledger.Write(c.Opening, entries)
			for i, want := range c.Balances {
				if book.Lines[i].Balance != want {
					t.Errorf("line %d: %d, want %d", i, book.Lines[i].Balance, want)
				}
			}
			for i, want := range c.Months {
				m := book.Months[i]
				if d := cmp.Diff([]any{want.Month, want.Opening, want.Received, want.Paid, want.Closing}, []any{m.Month, m.Opening, m.Received, m.Paid, m.Closing}); d != "" {
					t.Error(d)
				}
			}
			b := ledger.FoldFunds(slices.Values(records))[fund]
			if want := (ledger.Balance{Opening: c.Opening, In: c.In, Out: c.Out, Entries: int64(len(entries))}); !b.Same(want) {
				t.Errorf("the fold is %+v, want %+v", b, want)
			}
			if d := cmp.Diff(c.Trial, map[ledger.Book]int64(trial)); d != "" || trial.Sum() != 0 {
				t.Errorf("trial balance, sum %d: %s", trial.Sum(), d)
			}
		})
	}
}

func TestCommunes(t *testing.T) {
	var file struct {
		Moves []struct {
			From, To, On string
			Same         bool
		}
	}
	load(t, "communes.json", &file)
	for _, c := range file.Moves {
		if got := ledger.SameCommune(c.From, c.To, c.On); got != c.Same {
			t.Errorf("%s to %s on %s: %v, want %v", c.From, c.To, c.On, got, c.Same)
		}
	}
	if len(file.Moves) < 4 {
		t.Error("too few moves to prove anything")
	}
}
