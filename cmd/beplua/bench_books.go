package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/beplua/beplua/models"
)

// books lets a phone bring a club's ten-year ledger, and looks at its books afterwards.
func (b *bench) books(ctx context.Context) error {
	s, err := b.open(ctx, divided("books", 1, 1))
	if err != nil {
		return err
	}
	p := s.phones[0]
	scope := p.scopes[0]
	members := make([]models.RecordID, ledgerMembers)
	enter := make([]models.Operation, ledgerMembers)
	for i := range members {
		members[i] = newID()
		enter[i] = s.operation(members[i], "member", inventMember(int(s.seed.Add(1)), scope))
	}
	if err := p.submitAll(ctx, [][]byte{p.body(scope, enter, b.world.Now())}); err != nil {
		return fmt.Errorf("write down the members: %w", err)
	}
	operations, err := inventLedger(scope, members)
	if err != nil {
		return err
	}
	if b.quick {
		operations = operations[:1000]
	}
	var bodies [][]byte
	for i := range operations {
		operations[i].At = b.world.Now().UnixMilli()
	}
	for part := range slices.Chunk(operations, benchBatch) {
		bodies = append(bodies, p.body(scope, part, b.world.Now()))
	}
	took, err := s.measured(func() error { return p.submitAll(ctx, bodies) })
	if err != nil {
		return fmt.Errorf("submit: %w", err)
	}
	b.addRate(fmt.Sprintf("submit of a club's ten-year ledger (%d records), books kept", len(operations)), "–", len(operations), took)
	if err := s.close(); err != nil {
		return err
	}
	audit, err := b.alone(func() error { return (&auditLedgerCommand{}).Run(ctx, b.over(s.server.data)) })
	b.add("audit ledger of that club, from opening the store", "–", "%s", audit)
	return err
}
