package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/beplua/beplua/models"
)

// benchBatch is the operations of one batch.
const benchBatch = 100

// rounds is how often a small work is done, for its median.
func (b *bench) rounds() int {
	if b.quick {
		return 3
	}
	return 30
}

// batches prepares whole batches of repayments, club after club in turn.
func (s *site) batches(p *loadPhone, records int) [][]byte {
	bodies := make([][]byte, 0, records/benchBatch)
	for range records / benchBatch {
		scope := p.scopes[p.turn%len(p.scopes)]
		p.turn++
		bodies = append(bodies, p.body(scope, s.repayments(scope, benchBatch), s.bench.world.Now()))
	}
	return bodies
}

// onePhone measures what one phone meets, and everything that is read from a store of the main size.
func (b *bench) onePhone(ctx context.Context) error {
	s, err := b.open(ctx, divided("one", benchClubs, 1))
	if err != nil {
		return err
	}
	b.add("start-up, new store", "–", "%d ms", s.server.startup.Milliseconds())
	p := s.phones[0]
	bodies := s.batches(p, b.records)
	took, err := s.measured(func() error { return p.submitAll(ctx, bodies) })
	if err != nil {
		return fmt.Errorf("submit: %w", err)
	}
	b.addRate("submit, 1 phone", "≥ 19,000/s", b.records, took)
	b.add(fmt.Sprintf("peak memory after %d records", b.records), "≤ 60 MB at 20 k", "%s", s.server.memory())
	if took, err = s.measured(func() error { return p.submitAll(ctx, bodies) }); err != nil {
		return fmt.Errorf("replay: %w", err)
	}
	b.addRate("replay, 1 phone", "≥ 33,000/s", b.records, took)
	if again, err := p.fetch(ctx, plainHeader); err != nil || again != 0 {
		return fmt.Errorf("a replay put %d records into the feed: %w", again, err)
	}
	for _, part := range []func(context.Context, *site) error{b.firstFetch, b.oneClub, b.delta, b.session} {
		if err := part(ctx, s); err != nil {
			return err
		}
	}
	if err := s.close(); err != nil {
		return err
	}
	again, err := startProcess(ctx, s.server.data, b.world.Now, "BEPLUA_LOG_LEVEL=warn", "BEPLUA_DEVICE_RATE=1000000")
	if err != nil {
		return err
	}
	b.add(fmt.Sprintf("start-up over %d records", b.records), "–", "%d ms", again.startup.Milliseconds())
	return again.stop()
}

// firstFetch reads everything with nothing in hand.
func (b *bench) firstFetch(ctx context.Context, s *site) error {
	for _, way := range []struct {
		name, goal string
		header     map[string][]string
	}{{"plain", "≥ 90,000/s", plainHeader}, {"gzip", "≥ 28,000/s", gzipHeader}} {
		p, err := s.reader()
		if err != nil {
			return err
		}
		records := 0
		took, err := s.measured(func() (err error) { records, err = p.fetch(ctx, way.header); return err })
		if err != nil || records < b.records {
			return fmt.Errorf("first fetch gave %d records: %w", records, err)
		}
		b.addRate(fmt.Sprintf("first fetch of %d, %s", records, way.name), way.goal, records, took)
		b.add("… bytes a record on the wire, "+way.name, "–", "%.0f B", float64(p.wire.down.Load())/float64(records))
	}
	return nil
}

// oneClub reads one club, however many others there are.
func (b *bench) oneClub(ctx context.Context, s *site) error {
	records := 0
	took, err := b.median(func() (time.Duration, error) {
		p, err := s.single()
		if err != nil {
			return 0, err
		}
		return b.timed(func() (err error) { records, err = p.fetch(ctx, plainHeader); return err })
	})
	if err != nil || records == 0 {
		return fmt.Errorf("one club gave %d records: %w", records, err)
	}
	b.add(fmt.Sprintf("one club of %d (%d records)", len(s.clubs), records), "≤ 15 ms, flat", "%.1f ms", milliseconds(took))
	return nil
}

// delta reads ten new records.
func (b *bench) delta(ctx context.Context, s *site) error {
	reader, err := s.reader()
	if err != nil {
		return err
	}
	total, err := reader.fetch(ctx, plainHeader)
	if err != nil {
		return err
	}
	writer := s.phones[0]
	took, err := b.median(func() (time.Duration, error) {
		scope := writer.scopes[0]
		if err := writer.submitAll(ctx, [][]byte{writer.body(scope, s.repayments(scope, 10), b.world.Now())}); err != nil {
			return 0, err
		}
		got := 0
		took, err := b.timed(func() (err error) { got, err = reader.fetch(ctx, plainHeader); return err })
		if err == nil && got < 10 {
			err = fmt.Errorf("a delta of %d records, not 10", got)
		}
		return took, err
	})
	b.add(fmt.Sprintf("delta of 10 at %d records", max(total, int(s.seed.Load()))), "≤ 1.3 ms, flat", "%.2f ms", milliseconds(took))
	return err
}

