package torture

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
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

// fewDescriptors are how many descriptors a load is given: none to speak of, some, and about as many as the store keeps for compaction.
func fewDescriptors() []int {
	var all []int
	for n := 3; n <= 24; n++ {
		all = append(all, n)
	}
	all = append(all, 48, 96, 150, 190)
	for n := 200; n <= 280; n += 4 {
		all = append(all, n)
	}
	return all
}

// noDescriptors runs loads with few descriptors, and takes those of a running server: by others who connect, and by the system.
func (b *bench) noDescriptors(ctx context.Context) (report, error) {
	w, dir, err := b.begun(ctx, "no descriptors", 0, editionSize)
	if err != nil {
		return report{}, err
	}
	refused, runs := 0, len(fewDescriptors())
	for _, n := range fewDescriptors() {
		done, err := b.loadWith(ctx, n, dir, w)
		if err != nil {
			return report{}, err
		}
		if !done {
			refused++
		}
	}
	s, err := b.serve(ctx, dir, "ulimit -n 300")
	if err != nil {
		return report{}, err
	}
	defer s.kill()
	if err := w.make(ctx, s, w.addition()); err != nil { // on a connection that is kept
		return report{}, err
	}
	free := crowd(s, 400)
	if err := w.until(ctx, s, 20); err != nil {
		return report{}, fmt.Errorf("a change while many connect: %w; the server says %s", err, s.talk())
	}
	free()
	refusal, err := w.starve(ctx, s)
	if err != nil {
		return report{}, fmt.Errorf("%w; the server says %s", err, s.talk())
	}
	s.kill()
	return report{runs + 2, fmt.Sprintf("%d loads of %d were refused, the others done; a server made changes while 400 connected to it, and without descriptors "+
		"refused them (%s), answered questions, and went on once it had some; nothing lost", refused, runs, code(refusal))}, b.inspect(ctx, dir, w)
}

// loadWith loads with so many descriptors.
func (b *bench) loadWith(ctx context.Context, n int, dir string, w *world) (done bool, err error) {
	c := w.large()
	w.plan(c.after)
	name := filepath.Join(filepath.Dir(dir), c.name)
	if err := os.WriteFile(name, []byte(c.file), 0o600); err != nil {
		return false, err
	}
	o := b.runUnder(ctx, []string{fmt.Sprint("ulimit -n ", n)}, "load", name, "--data", dir)
	switch {
	case o.code == 0:
		w.acknowledge()
	case !o.clear() && n > 8: // with fewer the runtime itself can't begin
		return false, fmt.Errorf("dyad load with %d descriptors: %s", n, o)
	}
	if err := b.inspect(ctx, dir, w); err != nil {
		return false, fmt.Errorf("after a load with %d descriptors, which ended so: %s: %w", n, o, err)
	}
	return o.code == 0, nil
}

// crowd connects to a server so many times and says nothing, until it is told to leave.
func crowd(s *server, n int) (leave func()) {
	var all []net.Conn
	for range n {
		c, err := net.DialTimeout("tcp", s.addr, time.Second)
		if err != nil {
			break // as many as the system lets wait
		}
		all = append(all, c)
	}
	return func() {
		for _, c := range all {
			_ = c.Close()
		}
	}
}

// starve takes all descriptors from a server, and gives them back. It returns what changes are refused by meanwhile.
func (w *world) starve(ctx context.Context, s *server) (refusal, err error) {
	restore, err := limit(s, descriptors, 3)
	if err != nil {
		return nil, err
	}
	if refusal = w.until(ctx, s, 100); !overloaded(refusal) {
		return nil, fmt.Errorf("a server without descriptors answers changes by %v, want OVERLOADED", refusal)
	}
	if err := w.ask(ctx, s); err != nil {
		return nil, fmt.Errorf("a server without descriptors answers a question by %w", err)
	}
	if err := restore(); err != nil {
		return nil, err
	}
	if err := w.make(ctx, s, w.addition()); err != nil {
		return nil, fmt.Errorf("once there are descriptors again: %w", err)
	}
	return refusal, nil
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
