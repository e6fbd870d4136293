package torture

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// A killing is a sort of work that is killed at a random moment of it.
type killing struct {
	name  string
	share int           // of a hundred kills
	span  time.Duration // within which the kill strikes: as long as some of the work takes
	next  func(*world) change
	round func(*bench, context.Context, *killRound) error
}

var killings = []killing{
	{name: "load by command", share: 15, span: time.Second, next: (*world).large, round: (*bench).killLoad},
	{name: "load over HTTP, under readers", share: 20, span: 2 * time.Second, next: (*world).large, round: (*bench).killServer},
	{name: "mutations, under readers", share: 20, span: 500 * time.Millisecond, next: (*world).curation, round: (*bench).killServer},
	{name: "retractions, under readers", share: 20, span: time.Second, next: (*world).withdrawal, round: (*bench).killServer},
	{name: "backup of a server, under changes", share: 15, span: 300 * time.Millisecond, next: (*world).curation, round: (*bench).killBackup},
	{name: "restore", share: 10, span: 500 * time.Millisecond, next: (*world).curation, round: (*bench).killRestore},
}

// large is a load that takes several writes of the engine.
func (w *world) large() change { return w.edition(w.size/2, w.size) }

// curation is one of the changes that curators make.
func (w *world) curation() change {
	switch w.r.IntN(4) {
	case 0, 1:
		return w.addition()
	case 2:
		return w.correction()
	}
	return w.undoing()
}

// withdrawal takes something back: a claim, a transaction, most of a file. Some are made first.
func (w *world) withdrawal() change {
	switch w.r.IntN(6) {
	case 0:
		return w.addition()
	case 1:
		return w.large()
	case 2:
		return w.edition(1, 5)
	case 3:
		return w.undoing()
	}
	return w.retraction()
}

// A killRound is one run of a killing, and what was counted over all of them.
type killRound struct {
	*world
	killing
	dir    string
	moment *rand.Rand // when the kill strikes

	answers, backups, underway atomic.Int64
}

const (
	roundsOfADirectory = 20                   // after which a new one is begun
	editionSize        = 2500                 // claims, which is some 10,000 rows
	readerPause        = 2 * time.Millisecond // so that readers leave some of the machine to the writer
)

// kills kills the work again and again.
func (b *bench) kills(ctx context.Context, k killing) (report, error) {
	n := (b.Kills*k.share + 50) / 100
	if n == 0 {
		return report{}, fmt.Errorf("%w: no kills are asked for", errLeftOut)
	}
	r := &killRound{killing: k, moment: rand.New(rand.NewPCG(seeded(b.Seed, k.name, 0), 1))}
	changes := 0
	for i := range n {
		if i%roundsOfADirectory == 0 {
			if r.dir != "" {
				changes += r.changes()
				_ = os.RemoveAll(filepath.Dir(r.dir))
			}
			var err error
			if r.world, r.dir, err = b.begun(ctx, k.name, i, editionSize); err != nil {
				return report{}, err
			}
		}
		acked, _ := r.last()
		if err := r.round(b, ctx, r); err != nil {
			return report{runs: i + 1}, fmt.Errorf("kill %d (seed %d): %w", i+1, b.Seed, err)
		}
		if now, _ := r.last(); now < acked {
			return report{runs: i + 1}, fmt.Errorf("kill %d (seed %d): transaction %d was acknowledged, and %d is the last", i+1, b.Seed, acked, now)
		}
	}
	changes += r.changes()
	_ = os.RemoveAll(filepath.Dir(r.dir))
	found := fmt.Sprintf("%d changes acknowledged, none lost, none in part; what was under way counted %d times", changes, r.underway.Load())
	if a := r.answers.Load(); a > 0 {
		found += fmt.Sprintf("; %d answers meanwhile, all right", a)
	}
	if a := r.backups.Load(); a > 0 {
		found += fmt.Sprintf("; %d backups were whole, and restored to what they were of", a)
	}
	return report{n, found}, nil
}

// changes is how many changes were made since the first load.
func (r *killRound) changes() int {
	tx, _ := r.last()
	return tx - 1
}

// delay is how long it is until the kill strikes.
func (r *killRound) delay() time.Duration { return time.Duration(r.moment.Int64N(int64(r.span))) }

// look inspects what a kill left, and counts whether what was under way was made.
func (r *killRound) look(ctx context.Context, b *bench) error {
	acked, _ := r.last()
	if err := b.inspect(ctx, r.dir, r.world); err != nil {
		return err
	}
	if now, _ := r.last(); now > acked {
		r.underway.Add(1)
	}
	return nil
}

// killLoad kills a command that loads.
func (b *bench) killLoad(ctx context.Context, r *killRound) error {
	c := r.next(r.world)
	cmd, err := b.loading(ctx, r.dir, c)
	if err != nil {
		return err
	}
	r.plan(c.after)
	if err := cmd.Start(); err != nil {
		return err
	}
	strike := time.AfterFunc(r.delay(), func() { _ = cmd.Process.Kill() })
	err = cmd.Wait()
	strike.Stop()
	if err == nil {
		r.acknowledge()
	}
	return r.look(ctx, b)
}

