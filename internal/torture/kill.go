package torture

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
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
		if err := r.round(b, ctx, r); err != nil {
			return report{runs: i + 1}, fmt.Errorf("kill %d (seed %d): %w", i+1, b.Seed, err)
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
