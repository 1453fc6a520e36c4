package sync_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/view"
	fieldsync "github.com/beplua/beplua/sync"
)

// conflicts makes n conflicts about the heads of n households in a scope, an hour apart.
func (o *office) conflicts(scope models.Scope, heads ...string) {
	o.Helper()
	an, binh := o.phone("an", scope), o.phone("binh", scope)
	ids := make([]models.RecordID, len(heads))
	for i, head := range heads {
		ids[i] = an.household(scope, head)
	}
	an.send()
	an.fetch()
	binh.fetch()
	for i, head := range heads {
		o.clock = o.clock.Add(time.Hour)
		an.write(scope, "household", ids[i], text("headName", head+" Một"))
		an.send()
		binh.write(scope, "household", ids[i], text("headName", head+" Hai"))
		binh.send()
	}
}

func (o *office) queue(scope models.Scope, filter models.CaseFilter) view.Queue {
	o.Helper()
	q, err := o.Queue(o.Context(), o.officer(scope), filter)
	if err != nil {
		o.Fatal(err)
	}
	return q
}

// TestQueueInOrder: page after page, the oldest first, each once; decided ones the latest first.
func TestQueueInOrder(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	o.conflicts(here, "Lò Văn A", "Tao Thị Bản", "Đèo Văn Đức")
	var titles []string
	for after := ""; ; {
		q := o.queue(here, models.CaseFilter{Limit: 2, After: after})
		if q.Total != 3 || q.Kinds[models.CaseFieldConflict] != 3 || q.Severities[models.SeverityWarning] != 3 {
			t.Fatalf("counted %+v", q)
		}
		for i := range q.Cases {
			titles = append(titles, q.Cases[i].About.Title)
		}
		if after = q.Next; after == "" {
			break
		}
	}
	if len(titles) != 3 || titles[0] != "Lò Văn A Một" || titles[2] != "Đèo Văn Đức Một" {
		t.Errorf("the queue is %q", titles)
	}
	for _, c := range o.openCases(here) {
		o.clock = o.clock.Add(time.Hour)
		o.decide(c, models.ChooseStanding)
	}
	if q := o.queue(here, models.CaseFilter{Status: models.CaseResolved, Limit: 1}); q.Cases[0].About.Title != "Đèo Văn Đức Một" || q.Next == "" {
		t.Errorf("the last decision is told as %+v", q)
	}
}

// TestQueueIsNarrowed by text without diacritics, by age, by kind and severity.
func TestQueueIsNarrowed(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	o.conflicts(here, "Lò Văn A", "Đèo Văn Đức")
	for name, c := range map[string]struct {
		filter models.CaseFilter
		want   int
	}{
		"text":           {models.CaseFilter{Text: "deo VAN"}, 1},
		"other text":     {models.CaseFilter{Text: "Vàng"}, 0},
		"age":            {models.CaseFilter{Before: o.clock.UTC().Format(time.RFC3339)}, 1},
		"kind":           {models.CaseFilter{Kind: models.CaseOrphan}, 0},
		"severity":       {models.CaseFilter{Severity: models.SeverityUrgent}, 0},
		"its severity":   {models.CaseFilter{Severity: models.SeverityWarning}, 2},
		"undone":         {models.CaseFilter{Status: models.CaseUndone}, 0},
		"of other clubs": {models.CaseFilter{Scopes: []models.Scope{models.ProvinceScope}}, 0},
	} {
		if q := o.queue(here, c.filter); q.Total != c.want || len(q.Cases) != c.want {
			t.Errorf("%s: %d of %d", name, len(q.Cases), q.Total)
		}
	}
	q := o.queue(here, models.CaseFilter{Kind: models.CaseOrphan})
	if q.Kinds[models.CaseFieldConflict] != 2 {
		t.Errorf("of kinds not asked for: %+v", q.Kinds)
	}
	_, err := o.Queue(t.Context(), o.officer(here), models.CaseFilter{After: "x"})
	o.wantCode(err, models.CodeMalformed)
}

// TestQueueOfManyScopes: an officer of all clubs sees what he may read, and nothing else.
func TestQueueOfManyScopes(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	there, _ := club("Bản Thẳm")
	o.conflicts(here, "Lò Văn A")
	o.conflicts(there, "Lò Văn B")
	var all []models.Scope
	for n := range 40 {
		a, b := club(string(rune('A' + n)))
		all = append(all, a, b)
	}
	q, err := o.Queue(t.Context(), o.officer(append(all, here)...), models.CaseFilter{})
	if err != nil || q.Total != 1 || q.Cases[0].Scope != here {
		t.Errorf("%d cases (%v)", q.Total, err)
	}
}

