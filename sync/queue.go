package sync

import (
	"cmp"
	"context"
	"encoding/base64"
	"slices"
	"strings"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
	"github.com/beplua/beplua/models/view"
)

// Queue gives a page of the cases that the asker may read: what waits, the most pressing first and of those the oldest; or
// what was decided, the latest first. It looks at models.CasesLookedMax cases to sort and count them, and says so if there
// are more. It fails with CodeMalformed on a mark that is not one of ours.
func (e *Engine) Queue(ctx context.Context, access models.Access, filter models.CaseFilter) (view.Queue, error) {
	after, err := parseTurn(filter.After)
	if err != nil {
		return view.Queue{}, err
	}
	q := queue{Engine: e, ctx: ctx, filter: filter, labels: newLabels(ctx, e.Store)}
	if err := q.gather(access); err != nil {
		return view.Queue{}, err
	}
	if err := q.narrow(); err != nil {
		return view.Queue{}, err
	}
	return q.page(after)
}

// queue is a listing of cases while it is made.
type queue struct {
	*Engine
	ctx    context.Context //nolint:containedctx // lives no longer than the call
	filter models.CaseFilter
	labels *labels
	cases  []models.Record
	out    view.Queue
}

// scopesApartMax is up to how many scopes are asked one by one; above, all cases are read and those of others left out, which
// costs as much as asking 1,600 of 16,000 scopes.
const scopesApartMax = 1024

// gather reads the cases of all scopes asked for.
func (q *queue) gather(access models.Access) error {
	scopes := readable(access, q.filter.Scopes)
	key := schema.OpenKey
	if q.filter.Status == models.CaseResolved {
		key = schema.ListKey(models.TypeCase, models.CaseFieldStatus, models.TextValue(string(models.CaseResolved)))
	} else {
		var err error
		if scopes, err = q.withOpenCases(q.ctx, scopes); err != nil {
			return err
		}
	}
	if len(scopes) > scopesApartMax {
		return q.gatherAnywhere(key, scopes)
	}
	for _, scope := range scopes {
		err := pages(func(after models.RecordID) ([]models.Record, error) {
			if len(q.cases) >= models.CasesLookedMax {
				q.out.Capped = true
				return nil, nil
			}
			return q.Store.RecordsByKey(q.ctx, scope, key, after, models.ListMax)
		}, func(c *models.Record) { q.cases = append(q.cases, *c) })
		if err != nil {
			return err
		}
	}
	return nil
}

func (q *queue) gatherAnywhere(key string, scopes []models.Scope) (err error) {
	take := func(c *models.Record) {
		if _, mayRead := slices.BinarySearch(scopes, c.Scope); mayRead {
			q.cases = append(q.cases, *c)
		}
	}
	if key == schema.OpenKey {
		q.out.Capped, err = q.visitOpenCases(q.ctx, take)
		return err
	}
	last := caseAt{}
	for looked := 0; looked < models.CasesLookedMax; looked += models.ListMax {
		found, err := q.Store.RecordsByKeyAnywhere(q.ctx, key, last.scope, last.id, models.ListMax)
		if err != nil {
			return err
		}
		for i := range found {
			last = caseAt{found[i].Scope, found[i].ID}
			take(&found[i])
		}
		if len(found) < models.ListMax {
			return nil
		}
	}
	q.out.Capped = true
	return nil
}

// narrow leaves out what was not asked for, and counts.
func (q *queue) narrow() error {
	q.keep(func(c *models.Record) bool {
		opened := c.Value(models.CaseFieldOpened).Str()
		return is(c, models.CaseFieldStatus, string(q.filter.Status)) && (q.filter.Before == "" || opened < q.filter.Before)
	})
	if err := q.search(); err != nil {
		return err
	}
	q.out.Kinds, q.out.Severities = map[models.CaseKind]int{}, map[string]int{}
	for i := range q.cases {
		c := &q.cases[i]
		if is(c, models.CaseFieldSeverity, q.filter.Severity) {
			q.out.Kinds[models.CaseKind(c.Value(models.CaseFieldKind).Str())]++
		}
		if is(c, models.CaseFieldKind, string(q.filter.Kind)) {
			q.out.Severities[c.Value(models.CaseFieldSeverity).Str()]++
		}
	}
	q.keep(func(c *models.Record) bool {
		return is(c, models.CaseFieldKind, string(q.filter.Kind)) && is(c, models.CaseFieldSeverity, q.filter.Severity)
	})
	q.out.Total = len(q.cases)
	return nil
}

