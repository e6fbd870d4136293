package server

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestDocumentsForgetWhatIsAskedForNoMore fills what is kept many times over, while one query is asked for now and then.
func TestDocumentsForgetWhatIsAskedForNoMore(t *testing.T) {
	var d documents
	usual, once := &ast.QueryDocument{}, &ast.QueryDocument{}
	d.keep("usual", usual)
	long := strings.Repeat(" ", keptQuery-10)
	for i := range 100 {
		text := fmt.Sprint(i, long)
		d.keep(text, once)
		if d.find(text) != once {
			t.Fatalf("query %d is not kept", i)
		}
		if d.find("usual") != usual {
			t.Fatalf("a query that is asked for again and again is forgotten after %d others", i)
		}
		kept := 0
		for _, half := range []map[string]*ast.QueryDocument{d.new, d.old} {
			for text := range half {
				kept += len(text)
			}
		}
		if kept > 2*keptHalf {
			t.Fatalf("after %d queries %d bytes of them are kept, more than %d", i, kept, 2*keptHalf)
		}
	}
	if d.find(fmt.Sprint(0, long)) != nil {
		t.Error("a query that was asked once, long ago, is kept")
	}
}

func TestDocumentsKeepNoLongQuery(t *testing.T) {
	var d documents
	long := strings.Repeat("x", keptQuery+1)
	d.keep(long, &ast.QueryDocument{})
	if d.find(long) != nil {
		t.Errorf("a query of %d bytes is kept", len(long))
	}
}
