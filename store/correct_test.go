package store_test

import (
	"context"
	"testing"

	"dyad/graph"
	"dyad/store"

	"github.com/google/go-cmp/cmp"
)

func TestRevisions(t *testing.T) {
	tests := []struct {
		name   string
		change func(*graph.Claim)
		want   int // the revision
		opens  bool
	}{
		{"another gist is a correction", func(c *graph.Claim) { c.Gist = "They help a lot." }, 2, true},
		{"so is other evidence", func(c *graph.Claim) {
			c.Evidence = []graph.Occurrence{{Parts: []graph.Part{{Start: 1, End: 2}}}}
		}, 2, true},
		{"and another polarity", func(c *graph.Claim) { c.Polarity = graph.Negated }, 2, true},
		{"a revision that a file tells is not lowered", func(c *graph.Claim) { c.Polarity, c.Revision = graph.Negated, 5 }, 5, true},
		{"a default spelt out changes nothing", func(c *graph.Claim) { c.Polarity = graph.Affirmed }, 1, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, _ := inMemory(t)
			mustLoad(t, s, words(), gazette())
			id := current(t, s)["supports"].ID
			next := edition(gazette(), "g2")
			next.Claims[0].ID = id
			tt.change(&next.Claims[0])
			mustLoad(t, s, next)
			got := current(t, s)["supports"]
			if got.ID != id || got.Revision != tt.want {
				t.Errorf("claim %s revision %d, want %s, %d", got.ID, got.Revision, id, tt.want)
			}
			history, err := s.History(context.Background(), id)
			if err != nil {
				t.Fatal(err)
			}
			if opened := len(history) == 2; opened != tt.opens {
				t.Errorf("%d versions, want another one: %t", len(history), tt.opens)
			}
			wantSound(t, s)
		})
	}
}

func TestPinnedClaimUnknownHereIsASecondRevision(t *testing.T) {
	s, _ := inMemory(t)
	b := gazette()
	b.Claims[0].ID = graph.ClaimID{7}
	mustLoad(t, s, words(), b)
	if got := current(t, s)["supports"].Revision; got != 2 {
		t.Errorf("revision %d, want 2", got)
	}
	wantSound(t, s)
}

func TestCorrectionsCount(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette())
	id := current(t, s)["supports"].ID
	for i, change := range []func(*graph.Claim){
		func(c *graph.Claim) { c.Polarity = graph.Negated },
		func(c *graph.Claim) { c.Polarity, c.Modality = graph.Negated, graph.Alleged },
		func(c *graph.Claim) {}, // back to what was said first
	} {
		next := edition(gazette(), string(rune('2'+i)))
		next.Claims[0].ID = id
		change(&next.Claims[0])
		mustLoad(t, s, next)
	}
	history, err := s.History(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, v := range history {
		got = append(got, v.Value.Revision)
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4}, got); diff != "" {
		t.Errorf("revisions (-want +got):\n%s", diff)
	}
	for asOf, want := range map[graph.Tx]graph.Polarity{1: graph.Affirmed, 2: graph.Negated, 3: graph.Negated, 4: graph.Affirmed, 0: graph.Affirmed} {
		claims, err := s.Claims(context.Background(), []graph.ClaimID{id, {1}}, asOf)
		if err != nil {
			t.Fatal(err)
		}
		if claims[0].Polarity != want || claims[1] != nil {
			t.Errorf("Claims as of %d: %q, %v, want %q, nothing", asOf, claims[0].Polarity, claims[1], want)
		}
	}
	wantSound(t, s)
}

func TestMentions(t *testing.T) {
	ctx := context.Background()
	s, _ := inMemory(t)
	b := gazette()
	b.Mentions = append(b.Mentions, graph.Mention{Source: "gazette-1", Entity: "red-harbour", Form: "RH", Part: graph.Part{Start: 1, End: 3}})
	mustLoad(t, s, words(), b)
	next := edition(b, "g2")
	next.Mentions[0].Entity = "blue-valley" // the same span, understood otherwise
	mustLoad(t, s, next)
	forms := func(mentions []*graph.Mention, err error) []string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		var forms []string
		for _, m := range mentions {
			forms = append(forms, m.Form)
		}
		return forms
	}
	tests := []struct {
		name      string
		got, want []string
	}{
		{"in the source, in the order of the text", forms(s.MentionsIn(ctx, "gazette-1", 0)), []string{"RH", "Red Harbour"}},
		{"of the entity that was meant before", forms(s.MentionsOf(ctx, "red-harbour", 0)), []string{"RH"}},
		{"of the entity that is meant now", forms(s.MentionsOf(ctx, "blue-valley", 0)), []string{"Red Harbour"}},
		{"as of then", forms(s.MentionsOf(ctx, "red-harbour", 1)), []string{"RH", "Red Harbour"}},
		{"of nobody", forms(s.MentionsOf(ctx, "nobody", 0)), nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("mentions %s (-want +got):\n%s", tt.name, diff)
		}
	}
	wantSound(t, s)
}

func TestReasonOfTheCommitIsKept(t *testing.T) {
	s, _ := inMemory(t)
	mustLoad(t, s, words(), gazette())
	id := current(t, s)["supports"].ID
	next := edition(gazette(), "g2")
	next.Claims = next.Claims[1:]
	c := store.Commit{Time: noon, Author: "Vale", Reason: "misread"}
	if _, err := s.Load(context.Background(), []graph.Bundle{next}, c); err != nil {
		t.Fatal(err)
	}
	history, err := s.History(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	if history[0].Reason != "misread" {
		t.Errorf("closed because %q, want %q", history[0].Reason, "misread")
	}
	list, err := s.Transactions(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := []graph.Transaction{{Tx: 1, Time: noon}, {Tx: 2, Time: noon, Author: "Vale", Reason: "misread"}}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Errorf("Transactions (-want +got):\n%s", diff)
	}
}
