package sync

import (
	"strconv"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// finding is what gives rise to a case, or joins one that is open already.
type finding struct {
	kind     models.CaseKind
	subject  models.RecordID
	typ      string // type of the subject
	other    string // id of the second record, or of the missing parent
	field    string
	severity string
	reason   string
	standing models.Values          // the side that stands; nil for none
	incoming models.LoggedOperation // the operation that is the other side
	value    string                 // what it brings: the value as JSON text
	word     bool                   // the operation is kept word for word
	silent   bool                   // later evidence adds nothing
	id       models.RecordID
}

// The values of sides where a whole record is in question.
const (
	sideDeleted = "deleted"
	sideEdited  = "edited"
)

// findings gives what an operation that was not plainly taken has to say to people.
func (p *plan) findings(op *models.Operation, v verdict) []finding {
	one := finding{subject: op.Record, typ: op.Type, reason: v.problem, word: true}
	switch {
	case v.kind == models.Refused:
		one.kind, one.severity = models.CaseRefused, models.SeverityWarning
		if !v.about.IsZero() {
			one.subject, one.reason = v.about, v.why
		}
	case len(v.conflicts) > 0:
		return p.conflicts(op, v)
	case v.problem == models.ReasonOrphan:
		one.kind, one.severity, one.other = models.CaseOrphan, models.SeverityInfo, v.parent.String()
	default:
		one.kind, one.severity = models.CaseOutOfScope, models.SeverityWarning
	}
	return []finding{one}
}

// conflicts gives one finding per field that a person must decide.
func (p *plan) conflicts(op *models.Operation, v verdict) []finding {
	out := make([]finding, 0, len(v.conflicts))
	for _, c := range v.conflicts {
		f := finding{
			kind: c.Kind, subject: v.state.ID, typ: op.Type, field: c.Field, severity: models.SeverityWarning, reason: v.problem,
			value: string(c.Incoming), standing: models.Values{{Name: models.SideValue, Value: models.TextValue(string(c.Standing.Value))}},
		}
		if c.Kind == models.CaseDeleteEdit {
			f.value = sideEdited
			standing := sideDeleted
			if op.Delete {
				f.value, standing = sideDeleted, sideEdited
			}
			f.standing = models.Values{{Name: models.SideValue, Value: models.TextValue(standing)}}
		}
		f.standing = p.attribute(f.standing, c.Standing.Mark.Dot)
		out = append(out, f)
	}
	return out
}

// attribute adds to a side who wrote it, when and on which phone. What cannot be read is left out: a case is better
// without a name than not opened.
func (p *plan) attribute(side models.Values, dot models.Dot) models.Values {
	logged, err := p.logged(dot)
	if err != nil || logged == nil {
		return models.NewValues(append(side, dotColumns(dot)...)...)
	}
	return models.NewValues(append(side, columns(logged)...)...)
}

// logged gives the operation that a dot names; for the server's dot, the one whose merge it stands for.
func (p *plan) logged(dot models.Dot) (*models.LoggedOperation, error) {
	for i := range p.log {
		if p.log[i].Dot == dot || dot.Actor == p.server && p.log[i].Seq == dot.N {
			return &p.log[i], nil
		}
	}
	if found, known := p.rivals[dot]; known {
		return &found, nil
	}
	var found []models.LoggedOperation
	var err error
	if dot.Actor.IsServer() {
		found, err = p.Store.Log(p.ctx, p.scope, dot.N-1, 1)
	} else {
		found, err = p.Store.Operations(p.ctx, p.scope, dot.Actor, dot.N, dot.N)
	}
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

func dotColumns(dot models.Dot) models.Values {
	return models.Values{
		{Name: models.SideActor, Value: models.TextValue(dot.Actor.String())},
		{Name: models.SideN, Value: models.IntValue(int64(dot.N))}, //nolint:gosec // below 2^53
	}
}

// columns are who, when and which phone of an operation.
func columns(l *models.LoggedOperation) models.Values {
	out := append(dotColumns(l.Dot),
		models.Assignment{Name: models.SideAt, Value: instant(l.At)},
		models.Assignment{Name: models.SideReceived, Value: instant(l.Received)},
		models.Assignment{Name: models.SideOffset, Value: models.IntValue(l.Offset)},
	)
	if !l.By.IsZero() {
		out = append(out, models.Assignment{Name: models.SideBy, Value: models.RefValue(l.By)})
	}
	if !l.Device.IsZero() {
		out = append(out, models.Assignment{Name: models.SideDevice, Value: models.RefValue(l.Device)})
	}
	return out
}

func instant(ms int64) models.Value {
	return models.TextValue(time.UnixMilli(ms).UTC().Format("2006-01-02T15:04:05Z"))
}

// side is the incoming side of a finding.
func (f *finding) side() models.Values {
	out := columns(&f.incoming)
	out = append(out, models.Assignment{Name: models.SideValue, Value: models.TextValue(f.value)})
	if text := operationText(&f.incoming.Operation); f.word && len(text) <= models.ValueBytesMax {
		out = append(out, models.Assignment{Name: models.SideOperation, Value: models.TextValue(text)}) // the log has larger ones
	}
	return models.NewValues(out...)
}

// operationText is an operation word for word, as JSON.
func operationText(op *models.Operation) string {
	v := models.NewValues(
		models.Assignment{Name: "record", Value: models.RefValue(op.Record)},
		models.Assignment{Name: "type", Value: models.TextValue(op.Type)},
		models.Assignment{Name: "seen", Value: models.TextValue(op.Seen.String())},
		models.Assignment{Name: "schema", Value: models.IntValue(int64(op.Schema))},
		models.Assignment{Name: "set", Value: models.Value(op.Set.AppendJSON(nil))},
		models.Assignment{Name: "unset", Value: models.ListValue(op.Unset)},
		models.Assignment{Name: "delete", Value: models.BoolValue(op.Delete)},
		models.Assignment{Name: "at", Value: instant(op.At)},
		models.Assignment{Name: "by", Value: models.RefValue(op.By)},
	)
	return string(v.AppendJSON(nil))
}

func (f *finding) topic() string { return schema.CaseTopic(f.kind, f.reason, f.field) }

// identify settles which case a finding belongs to: the open one for the same thing, or a new one.
func (p *plan) identify(f *finding) error {
	hits, err := p.lookUp(schema.CaseKey(f.kind, f.subject.String(), f.other, f.topic()))
	if err != nil {
		return err
	}
	if len(hits) > 0 {
		f.id = hits[0]
		return nil
	}
	f.id = models.DerivedID("case", string(p.scope), string(f.kind), f.subject.String(), f.other, f.topic(), strconv.FormatUint(p.seq(), 10))
	if p.records[f.id] == nil {
		p.records[f.id] = &draft{} // nobody had this seq before, so nobody made this case
	}
	return nil
}

// open writes the case of a finding, or adds the finding's side to it.
func (p *plan) open(f *finding) error {
	existing, err := p.record(f.id)
	if err != nil {
		return err
	}
	if existing == nil {
		return p.write(f.id, models.TypeCase, f.values(p.now), nil, models.RecordID{})
	}
	sides, _ := existing.Value(models.CaseFieldSides).Table()
	side := f.side()
	if f.silent || len(sides) >= models.CaseSidesMax || told(sides, side) {
		return nil
	}
	sides = append(sides, side)
	return p.write(f.id, models.TypeCase, models.Values{{Name: models.CaseFieldSides, Value: models.TableValue(sides)}}, nil, models.RecordID{})
}

// told says whether a side is among those of a case: a forked operation that is sent again is no further evidence.
func told(sides []models.Values, side models.Values) bool {
	for _, s := range sides {
		if s.Get(models.SideActor) == side.Get(models.SideActor) && s.Get(models.SideN) == side.Get(models.SideN) &&
			s.Get(models.SideOperation) == side.Get(models.SideOperation) {
			return true
		}
	}
	return false
}

// values are the fields of a new case.
func (f *finding) values(now time.Time) models.Values {
	var sides []models.Values
	if f.standing != nil {
		sides = append(sides, f.standing)
	}
	if f.incoming.Seq > 0 {
		sides = append(sides, f.side())
	}
	out := []models.Assignment{
		{Name: models.CaseFieldKind, Value: models.TextValue(string(f.kind))},
		{Name: models.CaseFieldStatus, Value: models.TextValue(string(models.CaseOpen))},
		{Name: models.CaseFieldSeverity, Value: models.TextValue(f.severity)},
		{Name: models.CaseFieldSubject, Value: models.TextValue(f.subject.String())},
		{Name: models.CaseFieldSubjectType, Value: models.TextValue(f.typ)},
		{Name: models.CaseFieldOpened, Value: instant(now.UnixMilli())},
		{Name: models.CaseFieldSides, Value: models.TableValue(sides)},
	}
	for _, a := range []models.Assignment{
		{Name: models.CaseFieldOther, Value: models.TextValue(f.other)},
		{Name: models.CaseFieldField, Value: models.TextValue(f.field)},
		{Name: models.CaseFieldReason, Value: models.TextValue(f.reason)},
	} {
		if a.Value != `""` {
			out = append(out, a)
		}
	}
	return models.NewValues(out...)
}

// isOpen says whether a case still waits for a person.
func isOpen(c *models.Record) bool {
	status := models.CaseStatus(c.Value(models.CaseFieldStatus).Str())
	return status == models.CaseOpen || status == models.CaseUndone
}
