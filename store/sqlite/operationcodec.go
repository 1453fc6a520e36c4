package sqlite

import (
	"encoding/binary"
	"strings"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// operationColumns are what decodeOperation reads, from column 0.
const operationColumns = "o.seq, o.actor, o.n, o.record, o.type, o.outcome, o.landed, o.body, o.meta"

// operationForm is the first byte of an operation's meta; another layout gets another number.
const operationForm = 1

// The bits of the second byte of an operation's meta say what follows.
const (
	isDelete = 1 << iota
	isNormalised
	hasGroup
	hasCase
	hasReasons
	hasDevice
	hasSeenEpoch
)

// encodeBody gives the JSON object of what an operation sets (null: takes away).
func encodeBody(to []byte, o *models.Operation) []byte {
	to = append(to, '{')
	set, unset := o.Set, o.Unset
	for len(set) > 0 || len(unset) > 0 {
		if len(unset) == 0 || len(set) > 0 && set[0].Name < unset[0] {
			to = appendMember(to, set[0].Name, set[0].Value)
			set = set[1:]
		} else {
			to = appendMember(to, unset[0], "")
			unset = unset[1:]
		}
	}
	return append(to, '}')
}

func encodeOperation(to []byte, o *models.LoggedOperation) []byte {
	flags := flagsOf(o)
	to = append(to, operationForm, flags)
	to = append(append(to, o.Hash[:]...), o.Chain[:]...)
	to = append(to, o.By[:]...)
	to = binary.AppendVarint(to, o.At)
	to = binary.AppendVarint(to, o.Received-o.At)
	to = binary.AppendVarint(to, o.Offset)
	to = binary.AppendVarint(to, int64(o.Schema))
	to = o.Seen.AppendBinary(to)
	if flags&hasGroup != 0 {
		to = binary.AppendVarint(appendText(to, o.Group.ID), int64(o.Group.Of))
	}
	if flags&hasCase != 0 {
		to = append(to, o.Outcome.Case[:]...)
	}
	if flags&hasReasons != 0 {
		to = binary.AppendUvarint(appendText(to, o.Outcome.Problem), uint64(len(o.Outcome.Faults)))
		for _, f := range o.Outcome.Faults {
			to = appendText(appendText(appendText(to, f.Field), f.Code), f.Message)
		}
	}
	if flags&hasDevice != 0 {
		to = append(to, o.Device[:]...)
	}
	if flags&hasSeenEpoch != 0 {
		to = appendText(to, o.SeenEpoch)
	}
	return to
}

func flagsOf(o *models.LoggedOperation) (flags byte) {
	raise := func(bit byte, is bool) {
		if is {
			flags |= bit
		}
	}
	raise(isDelete, o.Delete)
	raise(isNormalised, o.Normalised)
	raise(hasGroup, o.Group != models.Group{})
	raise(hasCase, !o.Outcome.Case.IsZero())
	raise(hasReasons, o.Outcome.Problem != "" || len(o.Outcome.Faults) > 0)
	raise(hasDevice, !o.Device.IsZero())
	raise(hasSeenEpoch, o.SeenEpoch != "")
	return flags
}

func (c *conn) decodeOperation(scope models.Scope, st *sqlite.Stmt) (o models.LoggedOperation, err error) {
	o.Scope, o.Seq = scope, uint64(st.ColumnInt64(0)) //nolint:gosec // never negative
	if o.Dot.Actor, err = models.ParseActorID(st.ColumnText(1)); err != nil {
		return o, brokenRow("actor")
	}
	o.Dot.N = uint64(st.ColumnInt64(2)) //nolint:gosec // never negative
	o.Record, o.Type = columnID(st, 3), st.ColumnText(4)
	o.Outcome.Kind, o.Outcome.Landed = models.OutcomeKind(st.ColumnText(5)), columnID(st, 6)
	if err := decodeBody(st.ColumnText(7), &o.Operation); err != nil {
		return o, err
	}
	m := cell{rest: c.bytes(st, 8)}
	if form := m.take(1); m.bad || form[0] != operationForm {
		return o, brokenRow("form of operation")
	}
	decodeMeta(&m, &o)
	if m.bad || len(m.rest) > 0 {
		return o, brokenRow("operation")
	}
	return o, nil
}

func decodeMeta(m *cell, o *models.LoggedOperation) {
	var flags byte
	if b := m.take(1); !m.bad {
		flags = b[0]
	}
	o.Delete, o.Normalised = flags&isDelete != 0, flags&isNormalised != 0
	o.Hash, o.Chain, o.By = m.hash(), m.hash(), m.id()
	o.At = m.int()
	o.Received, o.Offset, o.Schema = o.At+m.int(), m.int(), int(m.int())
	o.Seen = m.vector()
	if flags&hasGroup != 0 {
		o.Group = models.Group{ID: m.text(), Of: int(m.int())}
	}
	if flags&hasCase != 0 {
		o.Outcome.Case = m.id()
	}
	if flags&hasReasons != 0 {
		o.Outcome.Problem = m.text()
		for n := m.uint(); n > 0 && !m.bad; n-- {
			o.Outcome.Faults = append(o.Outcome.Faults, models.Fault{Field: m.text(), Code: m.text(), Message: m.text()})
		}
	}
	if flags&hasDevice != 0 {
		o.Device = m.id()
	}
	if flags&hasSeenEpoch != 0 {
		o.SeenEpoch = m.text()
	}
}

func decodeBody(body string, o *models.Operation) error {
	set, err := models.ParseValues(body)
	if err != nil {
		return err
	}
	if !strings.Contains(body, string(null)) {
		o.Set = set
		return nil
	}
	for _, a := range set {
		if a.Value == null {
			o.Unset = append(o.Unset, a.Name)
		} else {
			o.Set = append(o.Set, a)
		}
	}
	return nil
}

func columnID(st *sqlite.Stmt, column int) (id models.RecordID) {
	st.ColumnBytes(column, id[:])
	return id
}
