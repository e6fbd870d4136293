package main

import (
	"context"
	"fmt"
	"testing"

	"dyad/graph"
	"dyad/schema/resolver"

	"github.com/google/go-cmp/cmp"
)

// An overtaker changes the support and Red Harbour right before others are to be changed, the first so many times.
type overtaker struct {
	*curating
	desk  *curatedDesk
	times int
}

func (o *overtaker) Curate(ctx context.Context, e graph.Edit, by graph.Signature) (graph.Done, error) {
	o.overtake()
	return o.curating.Curate(ctx, e, by)
}

func (o *overtaker) Draft() resolver.Draft {
	o.overtake()
	return o.curating.Draft()
}

func (o *overtaker) overtake() {
	if o.times == 0 {
		return
	}
	o.times--
	id, err := graph.ParseID[graph.Claim](o.desk.support)
	if err != nil {
		o.desk.Fatal(err)
	}
	claims, err := o.desk.workspace.store.Claims(o.desk.Context(), []graph.ClaimID{id}, o.desk.workspace.store.Last())
	if err != nil {
		o.desk.Fatal(err)
	}
	g := o.desk.live.Index().Present()
	n, _ := g.Node("red-harbour")
	harbour := *g.Entity(n)
	claims[0].Gist, harbour.Description = fmt.Sprintf("Overtaken, %d to go.", o.times), fmt.Sprint(o.times)
	e := graph.Edit{Put: graph.Bundle{Claims: []graph.Claim{*claims[0]}, Entities: []graph.Entity{harbour}}}
	// The index does not know of it yet: it is made in the store alone.
	if _, err := o.desk.workspace.store.Curate(o.desk.Context(), e, graph.Signature{Author: "marlow", Reason: "faster", Time: june}); err != nil {
		o.desk.Fatal(err)
	}
}

// TestOvertaken makes changes that others are faster than, between what they build on and themselves.
func TestOvertaken(t *testing.T) {
	const always = 1 << 10
	tests := []struct {
		name, mutation string
		times          int
		want           []refusal // none: it is made
	}{
		{"a correction", `correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`, 3, nil},
		{"one that is tried", `correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure", dryRun: true)`, 3, nil},
		{"a name", `addNames(entity: "red-harbour", names: [{text: "the Harbour"}], reason: "so called")`, 3, nil},
		{
			"a split", `splitEntity(entity: "orchard-brigade", input: {entity: {key: "young-brigade", type: "MilitantGroup", name: "Young Brigade"}, claims: ["$3"]},
				reason: "the young ones")`, 3, nil,
		},
		{
			"a correction, always", `correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure")`, always,
			[]refusal{{graph.Conflict, "input", "by others again and again"}},
		},
		{
			"a correction of a form", `correctClaim(id: "$3", input: {modality: ASSERTED}, reason: "sure", expectedRevision: 1)`, 1,
			[]refusal{{graph.Conflict, "expectedRevision", "it has revision 2 by now, and 1 was expected"}},
		},
		{
			"names for a form", `addNames(entity: "red-harbour", names: [{text: "the Harbour"}], reason: "so called", expectedRevision: 1)`, 1,
			[]refusal{{graph.Conflict, "expectedRevision", "it has revision 2 by now, and 1 was expected"}},
		},
		{
			"a form retracted", `retractClaim(id: "$3", reason: "misread", expectedRevision: 1)`, 1,
			[]refusal{{graph.Conflict, "expectedRevision", "it has revision 2 by now, and 1 was expected"}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := newCuratedDesk(t)
			d.serve(&overtaker{&curating{d.live, d.workspace, nil}, d, tt.times}, d.keeper())
			got := d.change(tt.mutation, "")
			if diff := cmp.Diff(tt.want, refusals(tt.want, got)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			if tt.want == nil {
				d.answers("what the faster one said", `{ claim(id: "$3") { gist } entity(by: {key: "red-harbour"}) { description } }`,
					`{"claim":{"gist":"Overtaken, 0 to go."},"entity":{"description":"0"}}`)
			}
			d.sound()
		})
	}
}
