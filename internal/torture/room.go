package torture

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// overloaded reports whether an error is the server's word that there is no room.
func overloaded(err error) bool {
	var f *fault
	return errors.As(err, &f) && f.code == "OVERLOADED"
}

// until makes changes until one is refused, and returns that refusal; nil if none is.
func (w *world) until(ctx context.Context, s *server, changes int) error {
	for range changes {
		if err := w.make(ctx, s, w.large()); err != nil {
			return err
		}
	}
	return nil
}

// A diskWant is a server on a small disk of its own.
type diskWant struct {
	*world
	s         *server
	disk, dir string
	filler    string
}

// smallDisk begins a world on a disk of so many megabytes. end takes it away.
func (b *bench) smallDisk(ctx context.Context, name string, megabytes int) (d *diskWant, end func(), err error) {
	disk, err := b.folder(name)
	if err != nil {
		return nil, nil, err
	}
	if err := mount(disk, megabytes); err != nil {
		return nil, nil, fmt.Errorf("%w: a small disk can't be mounted: %w", errLeftOut, err)
	}
	free := func() { _ = unmount(disk) } // what keeps it is left to the end of the machine
	d = &diskWant{world: newWorld(seeded(b.Seed, name, 0), editionSize), disk: disk, dir: filepath.Join(disk, "data"), filler: filepath.Join(disk, "filler")}
	if err := b.load(ctx, d.dir, d.world, d.beginning()); err != nil {
		free()
		return nil, nil, err
	}
	if d.s, err = b.serve(ctx, d.dir); err != nil {
		free()
		return nil, nil, err
	}
	return d, func() { d.s.kill(); free() }, nil
}

// fill leaves so many megabytes of the disk.
func (d *diskWant) fill(left int) error {
	free, err := freeOn(d.disk)
	if err != nil {
		return err
	}
	if take := free - int64(left)<<20; take > 0 {
		return os.WriteFile(d.filler, make([]byte, take), 0o600)
	}
	return nil
}

// fullDisk fills the disk of a server little by little. Writes are refused, questions answered, and writes taken again once there is room,
// by the same process; a command says what is wrong.
func (b *bench) fullDisk(ctx context.Context) (report, error) {
	d, end, err := b.smallDisk(ctx, "full", 320)
	if err != nil {
		return report{}, err
	}
	defer end()
	refused := 0
	const times = 3
	for range times {
		if err := d.fill(132); err != nil {
			return report{}, err
		}
		if err := d.until(ctx, d.s, 100); !overloaded(err) {
			return report{}, fmt.Errorf("on a full disk a change is answered by %v, want OVERLOADED", err)
		}
		refused++
		if err := d.ask(ctx, d.s); err != nil {
			return report{}, fmt.Errorf("on a full disk a question is answered by %w", err)
		}
		if err := os.Remove(d.filler); err != nil {
			return report{}, err
		}
		if err := d.make(ctx, d.s, d.addition()); err != nil {
			return report{}, fmt.Errorf("once there was room again: %w", err)
		}
	}
	if err := d.s.stop(); err != nil {
		return report{}, err
	}
	if err := d.fill(20); err != nil {
		return report{}, err
	}
	if o := b.run(ctx, "load", "--data", d.dir); o.code == 0 || !o.clear() || !strings.Contains(o.talk, "disk is full") {
		return report{}, fmt.Errorf("a load on a full disk: %s", o)
	}
	if err := os.Remove(d.filler); err != nil {
		return report{}, err
	}
	return report{times, fmt.Sprintf("%d times refused as OVERLOADED, asked, and gone on with once there was room; a load told that the disk is full; nothing lost",
		refused)}, b.inspect(ctx, d.dir, d.world)
}

// suddenlyFull leaves no byte from one instant to the next. The server may end by that; nothing acknowledged is lost.
func (b *bench) suddenlyFull(ctx context.Context) (report, error) {
	const times = 3
	ended := 0
	for i := range times {
		d, end, err := b.smallDisk(ctx, fmt.Sprint("sudden", i), 320)
		if err != nil {
			return report{}, err
		}
		wrong := func() error {
			defer end()
			var all sync.WaitGroup
			var refusal error
			all.Go(func() { refusal = d.until(ctx, d.s, 200) })
			time.Sleep(time.Duration(100+100*i) * time.Millisecond)
			fault := d.fill(0)
			if errors.Is(fault, syscall.ENOSPC) { // the server took some of it first
				fault = nil
			}
			all.Wait()
			if errors.Is(refusal, errUnanswered) {
				ended++
			}
			d.s.kill()
			if err := errors.Join(fault, os.Remove(d.filler)); err != nil {
				return err
			}
			return b.inspect(ctx, d.dir, d.world)
		}()
		if wrong != nil {
			return report{runs: i + 1}, wrong
		}
	}
	return report{times, fmt.Sprintf("the server ended %d times; nothing acknowledged lost", ended)}, nil
}

// noGrowth forbids a running server to make any file longer than it may need to go on.
func (b *bench) noGrowth(ctx context.Context) (report, error) {
	w, dir, err := b.begun(ctx, "no growth", 0, editionSize)
	if err != nil {
		return report{}, err
	}
	s, err := b.serve(ctx, dir)
	if err != nil {
		return report{}, err
	}
	defer s.kill()
	if _, err := limit(s, filesMayBe, 1<<20); err != nil {
		return report{}, err
	}
	refusal := w.until(ctx, s, 100)
	if !overloaded(refusal) {
		return report{}, fmt.Errorf("where files may not grow a change is answered by %v, want OVERLOADED; the server says %s", refusal, s.talk())
	}
	s.kill()
	if err := b.inspect(ctx, dir, w); err != nil {
		return report{}, err
	}
	for _, args := range [][]string{{"load"}, {"verify"}, {"serve", "--listen", "127.0.0.1:0"}} {
		o := b.runUnder(ctx, []string{"ulimit -f 1"}, append(args, "--data", filepath.Join(filepath.Dir(dir), "other"))...)
		if o.code == 0 || !o.clear() {
			return report{}, fmt.Errorf("dyad %s where no file may have a kilobyte: %s", args[0], o)
		}
	}
	return report{4, "refused as OVERLOADED; commands say what is wrong; nothing lost"}, b.inspect(ctx, dir, w)
}
