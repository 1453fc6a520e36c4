package sync

import (
	"context"
	"slices"

	"github.com/beplua/beplua/models"
)

// Submit decides a batch and answers what became of each operation. Sent again, in whole or in part, it changes nothing
// and answers the same.
//
// Scopes are decided in sorted order, each atomically; if one cannot be (CodeUnavailable, CodeStorageFull), those before it
// stand and the phone sends the batch again. It fails before anything is decided with CodeResync (the phone knows another
// life of the server), CodeGap (operations before these are missing; Expected says the next number per scope), CodeMalformed,
// CodeGroupSplit or CodeLimit.
func (e *Engine) Submit(ctx context.Context, access models.Access, batch models.Batch) (models.Receipt, error) {
	runs, err := e.check(ctx, batch)
	if err != nil {
		return models.Receipt{}, err
	}
	receipt := models.Receipt{Offset: batch.Now - e.Now().UnixMilli()}
	for _, run := range runs {
		if err := e.submitRun(ctx, access, run, &receipt); err != nil {
			return models.Receipt{}, err
		}
	}
	if receipt.Fork != nil || batch.NewActor {
		actor, err := e.Actors.NewActor(ctx, access.Device)
		if err != nil {
			return models.Receipt{}, err
		}
		if receipt.Fork == nil {
			receipt.Fork = &models.Fork{}
		}
		receipt.Fork.Actor = actor
	}
	return receipt, nil
}

// submitRun decides one scope's operations, and what follows from them in others.
func (e *Engine) submitRun(ctx context.Context, access models.Access, r run, receipt *models.Receipt) error {
	var after aftermath
	if err := e.decideRun(ctx, access, r, receipt, &after); err != nil {
		return err
	}
	return e.followUp(ctx, r.scope(), after)
}

// decideRun decides one scope's operations, piece by piece if they are too many for one commit.
func (e *Engine) decideRun(ctx context.Context, access models.Access, r run, receipt *models.Receipt, after *aftermath) error {
	free, err := e.locks.lock(ctx, r.scope())
	if err != nil {
		return err
	}
	defer free()
	done := models.Run{Scope: r.scope(), From: r.first()}
	for rest := r; len(rest) > 0 && receipt.Fork == nil; {
		n, err := e.decideWithRetries(ctx, access, rest, receipt, after)
		if err != nil {
			return err
		}
		if n > 0 {
			done.To = rest[n-1].Dot.N
		}
		rest = rest[n:]
	}
	if done.To > 0 {
		receipt.Done = append(receipt.Done, done)
	}
	return nil
}

// decideWithRetries decides anew as long as others get in between. It gives how many operations have an outcome now.
func (e *Engine) decideWithRetries(ctx context.Context, access models.Access, r run, receipt *models.Receipt, after *aftermath) (n int, err error) {
	err = tried(func() error {
		trial := *receipt
		trial.Exceptions, trial.Own = slices.Clip(receipt.Exceptions), slices.Clip(receipt.Own)
		if n, err = e.decideOnce(ctx, access, r, &trial, after); err == nil {
			*receipt = trial
		}
		return err
	})
	return n, err
}

// decideOnce decides as many operations as one commit takes and stores them.
func (e *Engine) decideOnce(ctx context.Context, access models.Access, r run, receipt *models.Receipt, after *aftermath) (int, error) {
	p, err := e.begin(ctx, access, r.scope(), receipt.Offset)
	if err != nil {
		return 0, err
	}
	known, err := p.replay(r, receipt)
	if err != nil || receipt.Fork != nil || known == len(r) {
		return known, err
	}
	n, err := p.takeAll(r[known:])
	if err != nil {
		return 0, err
	}
	if err := p.sweep(); err != nil {
		return 0, err
	}
	if err := p.finish(nil); err != nil {
		return 0, err
	}
	plain := true
	for i := range p.log {
		if p.log[i].Dot.Actor == r.actor() {
			report(receipt, &p.log[i])
		}
		plain = plain && p.log[i].Dot.Actor == r.actor() && p.log[i].Outcome.Kind == models.Applied
	}
	if plain {
		receipt.Own = append(receipt.Own, models.Span{Scope: p.scope, After: p.base.Seq, To: p.next.Seq})
	}
	after.note(p)
	return known + n, nil
}

