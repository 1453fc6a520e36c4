package client

import (
	"testing"

	"github.com/beplua/beplua/models"
)

// TestWaitingIsShown: a phone restored from a backup counts again what it had counted, so the record that it fetches may cover
// the number of an edit that has never been sent. The person must see what he wrote all the same.
func TestWaitingIsShown(t *testing.T) {
	actor, err := models.ParseActorID("ofhjeqvy")
	if err != nil {
		t.Fatal(err)
	}
	dot := models.Dot{Actor: actor, N: 7}
	base := Base{Record: models.Record{Vector: models.NewVector(dot)}}
	waits := Edit{Operation: models.Operation{Dot: dot}, State: Waiting}
	if !laidOver(&waits, base, true) {
		t.Error("an edit that waits is hidden by a record that covers its number")
	}
	again := waits
	again.Again = true // it was acknowledged once, and is offered again after the server was restored
	if laidOver(&again, base, true) {
		t.Error("an edit that the server has is laid over the record that holds it")
	}
}
