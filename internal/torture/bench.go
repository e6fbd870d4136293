package torture

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// A bench is where the program is put to the torture.
type bench struct {
	Options
	program
}

// A torment is one row of the table.
type torment struct {
	name string
	run  func(context.Context) (report, error)
}

// A report is what came of a torment.
type report struct {
	runs  int
	found string
}

// errLeftOut is a torment that this machine, or this run, has no place for. What follows it says why.
var errLeftOut = errors.New("left out")

// Run runs all torments one after the other, prints the table, and returns an error if anything was found that must not be.
func Run(ctx context.Context, o Options, table func(format string, args ...any)) error {
	dir, err := os.MkdirTemp(o.Dir, "dyad-torture-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	o.Dir = dir
	b := &bench{Options: o, program: program{path: o.Binary}}
	if err := b.enrol(ctx, dir); err != nil {
		return err
	}
	table("| torment | runs | seconds | what was found |\n|---|---|---|---|\n")
	var all []error
	for _, t := range b.torments() {
		begun := time.Now()
		fmt.Fprintf(o.Talk, "%s …\n", t.name)
		r, err := t.run(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case errors.Is(err, errLeftOut):
			r.found = err.Error()
		case err != nil:
			r.found = "**" + strings.Join(strings.Fields(err.Error()), " ") + "**"
			all = append(all, fmt.Errorf("%s: %w", t.name, err))
		}
		table("| %s | %d | %.0f | %s |\n", t.name, r.runs, time.Since(begun).Seconds(), strings.ReplaceAll(r.found, "|", "\\|"))
	}
	return errors.Join(all...)
}

// torments lists all of them.
func (b *bench) torments() []torment {
	var all []torment
	for _, k := range killings {
		all = append(all, torment{"SIGKILL: " + k.name, func(ctx context.Context) (report, error) { return b.kills(ctx, k) }})
	}
	all = append(all, b.powers()...)
	all = append(all, torment{"bit flips", b.flips})
	if !b.Quick {
		all = append(all, b.wants()...)
	}
	return append(all, torment{"a load in little memory", b.littleMemory}, torment{"everything at once", b.mixed})
}

// folder makes a folder for a torment.
func (b *bench) folder(name string) (string, error) {
	return os.MkdirTemp(b.Dir, strings.ReplaceAll(name, " ", "-")+"-")
}

// quickEdition is how many claims an edition has at most where it is to be quick.
const quickEdition = 600

// begun is a world whose editions have so many claims, with its directory, in which the first load has been made.
func (b *bench) begun(ctx context.Context, name string, n, size int) (*world, string, error) {
	folder, err := b.folder(name)
	if err != nil {
		return nil, "", err
	}
	if b.Quick {
		size = min(size, quickEdition)
	}
	w, dir := newWorld(seeded(b.Seed, name, n), size), filepath.Join(folder, "data")
	return w, dir, b.load(ctx, dir, w, w.beginning())
}
