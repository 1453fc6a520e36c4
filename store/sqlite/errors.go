package sqlite

import (
	"errors"
	"fmt"
	"math"

	"zombiezen.com/go/sqlite"

	"github.com/beplua/beplua/models"
)

// known gives errors of the database the codes that callers know; the database's own words stay behind them for the log.
func known(err error) error {
	var already *models.Error
	if err == nil || errors.As(err, &already) {
		return err
	}
	switch sqlite.ErrCode(err).ToPrimary() { //nolint:exhaustive // everything else is internal
	case sqlite.ResultFull:
		return fmt.Errorf("%w (%w)", models.Errorf(models.CodeStorageFull, "no room left for the database"), err)
	case sqlite.ResultBusy, sqlite.ResultLocked, sqlite.ResultIOErr, sqlite.ResultCantOpen, sqlite.ResultReadOnly,
		sqlite.ResultNoMem, sqlite.ResultPerm, sqlite.ResultProtocol:
		return fmt.Errorf("%w (%w)", models.Errorf(models.CodeUnavailable, "the database cannot be used now"), err)
	}
	return err
}

func brokenRow(what string) error {
	return models.Errorf(models.CodeInternal, "broken stored %s", what)
}

// small makes an SQL integer of a number; what does not fit is above everything stored.
func small(n uint64) int64 { return int64(min(n, math.MaxInt64)) } //nolint:gosec // bounded

// seqBits is how many bits of a place are the seq: a trillion operations per scope, eight million scopes.
const seqBits = 40

const seqMax = 1<<seqBits - 1

// place is where an operation or record stands in the tables.
func place(scope int64, seq uint64) int64 { return scope<<seqBits | int64(min(seq, seqMax)) } //nolint:gosec // bounded

func seqOf(place int64) uint64 { return uint64(place & seqMax) } //nolint:gosec // not negative
