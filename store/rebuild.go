package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"

	"dyad/graph"
)

// Rebuild takes back what [Store.Backup] wrote: a full backup, and then any number of others, each made onto the one before it. The
// store must be empty. All or nothing: the backups are read to their ends, rows of an older layout taken forward by the same steps that
// take an old directory forward, and what was written verified, before anything counts. A backup that is cut, altered or out of its order
// is refused by its name, as BadInput.
func (s *Store) Rebuild(ctx context.Context, backups ...*BackupReader) error {
	return during("restore", s.rebuild(ctx, backups))
}

func (s *Store) rebuild(ctx context.Context, backups []*BackupReader) error {
	s.loading.Lock()
	defer s.loading.Unlock()
	if err := s.sound(ctx); err != nil {
		return err
	}
	if s.Last() != 0 {
		return &graph.Error{Fault: graph.BadInput, Err: fmt.Errorf(
			"backups are restored into an empty directory, and this one holds %d transactions: name a new one", s.Last())}
	}
	if err := s.checkChain(backups); err != nil {
		return err
	}
	upTo := backups[len(backups)-1].about.UpTo
	list, err := s.stageBackups(ctx, backups, upTo.Tx)
	if err != nil {
		if left := s.abandon(context.WithoutCancel(ctx)); left != nil {
			return errors.Join(err, left)
		}
		return err
	}
	if err := s.flip(ctx, upTo.Tx); err != nil {
		return err
	}
	for _, t := range list {
		s.tell(t)
	}
	return nil
}

// CheckBackups reads backups to their ends as [Store.Rebuild] does, without writing anything, and returns what each says of itself.
// Whether they add up to a sound store only Rebuild can tell.
func CheckBackups(backups ...*BackupReader) ([]Backup, error) {
	s := Store{layout: Layout}
	if err := s.checkChain(backups); err != nil {
		return nil, during("check backups", err)
	}
	for _, err := range chained(backups) {
		if err != nil {
			return nil, during("check backups", err)
		}
	}
	var all []Backup
	for _, b := range backups {
		all = append(all, b.about)
	}
	return all, nil
}

// checkChain compares the beginnings of backups: the first is a full one, and each other goes on where the one before it ends.
func (s *Store) checkChain(backups []*BackupReader) error {
	if len(backups) == 0 {
		return &graph.Error{Fault: graph.BadInput, Err: errors.New("there is no backup: name a full one, and those made onto it in their order")}
	}
	first := backups[0]
	switch {
	case first.about.After.Tx != 0:
		return first.wrong("it begins after transaction %d: name the backups before it first, from a full one on", first.about.After.Tx)
	case first.about.Layout > s.layout:
		return first.wrong("its rows have layout %d, and this program knows layouts up to %d: use a newer dyad", first.about.Layout, s.layout)
	}
	for i, b := range backups[1:] {
		before := backups[i]
		switch {
		case b.about.After.Tx == 0:
			return b.wrong("it is a full backup: restore it alone, or with those made onto it")
		case b.about.After.Tx != before.about.UpTo.Tx:
			return b.wrong("it goes on after transaction %d, and %s ends with %d: name the backups in their order, none left out",
				b.about.After.Tx, before.name, before.about.UpTo.Tx)
		case b.about.After != before.about.UpTo:
			return b.wrong("transaction %d, after which it goes on, is another one in %s: they are of two directories", b.about.After.Tx, before.name)
		case b.about.Layout != before.about.Layout:
			return b.wrong("its rows have layout %d, and those of %s have %d: where a new version changes the layout, a full backup begins anew",
				b.about.Layout, before.name, before.about.Layout)
		}
	}
	return nil
}

// stageBackups writes the rows of backups where nobody looks, brings them to the layout of the store, verifies them, and returns their
// transactions.
func (s *Store) stageBackups(ctx context.Context, backups []*BackupReader, upTo graph.Tx) ([]graph.Transaction, error) {
	var mark Write
	mark.Put(prefix(layoutTag), number(backups[0].about.Layout))
	mark.Put(prefix(stagingTag), number(uint64(upTo)))
	if err := s.kv.Apply(ctx, &mark); err != nil {
		return nil, err
	}
	var wrong error // with a backup, which the engine would call one of writing
	err := s.kv.Stage(ctx, func(yield func(Row, error) bool) {
		for row, err := range chained(backups) {
			wrong = err
			if !yield(row, err) {
				return
			}
		}
	})
	if err = cmp.Or(wrong, err); err != nil {
		return nil, err
	}
	if err := settleLayout(ctx, s.kv, s.layout, s.steps); err != nil {
		return nil, err
	}
	if err := s.judge(ctx, &archive{last: upTo}); err != nil {
		return nil, err
	}
	return moment{kv: s.kv, tx: upTo}.transactions(ctx)
}

// chained yields the rows of backups one after the other, and an error if the beginning of one was not what its end confirms.
func chained(backups []*BackupReader) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		previous := ""
		for i, b := range backups {
			if b.about.Previous != "" && b.about.Previous != previous {
				before := "there is none before it"
				if i > 0 {
					before = fmt.Sprintf("%s, before it, has %s", backups[i-1].name, previous)
				}
				yield(Row{}, b.wrong("it was made onto the backup with SHA-256 %s, and %s: name that one before it, or the backups of one chain", b.about.Previous, before))
				return
			}
			for row, err := range b.Rows() {
				if !yield(row, err) {
					return
				}
			}
			previous = b.about.SHA256
		}
	}
}

// abandon removes what was staged.
func (s *Store) abandon(ctx context.Context) error {
	if err := settleLayout(ctx, s.kv, s.layout, s.steps); err != nil {
		return err
	}
	return s.sweep(ctx)
}
