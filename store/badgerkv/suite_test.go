package badgerkv_test

import (
	"testing"

	"dyad/store"
	"dyad/store/badgerkv"
	"dyad/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, storetest.Engine{Open: openKV, Persistent: true})
}

// TestContractInRuns keeps to the contract where all but a few rows are sorted first, and then written as tables or like others.
func TestContractInRuns(t *testing.T) {
	storetest.Run(t, storetest.Engine{Open: func(t *testing.T, dir string) store.KV { return open(t, dir).InRunsOf(3000) }, Persistent: true})
}

func openKV(t *testing.T, dir string) store.KV { return open(t, dir) }

// open opens dir for writing and fails the test if it can't.
func open(t testing.TB, dir string) *badgerkv.DB {
	t.Helper()
	db, err := badgerkv.Open(dir, badgerkv.Options{})
	if err != nil {
		t.Fatalf("Open(%s) = %v, want nil", dir, err)
	}
	return db
}
