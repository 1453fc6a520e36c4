package storetest

import (
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/beplua/beplua/models"
)

// Differ gives what differs between two answers of stores, "" for nothing. Empty and missing slices are the same.
func Differ(want, got any) string {
	return cmp.Diff(want, got, cmp.Comparer(func(a, b models.Vector) bool { return a.Compare(b) == models.Equal }), emptyIsNil)
}

// emptyIsNil compares slices by what they hold, so that no store must tell an empty slice from none.
var emptyIsNil = cmp.FilterValues(func(a, b any) bool { return isEmpty(a) && isEmpty(b) }, cmp.Comparer(func(_, _ any) bool { return true }))

func isEmpty(v any) bool {
	switch v := v.(type) {
	case []models.Record:
		return len(v) == 0
	case []models.LoggedOperation:
		return len(v) == 0
	case []models.Document:
		return len(v) == 0
	case []models.Projection:
		return len(v) == 0
	case []models.Field:
		return len(v) == 0
	case []models.Fault:
		return len(v) == 0
	case []models.RecordID:
		return len(v) == 0
	case []models.Scope:
		return len(v) == 0
	case models.Values:
		return len(v) == 0
	case []string:
		return len(v) == 0
	case []byte:
		return len(v) == 0
	}
	return false
}

// same fails the test if two answers differ or if there is an error.
func same[T any](t *testing.T, what string, want T) func(got T, err error) {
	t.Helper()
	return func(got T, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if diff := Differ(want, got); diff != "" {
			t.Fatalf("%s differs (-want +got):\n%s", what, diff)
		}
	}
}

// recordsOf gives the chain's records with these ids, or all, by id.
func recordsOf(chain *Chain, ids ...models.RecordID) []models.Record {
	var out []models.Record
	for id, state := range chain.states {
		if len(ids) == 0 || slices.Contains(ids, id) {
			out = append(out, state.Record)
		}
	}
	slices.SortFunc(out, compareRecords)
	return out
}

func idsOf(records []models.Record) []models.RecordID {
	out := make([]models.RecordID, len(records))
	for i := range records {
		out[i] = records[i].ID
	}
	return out
}

// phone names the n-th phone.
func phone(n int) models.ActorID { return models.MustActorID("p" + strconv.Itoa(n)) }

func text(value string) models.Values { return field("note", models.TextValue(value)) }

func field(name string, value models.Value) models.Values {
	return models.NewValues(models.Assignment{Name: name, Value: value})
}
