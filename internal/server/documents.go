package server

import (
	"strings"
	"sync"

	"github.com/vektah/gqlparser/v2/ast"
)

// How much documents keeps: queries of so many bytes at most, and so many bytes of them in each half. A program asks few queries again and
// again; in memory one takes some hundred times its text at most.
const (
	keptQuery = 8 << 10
	keptHalf  = 64 << 10
)

// documents keeps queries that were read, tallied and found valid, by their very text: reading one and validating it takes longer than answering
// it where little is asked. None is kept that was refused. What depends on variables is no part of it. What is kept is shared by requests:
// nobody may change it. It is safe for concurrent use.
type documents struct {
	mu       sync.Mutex
	new, old map[string]*ast.QueryDocument // asked for lately, and before that
	bytes    int                           // of the texts of new
}

// find returns the document of a query, nil if none is kept.
func (d *documents) find(query string) *ast.QueryDocument {
	d.mu.Lock()
	defer d.mu.Unlock()
	if doc := d.new[query]; doc != nil {
		return doc
	}
	doc := d.old[query]
	if doc != nil {
		d.add(query, doc)
	}
	return doc
}

// keep keeps the document of a query unless its text is too long.
func (d *documents) keep(query string, doc *ast.QueryDocument) {
	if len(query) > keptQuery {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.add(strings.Clone(query), doc) // it may be a part of a longer text
}

// add puts a document among the new ones. Where these become too many they are the old ones from then on, and the old ones are forgotten.
// It is called with the lock held.
func (d *documents) add(query string, doc *ast.QueryDocument) {
	if d.new[query] != nil {
		return
	}
	if d.new == nil || d.bytes+len(query) > keptHalf {
		d.old, d.new, d.bytes = d.new, map[string]*ast.QueryDocument{}, 0
	}
	d.new[query] = doc
	d.bytes += len(query)
}
