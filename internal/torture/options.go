package torture

import (
	"io"
	"time"
)

// Options say how much there is of each torment. None of a torment leaves it out.
type Options struct {
	Binary string // the program
	Dir    string // where data may lie; the torture makes folders in it and removes them
	Seed   uint64
	Talk   io.Writer // what goes on

	Kills  int           // kills, of all sorts together
	Powers int           // damaged copies of what a loss of power leaves
	Flips  int           // flipped bits
	Claims int           // claims of the load in little memory
	Mixed  time.Duration // of everything at once
	Quick  bool          // leaves out what takes long however little there is of it: waiting for two logs at once, and what a server may lack
}

// Full is what `make torture` does.
func Full() Options {
	return Options{Seed: 1, Kills: 200, Powers: 400, Flips: 200, Claims: 1_000_000, Mixed: 30 * time.Minute}
}

// Short takes some seconds, for tests.
func Short() Options {
	return Options{Seed: 1, Kills: 12, Powers: 12, Flips: 10, Claims: 5_000, Mixed: 3 * time.Second, Quick: true}
}
