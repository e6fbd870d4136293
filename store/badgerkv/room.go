package badgerkv

import (
	"fmt"

	"dyad/graph"
)

// Room on disk, in bytes, that is left alone, because Badger can't be told that there is none. Open leaves room to write the tables
// of what a killed process had in memory. A write leaves more: the same, one compaction, and the next Open.
const (
	openReserve  = 4 * memTable
	writeReserve = 2 * openReserve
)

// room refuses to write when less than reserve is free, or when the system might refuse to open what a write needs.
func (db *DB) room(reserve uint64) error {
	if db.readOnly {
		return nil
	}
	if err := spare(0, 0); err != nil {
		return err
	}
	free, known := freeBytes(db.dir)
	if !known || free >= reserve {
		return nil
	}
	return &graph.Error{Fault: graph.Overloaded, Err: fmt.Errorf(
		"the disk is full: %d MB are free, and %d MB are kept for finishing earlier writes; free some room and try again",
		free>>20, reserve>>20)}
}
