package wire

import (
	"strconv"

	"github.com/beplua/beplua/models"
)

// Answer is what POST /api/v1/sync answers, and, with epoch and page alone, GET /api/v1/sync/changes.
type Answer struct {
	Epoch   string
	Now     int64 // the server's clock: milliseconds since 1970 UTC; 0 leaves it out
	Receipt models.Receipt
	Page    *models.Page // its Epoch is the answer's
	Wipe    *WipeOrder
	PIN     *PINOrder
}

// AppendAnswer appends the JSON text. What is empty is left out, so that an answer with nothing to say stays small.
func AppendAnswer(to []byte, a *Answer) []byte {
	to = models.AppendQuoted(append(to, `{"epoch":`...), a.Epoch)
	if a.Now != 0 {
		to = appendInstant(append(to, `,"now":`...), a.Now)
	}
	if a.Receipt.Offset != 0 {
		to = strconv.AppendInt(append(to, `,"offsetMs":`...), a.Receipt.Offset, 10)
	}
	to = appendDone(to, a.Receipt.Done)
	for i := range a.Receipt.Exceptions {
		if i == 0 {
			to = append(to, `,"answers":[`...)
		} else {
			to = append(to, ',')
		}
		to = appendException(to, &a.Receipt.Exceptions[i])
	}
	if len(a.Receipt.Exceptions) > 0 {
		to = append(to, ']')
	}
	if f := a.Receipt.Fork; f != nil {
		to = append(append(append(to, `,"fork":{"actor":"`...), f.Actor.String()...), '"')
		if f.Scope != "" { // a new actor that the phone asked for has no place where it forked
			to = models.AppendQuoted(append(to, `,"scope":`...), string(f.Scope))
			to = strconv.AppendUint(append(to, `,"from":`...), f.From, 10)
		}
		to = append(to, '}')
	}
	if a.Page != nil {
		to = appendPage(append(to, `,"page":`...), a.Page)
	}
	if a.Wipe != nil {
		to = appendOrder(append(to, `,"wipe":`...), a.Wipe)
	}
	if a.PIN != nil {
		to = appendOrder(append(to, `,"pinReset":`...), (*WipeOrder)(a.PIN))
	}
	return append(to, '}')
}

func appendDone(to []byte, done []models.Run) []byte {
	for i, run := range done {
		if i == 0 {
			to = append(to, `,"done":[`...)
		} else {
			to = append(to, ',')
		}
		to = models.AppendQuoted(append(to, `{"scope":`...), string(run.Scope))
		to = strconv.AppendUint(append(to, `,"from":`...), run.From, 10)
		to = append(strconv.AppendUint(append(to, `,"to":`...), run.To, 10), '}')
	}
	if len(done) > 0 {
		to = append(to, ']')
	}
	return to
}

func appendException(to []byte, a *models.Answer) []byte {
	to = models.AppendQuoted(append(to, `{"scope":`...), string(a.Scope))
	to = strconv.AppendUint(append(to, `,"n":`...), a.N, 10)
	to = models.AppendQuoted(append(to, `,"outcome":`...), string(a.Outcome.Kind))
	if !a.Outcome.Case.IsZero() {
		to = appendID(append(to, `,"case":`...), a.Outcome.Case)
	}
	if !a.Outcome.Landed.IsZero() {
		to = appendID(append(to, `,"landed":`...), a.Outcome.Landed)
	}
	if a.Outcome.Problem != "" {
		to = models.AppendQuoted(append(to, `,"problem":`...), a.Outcome.Problem)
	}
	if message := Sentence(a.Outcome); message != "" {
		to = models.AppendQuoted(append(to, `,"message":`...), message)
	}
	if len(a.Outcome.Faults) > 0 {
		to = appendFaults(append(to, `,"faults":`...), a.Outcome.Faults)
	}
	if a.Record != nil {
		to = appendRecord(append(to, `,"record":`...), a.Record)
	}
	return append(to, '}')
}

// DecodeAnswer reads what AppendAnswer wrote, on a phone: members it does not know are passed over.
func DecodeAnswer(body []byte) (Answer, error) {
	var a Answer
	r := newReader(body)
	r.object(func(name []byte) {
		switch string(name) {
		case "epoch":
			a.Epoch = r.word(epochBytesMax)
		case "now":
			a.Now = r.instant()
		case "offsetMs":
			a.Receipt.Offset = r.integer(-models.IntMax, models.IntMax)
		case "done":
			r.array(func() { a.Receipt.Done = append(a.Receipt.Done, r.doneRun()) })
		case "answers":
			r.array(func() { a.Receipt.Exceptions = append(a.Receipt.Exceptions, r.exception()) })
		case "fork":
			a.Receipt.Fork = r.fork()
		case "page":
			a.Page = r.page()
		case "wipe":
			a.Wipe = r.order()
		case "pinReset":
			a.PIN = (*PINOrder)(r.order())
		default:
			r.skip()
		}
	})
	if r.err == nil && a.Epoch == "" {
		r.malformed("epoch is missing")
	}
	if a.Page != nil {
		a.Page.Epoch = a.Epoch
	}
	return a, r.end()
}

func (r *reader) doneRun() models.Run {
	var run models.Run
	r.object(func(name []byte) {
		switch string(name) {
		case "scope":
			run.Scope = r.scope()
		case "from":
			run.From = r.number()
		case "to":
			run.To = r.number()
		default:
			r.skip()
		}
	})
	return run
}

func (r *reader) exception() models.Answer {
	var a models.Answer
	var record *models.Record
	r.object(func(name []byte) {
		switch string(name) {
		case "scope":
			a.Scope = r.scope()
		case "n":
			a.N = r.number()
		case "outcome":
			a.Outcome.Kind = models.OutcomeKind(r.word(nameBytesMax))
		case "case":
			a.Outcome.Case = r.recordID()
		case "landed":
			a.Outcome.Landed = r.recordID()
		case "problem":
			a.Outcome.Problem = r.word(nameBytesMax)
		case "faults":
			a.Outcome.Faults = r.faults()
		case "record":
			one := r.record("")
			record = &one
		default:
			r.skip()
		}
	})
	if record != nil {
		record.Scope = a.Scope
		a.Record = record
	}
	return a
}

func (r *reader) fork() *models.Fork {
	var f models.Fork
	r.object(func(name []byte) {
		switch string(name) {
		case "scope":
			f.Scope = r.scope()
		case "from":
			f.From = r.number()
		case "actor":
			f.Actor = r.actor()
		default:
			r.skip()
		}
	})
	return &f
}
