package resolver

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
	"dyad/schema/exec"
)

// AddEntity records an entity.
func (r mutationResolver) AddEntity(ctx context.Context, input exec.EntityInput, reason string, dry bool) (*exec.EntityPayload, error) {
	a, err := r.attempt(ctx, reason, dry)
	if err != nil {
		return nil, err
	}
	a.newEntity(&input, "input")
	changed, err := a.commit("input")
	if err != nil || !changed {
		return a.entityPayload(nil), err
	}
	return a.showEntity(graph.EntityKey(input.Key))
}

// newEntity puts an entity that is to be recorded, and must not be there.
func (a *attempt) newEntity(in *exec.EntityInput, field ...string) {
	e := graph.Entity{
		Key: graph.EntityKey(in.Key), Type: a.term(graph.EntityTypeTerm, in.Type, at(field, "type")...), Name: strings.TrimSpace(in.Name),
		Description: given(in.Description), Parent: a.optionalEntity(in.Parent, at(field, "parent")...),
	}
	if e.Name == "" {
		a.wrong(graph.BadInput, "an entity needs a name", at(field, "name")...)
	}
	if !graph.ValidKey(in.Key) {
		a.wrong(graph.BadInput, "a key has lower-case letters, digits and single hyphens between them, at most 100", at(field, "key")...)
	}
	for i, x := range in.External {
		if x.Scheme == "" || x.Value == "" {
			a.wrong(graph.BadInput, "it needs a scheme and a value", at(field, "external", nth(i))...)
		}
		e.External = append(e.External, graph.ExternalID{Scheme: x.Scheme, Value: x.Value, Verified: x.Verified})
	}
	e.Names = a.names(&e, in.Names, at(field, "names"))
	if e.Name != "" {
		a.unborne(e.Key, graph.Name{Text: e.Name}, at(field, "name"))
	}
	a.edit.Put.Entities = append(a.edit.Put.Entities, e)
	a.edit.Expect = append(a.edit.Expect, graph.Expectation{
		RecordID: graph.RecordID{Kind: graph.EntityRecord, ID: e.Key.ID().String()}, Revision: graph.Absent,
	})
}

// names reads further names of an entity.
func (a *attempt) names(e *graph.Entity, in []*exec.NameInput, field []string) []graph.Name {
	var names []graph.Name
	for i, n := range in {
		here := at(field, nth(i))
		name := graph.Name{Text: strings.TrimSpace(n.Text), Kind: n.Kind, Language: given(n.Language), Ambiguous: n.Ambiguous}
		has := func(m graph.Name) bool { return m.Text == name.Text }
		switch {
		case name.Text == "":
			a.wrong(graph.BadInput, "the name is empty", at(here, "text")...)
		case name.Text == e.Name, slices.ContainsFunc(e.Names, has), slices.ContainsFunc(names, has):
			a.wrong(graph.BadInput, fmt.Sprintf("it bears the name %q already", name.Text), at(here, "text")...)
		default:
			a.unborne(e.Key, name, at(here, "text"))
			names = append(names, name)
		}
	}
	return names
}

// unborne refuses a name that another entity bears, unless it is said that this is meant.
func (a *attempt) unborne(key graph.EntityKey, name graph.Name, field []string) {
	if name.Ambiguous {
		return
	}
	n, err := a.g.Resolve(name.Text)
	switch {
	case err == nil && a.g.Key(n) == a.presentOf(key), graph.FaultOf(err) == graph.NotFound:
		return
	case err == nil:
		err = &graph.Error{On: name.Text, Fault: graph.Ambiguous, Err: errors.New("another entity bears this name: say ambiguous if it is meant"), Candidates: []string{string(a.g.Key(n))}}
	}
	a.refuse(err, field...)
}

// presentOf is the key that an entity goes by now; of one that is not there its own.
func (a *attempt) presentOf(key graph.EntityKey) graph.EntityKey {
	if n, ok := a.g.Node(key); ok {
		return a.g.Key(n)
	}
	return key
}

// AddNames gives an entity further names.
func (r mutationResolver) AddNames(ctx context.Context, entity string, names []*exec.NameInput, reason string, expected *int, dry bool,
) (*exec.EntityPayload, error) {
	return insist(ctx, r.Root, reason, dry, func(a *attempt) (*exec.EntityPayload, error) { return a.addNames(entity, names, expected) })
}

func (a *attempt) addNames(entity string, names []*exec.NameInput, expected *int) (*exec.EntityPayload, error) {
	a.stated = expected != nil
	n, err := a.g.Locate(entity)
	if err != nil {
		a.refuse(err, "entity")
		return a.entityPayload(nil), nil
	}
	e := *a.g.Entity(n)
	if len(names) == 0 {
		a.wrong(graph.BadInput, "give at least one name", "names")
	}
	e.Names, e.Batch = slices.Concat(e.Names, a.names(&e, names, []string{"names"})), ""
	a.edit.Put.Entities = []graph.Entity{e}
	revision := a.g.Revision(e.Key)
	a.expect(graph.EntityRecord, e.ID.String(), revision)
	if expected != nil && *expected != revision {
		a.stale(revision, *expected)
	}
	changed, err := a.commit("names")
	if err != nil || !changed {
		return a.entityPayload(nil), err
	}
	return a.showEntity(e.Key)
}

// Revision is which form of the record it is.
func (r entityResolver) Revision(ctx context.Context, e *exec.Entity) (int, error) {
	g, err := deskOf(ctx).graph(e.View)
	if err != nil {
		return 0, err
	}
	if _, ok := g.Node(e.Record.Key); !ok {
		return 0, &graph.Error{On: "entity " + e.Key, Fault: graph.NotFound, Err: errNotYet}
	}
	return g.Revision(e.Record.Key), nil
}

// SplitEntity records the second of two entities that were taken for one, and moves claims and mentions to it.
func (r mutationResolver) SplitEntity(ctx context.Context, entity string, input exec.SplitInput, reason string, dry bool) (*exec.EntityPayload, error) {
	return insist(ctx, r.Root, reason, dry, func(a *attempt) (*exec.EntityPayload, error) { return a.splitEntity(entity, &input) })
}

func (a *attempt) splitEntity(entity string, input *exec.SplitInput) (*exec.EntityPayload, error) {
	from := a.present(entity, "entity")
	a.newEntity(input.Entity, "input", "entity")
	into := graph.EntityKey(input.Entity.Key)
	if from != "" {
		if err := a.moveAll(input, from, into); err != nil {
			return nil, err
		}
	}
	changed, err := a.commit("input")
	if err != nil || !changed {
		return a.entityPayload(nil), err
	}
	return a.showEntity(into)
}

// showEntity is the payload with an entity as it is now.
func (a *attempt) showEntity(key graph.EntityKey) (*exec.EntityPayload, error) {
	v, _, err := a.d.under(a.ctx, nil, nil)
	if err != nil {
		return nil, err
	}
	shown, err := a.d.entity(key, v)
	return a.entityPayload(shown), err
}

func (a *attempt) entityPayload(shown *exec.Entity) *exec.EntityPayload {
	return &exec.EntityPayload{Entity: shown, Transaction: a.transaction(), Batch: a.batch(), UserErrors: a.errors, Done: a.change()}
}
