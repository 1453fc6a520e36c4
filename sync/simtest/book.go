package simtest

import (
	"maps"
	"slices"

	"github.com/beplua/beplua/models"
)

// scopeBook is all that is known of one scope: its log as it was read, and what the oracle makes of it.
type scopeBook struct {
	scope    models.Scope
	head     models.Head
	known    map[models.Dot]logged
	dots     []models.Dot // in the order of the log, phones' only
	issued   map[models.ActorID]uint64
	sheets   map[models.RecordID]*sheet
	waiting  []models.LoggedOperation     // held without effect
	want     map[caseKey]bool             // whether a case should be open
	pairs    map[caseKey]bool             // pairs that may have been asked about
	forever  map[models.RecordID][32]byte // contents of records that only get added to
	cases    []models.RecordID
	stamps   map[models.RecordID]models.Digest
	foreseen map[models.Dot]fate // of the rest of a group
	authors  map[models.Dot]models.RecordID

	// Of the entries that are being read: records of the books that are new, and the doubts that they give rise to.
	fresh []models.RecordID
	young map[models.RecordID]bool // nobody has looked at it yet
	may   map[caseKey]bool
	ever  map[doubt]bool // whether it held at every look
}

// logged is what an operation is in the log, for ever.
type logged struct {
	seq     uint64
	hash    models.Hash
	outcome models.Outcome
	chain   models.Hash
}

type caseKey struct {
	kind                  models.CaseKind
	subject, other, field string
}

func newScopeBook(scope models.Scope) *scopeBook {
	return &scopeBook{
		scope: scope, head: models.Head{Scope: scope}, known: map[models.Dot]logged{}, issued: map[models.ActorID]uint64{},
		sheets: map[models.RecordID]*sheet{}, want: map[caseKey]bool{}, pairs: map[caseKey]bool{}, forever: map[models.RecordID][32]byte{},
		stamps: map[models.RecordID]models.Digest{}, foreseen: map[models.Dot]fate{},
		authors: map[models.Dot]models.RecordID{}, young: map[models.RecordID]bool{}, may: map[caseKey]bool{}, ever: map[doubt]bool{},
	}
}

func (b *scopeBook) clone() *scopeBook {
	out := *b
	out.known, out.issued = maps.Clone(b.known), maps.Clone(b.issued)
	out.want, out.pairs, out.forever = maps.Clone(b.want), maps.Clone(b.pairs), maps.Clone(b.forever)
	out.dots, out.waiting = slices.Clone(b.dots), slices.Clone(b.waiting)
	out.cases, out.stamps, out.foreseen = slices.Clone(b.cases), maps.Clone(b.stamps), map[models.Dot]fate{}
	out.authors = maps.Clone(b.authors)
	out.young, out.may, out.ever = map[models.RecordID]bool{}, map[caseKey]bool{}, map[doubt]bool{}
	out.sheets = maps.Clone(b.sheets) // sheets are never written to after they are entered
	return &out
}

// backup is what was known when the server's backup was made.
type backup struct {
	books   map[models.Scope]*scopeBook
	letters map[models.RecordID]letter
}

func (w *world) remember() *backup {
	out := &backup{books: map[models.Scope]*scopeBook{}, letters: maps.Clone(w.post.letters)}
	for scope, b := range w.books {
		out.books[scope] = b.clone()
	}
	return out
}

// goBack forgets what the restored server has forgotten. Contents of vectors stay: they hold over all lives (I4).
func (w *world) goBack(to *backup) {
	w.books = map[models.Scope]*scopeBook{}
	for scope, b := range to.books {
		w.books[scope] = b.clone()
	}
	w.post.goBack(to.letters)
	w.newSenders()
}

func (w *world) phoneOf(device models.RecordID) *handset {
	for _, h := range w.phones {
		if h.seat.Device == device {
			return h
		}
	}
	return nil
}
