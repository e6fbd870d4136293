package resolver

import (
	"context"
	"errors"
	"strings"

	"dyad/graph"
	"dyad/graph/index"
)

// Changes are made one by one. Each is one transaction, made whole or not at all, and can be read from the snapshot when the call
// returns. What stands in the way comes as [graph.Obstacles] in the error; what keeps Curate from being made can be read from the snapshot
// too, then. Who makes them sets the time of signatures.
type Changes interface {
	Curate(ctx context.Context, e graph.Edit, by graph.Signature) (graph.Done, error)
	Undo(ctx context.Context, u graph.Undoing, by graph.Signature) (graph.Done, error)
	Load(ctx context.Context, file graph.Upload, by graph.Signature) (graph.Done, error)
}

// Curation makes changes, and tries them.
type Curation interface {
	Changes
	// Draft returns a state of its own that begins with what is recorded now.
	Draft() Draft
}

// A Draft is a state of which nobody else knows: what is changed in it can be read from it, and nothing else is changed.
type Draft struct {
	Changes
	Snapshot func() *index.Index // as [Config.Snapshot]; before the first change it may be that one's
	Records  Records
	Mentions Mentions
	Journal  Journal
}

// curatorKey is the key of the curator in a request's context.
type curatorKey struct{}

// WithCurator returns a context in which a request is answered for a curator, who has shown to be that one.
func WithCurator(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, curatorKey{}, name)
}

// MayMutate tells whether a request may change anything: Forbidden if nobody may here, Unauthenticated if nobody has shown who is
// asking.
func (r *Root) MayMutate(ctx context.Context) error {
	_, err := r.curator(ctx)
	return err
}

// curator returns who asks for a change.
func (r *Root) curator(ctx context.Context) (string, error) {
	if r.c.Curation == nil {
		return "", &graph.Error{Fault: graph.Forbidden, Err: errors.New("what answers here only reads: a server that is started with a file of tokens (dyad serve --tokens) makes changes")}
	}
	name, _ := ctx.Value(curatorKey{}).(string)
	if name == "" {
		return "", &graph.Error{Fault: graph.Unauthenticated, Err: errors.New(
			"who is asking? Send the token of a curator in the header Authorization: Bearer …")}
	}
	return name, nil
}

// sign returns the signature of a change, and notes a reason that is none.
func (a *attempt) sign(curator, reason string) {
	a.by = graph.Signature{Author: curator, Reason: strings.TrimSpace(reason)}
	if a.by.Reason == "" {
		a.wrong(graph.BadInput, "a change needs its reason", "reason")
	}
}
