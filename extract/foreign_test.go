package extract_test

import (
	"strings"
	"testing"

	"dyad/extract"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

func TestSlug(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // up to the digest
		digest     int    // characters of it
	}{
		{"a digest of its own", "6d03aec76fdeec8f", "6d03aec76fdeec8f", 0},
		{"a UUID", "2be3426b-c216-499f-b111-6694e96918f7", "2be3426b-c216-499f-b111-6694e96918f7", 0},
		{"capitals mean something in ids", "NK-aB", "nk-ab-", 8},
		{"punctuation", "gov.valley/7", "gov-valley-7-", 8},
		{"hyphens that a key can't have", "--a--b--", "a-b-", 8},
		{"no letter of ASCII", "شنه دره", "", 16},
		{"too long", strings.Repeat("a", 51), strings.Repeat("a", 41) + "-", 8},
		{"nothing", "", "", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := extract.Slug(tt.text, 50)
			rest, begins := strings.CutPrefix(got, tt.want)
			if !begins || len(rest) != tt.digest {
				t.Errorf("Slug(%q) = %q, want %q and %d characters of a digest", tt.text, got, tt.want, tt.digest)
			}
			if got != "" && !graph.ValidKey("x-"+got) {
				t.Errorf("Slug(%q) = %q, which is no part of a key", tt.text, got)
			}
		})
	}
	if extract.Slug("a.b", 50) == extract.Slug("a/b", 50) || extract.Slug("Ab", 50) == extract.Slug("aB", 50) {
		t.Error("two texts have one slug")
	}
}

func TestFileSlug(t *testing.T) {
	for name, want := range map[string]string{
		"data/donations.ijson": "donations", `C:\data\Big List.csv`: "big-list", "mobile-attack.jsonl.gz": "mobile-attack",
		"entities.ftm.json": "entities-ftm", ".json": "file", "": "file",
	} {
		if got := extract.FileSlug(name); got != want {
			t.Errorf("FileSlug(%q) = %q, want %q", name, got, want)
		}
	}
}

func FuzzSlug(f *testing.F) {
	f.Add("NK-aB 7")
	f.Add("\xff\u0000-")
	f.Fuzz(func(t *testing.T, text string) {
		if s := extract.Slug(text, 40); len(s) > 40 || s != "" && !graph.ValidKey("x-"+s) || (s == "") != (text == "") {
			t.Errorf("Slug(%q) = %q", text, s)
		}
	})
}

// TestWhole takes out of claims what is not there, and brings in whoever they name.
func TestWhole(t *testing.T) {
	said := graph.Claim{Source: "paper", From: "brigade", Type: "attacks", To: "valley"}
	said.Normalize(&graph.Term{})
	gone := said.DerivedID()
	gone[0]++
	demand := graph.Claim{
		Source: "paper", From: "valley", Type: "demands_of", To: "brigade", Disputes: []graph.ClaimID{said.DerivedID(), gone},
		Voices: []graph.Voice{{Entity: "gazette"}}, Roles: graph.Roles{{Name: graph.RoleContent, Claims: []graph.ClaimID{gone}}},
	}
	demand.Normalize(&graph.Term{})
	said.ID, demand.ID = said.DerivedID(), demand.DerivedID()

	f := extract.NewForeign()
	b := graph.Bundle{Claims: []graph.Claim{said, demand}, Entities: []graph.Entity{{Key: "brigade", Type: "MilitantGroup", Name: "Orchard Brigade"}}}
	f.Whole(&b)

	got := b.Claims[1]
	if diff := cmp.Diff([]graph.ClaimID{said.ID}, got.Disputes); diff != "" || len(got.Roles) != 0 || got.ID != demand.ID {
		t.Errorf("the demand disputes (-want +got):\n%s, has roles %v and id %s, want none and %s", diff, got.Roles, got.ID, demand.ID)
	}
	var brought []graph.EntityKey
	for _, e := range b.Entities[1:] {
		brought = append(brought, e.Key)
		if e.Type != graph.Untyped || !f.Partial.Entities[e.Key] {
			t.Errorf("%s is a %s, and partial: %v", e.Key, e.Type, f.Partial.Entities[e.Key])
		}
	}
	if diff := cmp.Diff([]graph.EntityKey{"valley", "gazette"}, brought); diff != "" {
		t.Errorf("entities brought in (-want +got):\n%s", diff)
	}
	counts := map[string]int{}
	for _, n := range f.Notes {
		first, _, _ := strings.Cut(n.What, ":")
		counts[first] = n.Count
	}
	want := map[string]int{
		"claims that others dispute and that are not in the file":                                                               1,
		"claims that others have in a role and that are not in the file":                                                        1,
		"entities that the file names by their keys alone":                                                                      2,
		"claims that say other things than when their ids were made, since ends were merged or rolled up, or parts are missing": 1,
	}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}
