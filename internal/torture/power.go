package torture

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A damage is what a loss of power, or a disk that lied, may have done to the files of a directory that was written to.
type damage struct {
	name  string
	share int // of a hundred copies
	spoil func(*rand.Rand, *files) (hurt string, err error)
	// lossy: the file is the one whose end holds what was written last, so that an earlier state is what is expected. Else nothing that was
	// acknowledged may be missing; what can't be had is refused.
	lossy bool
	// logs is how many logs with something in them the copy has to have.
	logs int
}

// damages are told apart by the file that is hurt.
var damages = []damage{
	{name: "files as they are at one moment", share: 25, spoil: func(*rand.Rand, *files) (string, error) { return "", nil }},
	{name: "end of the newest log cut", share: 20, lossy: true, spoil: onNewest(".mem", cut)},
	{name: "end of the newest log garbled", share: 15, lossy: true, spoil: onNewest(".mem", garble)},
	{name: "older log garbled or cut", share: 5, logs: 2, spoil: onOldest(".mem", either)},
	{name: "newest table cut or garbled", share: 15, spoil: onNewest(".sst", either)},
	{name: "list of tables cut", share: 10, spoil: onNewest("MANIFEST", cut)},
	{name: "list of tables garbled", share: 10, spoil: onNewest("MANIFEST", garble)},
}

// powers are the torments of losing power.
func (b *bench) powers() []torment {
	var all []torment
	for _, d := range damages {
		all = append(all, torment{"loss of power: " + d.name, func(ctx context.Context) (report, error) { return b.losses(ctx, d) }})
	}
	return all
}

// copiesOfAServer is how many copies are taken of one server's directory.
const copiesOfAServer = 10

// A losing counts what came of copies.
type losing struct{ whole, earlier, refused, missed int }

// losses takes copies of a directory while it is written to, damages them, and opens what is left.
func (b *bench) losses(ctx context.Context, d damage) (report, error) {
	n := (b.Powers*d.share + 50) / 100
	if n == 0 || b.Quick && d.logs > 1 {
		return report{}, fmt.Errorf("%w: it is not asked for", errLeftOut)
	}
	var l losing
	for done := 0; done < n; {
		copies := min(copiesOfAServer, n-done)
		if err := b.lossesOf(ctx, d, done, copies, &l); err != nil {
			return report{runs: done + copies}, fmt.Errorf("among copies %d to %d (seed %d): %w", done+1, done+copies, b.Seed, err)
		}
		done += copies
	}
	if l.missed == n {
		return report{}, fmt.Errorf("%w: there were never %d logs at once", errLeftOut, d.logs)
	}
	found := fmt.Sprintf("%d held everything acknowledged, %d an earlier state whole, %d were refused by the name of the file", l.whole, l.earlier, l.refused)
	if l.missed > 0 {
		found += fmt.Sprintf("; %d more copies were given up, since there were not %d logs at once", l.missed, d.logs)
	}
	return report{n - l.missed, found}, nil
}

// lossesOf takes copies of one server's directory.
func (b *bench) lossesOf(ctx context.Context, d damage, n, copies int, l *losing) error {
	w, dir, err := b.begun(ctx, d.name, n, editionSize)
	if err != nil {
		return err
	}
	defer os.RemoveAll(filepath.Dir(dir))
	for range 2 { // so that there are tables
		if err := b.load(ctx, dir, w, w.large()); err != nil {
			return err
		}
	}
	s, err := b.serve(ctx, dir)
	if err != nil {
		return err
	}
	r := &killRound{world: w, killing: killing{next: func(w *world) change {
		if d.logs > 1 || w.r.IntN(4) == 0 {
			return w.large()
		}
		return w.withdrawal()
	}}}
	work := r.work(ctx, s)
	moment := rand.New(rand.NewPCG(seeded(b.Seed, d.name, n), 2))
	var wrong error
	for i := range copies {
		to := filepath.Join(filepath.Dir(dir), fmt.Sprint("copy", i))
		if wrong = b.loss(ctx, d, r, s, dir, to, moment, l); wrong != nil {
			wrong = fmt.Errorf("copy %d: %w", i+1, wrong)
			break
		}
		_ = os.RemoveAll(to)
	}
	s.kill()
	return errors.Join(wrong, work())
}

// loss takes one copy, and judges it.
func (b *bench) loss(ctx context.Context, d damage, r *killRound, s *server, dir, to string, moment *rand.Rand, l *losing) error {
	time.Sleep(time.Duration(moment.Int64N(int64(200 * time.Millisecond))))
	if there, err := await(ctx, dir, d.logs); err != nil || !there {
		l.missed++
		return err
	}
	acked, _ := r.last()
	if err := snapshot(s, dir, to); err != nil {
		return err
	}
	of, err := listed(to)
	if err != nil {
		return err
	}
	hurt, err := d.spoil(moment, of)
	if err != nil {
		return err
	}
	f, o, err := b.open(ctx, to)
	switch {
	case err != nil:
		return err
	case f == nil && o.clear() && hurt != "" && !d.lossy && strings.Contains(strings.ToUpper(o.talk), strings.ToUpper(hurt)):
		l.refused++
		return nil
	case f == nil:
		return fmt.Errorf("it is refused by %s, and what is hurt is %q", o, hurt)
	case f.last < acked && !d.lossy:
		return fmt.Errorf("with %q hurt it opens at transaction %d, and %d was acknowledged", hurt, f.last, acked)
	case f.last < acked:
		l.earlier++
	default:
		l.whole++
	}
	if err := r.judge(f.last, f.at(f.last)); err != nil {
		return fmt.Errorf("with %q hurt: %w", hurt, err)
	}
	return b.verify(ctx, to)
}

// awaiting is how long a copy waits for the files that it needs.
const awaiting = 30 * time.Second

// await waits until a directory has so many logs with something in them, for some time.
func await(ctx context.Context, dir string, logs int) (there bool, err error) {
	if logs < 2 {
		return true, nil
	}
	for end := time.Now().Add(awaiting); time.Now().Before(end) && ctx.Err() == nil; time.Sleep(100 * time.Microsecond) {
		paths, err := filepath.Glob(filepath.Join(dir, "*.mem"))
		if err != nil {
			return false, err
		}
		if len(slices.DeleteFunc(paths, func(path string) bool { return !begins(path) })) >= logs {
			return true, nil
		}
	}
	return false, ctx.Err()
}

// begins reports whether a log has an entry behind its head.
func begins(log string) bool {
	f, err := os.Open(log)
	if err != nil {
		return false
	}
	defer f.Close()
	var some [16]byte
	_, err = f.ReadAt(some[:], logHead)
	return err == nil && some != [16]byte{}
}

// snapshot copies the files of a server's directory at one moment, at which the system lets the server do nothing.
func snapshot(s *server, dir, to string) error {
	if err := s.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
		return err
	}
	defer func() { _ = s.cmd.Process.Signal(syscall.SIGCONT) }() // if it is gone, whoever asks it will see
	for !stopped(s.cmd.Process.Pid) {
		time.Sleep(time.Millisecond)
	}
	return copyFiles(dir, to)
}

// stopped reports whether a process does nothing until it is told to go on, or has ended.
func stopped(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return true
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	return strings.HasPrefix(rest, "T") || strings.HasPrefix(rest, "Z")
}
