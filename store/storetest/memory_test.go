package storetest_test

import (
	"testing"

	"dyad/store"
	"dyad/store/storetest"
)

func TestMemory(t *testing.T) {
	storetest.Run(t, storetest.Engine{
		Open: func(*testing.T, string) store.KV { return storetest.NewMemory() },
	})
}
