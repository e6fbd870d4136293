//go:build !linux

package torture

import "fmt"

const (
	filesMayBe = iota
	descriptors
)

var errNotLinux = fmt.Errorf("%w: this needs Linux", errLeftOut)

func limit(*server, int, uint64) (func() error, error) { return nil, errNotLinux }
func mount(string, int) error                          { return errNotLinux }
func unmount(string) error                             { return errNotLinux }
func remount(string, bool) error                       { return errNotLinux }
func freeOn(string) (int64, error)                     { return 0, errNotLinux }
