package mongodb

import (
	"strconv"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/bson"
)

// operation writes a logged operation of a scope; what is zero is left out.
func (w *writer) operation(name string, o *models.LoggedOperation, scope models.Scope) {
	at := w.document(name)
	w.seq("seq", o.Seq)
	w.text("actor", o.Dot.Actor.String())
	w.seq("n", o.Dot.N)
	if o.Scope != scope {
		w.text("scope", string(o.Scope))
	}
	w.id("record", o.Record)
	w.verbatim("type", o.Type)
	w.int("schema", int64(o.Schema))
	w.optional("seen", o.Seen.String())
	w.optional("seenEpoch", o.SeenEpoch)
	if len(o.Set) > 0 {
		w.values("set", o.Set)
	}
	if len(o.Unset) > 0 {
		inner := w.array("unset")
		for i, field := range o.Unset {
			w.verbatim(strconv.Itoa(i), field)
		}
		w.end(inner)
	}
	w.flag("delete", o.Delete)
	w.int("at", o.At)
	w.reference("by", o.By)
	if !o.Group.IsZero() || o.Group.ID != "" {
		w.text("group", o.Group.ID)
		w.int("of", int64(o.Group.Of))
	}
	w.flag("normalised", o.Normalised)
	w.bytes("hash", bson.TypeBinaryGeneric, o.Hash[:])
	w.outcome(&o.Outcome)
	w.int("received", o.Received)
	if o.Offset != 0 {
		w.int("offset", o.Offset)
	}
	w.reference("device", o.Device)
	w.bytes("chain", bson.TypeBinaryGeneric, o.Chain[:])
	w.end(at)
}

func (w *writer) optional(name, text string) {
	if text != "" {
		w.verbatim(name, text)
	}
}

func (w *writer) reference(name string, id models.RecordID) {
	if !id.IsZero() {
		w.id(name, id)
	}
}

func (w *writer) flag(name string, set bool) {
	if set {
		w.bool(name, true)
	}
}

func (w *writer) outcome(o *models.Outcome) {
	w.text("outcome", string(o.Kind))
	w.reference("case", o.Case)
	w.reference("landed", o.Landed)
	w.optional("problem", o.Problem)
	if len(o.Faults) == 0 {
		return
	}
	at := w.array("faults")
	for i, f := range o.Faults {
		inner := w.document(strconv.Itoa(i))
		w.verbatim("field", f.Field)
		w.text("code", f.Code)
		w.verbatim("message", f.Message)
		w.end(inner)
	}
	w.end(at)
}

// operation gives back what writer.operation was given.
func (e *element) operation(scope models.Scope) (models.LoggedOperation, bool) {
	o := models.LoggedOperation{}
	o.Scope = scope
	fields := e.items()
	good := true
	for good && fields.next() {
		good = fields.edit(&o.Operation)
		switch fields.name {
		case "seq":
			o.Seq = fields.seq()
		case "hash":
			o.Hash = fields.hash()
		case "received":
			o.Received = fields.int()
		case "offset":
			o.Offset = fields.int()
		case "device":
			o.Device = fields.id()
		case "chain":
			o.Chain = fields.hash()
		default:
			fields.into(&o.Outcome)
		}
	}
	return o, good && !fields.bad
}

func (e *element) edit(o *models.Operation) bool {
	good := true
	switch e.name {
	case "actor":
		o.Dot.Actor, good = parseActor(e.text())
	case "n":
		o.Dot.N = e.seq()
	case "scope":
		o.Scope = models.Scope(e.text())
	case "record":
		o.Record = e.id()
	case "type":
		o.Type = e.verbatim()
	case "schema":
		o.Schema = int(e.int())
	case "seen":
		o.Seen, good = parseVector(e.text())
	case "seenEpoch":
		o.SeenEpoch = e.verbatim()
	case "set":
		o.Set, good = e.values()
	case "unset":
		for items := e.items(); items.next(); {
			o.Unset = append(o.Unset, items.verbatim())
		}
	case "delete":
		o.Delete = e.bool()
	case "at":
		o.At = e.int()
	case "by":
		o.By = e.id()
	case "group":
		o.Group.ID = e.text()
	case "of":
		o.Group.Of = int(e.int())
	case "normalised":
		o.Normalised = e.bool()
	}
	return good
}

func (e *element) into(o *models.Outcome) {
	switch e.name {
	case "outcome":
		o.Kind = models.OutcomeKind(e.text())
	case "case":
		o.Case = e.id()
	case "landed":
		o.Landed = e.id()
	case "problem":
		o.Problem = e.verbatim()
	case "faults":
		for items := e.items(); items.next(); {
			o.Faults = append(o.Faults, items.fault())
		}
	}
}

func (e *element) fault() (f models.Fault) {
	for inner := e.items(); inner.next(); {
		switch inner.name {
		case "field":
			f.Field = inner.verbatim()
		case "code":
			f.Code = inner.text()
		case "message":
			f.Message = inner.verbatim()
		}
	}
	return f
}

// parseActor reads an actor, or the zero one.
func parseActor(text string) (models.ActorID, bool) {
	if text == "" {
		return models.ActorID{}, true
	}
	a, err := models.ParseActorID(text)
	return a, err == nil
}