// killServer kills a server that changes while it is asked.
func (b *bench) killServer(ctx context.Context, r *killRound) error {
	s, err := b.serve(ctx, r.dir)
	if err != nil {
		return err
	}
	work := r.work(ctx, s)
	time.Sleep(r.delay())
	s.kill()
	if err := work(); err != nil {
		return err
	}
	return r.look(ctx, b)
}

// work has one writer and two readers use a server until it is gone. wait waits for them, and returns what was wrong.
func (r *killRound) work(ctx context.Context, s *server) (wait func() error) {
	var all sync.WaitGroup
	wrong := make(chan error, 3)
	again := func(do func() error) {
		all.Go(func() {
			for {
				err := do()
				var f *fault
				switch {
				case errors.Is(err, errUnanswered):
					return
				case errors.As(err, &f) && f.code == "OVERLOADED", err == nil:
					continue
				}
				wrong <- err
				return
			}
		})
	}
	again(func() error { return r.make(ctx, s, r.next(r.world)) })
	for range 2 {
		again(func() error {
			time.Sleep(readerPause)
			err := r.ask(ctx, s)
			if err == nil {
				r.answers.Add(1)
			}
			return err
		})
	}
	return func() error {
		all.Wait()
		close(wrong)
		var found []error
		for err := range wrong {
			found = append(found, err)
		}
		return errors.Join(found...)
	}
}

// killBackup kills a backup, or the server that sends it. A file that is there is whole, and of a state that was.
func (b *bench) killBackup(ctx context.Context, r *killRound) error {
	s, err := b.serve(ctx, r.dir)
	if err != nil {
		return err
	}
	folder := filepath.Dir(r.dir)
	file := filepath.Join(folder, "backup")
	_ = os.Remove(file)
	cmd := b.backing(ctx, s, file)
	work := r.work(ctx, s)
	if err := cmd.Start(); err != nil {
		return err
	}
	both := r.moment.IntN(2) == 0
	strike := time.AfterFunc(r.delay(), func() {
		if both {
			_ = cmd.Process.Kill()
		}
		s.kill()
	})
	ended := cmd.Wait()
	<-s.done
	strike.Stop()
	if err := work(); err != nil {
		return err
	}
	if err := r.look(ctx, b); err != nil {
		return err
	}
	if _, err := os.Stat(file); err != nil {
		if ended == nil {
			return errors.New("dyad backup says that it is done, and there is no file")
		}
		return nil
	}
	r.backups.Add(1)
	return b.restored(ctx, r.world, folder, file)
}

// backing makes a command ready that backs a server up.
func (b *bench) backing(ctx context.Context, s *server, file string, more ...string) *exec.Cmd {
	cmd := b.command(ctx, nil, append([]string{"backup", "--server", "http://" + s.addr, "-o", file}, more...)...)
	cmd.Env = append(os.Environ(), "DYAD_TOKEN="+b.token)
	return cmd
}

// restored restores backups into a folder of its own, and expects a state that was.
func (b *bench) restored(ctx context.Context, w *world, folder string, files ...string) error {
	dir := filepath.Join(folder, "restored")
	defer os.RemoveAll(dir)
	if o := b.run(ctx, append([]string{"restore", "--data", dir}, files...)...); o.code != 0 {
		return fmt.Errorf("dyad restore: %s", o)
	}
	f, o, err := b.open(ctx, dir)
	if err != nil || f == nil {
		return unreadable("what was restored can't be read", o, err)
	}
	if err := w.judge(f.last, f.at(f.last)); err != nil {
		return fmt.Errorf("what was restored: %w", err)
	}
	return b.verify(ctx, dir)
}

// killRestore kills a restoring, and has it done again where the other was.
func (b *bench) killRestore(ctx context.Context, r *killRound) error {
	if err := b.load(ctx, r.dir, r.world, r.large()); err != nil {
		return err
	}
	folder := filepath.Dir(r.dir)
	file, dir := filepath.Join(folder, "backup"), filepath.Join(folder, "again")
	if o := b.run(ctx, "backup", "--data", r.dir, "-o", file); o.code != 0 {
		return fmt.Errorf("dyad backup: %s", o)
	}
	defer os.RemoveAll(dir)
	cmd := b.command(ctx, nil, "restore", file, "--data", dir)
	if err := cmd.Start(); err != nil {
		return err
	}
	strike := time.AfterFunc(r.delay(), func() { _ = cmd.Process.Kill() })
	ended := cmd.Wait()
	strike.Stop()
	if ended != nil {
		if o := b.run(ctx, "restore", file, "--data", dir); o.code != 0 && !(o.code == 4 && holds(ctx, b, dir, r.world)) {
			return fmt.Errorf("dyad restore, once one was killed: %s", o)
		}
		r.underway.Add(1)
	}
	r.backups.Add(1)
	f, o, err := b.open(ctx, dir)
	if err != nil || f == nil {
		return unreadable("what was restored can't be read", o, err)
	}
	if acked, _ := r.last(); f.last != acked {
		return fmt.Errorf("transaction %d is the last of what was restored, and %d of the backup", f.last, acked)
	}
	if err := r.judge(f.last, f.at(f.last)); err != nil {
		return err
	}
	return b.verify(ctx, dir)
}

// holds reports whether a directory has all of a world: the killed process had just made it count.
func holds(ctx context.Context, b *bench, dir string, w *world) bool {
	f, _, err := b.open(ctx, dir)
	acked, _ := w.last()
	return err == nil && f != nil && f.last == acked
}