// replay answers the operations of a run that have an outcome already, and finds a fork among them: the same number with
// other content. The phone was restored from a backup or cloned; its operation is kept as evidence.
func (p *plan) replay(r run, receipt *models.Receipt) (int, error) {
	last, err := p.Store.LastNumbers(p.ctx, p.scope, []models.ActorID{r.actor()})
	if err != nil {
		return 0, err
	}
	p.issued[r.actor()] = last[0]
	if r.first() > last[0] {
		return 0, nil
	}
	stored, err := p.Store.Operations(p.ctx, p.scope, r.actor(), r.first(), min(r.last(), last[0]))
	if err != nil {
		return 0, err
	}
	for i := range stored {
		if stored[i].Hash != r[i].Hash() {
			receipt.Fork = &models.Fork{Scope: p.scope, From: r[i].Dot.N}
			return i, p.testify(&r[i])
		}
		report(receipt, &stored[i])
	}
	return len(stored), nil
}

// testify keeps a forked operation as evidence in a case.
func (p *plan) testify(op *models.Operation) error {
	f := finding{
		kind: models.CaseForkedPhone, subject: p.access.Device, typ: "device", severity: models.SeverityWarning,
		reason: string(models.CaseForkedPhone), word: true,
		incoming: models.LoggedOperation{Operation: *op, Seq: p.seq(), Received: p.now.UnixMilli(), Offset: p.offset, Device: p.access.Device},
	}
	if err := p.identify(&f); err != nil {
		return err
	}
	if err := p.open(&f); err != nil || len(p.log) == 0 {
		return err
	}
	return p.save()
}

// takeAll enters operations up to the size of one commit and gives how many.
func (p *plan) takeAll(ops []models.Operation) (int, error) {
	p.grow(len(ops))
	if err := p.prefetch(ops); err != nil {
		return 0, err
	}
	size := 0
	for i := 0; i < len(ops); {
		next := ops[i : i+max(1, ops[i].Group.Of)]
		if size += weight(next); size > models.CommitBytesMax/2 && i > 0 {
			return i, nil
		}
		var err error
		if len(next) == 1 {
			err = p.take(&next[0])
		} else {
			err = p.takeGroup(next)
		}
		if err != nil {
			return 0, err
		}
		i += len(next)
	}
	return len(ops), nil
}

// weight guesses the bytes that operations take in a commit.
func weight(ops []models.Operation) int {
	n := 0
	for i := range ops {
		n += 256
		for _, a := range ops[i].Set {
			n += len(a.Name) + len(a.Value) + 8
		}
	}
	return n
}

// prefetch reads all records that operations name, at once.
func (p *plan) prefetch(ops []models.Operation) error {
	ids := make([]models.RecordID, 0, 2*len(ops))
	for i := range ops {
		ids = append(ids, ops[i].Record)
		t := p.typeOf(ops[i].Type)
		if t == nil {
			continue
		}
		for j := range t.Fields {
			if !t.Fields[j].Parent {
				continue
			}
			if id, ok := ops[i].Set.Get(t.Fields[j].Name).Ref(); ok && !p.known.has(p.scope, id) {
				ids = append(ids, id)
			}
		}
	}
	if err := p.load(ids...); err != nil {
		return err
	}
	if err := p.loadRivals(ops); err != nil {
		return err
	}
	return p.loadAbove(ids)
}

// loadAbove looks in the parent scope for records that are not in this one.
func (p *plan) loadAbove(ids []models.RecordID) error {
	parent := p.scope.Parent()
	if p.scope.Kind() != models.ScopeHealth {
		return nil // records of other scopes seldom refer upwards to something they need
	}
	var absent []models.RecordID
	for _, id := range ids {
		if _, known := p.foreign[id]; !known && p.records[id].now == nil {
			p.foreign[id] = false
			absent = append(absent, id)
		}
	}
	found, err := p.Store.Records(p.ctx, parent, absent)
	for i := range found {
		p.foreign[found[i].ID] = true
	}
	return err
}

// finish adds what follows from the operations (released orphans, the sums of the books, findings of the rules) and stores it all.
func (p *plan) finish(arrived []models.RecordID) error {
	if err := p.release(arrived); err != nil {
		return err
	}
	if err := p.keepBooks(); err != nil {
		return err
	}
	if err := p.applyRules(); err != nil {
		return err
	}
	if len(p.log) == 0 {
		return nil
	}
	return p.save()
}

// report tells the phone what became of an operation, unless it was plainly applied.
func report(receipt *models.Receipt, l *models.LoggedOperation) {
	if l.Outcome.Kind != models.Applied {
		receipt.Exceptions = append(receipt.Exceptions, models.Answer{Scope: l.Scope, N: l.Dot.N, Outcome: l.Outcome})
	}
}
