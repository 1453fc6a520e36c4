package sheet

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
)

// Documents keeps the journal of exports. The contract of each method is in package store.
type Documents interface {
	Put(ctx context.Context, d models.Document) error
	ByKey(ctx context.Context, kind, key, after string, limit int) ([]models.Document, error)
}

// kindExport is the kind of the documents of which the journal is made. They are never dropped.
const kindExport = "export"

// taken is what the journal keeps of one export. No record is in it.
type taken struct {
	User   string      `json:"user"`
	By     string      `json:"by"`
	At     time.Time   `json:"at"`
	Tables []string    `json:"tables"`
	Club   string      `json:"club,omitempty"` // "" for all
	Format view.Format `json:"format"`
	Rows   int         `json:"rows"`
	Whole  bool        `json:"whole"`
}

func (t *taken) exported() view.Exported {
	out := view.Exported{By: t.By, At: t.At, Tables: t.Tables, Format: t.Format, Rows: t.Rows, Whole: t.Whole}
	out.User, _ = models.ParseRecordID(t.User)
	out.Club, _ = models.ParseRecordID(t.Club)
	return out
}

// note writes a line of the journal, at first as of an export that is not whole, and gives its document to be written anew.
func (e *Exports) note(ctx context.Context, d models.Document, t taken) (models.Document, error) {
	if d.ID == "" {
		d = models.Document{Kind: kindExport, ID: e.NewID().String(), Keys: []string{monthKey(monthOf(t.At))}}
	}
	var err error
	if d.Body, err = json.Marshal(t); err != nil {
		return d, err
	}
	err = e.Journal.Put(ctx, d)
	d.Rev++
	return d, err
}

func monthKey(month string) string { return "month:" + month }

// monthOf is the month in Vietnam, as in 2026-11.
func monthOf(at time.Time) string { return models.Today(at).String()[:7] }

// takenMax bounds what is looked at of one month's journal.
const takenMax = 5000

// Taken gives what was exported in a month (2026-11), the latest first, at most models.ListMax: by everybody for officers of
// the province, else by the asker.
func (e *Exports) Taken(ctx context.Context, access models.Access, month string) ([]view.Exported, error) {
	all := access.Officer && access.MayWrite(models.ProvinceScope)
	var out []view.Exported
	after := ""
	for looked := 0; looked < takenMax; looked += models.ListMax {
		found, err := e.Journal.ByKey(ctx, kindExport, monthKey(month), after, models.ListMax)
		if err != nil {
			return nil, err
		}
		for _, d := range found {
			after = d.ID
			var t taken
			if err := json.Unmarshal(d.Body, &t); err != nil {
				return nil, err
			}
			if all || t.User == access.User.String() {
				out = append(out, t.exported())
			}
		}
		if len(found) < models.ListMax {
			break
		}
	}
	slices.SortStableFunc(out, func(a, b view.Exported) int { return b.At.Compare(a.At) })
	return out[:min(len(out), models.ListMax)], nil
}
