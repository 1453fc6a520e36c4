package mongodb

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/beplua/beplua/models"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/x/mongo/driver/topology"
)

// Codes of the server (src/mongo/base/error_codes.yml) that mean "not now": no primary, shutting down, no majority in time.
var passing = []int{
	6, 7, 89, 9001, // host unreachable, not found, network timeout, socket
	50, 64, 112, // time limit, no majority in time, write conflict
	91, 189, 10107, 11600, 11602, 13435, 13436, // shutdown, stepped down, not primary, interrupted, recovering
	133, 134, 262, 384, // failed to satisfy the read preference, read concern not available, time exceeded
}

// codeDiskFull is OutOfDiskSpace; before 5.1 servers said it in words only.
const codeDiskFull = 14031

var errClosed = models.Errorf(models.CodeUnavailable, "the store is closed")

// failure says in the words of the contract what went wrong. It gives nil for nil.
func failure(ctx context.Context, doing string, err error) error {
	var told *models.Error
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &told), errors.Is(err, models.ErrStale), errors.Is(err, models.ErrNotFound):
		return err
	case isDiskFull(err):
		return models.Errorf(models.CodeStorageFull, "the database has no room left")
	case isPassing(err):
		return fmt.Errorf("%w: %w", models.Errorf(models.CodeUnavailable, "the database cannot be reached now"), err)
	}
	return fmt.Errorf("mongodb: %s: %w", doing, err)
}

func isDiskFull(err error) bool {
	var server mongo.ServerError
	if !errors.As(err, &server) {
		return false
	}
	return server.HasErrorCode(codeDiskFull) || server.HasErrorMessage("No space left on device") || server.HasErrorMessage("disk full")
}

func isPassing(err error) bool {
	if mongo.IsTimeout(err) || mongo.IsNetworkError(err) || errors.Is(err, mongo.ErrClientDisconnected) || errors.Is(err, context.DeadlineExceeded) {
		return true
	}
	var server mongo.ServerError
	if !errors.As(err, &server) {
		return errors.As(err, &topology.ServerSelectionError{}) || errors.As(err, &topology.ConnectionError{})
	}
	return server.HasErrorLabel("RetryableWriteError") || server.HasErrorLabel("TransientTransactionError") ||
		slices.ContainsFunc(passing, server.HasErrorCode)
}

func isMissing(err error) bool { return errors.Is(err, mongo.ErrNoDocuments) }

func isNoCollection(err error) bool {
	var server mongo.ServerError
	return errors.As(err, &server) && server.HasErrorCode(26)
}

func isDuplicate(err error) bool { return mongo.IsDuplicateKeyError(err) }

// duplicatesOnly says whether writes of a bulk met documents that were there, and gives any other failure.
func duplicatesOnly(err error) (met bool, other error) {
	if err == nil {
		return false, nil
	}
	var bulk mongo.BulkWriteException
	if !errors.As(err, &bulk) || bulk.WriteConcernError != nil {
		return false, err
	}
	for _, w := range bulk.WriteErrors {
		if !isDuplicate(w) {
			return false, err
		}
	}
	return true, nil
}
