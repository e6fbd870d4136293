package tokens

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"sync"
	"time"

	"dyad/graph"
)

// most is how large a file of tokens may be.
const most = 1 << 20

// A Keeper knows the curators of a file on disk, as it is: it looks whether the file has changed whenever somebody presents a token, so
// that a line taken out of it shuts its curator out at once. While it can't be read, or is malformed, nobody is let in, and the log says
// why.
type Keeper struct {
	path string
	log  *slog.Logger

	mu       sync.Mutex
	set      *Set // nil while the file can't be used
	size     int64
	modified time.Time
}

// Open reads a file. One that can't be read, or is malformed, is an error.
func Open(path string, log *slog.Logger) (*Keeper, error) {
	k := &Keeper{path: path, log: log}
	return k, k.read()
}

// Len returns how many tokens the file had when it was read last.
func (k *Keeper) Len() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.set == nil {
		return 0
	}
	return k.set.Len()
}

// Holder returns whose token it is, by the file as it is now.
func (k *Keeper) Holder(token string) (name string, known bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.changed() {
		if err := k.read(); err != nil {
			k.set = nil
			k.log.Error("the file of tokens can't be used: nobody may change anything until it can", "error", err)
		} else {
			k.log.Info("the file of tokens was read again", "tokens", k.set.Len())
		}
	}
	if k.set == nil {
		return "", false
	}
	return k.set.Holder(token)
}

// changed reports whether the file is another than was read.
func (k *Keeper) changed() bool {
	info, err := os.Stat(k.path)
	return err != nil || k.set == nil || info.Size() != k.size || !info.ModTime().Equal(k.modified)
}

func (k *Keeper) read() error {
	info, err := os.Stat(k.path)
	if err != nil {
		return k.unreadable(err)
	}
	if info.Size() > most {
		return &graph.Error{On: k.path, Fault: graph.BadInput, Err: fmt.Errorf("the file has %d bytes, and one of tokens has at most %d", info.Size(), most)}
	}
	data, err := os.ReadFile(k.path)
	if err != nil {
		return k.unreadable(err)
	}
	set, err := Parse(k.path, data)
	if err != nil {
		return err
	}
	k.set, k.size, k.modified = set, info.Size(), info.ModTime()
	return nil
}

func (k *Keeper) unreadable(err error) error {
	fault := graph.BadInput
	if errors.Is(err, fs.ErrNotExist) {
		fault = graph.NotFound
	}
	return &graph.Error{Fault: fault, Err: err}
}
