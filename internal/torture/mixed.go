package torture

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// A mixture is a server on which everything goes on at once, and what was counted.
type mixture struct {
	*world
	b      *bench
	s      *server
	folder string
	chain  []string // backups, each made onto the one before it

	changes, answers, past, exports, backups, restores, versions atomic.Int64

	mu    sync.Mutex
	wrong []error
}

const (
	mixedEdition  = 100 // claims of a reload, at most
	reloadsEvery  = 40  // changes
	changePause   = 200 * time.Millisecond
	questionPause = 5 * time.Millisecond
	exportPause   = time.Second
	backupPause   = 2 * time.Second
	longestChain  = 4
)

// mixed has one writer change, reload and undo, while readers ask about the present and the past, take exports and compare every record, and
// backups are made and restored. Every answer is one of the states of the model, and the memory of the server does not grow by itself.
func (b *bench) mixed(ctx context.Context) (report, error) {
	if b.Mixed == 0 {
		return report{}, fmt.Errorf("%w: no time is asked for", errLeftOut)
	}
	w, dir, err := b.begun(ctx, "mixed", 0, mixedEdition)
	if err != nil {
		return report{}, err
	}
	m := &mixture{world: w, b: b, folder: filepath.Dir(dir)}
	defer os.RemoveAll(m.folder)
	if m.s, err = b.serve(ctx, dir); err != nil {
		return report{}, err
	}
	defer m.s.kill()
	for range gazettes { // so that there is something to ask about
		if err := m.make(ctx, m.s, m.large()); err != nil {
			return report{}, err
		}
	}
	samples, err := m.mix(ctx)
	if err != nil {
		return report{}, err
	}
	if err := errors.Join(m.s.stop(), b.inspect(ctx, dir, w), m.everyMoment(ctx, dir), grown(samples)); err != nil {
		return report{}, err
	}
	return report{int(m.changes.Load()), fmt.Sprintf(
		"%s: %d changes, %d answers about the present, %d about the past, %d exports compared record by record, %d backups, %d chains restored; "+
			"no wrong answer; resident memory %s",
		b.Mixed, m.changes.Load(), m.answers.Load(), m.past.Load(), m.exports.Load(), m.backups.Load(), m.restores.Load(), series(samples))}, nil
}

// mix lets everything go on for its time, and takes samples.
func (m *mixture) mix(ctx context.Context) ([]sample, error) {
	working, stop := context.WithTimeout(ctx, m.b.Mixed)
	defer stop()
	var all sync.WaitGroup
	every := func(pause time.Duration, do func() error) {
		all.Go(func() {
			for working.Err() == nil {
				if err := do(); err != nil && !overloaded(err) && !late(err) { // that a late change was made, the next one would tell
					m.note(err)
					stop()
				}
				select {
				case <-working.Done():
				case <-time.After(pause):
				}
			}
		})
	}
	every(changePause, func() error { return m.change(ctx) })
	for range 2 {
		every(questionPause, func() error { return counted(&m.answers, m.ask(ctx, m.s)) })
	}
	r := rand.New(rand.NewPCG(seeded(m.b.Seed, "past", 0), 5))
	every(questionPause, func() error { return counted(&m.past, m.askPast(ctx, r)) })
	every(exportPause, func() error { return m.compare(ctx) })
	every(backupPause, func() error { return m.backUp(ctx) })
	samples := m.watch(working)
	all.Wait()
	return samples, errors.Join(append(m.wrong, ctx.Err())...)
}

func counted(n *atomic.Int64, err error) error {
	if err == nil {
		n.Add(1)
	}
	return err
}

func (m *mixture) note(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.wrong = append(m.wrong, fmt.Errorf("seed %d: %w", m.b.Seed, err))
}

// change makes one change: now and then a reload, else what curators do.
func (m *mixture) change(ctx context.Context) error {
	c := m.curation()
	if m.r.IntN(4) == 0 {
		c = m.retraction()
	}
	if n := m.changes.Add(1); n%reloadsEvery == 0 {
		c = m.edition(1, mixedEdition)
		m.versions.Add(mixedEdition)
	}
	m.versions.Add(2)
	return m.make(ctx, m.s, c)
}

// askPast counts the claims of a source as of an earlier transaction.
func (m *mixture) askPast(ctx context.Context, r *rand.Rand) error {
	acked, _ := m.last()
	tx, name := 1+r.IntN(acked), desk
	if n := r.IntN(gazettes + 1); n < gazettes {
		name = fmt.Sprintf("gazette-%d", n)
	}
	var got struct{ Claims struct{ TotalCount int } }
	const query = `query($tx: Int!, $source: ID!) { claims(first: 1, view: {asOf: {transaction: $tx}}, filter: {sources: [$source]}) { totalCount } }`
	if err := m.s.ask(ctx, query, map[string]any{"tx": tx, "source": name}, &got); err != nil {
		return err
	}
	if want := len(m.at(tx)[name]); got.Claims.TotalCount != want {
		return fmt.Errorf("as of transaction %d there are %d claims of %s, and there were %d", tx, got.Claims.TotalCount, name, want)
	}
	return nil
}

// compare takes an export, and compares every record in it, unless something was changed meanwhile.
func (m *mixture) compare(ctx context.Context) error {
	before, _, err := m.s.census(ctx)
	if err != nil {
		return err
	}
	res, err := m.s.client.Get("http://" + m.s.addr + "/export/jsonl")
	if err != nil {
		return err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode == http.StatusServiceUnavailable {
		return err
	}
	after, _, err := m.s.census(ctx)
	if err != nil || after != before {
		return err
	}
	f, err := readHistory(text)
	if err != nil {
		return err
	}
	m.exports.Add(1)
	return m.judge(before, f.at(before))
}

// backUp makes the next backup of a chain, and restores the chain once it is long.
func (m *mixture) backUp(ctx context.Context) error {
	file := filepath.Join(m.folder, fmt.Sprintf("backup-%d", len(m.chain)))
	var more []string
	if n := len(m.chain); n > 0 {
		more = []string{"--onto", m.chain[n-1]}
	}
	if o := ran(m.b.backing(ctx, m.s, file, more...)); o.code != 0 {
		return fmt.Errorf("dyad backup: %s", o)
	}
	m.backups.Add(1)
	if m.chain = append(m.chain, file); len(m.chain) < longestChain {
		return nil
	}
	defer func() { m.chain = nil }()
	return counted(&m.restores, m.b.restored(ctx, m.world, m.folder, m.chain...))
}

// momentsCompared is how many moments of the past are compared once everything is over.
const momentsCompared = 50

// everyMoment compares moments of the whole history with the model.
func (m *mixture) everyMoment(ctx context.Context, dir string) error {
	f, o, err := m.b.open(ctx, dir)
	if err != nil || f == nil {
		return unreadable("the history can't be read", o, err)
	}
	for range momentsCompared {
		tx := m.r.IntN(f.last + 1)
		if err := m.judge(tx, f.at(tx)); err != nil {
			return err
		}
	}
	return nil
}
