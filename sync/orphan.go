package sync

import (
	"context"
	"strconv"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// orphanWatch knows whether any operation of a scope waits for a record, so that the usual batch asks once and no more.
type orphanWatch struct {
	asked, open bool
}

// any says whether an orphan case is open in the scope, or was opened by the plan itself.
func (w *orphanWatch) any(p *plan) (bool, error) {
	key := schema.OpenKindKey(models.CaseOrphan)
	if len(p.byKey[key]) > 0 {
		return true, nil
	}
	if w.asked || p.base.Seq == 0 {
		return w.open, nil
	}
	hits, err := p.Store.KeyHits(p.ctx, p.scope, []string{key}, 1)
	if err != nil {
		return false, err
	}
	w.asked, w.open = true, len(hits[0]) > 0
	return w.open, nil
}

// release carries out operations that waited for records which are there now: those that the plan made, and those that
// arrived in the scope above. Each release may let others follow.
func (p *plan) release(arrived []models.RecordID) error {
	seen := 0
	for {
		queue := arrived
		for _, id := range p.touched[seen:] {
			if p.records[id].before == nil {
				queue = append(queue, id)
			}
		}
		seen, arrived = len(p.touched), nil
		if open, err := p.orphans.any(p); err != nil || !open || len(queue) == 0 {
			return err
		}
		waiting, err := p.waitingFor(queue)
		if err != nil {
			return err
		}
		for _, id := range waiting {
			if err := p.releaseCase(id); err != nil {
				return err
			}
		}
	}
}

// waitingFor gives the open orphan cases of the records that have come, at most OrphansPerCommitMax.
func (p *plan) waitingFor(ids []models.RecordID) ([]models.RecordID, error) {
	keys := make([]string, len(ids))
	for i, id := range ids {
		keys[i] = schema.AwaitKey(id.String())
	}
	hits := make([][]models.RecordID, len(keys))
	if p.base.Seq > 0 {
		var err error
		if hits, err = p.Store.KeyHits(p.ctx, p.scope, keys, models.OrphansPerCommitMax); err != nil {
			return nil, err
		}
	}
	var out []models.RecordID
	for i, key := range keys {
		out = append(out, p.overlay(key, hits[i])...)
	}
	return out[:min(len(out), models.OrphansPerCommitMax)], p.load(out...)
}

// sweep looks at a few open orphan cases, other ones each time, for what a crash or a full commit left unreleased.
func (p *plan) sweep() error {
	if open, err := p.orphans.any(p); err != nil || !open || p.base.Seq == 0 {
		return err
	}
	const few = 20
	from := models.DerivedID("sweep", strconv.FormatUint(p.next.Seq, 10))
	for _, start := range []models.RecordID{from, {}} {
		found, err := p.Store.RecordsByKey(p.ctx, p.scope, schema.OpenKindKey(models.CaseOrphan), start, few)
		if err != nil {
			return err
		}
		for i := range found {
			if err := p.releaseCase(found[i].ID); err != nil {
				return err
			}
		}
		if len(found) == few {
			return nil
		}
	}
	return nil
}

// releaseCase carries out the operations of one orphan case if what they wait for is there.
func (p *plan) releaseCase(id models.RecordID) error {
	c, err := p.record(id)
	if err != nil || c == nil || !isOpen(c) {
		return err
	}
	parent, err := models.ParseRecordID(c.Value(models.CaseFieldOther).Str())
	if err != nil {
		return err
	}
	if there, err := p.exists(parent); err != nil || !there {
		return err
	}
	return p.carryOut(c, models.Resolution{Choice: models.ChooseApply}, models.RecordID{})
}

// aftermath is what a run did that concerns operations in waiting: the records it made, and those it waits for.
type aftermath struct {
	made, awaited []models.RecordID
}

func (a *aftermath) note(p *plan) {
	for _, id := range p.touched {
		d := p.records[id]
		if d.before != nil {
			continue
		}
		a.made = append(a.made, id)
		if d.now.Type == models.TypeCase && d.now.Value(models.CaseFieldKind).Str() == string(models.CaseOrphan) {
			if parent, err := models.ParseRecordID(d.now.Value(models.CaseFieldOther).Str()); err == nil {
				a.awaited = append(a.awaited, parent)
			}
		}
	}
}

// followUp lets operations go on that wait in one scope for a record of another. The club's and the health scope's commits
// are apart, so each looks again after its own: whichever comes second sees the other. What a crash in between leaves
// undone, the next submit to the health scope sweeps up.
func (e *Engine) followUp(ctx context.Context, scope models.Scope, after aftermath) error {
	switch scope.Kind() {
	case models.ScopeClub:
		return e.releaseIn(ctx, models.HealthScope(scope.Owner()), after.made)
	case models.ScopeHealth:
		return e.releaseIn(ctx, scope, after.awaited)
	case models.ScopeProvince, models.ScopeUser:
	}
	return nil
}

// releaseIn carries out what waits in a scope for the records given, if they are there.
func (e *Engine) releaseIn(ctx context.Context, scope models.Scope, arrived []models.RecordID) error {
	if len(arrived) == 0 {
		return nil
	}
	hits, err := e.Store.KeyHits(ctx, scope, []string{schema.OpenKindKey(models.CaseOrphan)}, 1)
	if err != nil || len(hits[0]) == 0 {
		return err
	}
	return e.alone(ctx, scope, func() error {
		p, err := e.begin(ctx, models.Access{Officer: true}, scope, 0)
		if err != nil {
			return err
		}
		return p.finish(arrived)
	})
}
