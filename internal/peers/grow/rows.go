package main

import (
	"context"
	"fmt"

	"dyad/store"
)

// A kind is the rows of one kind.
type kind struct {
	Name  string `json:"name"`
	Rows  int    `json:"rows"`
	Bytes int64  `json:"bytes"` // of keys and values, as they are before the engine compresses them
}

// names are the kinds of rows by their tags, which are the first byte of a key. Package store has the table.
var names = map[byte]string{
	'0': "layout", '1': "last", '2': "staging", 'a': "transaction", 't': "term", 'e': "entity", 's': "source", 'm': "mention", 'c': "claim",
	'i': "sameas", 'v': "verdict", 'b': "batch", 'h': "share", 'd': "aside", 'x': "closing", 'p': "projection", 'k': "brought", 'r': "referent",
}

// rows weighs the rows of a store by their kinds, in the order of tags.
func rows(ctx context.Context, kv store.KV) ([]kind, error) {
	var found [256]kind
	for row, err := range kv.Scan(ctx, nil, nil) {
		if err != nil {
			return nil, err
		}
		k := &found[row.Key[0]]
		k.Rows++
		k.Bytes += int64(len(row.Key) + len(row.Value))
	}
	var kinds []kind
	for t, k := range found {
		if k.Rows == 0 {
			continue
		}
		name, known := names[byte(t)]
		if !known {
			return nil, fmt.Errorf("no kind of row has the tag %q: the table of package store has a new one", byte(t))
		}
		k.Name = name
		kinds = append(kinds, k)
	}
	return kinds, nil
}
