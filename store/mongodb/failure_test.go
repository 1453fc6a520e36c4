package mongodb_test

import (
	"context"
	"errors"
	"io"
	"testing"

	"go.mongodb.org/mongo-driver/v2/mongo"

	"github.com/beplua/beplua/models"
	"github.com/beplua/beplua/store/mongodb"
)

// TestFailures sorts what the driver answers into what a caller can do about it.
func TestFailures(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want models.Code
	}{
		"no primary":          {mongo.CommandError{Code: 10107, Name: "NotWritablePrimary"}, models.CodeUnavailable},
		"stepped down":        {mongo.CommandError{Code: 189, Name: "PrimarySteppedDown"}, models.CodeUnavailable},
		"network":             {mongo.CommandError{Labels: []string{"NetworkError"}, Wrapped: io.EOF}, models.CodeUnavailable},
		"retryable":           {mongo.CommandError{Code: 1, Labels: []string{"RetryableWriteError"}}, models.CodeUnavailable},
		"too slow":            {mongo.CommandError{Code: 50, Name: "MaxTimeMSExpired"}, models.CodeUnavailable},
		"client's time is up": {context.DeadlineExceeded, models.CodeUnavailable},
		"no majority":         {mongo.WriteException{WriteConcernError: &mongo.WriteConcernError{Code: 64}}, models.CodeUnavailable},
		"closed":              {mongo.ErrClientDisconnected, models.CodeUnavailable},
		"disk full":           {mongo.CommandError{Code: 14031, Name: "OutOfDiskSpace"}, models.CodeStorageFull},
		"disk full in words":  {mongo.WriteException{WriteErrors: mongo.WriteErrors{{Message: "28: No space left on device"}}}, models.CodeStorageFull},
		"not allowed":         {mongo.CommandError{Code: 13, Name: "Unauthorized"}, models.CodeInternal},
		"our own":             {models.Errorf(models.CodeLimit, "too much"), models.CodeLimit},
	} {
		if got := models.CodeOf(mongodb.Failure(t.Context(), "test", c.err)); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := mongodb.Failure(ended, "test", io.EOF); !errors.Is(err, context.Canceled) {
		t.Errorf("a caller who left is told %v", err)
	}
	if err := mongodb.Failure(t.Context(), "test", nil); err != nil {
		t.Errorf("no failure: %v", err)
	}
}