func (q *queue) keep(fits func(*models.Record) bool) {
	q.cases = slices.DeleteFunc(q.cases, func(c models.Record) bool { return !fits(&c) })
}

func is(c *models.Record, field, want string) bool { return want == "" || c.Value(field).Str() == want }

// search leaves out what does not contain the text.
func (q *queue) search() error {
	text := schema.Fold(strings.TrimSpace(q.filter.Text))
	if text == "" {
		return nil
	}
	if err := q.labels.subjectsOf(q.cases); err != nil {
		return err
	}
	q.keep(func(c *models.Record) bool {
		about := q.labels.about(c)
		return strings.Contains(schema.Fold(about.Title+"\n"+about.Person+"\n"+about.Name), text)
	})
	return nil
}

// page cuts the page behind a turn out of what is left, in order.
func (q *queue) page(after turn) (view.Queue, error) {
	turns := make([]turn, len(q.cases))
	order := make([]int, len(q.cases))
	for i := range q.cases {
		turns[i], order[i] = turnOf(&q.cases[i]), i
	}
	slices.SortFunc(order, func(a, b int) int { return turns[a].compare(turns[b]) })
	limit := cmp.Or(q.filter.Limit, models.ListMax)
	var page []models.Record
	for _, i := range order {
		if after != (turn{}) && turns[i].compare(after) <= 0 {
			continue
		}
		if len(page) == limit {
			q.out.Next = turnOf(&page[limit-1]).String()
			break
		}
		page = append(page, q.cases[i])
	}
	var err error
	q.out.Cases, err = q.labels.lines(page)
	return q.out, err
}

// turn is when a case comes in the queue.
type turn struct {
	rank  string // "0" is the most pressing
	at    string // when it was opened; of decided ones, how long before the end of time it was decided
	scope models.Scope
	id    models.RecordID
}

func turnOf(c *models.Record) turn {
	t := turn{scope: c.Scope, id: c.ID, at: c.Value(models.CaseFieldOpened).Str()}
	if !isOpen(c) {
		t.rank, t.at = "9", complement(c.Value(models.CaseFieldDecidedAt).Str())
		return t
	}
	switch c.Value(models.CaseFieldSeverity).Str() {
	case models.SeverityUrgent:
		t.rank = "0"
	case models.SeverityWarning:
		t.rank = "1"
	default:
		t.rank = "2"
	}
	return t
}

// complement turns the order of instants round: each digit becomes what it lacks to nine.
func complement(instant string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '9' - r + '0'
		}
		return r
	}, instant)
}

func (t turn) compare(u turn) int {
	return cmp.Or(strings.Compare(t.rank, u.rank), strings.Compare(t.at, u.at),
		strings.Compare(string(t.scope), string(u.scope)), slices.Compare(t.id[:], u.id[:]))
}

// String is the mark of the turn.
func (t turn) String() string {
	return base64.RawURLEncoding.EncodeToString([]byte(t.rank + " " + t.at + " " + string(t.scope) + " " + t.id.String()))
}

func parseTurn(text string) (turn, error) {
	if text == "" {
		return turn{}, nil
	}
	b, err := base64.RawURLEncoding.DecodeString(text)
	parts := strings.Split(string(b), " ")
	if err != nil || len(parts) != 4 {
		return turn{}, models.Errorf(models.CodeMalformed, "not a mark of this list")
	}
	id, err := models.ParseRecordID(parts[3])
	if err != nil {
		return turn{}, models.Errorf(models.CodeMalformed, "not a mark of this list")
	}
	return turn{parts[0], parts[1], models.Scope(parts[2]), id}, nil
}
