//go:build !linux && !darwin

package badgerkv

// freeBytes doesn't know here.
func freeBytes(string) (free uint64, known bool) { return 0, false }
