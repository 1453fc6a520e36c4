package sheet

import (
	"strconv"
	"strings"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/places"
	"github.com/beplua/beplua/models/schema"
)

// form is how a cell is shown.
type form string

// The forms of cells.
const (
	formText  form = "text"
	formWhole form = "whole" // a number
	formMoney form = "money" // đồng, with points between thousands
	formDay   form = "day"
	formTime  form = "time" // a moment, by the clocks of Vietnam
)

// cell is one cell of a table that is written.
type cell struct {
	form   form
	text   string
	number float64
	time   time.Time
}

func textCell(text string) cell { return cell{form: formText, text: text} }

func dayCell(d models.Day) cell { return cell{form: formDay, time: d.Time()} }

// vietnam is how far the clocks there are ahead of UTC.
const vietnam = 7 * time.Hour

// show makes the cell of a field of a record.
func (n *names) show(f *schema.Field, r *models.Record) cell {
	v := r.Value(f.Name)
	if !v.IsSet() {
		return textCell("")
	}
	if f.Name == "birthOn" {
		return born(r)
	}
	return n.value(f, v)
}

// born shows a birth as exactly as it is known.
func born(r *models.Record) cell {
	d, ok := models.ParseDay(r.Value("birthOn").Str())
	if !ok {
		return textCell("")
	}
	switch precision(r.Value("birthPrecision").Str()) {
	case toYear:
		return cell{form: formWhole, number: float64(d.Time().Year())}
	case toMonth:
		return textCell(d.Time().Format("01/2006"))
	case toDay:
	}
	return dayCell(d)
}

// value makes the cell of a value.
func (n *names) value(f *schema.Field, v models.Value) cell {
	switch f.Kind {
	case schema.Int:
		if number, ok := v.Int(); ok {
			return cell{form: formWhole, number: float64(number) / float64(shares(f))}
		}
	case schema.Money:
		if number, ok := v.Int(); ok {
			return cell{form: formMoney, number: float64(number)}
		}
	case schema.Decimal:
		if number, ok := v.Int(); ok {
			scaled, err := strconv.ParseFloat(strconv.FormatInt(number, 10)+"e-"+strconv.Itoa(f.Scale), 64)
			if err == nil {
				return cell{form: formWhole, number: scaled}
			}
		}
	case schema.Date:
		if d, ok := models.ParseDay(v.Str()); ok {
			return dayCell(d)
		}
	case schema.Time:
		if at, err := time.Parse(time.RFC3339, v.Str()); err == nil {
			return cell{form: formTime, time: at.UTC().Add(vietnam)}
		}
	case schema.Bool, schema.Text, schema.Enum, schema.Ref, schema.Set, schema.Table:
	}
	return textCell(n.text(f, v))
}

// text writes a value as people read it.
func (n *names) text(f *schema.Field, v models.Value) string {
	switch f.Kind {
	case schema.Bool:
		if yes, _ := v.Bool(); yes {
			return "Có"
		}
		return "Không"
	case schema.Enum:
		return optionLabel(f, v.Str())
	case schema.Ref:
		id, _ := v.Ref()
		return n.of(id)
	case schema.Set:
		items, _ := v.List()
		for i, item := range items {
			if id, err := models.ParseRecordID(item); err == nil && len(f.Target) > 0 {
				items[i] = n.of(id)
			} else {
				items[i] = optionLabel(f, item)
			}
		}
		return strings.Join(items, "; ")
	case schema.Table:
		return n.rows(f, v)
	case schema.Text:
		return spaced(f.Pattern, v.Str())
	case schema.Int, schema.Decimal, schema.Money, schema.Date, schema.Time:
	}
	return plain(n.value(f, v))
}

// inMillion ends the names of fields that are kept in parts per million; people read them in per cent.
const inMillion = "Ppm"

// shares is by how much a number is divided to be read.
func shares(f *schema.Field) int {
	if strings.HasSuffix(f.Name, inMillion) {
		return 10_000
	}
	return 1
}

// rows writes a table inside a cell: a line for each row.
func (n *names) rows(f *schema.Field, v models.Value) string {
	rows, _ := v.Table()
	lines := make([]string, 0, len(rows))
	for _, row := range rows {
		var parts []string
		for _, column := range inOrder(f.Name, f.Columns) {
			if row.Get(column.Name).IsSet() {
				parts = append(parts, column.Label.VI+": "+n.text(column, row.Get(column.Name)))
			}
		}
		lines = append(lines, strings.Join(parts, ", "))
	}
	return strings.Join(lines, "\n")
}

func optionLabel(f *schema.Field, value string) string {
	for _, o := range f.Options {
		if o.Value == value {
			return o.Label.VI
		}
	}
	return value
}

// spaced writes numbers that are names in groups: what has spaces no spreadsheet takes for a number to count with, whose
// zeros in front it would drop. Units are written by name.
func spaced(p schema.Pattern, text string) string {
	switch p {
	case schema.Phone:
		if rest, ok := strings.CutPrefix(text, "+84"); ok && len(rest) >= 9 {
			return "0" + rest[:3] + " " + rest[3:6] + " " + rest[6:]
		}
	case schema.CitizenID, schema.Insurance:
		if len(text) == 12 || len(text) == 10 {
			return text[:3] + " " + text[3:6] + " " + text[6:]
		}
	case schema.UnitID:
		if u, ok := places.Find(text); ok {
			return u.Kind.Vietnamese() + " " + u.Name
		}
	case schema.Month, schema.Period, schema.Code:
	}
	return text
}

// plain writes a cell as a text.
func plain(c cell) string {
	switch c.form {
	case formWhole, formMoney:
		return strings.Replace(strconv.FormatFloat(c.number, 'f', -1, 64), ".", ",", 1)
	case formDay:
		return c.time.Format("02/01/2006")
	case formTime:
		return c.time.Format("02/01/2006 15:04")
	case formText:
	}
	return c.text
}
