package main

import (
	"bufio"
	"fmt"
	"os"
)

// dataTaken returns how many bytes this process has of what ulimit -d limits; 0 where that can't be told.
func dataTaken() uint64 {
	status, err := os.Open("/proc/self/status")
	if err != nil {
		return 0
	}
	defer status.Close()
	for lines := bufio.NewScanner(status); lines.Scan(); {
		var kilobytes uint64
		if _, err := fmt.Sscanf(lines.Text(), "VmData: %d kB", &kilobytes); err == nil {
			return kilobytes << 10
		}
	}
	return 0
}
