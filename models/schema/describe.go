package schema

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/beplua/beplua/models"
)

// Describe gives the registry as JSON: types by name, each with its fields in the order in
// which people are asked, their bounds as they are enforced. The
// same registry gives the same bytes. Forms, TypeScript and API documents are generated from it. Absent members are false,
// empty or zero.
func (r *Registry) Describe() []byte {
	w := writer{}
	w.open('{')
	w.number("number", int64(r.Number))
	w.key("types").open('[')
	for _, name := range r.names {
		w.item().typ(r.types[name])
	}
	w.close(']')
	w.close('}')
	return append(w.out, '\n')
}

// Revision is a short fingerprint of Describe: it changes when anything in it does.
func (r *Registry) Revision() string {
	sum := sha256.Sum256(r.Describe())
	return hex.EncodeToString(sum[:8])
}

// writer appends JSON. Names come first by hand, so the order of members is the order of the calls.
type writer struct {
	out   []byte
	first bool
}

func (w *writer) open(bracket byte) {
	w.out = append(w.out, bracket)
	w.first = true
}

func (w *writer) close(bracket byte) {
	w.out = append(w.out, bracket)
	w.first = false
}

// item begins the next member or element.
func (w *writer) item() *writer {
	if !w.first {
		w.out = append(w.out, ',')
	}
	w.first = false
	return w
}

func (w *writer) key(name string) *writer {
	w.item()
	w.out = append(models.AppendQuoted(w.out, name), ':')
	return w
}

func (w *writer) text(name, value string) {
	if value != "" {
		w.key(name)
		w.out = models.AppendQuoted(w.out, value)
	}
}

func (w *writer) number(name string, n int64) {
	w.key(name)
	w.out = strconv.AppendInt(w.out, n, 10)
}

func (w *writer) nonZero(name string, n int64) {
	if n != 0 {
		w.number(name, n)
	}
}

// flags writes the names that hold.
func (w *writer) flags(flags ...flag) {
	for _, f := range flags {
		if f.holds {
			w.key(f.name)
			w.out = append(w.out, "true"...)
		}
	}
}

type flag struct {
	name  string
	holds bool
}

func (w *writer) texts(name string, values []string) {
	if len(values) == 0 {
		return
	}
	w.key(name).open('[')
	for _, v := range values {
		w.item()
		w.out = models.AppendQuoted(w.out, v)
	}
	w.close(']')
}

func (w *writer) label(l Label) {
	w.key("label").open('{')
	w.text("vi", l.VI)
	w.text("en", l.EN)
	w.close('}')
}

func (w *writer) typ(t *Type) {
	w.open('{')
	w.text("name", t.Name)
	w.label(t.Label)
	w.text("scope", string(t.Scope))
	w.text("mode", string(t.Mode))
	w.flags(flag{"deletable", t.Deletable}, flag{"serverOnly", t.ServerOnly}, flag{"officers", t.Officers}, flag{"single", t.Single})
	w.texts("identity", t.Identity)
	var kinds []string
	for _, h := range t.Hints {
		kinds = append(kinds, string(h.Kind))
	}
	w.texts("hints", distinct(kinds))
	w.fields("fields", t.Fields)
	w.close('}')
}

func (w *writer) fields(name string, fields []Field) {
	w.key(name).open('[')
	for _, f := range InOrder(fields) {
		w.item().field(f)
	}
	w.close(']')
}

func (w *writer) field(f *Field) {
	w.open('{')
	w.text("name", f.Name)
	w.text("kind", string(f.Kind))
	w.label(f.Label)
	w.flags(flag{"required", f.Required}, flag{"parent", f.Parent}, flag{"listed", f.Listed}, flag{"serverOnly", f.ServerOnly}, flag{"lines", f.Lines})
	w.text("policy", string(f.Policy))
	w.text("class", string(f.Class))
	if low, high, ok := f.limits(); ok {
		w.number("min", low)
		w.number("max", high)
	}
	if f.SoftMin != 0 || f.SoftMax != 0 {
		w.number("softMin", f.SoftMin)
		w.number("softMax", f.SoftMax)
	}
	w.nonZero("step", f.Step)
	w.nonZero("scale", int64(f.Scale))
	w.text("unit", f.Unit)
	w.text("pattern", string(f.Pattern))
	w.text("horizon", string(f.Horizon))
	w.texts("target", f.Target)
	if len(f.Options) > 0 {
		w.options(f.Options)
	}
	if len(f.Columns) > 0 {
		w.fields("columns", f.Columns)
	}
	w.close('}')
}

// limits gives the bounds of a field as they are enforced, if its kind has any.
func (f *Field) limits() (low, high int64, ok bool) {
	switch f.Kind {
	case Int, Decimal, Money:
		low, high = f.bounds()
	case Text:
		low, high = f.lengths()
	case Set, Table:
		low, high = f.sizes()
	case Bool, Date, Time, Enum, Ref:
		return 0, 0, false
	}
	return low, high, true
}

func (w *writer) options(options []Option) {
	w.key("options").open('[')
	for _, o := range options {
		w.item().open('{')
		w.text("value", o.Value)
		w.label(o.Label)
		w.close('}')
	}
	w.close(']')
}
