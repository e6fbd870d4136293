package resolver_test

import (
	"context"
	"errors"
	"testing"
)

// TestListsHeedTheTime: what looks through many things for few ends when the request does.
func TestListsHeedTheTime(t *testing.T) {
	root := newAsker(t, nil).root
	ctx, err := root.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	search := "nothing has these words"
	if terms, err := root.Query().Vocabulary(ctx, nil, &search, nil, nil, nil, nil, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("vocabulary(search: %q) of a client that has left: %v %v, want %v", search, terms, err, context.Canceled)
	}
}
