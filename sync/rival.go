package sync

import (
	"slices"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/models/schema"
)

// rivals are operations that wrote what others edit without having seen it: the cases to come name their authors.
type rivals map[models.Dot]models.LoggedOperation

// rivalGap is how many numbers between two rivals are read along: a few operations too many cost less than another look.
const rivalGap = 8

// loadRivals reads the rivals of operations whose records are loaded, neighbours together.
func (p *plan) loadRivals(ops []models.Operation) error {
	numbers := map[models.ActorID][]uint64{}
	for i := range ops {
		op := &ops[i]
		t, standing := p.typeOf(op.Type), p.records[op.Record].now
		if t == nil || standing == nil {
			continue
		}
		for _, a := range op.Set {
			if dot, ok := rival(t, standing, op, a); ok {
				numbers[dot.Actor] = append(numbers[dot.Actor], dot.N)
			}
		}
	}
	for actor, all := range numbers {
		slices.Sort(all)
		for len(all) > 0 {
			n := 1
			for n < len(all) && all[n] <= all[n-1]+rivalGap {
				n++
			}
			found, err := p.Store.Operations(p.ctx, p.scope, actor, all[0], all[n-1])
			if err != nil {
				return err
			}
			for i := range found {
				p.rivals[found[i].Dot] = found[i]
			}
			all = all[n:]
		}
	}
	return nil
}

// rival gives who wrote a field that an operation sets to another value, if a person will be asked about it.
func rival(t *schema.Type, standing *models.Record, op *models.Operation, a models.Assignment) (models.Dot, bool) {
	i, there := standing.Find(a.Name)
	if !there || standing.Fields[i].Value == a.Value {
		return models.Dot{}, false
	}
	dot := standing.Fields[i].Mark.Dot
	f, known := t.Field(a.Name)
	asked := known && f.Policy == schema.Ask
	return dot, asked && !dot.Actor.IsServer() && dot.Actor != op.Dot.Actor && !op.Seen.Covers(dot)
}
