package torture

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

// wants are the torments of lacking something: room, rights, descriptors, or to be alone.
func (b *bench) wants() []torment {
	return []torment{
		{"disk full", b.fullDisk},
		{"disk filled by another within an instant", b.suddenlyFull},
		{"files may not grow", b.noGrowth},
		{"directory that may only be read", b.readOnly},
		{"no descriptors left", b.noDescriptors},
		{"two processes on one directory", b.twoProcesses},
	}
}

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
	if err := limit(s, filesMayBe, 1<<20); err != nil {
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

// readOnly takes the right to write away from a directory, once closed and once as a kill left it.
func (b *bench) readOnly(ctx context.Context) (report, error) {
	d, end, err := b.smallDisk(ctx, "read only", 320)
	if err != nil {
		return report{}, err
	}
	defer end()
	if err := d.until(ctx, d.s, 3); err != nil {
		return report{}, err
	}
	d.s.kill()
	if err := remount(d.disk, false); err != nil {
		return report{}, fmt.Errorf("%w: %w", errLeftOut, err)
	}
	if o := b.run(ctx, "export", "--format", "jsonl", "--data", d.dir); o.code == 0 || !o.clear() {
		return report{}, fmt.Errorf("a reader of what a kill left, where it may not write: %s", o)
	}
	if err := remount(d.disk, true); err != nil {
		return report{}, err
	}
	if err := b.inspect(ctx, d.dir, d.world); err != nil { // which settles it
		return report{}, err
	}
	if err := remount(d.disk, false); err != nil {
		return report{}, err
	}
	for _, args := range [][]string{{"load"}, {"serve", "--listen", "127.0.0.1:0"}} {
		if o := b.run(ctx, append(args, "--data", d.dir)...); o.code == 0 || !o.clear() {
			return report{}, fmt.Errorf("dyad %s where it may not write: %s", args[0], o)
		}
	}
	if o := b.run(ctx, "backup", "--data", d.dir, "-o", filepath.Join(d.disk, "backup")); o.code == 0 || !o.clear() {
		return report{}, fmt.Errorf("a backup to where it may not be written: %s", o)
	}
	if err := b.inspect(ctx, d.dir, d.world); err != nil { // which only reads
		return report{}, fmt.Errorf("where nothing may be written: %w", err)
	}
	if err := remount(d.disk, true); err != nil {
		return report{}, err
	}
	return report{6, "readers read, writers say that they may not write; nothing lost, and it goes on once they may"}, b.load(ctx, d.dir, d.world, d.large())
}

// noDescriptors runs commands with ever more descriptors, until they do, and takes them from a running server.
func (b *bench) noDescriptors(ctx context.Context) (report, error) {
	w, dir, err := b.begun(ctx, "no descriptors", 0, editionSize)
	if err != nil {
		return report{}, err
	}
	runs, refused := 0, 0
	for n := 3; n <= 24; n++ {
		c := w.large()
		w.plan(c.after)
		name := filepath.Join(filepath.Dir(dir), c.name)
		if err := os.WriteFile(name, []byte(c.file), 0o600); err != nil {
			return report{}, err
		}
		o := b.runUnder(ctx, []string{fmt.Sprint("ulimit -n ", n)}, "load", name, "--data", dir)
		runs++
		switch {
		case o.code == 0:
			w.acknowledge()
		case o.code == 2 && strings.Contains(o.talk, "goroutine"), !o.clear():
			if n > 8 { // with fewer the runtime itself can't begin
				return report{}, fmt.Errorf("dyad load with %d descriptors: %s", n, o)
			}
			refused++
		default:
			refused++
		}
		if err := b.inspect(ctx, dir, w); err != nil {
			return report{}, fmt.Errorf("after a load with %d descriptors: %w", n, err)
		}
	}
	s, err := b.serve(ctx, dir)
	if err != nil {
		return report{}, err
	}
	defer s.kill()
	if err := w.make(ctx, s, w.addition()); err != nil { // on the connection that it keeps
		return report{}, err
	}
	if err := limit(s, descriptors, 3); err != nil {
		return report{}, err
	}
	refusal := w.until(ctx, s, 100)
	if refusal == nil || errors.Is(refusal, errUnanswered) {
		return report{}, fmt.Errorf("a server without descriptors answers changes by %v; it says %s", refusal, s.talk())
	}
	if err := w.ask(ctx, s); err != nil {
		return report{}, fmt.Errorf("a server without descriptors answers a question by %w", err)
	}
	s.kill()
	return report{runs + 1, fmt.Sprintf("%d loads of %d were refused, the others done; a server refused changes (%s) and answered questions; nothing lost",
		refused, runs, code(refusal))}, b.inspect(ctx, dir, w)
}

// code is that of an error that the server answered.
func code(err error) string {
	var f *fault
	if errors.As(err, &f) {
		return f.code
	}
	return err.Error()
}

// twoProcesses has every command that writes, and some that read, come to a directory that a server has; then loads that come at once.
func (b *bench) twoProcesses(ctx context.Context) (report, error) {
	w, dir, err := b.begun(ctx, "two processes", 0, editionSize)
	if err != nil {
		return report{}, err
	}
	s, err := b.serve(ctx, dir)
	if err != nil {
		return report{}, err
	}
	r := &killRound{world: w, killing: killing{next: (*world).curation}}
	work := r.work(ctx, s)
	runs := 0
	for _, args := range [][]string{
		{"load"},
		{"serve", "--listen", "127.0.0.1:0"},
		{"verify"},
		{"export", "--format", "jsonl"},
		{"backup", "-o", filepath.Join(filepath.Dir(dir), "backup")},
		{"restore", os.DevNull},
		{"dump"},
	} {
		o := b.run(ctx, append(args, "--data", dir)...)
		if runs++; o.code == 0 || !o.clear() || args[0] != "restore" && !strings.Contains(o.talk, fmt.Sprint(s.cmd.Process.Pid)) {
			s.kill()
			return report{}, fmt.Errorf("dyad %s on the directory of process %d: %s", args[0], s.cmd.Process.Pid, o)
		}
	}
	err = s.stop()
	if err := errors.Join(err, work(), b.inspect(ctx, dir, w)); err != nil {
		return report{}, err
	}
	both, one := 0, 0
	for range 10 {
		won, err := b.race(ctx, dir, w)
		if err != nil {
			return report{}, err
		}
		if runs++; won == 2 {
			both++
		} else {
			one++
		}
	}
	return report{runs, fmt.Sprintf("all were told which process has it; of two loads at once the second found nothing to do %d times and was refused %d times; nothing lost",
		both, one)}, nil
}

// race begins two loads of one file at once, and returns how many ended well. Once it is loaded, and once only.
func (b *bench) race(ctx context.Context, dir string, w *world) (won int, err error) {
	c := w.large()
	w.plan(c.after)
	var both [2]*exec.Cmd
	var outcomes [2]outcome
	for i := range both {
		if both[i], err = b.loading(ctx, dir, c); err != nil {
			return 0, err
		}
	}
	var all sync.WaitGroup
	for i, cmd := range both {
		all.Go(func() { outcomes[i] = ran(cmd) })
	}
	all.Wait()
	for _, o := range outcomes {
		switch {
		case o.code == 0:
			won++
		case !o.clear():
			return won, fmt.Errorf("of two loads at once one ended by %s", o)
		}
	}
	if won == 0 {
		return won, fmt.Errorf("of two loads at once none was done: %s and %s", outcomes[0], outcomes[1])
	}
	w.acknowledge()
	return won, b.inspect(ctx, dir, w)
}
