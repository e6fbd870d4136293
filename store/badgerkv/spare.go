package badgerkv

import (
	"fmt"
	"math"
	"runtime/debug"
	"runtime/metrics"

	"dyad/graph"
)

// What a process has to have to spare for a write, because Badger takes a table that its compaction could not create for one that it did not
// need, removes those that it was to replace, and says nothing: what was in it is lost. A compaction of as many new tables as there may be makes
// some 140 of the next level, which are open beside the old ones, and another one, of few, may go on at the same time. Each is mapped.
const (
	descriptorReserve = 192
	addressReserve    = 512 << 20
)

// spare refuses to write where the system might refuse a table, when there are so many more of so many bytes together.
func spare(tables int, bytes uint64) error {
	descriptors, addresses := descriptorReserve+tables, addressReserve+bytes
	if free, known := freeDescriptors(); known && free < descriptors {
		return &graph.Error{Fault: graph.Overloaded, Err: fmt.Errorf(
			"too many files are open: %d more may be, and writing takes up to %d; raise the limit (ulimit -n)", free, descriptors)}
	}
	if free, known := freeAddresses(); known && free < addresses {
		return &graph.Error{Fault: graph.Overloaded, Err: fmt.Errorf(
			"the address space is too small: %d MB of it are free, and writing takes up to %d MB; raise the limit (ulimit -v)", free>>20, addresses>>20)}
	}
	return nil
}

// heapReserve is what the heap has to have to spare while rows are gathered and sorted: tables are put together there, several at a time.
const heapReserve = 48 << 20

// spareHeap refuses to write many rows at once where there is too little memory for that.
func spareHeap() error {
	if free, known := FreeHeap(); known && free < heapReserve {
		return &graph.Error{Fault: graph.Overloaded, Err: fmt.Errorf(
			"the memory is too small: %d MB of what this process may take are free, and writing so much takes up to %d MB; let it take more (GOMEMLIMIT, ulimit -d, or the limit of its container)",
			free>>20, heapReserve>>20)}
	}
	return nil
}

// FreeHeap returns how many bytes the heap may grow by, from what was in use when garbage was last collected, until there is as much as the
// runtime was told to stay below; it is not known where it was told nothing.
func FreeHeap() (free uint64, known bool) {
	limit := debug.SetMemoryLimit(-1) // which changes nothing
	if limit == math.MaxInt64 {
		return 0, false
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return uint64(limit) - min(live[0].Value.Uint64(), uint64(limit)), true
}

// FilesForOthers returns how many files the rest of the process may open beside a store that is written to, such as connections: half of
// those that are left over, since the store will have more tables. It is not known on every system.
func FilesForOthers() (n int, known bool) {
	free, known := freeDescriptors()
	return max(0, (free-descriptorReserve)/2), known
}
