// Package indexed has the index of a store ready: built from what the store holds, or read from the image that was made of it before.
//
// An image is a file beside the store, which nothing depends on: it is read only if it has the stamp of what the store holds ([store.Store.Stamp], which
// also says what that can't tell), is whole, and in the form that this program writes. What is wrong with one that can't be used makes no difference to anybody; the index is then built. [Check] compares
// an image with what the store holds.
package indexed

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"

	"dyad/graph"
	"dyad/graph/index"
	"dyad/store"
)

// Build builds the index of what a store holds.
func Build(ctx context.Context, s *store.Store) (*index.Index, error) { return BuildOf(ctx, s, nil) }

// BuildOf is Build where all claims of the store were gathered while they were recorded.
func BuildOf(ctx context.Context, s *store.Store, gathered *index.Gathering) (*index.Index, error) {
	in, err := input(ctx, s)
	if err != nil {
		return nil, err
	}
	in.Gathered = gathered
	return index.Build(in)
}

// input is what a store holds, as an index takes it.
func input(ctx context.Context, s *store.Store) (index.Input, error) {
	feed, err := s.Feed(ctx)
	if err != nil {
		return index.Input{}, err
	}
	return index.Input{
		Vocabulary: graph.NewVocabulary(feed.Terms),
		Terms:      feed.Words,
		Entities:   feed.Entities,
		Sources:    feed.Sources,
		SameAs:     feed.SameAs,
		Verdicts:   feed.Verdicts,
		Claims:     feed.Claims,
		Last:       feed.Last,
	}, nil
}

// Open returns the index of what a store holds, from the image in the file of that path if that is of use. saved reports whether the image is of
// just that; it may be of what the store held before changes that it remembers.
func Open(ctx context.Context, s *store.Store, path string) (x *index.Index, saved bool, err error) {
	var image []byte
	var unread error
	var reading sync.WaitGroup
	reading.Go(func() { image, unread = os.ReadFile(path) }) // beside the records
	in, err := input(ctx, s)
	if reading.Wait(); err != nil {
		return nil, false, err
	}
	if unread == nil {
		if x, err = read(ctx, s, in, image); err == nil {
			return x, true, nil
		}
		if x, err = catchUp(ctx, s, in, image); err == nil {
			return x, false, nil
		}
	}
	x, err = index.Build(in)
	return x, false, err
}

// read reads the image of what a store holds.
func read(ctx context.Context, s *store.Store, in index.Input, image []byte) (*index.Index, error) {
	stamp, err := s.Stamp(ctx, in.Last)
	if err != nil {
		return nil, err
	}
	return index.ReadImage(in, image, stamp)
}

// catchUp takes forward what the image has of an earlier moment, as far as the store remembers what was done since.
func catchUp(ctx context.Context, s *store.Store, in index.Input, image []byte) (*index.Index, error) {
	var tx graph.Tx
	if _, err := fmt.Sscanf(index.StampOf(image), "%d ", &tx); err != nil || tx == 0 || tx >= in.Last {
		return nil, index.ErrStale
	}
	amendments, last, known := s.Lately(tx)
	if !known || last != in.Last {
		return nil, index.ErrStale
	}
	then := in.Until(tx)
	before, err := read(ctx, s, then, image)
	if err != nil {
		return nil, err
	}
	return index.Advance(before, last, amendments)
}

// Next returns the index of what a store holds by now, where before is that of an earlier moment. Nothing is built for whoever left: that is a Deadline.
func Next(ctx context.Context, s *store.Store, before *index.Index) (*index.Index, error) {
	if err := ctx.Err(); err != nil {
		return nil, &graph.Error{Op: "index", Fault: graph.Deadline, Err: err}
	}
	if amendments, last, known := s.Lately(before.Last()); known {
		if x, err := index.Advance(before, last, amendments); err == nil {
			return x, nil
		}
	}
	return Build(ctx, s)
}

// Save writes the image of an index, which has to be of what the store holds, into the file of that path. One that is there is replaced at once,
// when the new one is complete.
//
// Nothing is synced, which would take longer than most commands: a loss of power may leave anything under that name. Whatever it is does not begin as
// an image does, or has not the checksum over all of it that stands at its end, but for one chance in four thousand million, and then its numbers have
// to fit each other too. So it is passed over by the next opening, and the index built.
func Save(ctx context.Context, s *store.Store, x *index.Index, path string) error {
	stamp, err := s.Stamp(ctx, x.Last())
	if err != nil {
		return err
	}
	if x.Last() != s.Last() {
		return &graph.Error{Op: "save the index", On: path, Fault: graph.Conflict, Err: errors.New("it is not of what is recorded by now")}
	}
	next := path + ".new"
	f, err := os.OpenFile(next, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return saving(path, err)
	}
	err = errors.Join(x.WriteImage(f, stamp), f.Close())
	if err == nil {
		err = os.Rename(next, path)
	}
	if err != nil {
		return errors.Join(saving(path, err), os.Remove(next))
	}
	return nil
}

func saving(path string, err error) error {
	return &graph.Error{Op: "save the index", On: path, Fault: graph.Internal, Err: err}
}

// Check builds the index of what the store holds, and compares the image in the file of that path with it. There need be none; one of something else, such as
// of an earlier transaction, is of no use and does no harm. The error is Corrupt if the image says something else than the store, or can't be read, as after
// a loss of power; and what keeps the index from being built, which keeps every question from being answered.
func Check(ctx context.Context, s *store.Store, path string) error {
	in, err := input(ctx, s)
	if err != nil {
		return err
	}
	built, err := index.Build(in)
	if err != nil {
		return err
	}
	image, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var imaged *index.Index
	if err == nil {
		imaged, err = read(ctx, s, in, image)
	}
	if errors.Is(err, index.ErrStale) {
		return nil
	}
	if err == nil {
		err = index.Compare(built, imaged)
	}
	if err != nil {
		return &graph.Error{On: path, Fault: graph.Corrupt, Err: fmt.Errorf("%w: remove this file, and the next opening builds the index from the rows", err)}
	}
	return nil
}
