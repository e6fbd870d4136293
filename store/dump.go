package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
)

// Dump writes every row, one on a line, in the order of keys: the row's name, the parts of its key, and its value. Values
// are JSON where they are JSON on disk; projections are shown as the JSON of what they hold. Rows of a load in progress are
// there too.
func (s *Store) Dump(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	projections := newProjectionReader()
	for row, err := range s.kv.Scan(ctx, nil, nil) {
		if err != nil {
			return during("dump", err)
		}
		if _, err := fmt.Fprintln(out, describe(row.Key), describeValue(row, projections)); err != nil {
			return err
		}
	}
	return out.Flush()
}
