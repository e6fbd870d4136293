package server

import (
	"context"

	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
)

// Programs ask the same again and again, with other variables, and reading and validating a small document takes as long as answering it. So many
// are remembered; longer ones are not, which bounds the memory: all of them at their worst, a thousand fields each, take 28 MB.
const (
	keptDocuments = 128
	keptLength    = 8 << 10
)

// documents remembers documents that were found to be in order. Nothing changes one after it was validated. It is safe for concurrent use.
type documents struct{ kept *lru.LRU[*ast.QueryDocument] }

func newDocuments() documents { return documents{lru.New[*ast.QueryDocument](keptDocuments)} }

// of returns what was read of a text, nil if it is not remembered.
func (d documents) of(text string) *ast.QueryDocument {
	doc, _ := d.kept.Get(context.Background(), text)
	return doc
}

// keep remembers a document that is in order.
func (d documents) keep(text string, doc *ast.QueryDocument) {
	if len(text) <= keptLength {
		d.kept.Add(context.Background(), text, doc)
	}
}
