package sheet

import (
	"context"
	"time"

	"github.com/beplua/beplua/models"
)

// List is a table of what is no record: phones and people are in the accounts. Only officers may export it.
type List struct {
	Name, Label string // Label is Vietnamese
	Headings    []string
	// Rows hands out the rows that an asker may see, of one club or (zero) of all. Cells are texts, ints and times; the zero
	// time is an empty cell.
	Rows func(ctx context.Context, access models.Access, club models.RecordID, row func(cells ...any) error) error
}

// list gives a list by name.
func (e *Exports) list(access models.Access, name string) (List, bool) {
	for _, l := range e.Lists {
		if l.Name == name && access.Officer {
			return l, true
		}
	}
	return List{}, false
}

// list writes all rows of a list that are asked for.
func (w *writing) list(ctx context.Context, l List) error {
	if err := w.book.begin(l.Label, l.Headings); err != nil {
		return err
	}
	return l.Rows(ctx, w.access, w.in.Club, func(values ...any) error {
		cells := make([]cell, len(values))
		for i, value := range values {
			cells[i] = cellOf(value)
		}
		w.rows++
		return w.book.row(cells)
	})
}

func cellOf(value any) cell {
	switch v := value.(type) {
	case int:
		return cell{form: formWhole, number: float64(v)}
	case time.Time:
		if !v.IsZero() {
			return cell{form: formTime, time: v.UTC().Add(vietnam)}
		}
	case string:
		return textCell(v)
	}
	return textCell("")
}
