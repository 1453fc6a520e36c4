package storetest_test

import (
	"testing"

	"github.com/beplua/beplua/store"
	"github.com/beplua/beplua/store/storetest"
)

func TestModel(t *testing.T) {
	storetest.Run(t, func(*testing.T) store.Store { return storetest.NewModel() }, storetest.Peer{Name: "model"})
}
