package torture

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

// flips turns one bit over in copies of a directory that was closed: in tables mostly, and in every other file. A flipped bit of a table is
// refused by the name of the table, and of the block where it is in one. Elsewhere it is refused, or it changes nothing; of the image of the
// index, verify tells.
func (b *bench) flips(ctx context.Context) (report, error) {
	if b.Flips == 0 {
		return report{}, fmt.Errorf("%w: no flips are asked for", errLeftOut)
	}
	w, dir, err := b.begun(ctx, "flips", 0, editionSize)
	if err != nil {
		return report{}, err
	}
	defer os.RemoveAll(filepath.Dir(dir))
	for range 3 {
		if err := b.load(ctx, dir, w, w.large()); err != nil {
			return report{}, err
		}
	}
	r := rand.New(rand.NewPCG(seeded(b.Seed, "flips", 0), 3))
	blocks, named, harmless := 0, 0, 0
	for i := range b.Flips {
		where, o, err := b.flipped(ctx, r, w, dir, i)
		if err != nil {
			return report{runs: i + 1}, fmt.Errorf("flip %d (seed %d), %s: %w", i+1, b.Seed, where, err)
		}
		switch {
		case o.code == 0:
			harmless++
		case strings.Contains(o.talk, "block "):
			blocks++
		default:
			named++
		}
	}
	return report{b.Flips, fmt.Sprintf("%d were refused by file and block, %d by file, %d changed nothing", blocks, named, harmless)}, nil
}

// flipped flips one bit of a copy, and judges what comes of it.
func (b *bench) flipped(ctx context.Context, r *rand.Rand, w *world, dir string, i int) (where string, o outcome, err error) {
	to := filepath.Join(filepath.Dir(dir), "copy")
	defer os.RemoveAll(to)
	if err := copyFiles(dir, to); err != nil {
		return "", o, err
	}
	of, err := listed(to)
	if err != nil {
		return "", o, err
	}
	tables, others := of.named(".sst"), of.all
	chosen := tables[r.IntN(len(tables))]
	if i%5 == 0 {
		chosen = others[r.IntN(len(others))]
	}
	if chosen.written == 0 {
		return chosen.name, o, nil
	}
	if where, err = flip(r, filepath.Join(to, chosen.name), chosen.written); err != nil {
		return where, o, err
	}
	f, o, err := b.open(ctx, to)
	switch {
	case err != nil:
		return where, o, err
	case f == nil && o.clear() && strings.Contains(strings.ToUpper(o.talk), strings.ToUpper(chosen.name)):
		return where, o, nil
	case f == nil:
		return where, o, fmt.Errorf("it is refused by %s", o)
	case strings.HasSuffix(chosen.name, ".sst"):
		return where, o, errors.New("it is opened as if nothing were")
	}
	if acked, _ := w.last(); f.last != acked {
		return where, o, fmt.Errorf("it opens at transaction %d, and %d was the last", f.last, acked)
	}
	if err := w.judge(f.last, f.at(f.last)); err != nil || chosen.name != image {
		return where, o, errors.Join(err, b.verify(ctx, to))
	}
	// Nobody reads an image that is damaged, but verify names it, and nothing is amiss once it is gone.
	o = b.run(ctx, "verify", "--data", to)
	if o.code != 0 && !strings.Contains(o.talk, image) {
		return where, o, fmt.Errorf("dyad verify: %s", o)
	}
	return where, o, errors.Join(os.Remove(filepath.Join(to, image)), b.verify(ctx, to))
}

// image is the file beside the store that the index is read from.
const image = "index.image"
