package simtest

import (
	"context"

	"github.com/beplua/beplua/models"
)

// Breaker makes the server's store fail as the simulator wants. The wiring calls Read before each read, and Before and
// After around each commit.
type Breaker struct {
	mode      breakage
	wait      int    // commits that still go well
	commits   int    // that went well in the present request
	dead      bool   // the process died: nothing works until it is started again
	struck    Fault  // the breakage that has happened
	meanwhile func() // what another process does before the next commit
}

type breakage int

const (
	sound         breakage = iota
	down                   // the database cannot be reached
	stalled                // the database answers nothing until the request's time is over
	full                   // the disk is full
	dieBefore              // the process dies before a commit is durable
	dieAfter               // the process dies after a commit is durable and before anybody hears of it
	loseTheAnswer          // the commit is durable, its answer is lost, the process lives on
)

func (b *Breaker) set(mode breakage, wait int) { *b = Breaker{mode: mode, wait: wait} }

// Read is asked before each read.
func (b *Breaker) Read() error {
	switch {
	case b.dead:
		return models.Errorf(models.CodeUnavailable, "the process died")
	case b.mode == down:
		b.struck = storeDown
		return models.Errorf(models.CodeUnavailable, "the database cannot be reached")
	case b.mode == stalled && b.wait == 0:
		b.struck = storeStalled
		return context.DeadlineExceeded
	}
	return nil
}

// Before is asked before each commit.
func (b *Breaker) Before() error {
	if do := b.meanwhile; do != nil {
		b.meanwhile = nil
		do()
	}
	if err := b.Read(); err != nil {
		return err
	}
	if b.wait > 0 {
		b.wait--
		return nil
	}
	switch b.mode {
	case full:
		b.struck = serverFull
		return models.Errorf(models.CodeStorageFull, "the disk is full")
	case dieBefore:
		b.dead, b.struck = true, diedBefore
		return models.Errorf(models.CodeUnavailable, "the process died")
	case sound, down, stalled, dieAfter, loseTheAnswer:
	}
	return nil
}

// After is asked after each commit that the store took.
func (b *Breaker) After() error {
	if b.wait > 0 {
		b.commits++
		return nil
	}
	switch b.mode {
	case dieAfter:
		b.dead, b.struck = true, diedAfter
		return models.Errorf(models.CodeUnavailable, "the process died")
	case loseTheAnswer:
		b.mode, b.struck = sound, answerLost
		return models.Errorf(models.CodeUnavailable, "the answer was lost")
	case sound, down, stalled, full, dieBefore:
	}
	b.commits++
	return nil
}

// Mend is for the wiring: a process that was started again works.
func (b *Breaker) Mend() { b.dead = false }
