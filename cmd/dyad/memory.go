package main

import (
	"math"
	"os"
	"runtime/debug"

	"dyad/store/badgerkv"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// How much of what a process may have its heap is to take. Pages of tables that the system can take back count against a control group; of a limit
// that the shell sets (ulimit -d), what the heap gave back goes on counting, and how much that is hangs on how large its pieces are.
const (
	ofGroup = 0.8
	ofData  = 0.65
)

// fitMemory has the runtime collect garbage more often rather than take more memory than the system lets this process have, unless the environment
// says what it may take (GOMEMLIMIT). Without a limit of the system nothing changes.
func fitMemory() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	if most := heapOf(memlimit.FromCgroup, dataLimit); most > 0 {
		debug.SetMemoryLimit(most)
	}
}

// spareHeap returns how many bytes more the heap may take until there is as much as it was told to stay below, or as the shell gives this process;
// it is a very large number where neither says anything.
func spareHeap() uint64 {
	spare := uint64(math.MaxUint64)
	if free, known := badgerkv.FreeHeap(); known {
		spare = free
	}
	if most, err := dataLimit(); err == nil {
		spare = min(spare, most-min(most, dataTaken()))
	}
	return spare
}

// heapOf is how large the heap is to become, in bytes, by the limits of the control group and of the shell, which are 0 or an error where there
// are none; 0 if there is neither.
func heapOf(group, data func() (uint64, error)) int64 {
	var most int64
	lower := func(limit func() (uint64, error), part float64) {
		bytes, err := limit()
		if err != nil || bytes == 0 || bytes > 1<<62 {
			return
		}
		if of := int64(part * float64(bytes)); most == 0 || of < most {
			most = of
		}
	}
	lower(group, ofGroup)
	lower(data, ofData)
	return most
}