// TestAccept: what means the same is decided at once, anything else is not.
func TestAccept(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	o.conflicts(here, "Lò Văn A")
	c := o.theCase(here, models.CaseFieldConflict)
	_, err := o.Accept(t.Context(), o.officer(here), here, c.ID, c.Vector)
	o.wantCode(err, models.CodeConflict)
	an, binh := o.phone("chi", here), o.phone("dung", here)
	id := an.household(here, "Lò Văn B")
	an.send()
	an.fetch()
	binh.fetch()
	an.write(here, "household", id, text("headName", "LÒ VĂN BÁT"))
	an.send()
	binh.write(here, "household", id, text("headName", "Lò Văn Bát"))
	binh.send()
	c = o.caseOf(here, id, models.CaseOpen)
	decided, err := o.Accept(t.Context(), o.officer(here), here, c.ID, c.Vector)
	if err != nil || decided.Value(models.CaseFieldDecision).Str() != "standing" {
		t.Fatalf("decided %s (%v)", decided.Value(models.CaseFieldDecision), err)
	}
	o.verify()
	_, err = o.Accept(t.Context(), o.officer(here), here, c.ID, c.Vector)
	o.wantCode(err, models.CodeStale)
	_, err = o.Accept(t.Context(), o.officer(here), here, c.ID, decided.Vector)
	o.wantCode(err, models.CodeConflict)
}

// TestCaseFile: the record, what it refers to by name, and what is decided with it.
func TestCaseFile(t *testing.T) {
	o, here, ids := brokenGroup(t)
	c := o.caseOf(here, ids[0], models.CaseOpen)
	f, err := o.CaseFile(t.Context(), o.officer(here), here, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if f.About.Title != "Lò Văn A" {
		t.Errorf("what waits is called %+v", f.About)
	}
	if f.Subject != nil || len(f.Together) != 1 || f.Together[0] != o.caseOf(here, ids[1], models.CaseOpen).ID {
		t.Errorf("the file is %+v", f)
	}
	an := o.phone("chi", here)
	home := an.household(here, "Lò Văn B")
	person := an.member(here, "Lò Thị Ón", "1956-02-03")
	an.write(here, "member", person, ref("household", home))
	an.send()
	binh := o.phone("dung", here)
	binh.fetch()
	an.fetch()
	an.write(here, "member", person, text("birthOn", "1957-02-03"))
	an.send()
	binh.write(here, "member", person, text("birthOn", "1958-02-03"))
	binh.send()
	f, err = o.CaseFile(t.Context(), o.officer(here), here, o.caseOf(here, person, models.CaseOpen).ID)
	if err != nil || f.Subject == nil || f.Subject.ID != person || f.Titles[home] != "Lò Văn B" || f.About.Title != "Lò Thị Ón" || len(f.Choices) == 0 {
		t.Errorf("the file is %+v (%v)", f, err)
	}
	_, health := club("Nà Phát")
	_, err = o.CaseFile(t.Context(), o.officer(here), health, c.ID)
	o.wantCode(err, models.CodeNotFound)
}

// TestQueueOfManyScopesIsUpToDate: what this process decides is seen at once; what another one wrote, a minute later.
func TestQueueOfManyScopesIsUpToDate(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	all := []models.Scope{here}
	for n := range 40 {
		a, b := club(string(rune('A' + n)))
		all = append(all, a, b)
	}
	total := func() int {
		t.Helper()
		q, err := o.Queue(t.Context(), o.officer(all...), models.CaseFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return q.Total
	}
	o.conflicts(here, "Lò Văn A")
	if got := total(); got != 1 {
		t.Fatalf("%d wait", got)
	}
	decided := o.decide(o.theCase(here, models.CaseFieldConflict), models.ChooseStanding)
	if got := total(); got != 0 {
		t.Errorf("%d wait after the decision", got)
	}
	if _, err := o.Undo(t.Context(), o.officer(here), here, decided.ID, decided.Vector, ""); err != nil {
		t.Fatal(err)
	}
	if got := total(); got != 1 {
		t.Errorf("%d wait after it was taken back", got)
	}
	other := *o
	other.Engine = o.engineOver(o.store)
	other.decide(other.theCase(here, models.CaseFieldConflict), models.ChooseStanding)
	if o.clock = o.clock.Add(time.Minute); total() != 0 {
		t.Error("what another process decided still waits")
	}
}

var errDisk = errors.New("the disk is gone")

// deafStore loses its summaries.
type deafStore struct{ fieldsync.Store }

func (deafStore) ProjectionsOf(context.Context, string, []models.Scope) ([]models.Projection, error) {
	return nil, errDisk
}

// TestQueueOfABrokenStore: a store that fails is told, and nothing falls over.
func TestQueueOfABrokenStore(t *testing.T) {
	o := newOffice(t)
	here, _ := club("Nà Phát")
	o.conflicts(here, "Lò Văn A")
	o.Store = deafStore{o.Store}
	if _, err := o.Queue(t.Context(), o.officer(here), models.CaseFilter{}); !errors.Is(err, errDisk) {
		t.Errorf("the queue says %v", err)
	}
	if _, err := o.Dashboard(t.Context(), o.officer(here), models.Today(o.clock)); !errors.Is(err, errDisk) {
		t.Errorf("the dashboard says %v", err)
	}
}
