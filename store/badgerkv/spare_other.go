//go:build !linux

package badgerkv

// freeDescriptors doesn't know here.
func freeDescriptors() (free int, known bool) { return 0, false }

// freeAddresses doesn't know here.
func freeAddresses() (free uint64, known bool) { return 0, false }