// session measures bytes on the socket, headers and token and all: of a volunteer with one club, and of an officer's
// phone with all of them, whose cursor names each.
func (b *bench) session(ctx context.Context, s *site) error {
	one, err := s.single()
	if err != nil {
		return err
	}
	for _, way := range []struct {
		who, goal string
		phone     *loadPhone
	}{{"1 club", "≤ 1 KiB", one}, {strconv.Itoa(len(s.clubs)) + " clubs", "–", s.phones[0]}} {
		p := way.phone
		if _, err := p.fetch(ctx, plainHeader); err != nil {
			return err
		}
		body := p.body("", nil, b.world.Now())
		up, down := p.wire.up.Load(), p.wire.down.Load()
		took, err := b.median(func() (time.Duration, error) {
			return b.timed(func() error { _, err := p.submit(ctx, body); return err })
		})
		if err != nil {
			return err
		}
		rounds := int64(b.rounds())
		up, down = (p.wire.up.Load()-up)/rounds, (p.wire.down.Load()-down)/rounds
		b.add("a session with nothing new, "+way.who+": one request", way.goal, "%d B (%d up, %d down), %.2f ms", up+down, up, down, milliseconds(took))
	}
	if err := one.submitAll(ctx, [][]byte{one.body(one.scopes[0], s.repayments(one.scopes[0], benchBatch), b.world.Now())}); err != nil {
		return err
	}
	b.add("answer to a submit of 100 when all is well, 1 club", "≤ 3 B/op", "%.2f B/op", float64(one.answer)/benchBatch)
	return nil
}

// eightPhones is the same load from eight phones at once, each in its own clubs.
func (b *bench) eightPhones(ctx context.Context) error {
	const phones = 8
	s, err := b.open(ctx, divided("eight", benchClubs, phones))
	if err != nil {
		return err
	}
	bodies := make([][][]byte, phones)
	operations := 0
	for i, p := range s.phones {
		bodies[i] = s.batches(p, b.records/phones/benchBatch*benchBatch)
		operations += len(bodies[i]) * benchBatch
	}
	for _, work := range []struct{ name, goal string }{{"submit, 8 phones", "≥ 32,000/s"}, {"replay, 8 phones", "≥ 54,000/s"}} {
		took, err := s.measured(func() error {
			return each(phones, func(i int) error { return s.phones[i].submitAll(ctx, bodies[i]) })
		})
		if err != nil {
			return fmt.Errorf("%s: %w", work.name, err)
		}
		b.addRate(work.name, work.goal, operations, took)
	}
	return s.close()
}

// conflicts lets two phones edit the same records without having seen each other's edits.
func (b *bench) conflicts(ctx context.Context) error {
	s, err := b.open(ctx, shared("conflicts", benchClubs, 2))
	if err != nil {
		return err
	}
	first, second := s.phones[0], s.phones[1]
	records := b.records / 4 / benchBatch * benchBatch
	for _, work := range []struct {
		name, field string
		outcome     models.OutcomeKind
	}{
		{"conflicting edits, merged, phone told", mergedField, models.Merged},
		{"conflicting edits, made cases, phone told", askedField, models.Held},
	} {
		made := s.members(first, records)
		if err := first.submitAll(ctx, made.bodies); err != nil {
			return fmt.Errorf("write the records: %w", err)
		}
		edits, rivals := s.edits(first, made, work.field), s.edits(second, made, work.field)
		if err := first.submitAll(ctx, edits); err != nil {
			return fmt.Errorf("first edits: %w", err)
		}
		if _, err := second.fetch(ctx, plainHeader); err != nil {
			return err
		}
		told := 0
		took, err := s.measured(func() error {
			for _, body := range rivals {
				answer, err := second.submit(ctx, body)
				if err != nil {
					return err
				}
				for _, e := range answer.Receipt.Exceptions {
					if e.Outcome.Kind == work.outcome {
						told++
					}
				}
			}
			return nil
		})
		if err != nil || told != records {
			return fmt.Errorf("%s: told of %d of %d: %w", work.name, told, records, err)
		}
		b.addRate(work.name, "≥ 15,000/s", records, took)
	}
	return s.close()
}

// largeStore shows whether what a phone meets depends on how much the server holds for others.
func (b *bench) largeStore(ctx context.Context) error {
	if b.large == 0 {
		return nil
	}
	const phones = 10 // at most 64 scopes each
	clubs := max(benchClubs, b.large/1000)
	s, err := b.open(ctx, divided("large", min(clubs, 60*phones), phones))
	if err != nil {
		return err
	}
	for _, stage := range []struct{ records int }{{b.large * 2 / 5}, {b.large - b.large*2/5}} {
		share := stage.records / phones / benchBatch
		for range share {
			err := each(phones, func(i int) error { return s.phones[i].submitAll(ctx, s.batches(s.phones[i], benchBatch)) })
			if err != nil {
				return fmt.Errorf("fill the large store: %w", err)
			}
		}
		b.add(fmt.Sprintf("peak memory after %d records", s.seed.Load()), "≤ 90 MB at 200 k", "%s", s.server.memory())
		if err := errors.Join(b.oneClub(ctx, s), b.delta(ctx, s)); err != nil {
			return err
		}
	}
	return s.close()
}

// each does something for 0 … n-1 at once and gives all errors.
func each(n int, do func(int) error) error {
	failed := make(chan error, n)
	for i := range n {
		go func() { failed <- do(i) }()
	}
	var all error
	for range n {
		all = errors.Join(all, <-failed)
	}
	return all
}

// median repeats a small work.
func (b *bench) median(do func() (time.Duration, error)) (time.Duration, error) {
	took := make([]time.Duration, b.rounds())
	for i := range took {
		var err error
		if took[i], err = do(); err != nil {
			return 0, err
		}
	}
	slices.Sort(took)
	return took[len(took)/2], nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
