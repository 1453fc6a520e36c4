package mongodb

import (
	"strconv"
	"strings"

	"github.com/beplua/beplua/models"
)

var errBrokenCommit = models.Errorf(models.CodeInternal, "broken stored commit")

// decodeHeader reads what headerFields projects.
func decodeHeader(doc string) (header, error) {
	var h header
	fields := read(doc)
	for fields.next() {
		if !h.take(&fields.element) {
			return header{}, errBrokenCommit
		}
	}
	if fields.bad {
		return header{}, errBrokenCommit
	}
	return h, nil
}

func (h *header) take(e *element) bool {
	good := true
	switch e.name {
	case "scope":
		h.next.Scope = models.Scope(e.text())
	case "base":
		h.base = e.seq()
	case "last":
		h.next.Seq = e.seq()
	case "commit":
		h.id = e.id()
	case "chain":
		h.next.Chain = e.hash()
	case "digest":
		h.next.Digest = e.digest()
	case "runs":
		h.runs, good = decodeRuns(e)
	}
	return good
}

func decodeRuns(e *element) ([]run, bool) {
	var out []run
	for items := e.items(); items.next(); {
		name, end, _ := strings.Cut(items.text(), keyEnd)
		actor, good := parseActor(name)
		to, err := strconv.ParseUint(end, 10, 64)
		if !good || err != nil {
			return nil, false
		}
		out = append(out, run{actor, to})
	}
	return out, true
}

// decodeOperations gives the operations of a commit's document.
func decodeOperations(doc string) ([]models.LoggedOperation, error) {
	var scope models.Scope
	var out []models.LoggedOperation
	fields := read(doc)
	for fields.next() {
		switch fields.name {
		case "scope":
			scope = models.Scope(fields.text())
		case "operations":
			for items := fields.items(); items.next(); {
				o, ok := items.operation(scope)
				if !ok {
					return nil, errBrokenCommit
				}
				out = append(out, o)
			}
		}
	}
	if fields.bad {
		return nil, errBrokenCommit
	}
	return out, nil
}

// decodeCommit reads a commit's document whole and encodes again what is derived from it.
func decodeCommit(doc string) (commitDocument, []models.LoggedOperation, error) {
	h, err := decodeHeader(doc)
	if err != nil {
		return commitDocument{}, nil, err
	}
	operations, err := decodeOperations(doc)
	if err != nil {
		return commitDocument{}, nil, err
	}
	out := commitDocument{header: h, doc: []byte(doc)}
	good := true
	for fields := read(doc); good && fields.next(); {
		switch fields.name {
		case "created":
			good = out.readCreated(&fields.element, operations)
		case "states":
			good = out.readStates(&fields.element)
		case "projections":
			good = out.readProjections(&fields.element)
		}
	}
	if !good {
		return commitDocument{}, nil, errBrokenCommit
	}
	return out, operations, nil
}

func (d *commitDocument) readCreated(e *element, operations []models.LoggedOperation) bool {
	for items := e.items(); items.next(); {
		place, keys := -1, []string(nil)
		for inner := items.items(); inner.next(); {
			switch inner.name {
			case "op":
				place = int(inner.int())
			case "keys":
				keys = inner.texts()
			}
		}
		if place < 0 || place >= len(operations) {
			return false
		}
		r := recordOf(&operations[place])
		d.created = append(d.created, stateOf(&r, keys))
	}
	return true
}

func (d *commitDocument) readStates(e *element) bool {
	for items := e.items(); items.next(); {
		made := state{scope: d.next.Scope, doc: []byte(items.data)}
		if made.key, made.seq = keyAndSeq(items.data); made.key == "" || made.seq == 0 {
			return false
		}
		d.rewritten = append(d.rewritten, made)
	}
	return true
}
