package rules

import (
	"bytes"

	"github.com/beplua/beplua/models"
)

// suggestJoin compares two records that may be one.
func suggestJoin(c, subject, other *models.Record) *models.Suggestion {
	if subject == nil || other == nil {
		return nil
	}
	shared, differ := compareRecords(subject, other)
	s := models.Suggestion{Choice: models.ChooseJoin, Keep: fuller(subject, other).ID, Why: WhySamePerson}
	if models.CaseKind(c.Value(models.CaseFieldKind).Str()) == models.CaseDuplicateEvent {
		s.Why, s.Identical = WhySameEvent, !differ
		if differ {
			return nil
		}
		return &s
	}
	exact := shared["birthOn"] && subject.Value("birthPrecision").Str() == "day"
	s.Identical = shared["fullName"] && exact && !differ
	if shared["phone"] || shared["cccd"] || exact {
		return &s
	}
	return nil
}

// compareRecords gives the fields in which both records say the same, and whether they contradict each other in any.
func compareRecords(a, b *models.Record) (shared map[string]bool, differ bool) {
	shared = map[string]bool{}
	for _, v := range a.Values() {
		switch other := b.Value(v.Name); {
		case !other.IsSet():
		case sameMeaning(v.Value, other):
			shared[v.Name] = true
		case v.Name != "joinedOn" && v.Name != "household": // each volunteer makes his own of these
			differ = true
		}
	}
	return shared, differ
}

// fuller is the record that says more; of equal ones, that with the smaller id, which is usually the older.
func fuller(a, b *models.Record) *models.Record {
	x, y := len(a.Values()), len(b.Values())
	if x > y || x == y && bytes.Compare(a.ID[:], b.ID[:]) < 0 {
		return a
	}
	return b
}

// suggestVoid keeps the payment that came first, if two phones wrote the same sums on the same day.
func suggestVoid(subject, other *models.Record) *models.Suggestion {
	if subject == nil || other == nil {
		return nil
	}
	for _, field := range []string{"loan", "date", "principal", "interest", "penalty"} {
		if subject.Value(field) != other.Value(field) {
			return nil
		}
	}
	if subject.Last.Actor == other.Last.Actor {
		return nil // one phone wrote both: it meant two
	}
	kept := subject
	if other.Seq < subject.Seq {
		kept = other
	}
	return &models.Suggestion{Choice: models.ChooseVoid, Keep: kept.ID, Why: WhySamePayment}
}
