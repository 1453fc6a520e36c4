// Package schema is the registry of record types: their fields with kinds, bounds, merge policies, sensitivity and labels.
// Validation, merging, forms, API documents and other languages are all generated from it. Data are Go tables; it is pure.
package schema

import "github.com/beplua/beplua/models"

// Current is the schema number this build writes. Operations with a lower one are lifted, see Lift.
const Current = 2

// Kind is what a field's values are.
type Kind string

// The kinds of fields. The values' JSON form is in brackets.
const (
	Text    Kind = "text"    // [string] Min…Max code points, NFC, no control characters but line breaks if Lines
	Int     Kind = "int"     // [integer] Min…Max
	Decimal Kind = "decimal" // [integer] the value times 10^Scale: 61.5 kg with Scale 1 is 615; Min…Max likewise
	Money   Kind = "money"   // [integer] đồng
	Bool    Kind = "bool"    // [true, false]
	Date    Kind = "date"    // ["2006-01-02"] a calendar day, Asia/Ho_Chi_Minh where it came from an instant
	Time    Kind = "time"    // ["2006-01-02T15:04:05Z"] an instant, UTC
	Enum    Kind = "enum"    // [string] one of Options
	Ref     Kind = "ref"     // [UUID] a record of one of the types Target
	Set     Kind = "set"     // [list of strings] sorted, each once; items are texts, one of Options, or references to Target
	Table   Kind = "table"   // [list of objects] rows of Columns
)

// Policy says what becomes of a field that two people edited without knowing of each other.
type Policy string

// The policies (docs/protocol.md).
const (
	Ask    Policy = "ask"    // the standing value stays, both go to a case: identity, loan terms
	Latest Policy = "latest" // the later edit by corrected time, ties by actor
	Union  Policy = "union"  // sets: all items of both
	Max    Policy = "max"    // the greater integer or later date
	Min    Policy = "min"    // the lesser integer or earlier date
	Once   Policy = "once"   // never changes after it was first set
)

// Sensitivity says how a field must be guarded (Law 91/2025/QH15; research/domain.md §5.1).
type Sensitivity string

// The classes of sensitivity.
const (
	Public    Sensitivity = "public"    // about a club or place
	Personal  Sensitivity = "personal"  // about a person
	Sensitive Sensitivity = "sensitive" // health, ethnicity, identity numbers, debts: encrypted at rest where a key is set
)

// Mode says whether a type's records change.
type Mode string

// The modes.
const (
	Mutable    Mode = "mutable"
	AppendOnly Mode = "append-only" // created only; a correction is a new reversing or superseding record
)

// Label is a name for people.
type Label struct{ VI, EN string }

// Option is one value of an enumeration.
type Option struct {
	Value string
	Label Label
}

// Field is one field of a type.
type Field struct {
	Name     string
	Kind     Kind
	Label    Label
	Required bool // a new record must set it, and it can never be taken away
	Policy   Policy
	Class    Sensitivity
	// Min and Max bound the number (Int, Decimal, Money), the code points (Text) or the items (Set, Table). Max 0 means
	// the bound of models/limits.go.
	Min, Max int64
	// SoftMin and SoftMax bound what is believed without asking twice; both 0 means no such bound. A form warns, the server does not refuse.
	SoftMin, SoftMax int64
	Step             int64    // Money: amounts that are no multiple of it are asked about; the server does not refuse
	Scale            int      // Decimal: digits behind the comma
	Options          []Option // Enum, and Set of fixed items
	Target           []string // Ref, and Set of references
	Columns          []Field  // Table
	Lines            bool     // Text: line breaks allowed
	Pattern          Pattern  // Text: a named form
	Horizon          Horizon  // Date, Time: how far ahead of today it may lie
	Unit             string   // of numbers, as people write it: "kg", "mmHg", "đ"
	// Parent: the record makes no sense without the one referred to; an operation that arrives before it is held.
	Parent bool
	// Listed: records can be listed by this field (an index key is kept).
	Listed bool
	// ServerOnly: phones may not set it.
	ServerOnly bool

	rank int // where it stands in the table of its type: the order in which people are asked
}

// Pattern names a form of text that validation checks; see patterns.go.
type Pattern string

// Horizon bounds how far ahead of today a date may lie.
type Horizon string

// The horizons. What was done lies in the past; what is planned lies within a year.
const (
	AnyDay   Horizon = ""      // 1900 to 2100
	Past     Horizon = "today" // today or before
	WithYear Horizon = "year"  // at most 365 days after today
)

// Hint is a natural key: two records of the type that share it are probably the same thing in the world.
type Hint struct {
	Kind   models.CaseKind // the case that is opened
	Reason string          // why; "": the kind says it
	// Key gives the natural keys of a record, none when it has too little to tell. Equal keys hint.
	Key func(models.Values) []string
	// Same refines the hint between two records whose keys are equal; nil means equal keys suffice.
	Same func(a, b models.Values) bool
	// Reads names the fields that Same reads besides those in the keys: when one changes, the keys are looked up again.
	Reads []string
	// OtherActor: it only counts when no phone's life wrote both records.
	OtherActor bool
}

// Type is one type of record.
type Type struct {
	Name       string
	Scope      models.ScopeKind // where its records live
	Mode       Mode
	Deletable  bool // may be marked deleted; persons and money may not
	ServerOnly bool // only the server and officers write it
	Officers   bool // only officers write it, at the console: reference data
	// Single says that a scope has one such record, under the id of the scope's owner: a club's own description.
	Single bool
	// Identity names required fields which together say what the record is about. A phone makes such a record under
	// NaturalID, so that two phones that write down the same thing offline write the same record and no case is needed.
	Identity []string
	Label    Label
	Fields   []Field // sorted by name
	Hints    []Hint
	// Check looks across the fields of a whole record; nil when there is nothing to look for. today is a date text.
	Check func(v models.Values, today string) []models.Fault
	// Doubt looks across the fields for what is hard to believe, see Doubts; nil when there is nothing to look for.
	Doubt func(v models.Values) []models.Fault
}

// Field gives a field by name.
func (t *Type) Field(name string) (*Field, bool) {
	low, high := 0, len(t.Fields)
	for low < high {
		mid := (low + high) / 2
		switch f := &t.Fields[mid]; {
		case f.Name == name:
			return f, true
		case f.Name < name:
			low = mid + 1
		default:
			high = mid
		}
	}
	return nil, false
}

// Registry is all types of one schema number.
type Registry struct {
	Number int
	types  map[string]*Type
	names  []string
}

// Type gives a type by name.
func (r *Registry) Type(name string) (*Type, bool) {
	t, ok := r.types[name]
	return t, ok
}

// Names gives the names of all types, sorted.
func (r *Registry) Names() []string { return r.names }
