package mongotest

import (
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"github.com/beplua/beplua/store/mongodb"
)

// testFeed has a later record of an unfinished commit arrive before its earlier ones. A feed that gave it away would skip
// the earlier ones for ever.
func testFeed(t *testing.T, server *Server) {
	database := server.database()
	s := server.open(t, mongodb.Options{Database: database})
	told := newStory()
	c := told.Create(phone(1), 3)
	if err := s.Commit(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	told.took(c)
	early := told.records()[2]
	key := bson.D{{Key: "_id", Value: string(told.scope()) + "/" + early.ID.String()}, {Key: "scope", Value: string(told.scope())}}
	ahead := bson.D{{Key: "$set", Value: bson.D{{Key: "seq", Value: int64(5)}}}}
	if _, err := server.raw(t, database).Collection("records").UpdateOne(t.Context(), key, ahead); err != nil {
		t.Fatal(err)
	}
	got, err := s.Changes(t.Context(), told.scope(), 0, 100)
	if diff := wrong(told.records()[:2], got, err); diff != "" {
		t.Error(diff)
	}
}
