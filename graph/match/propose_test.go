package match_test

import (
	"fmt"
	"testing"
	"time"

	"dyad/graph"
	"dyad/graph/match"

	"github.com/google/go-cmp/cmp"
)

// named is an entity with its names, of which the first is its own.
func named(key string, names ...string) graph.Entity {
	e := graph.Entity{Key: graph.EntityKey(key), Name: names[0]}
	for _, n := range names[1:] {
		e.Names = append(e.Names, graph.Name{Text: n, Kind: graph.Alias})
	}
	return e
}

func TestReasons(t *testing.T) {
	tests := []struct {
		name       string
		one, other graph.Entity
		want       string // reason and distance; "": no proposal
	}{
		{"the same name", named("a", "Mowers"), named("b", "Mowers"), "name 0"},
		{"another case, hyphen and accent", named("a", "Al-Nasr Front"), named("b", "al Nasr Frónt"), "folded 0"},
		{"an alias of the first", named("a", "Reapers", "Mowers"), named("b", "MOWERS"), "alias 0"},
		{"an alias of the other", named("a", "Mowers"), named("b", "Reapers", "Mowers"), "alias 0"},
		{"the strongest of several reasons", named("a", "Mowers", "Reapers"), named("b", "Mowers", "Reapers"), "name 0"},
		{"an acronym of the first", named("a", "PFL"), named("b", "Popular Front of the Lakes"), "acronym 0"},
		{"an acronym of the other, of all its words", named("a", "Popular Front for the Lakes"), named("b", "PFFTL"), "acronym 0"},
		{"an acronym of two letters says too little", named("a", "PF"), named("b", "Popular Front"), ""},
		{"a word is no acronym", named("a", "Pfl"), named("b", "Popular Front of the Lakes"), ""},
		{"a letter more", named("a", "Orchard Brigade"), named("b", "Orchard Brigades"), "near 1"},
		{"two letters of many", named("a", "Orchard Brigade"), named("b", "Orcherd Brigades"), "near 2"},
		{"one letter of five", named("a", "Swans"), named("b", "Swann"), ""},
		{"another number", named("a", "Brigade 23"), named("b", "Brigade 24"), ""},
		{"short words behind the same words", named("a", "Government of Vale"), named("b", "Government of Dale"), ""},
		{"long words behind the same words", named("a", "Government of Reedmoor"), named("b", "Government of Reedmore"), ""},
		{"a letter behind the same words", named("a", "Government of Reedmoor"), named("b", "Government of Reedmor"), "near 1"},
		{"a letter before the same words", named("a", "Reedmoor Liberation Front"), named("b", "Readmoor Liberation Front"), "near 1"},
		{"three letters between the same words", named("a", "Front of Reedmoor North"), named("b", "Front of Riidmor North"), ""},
		{"a letter between words that are folded", named("a", "FRONT of Reedmoor-North"), named("b", "Frónt of Reedmor North"), "near 1"},
		{"a word more", named("a", "Orchard Brigade"), named("b", "Orchard Brigade North"), ""},
		{"a word twice", named("a", "Orchard Brigade"), named("b", "Orchard Brigade Brigade"), ""},
		{"a word that both have in another place", named("a", "Brigade Orchard"), named("b", "Orchard Brigade"), ""},
		{"a space", named("a", "Reedmoor"), named("b", "Reed Moors"), "near 1"},
		{"nothing alike", named("a", "Mowers"), named("b", "Herons"), ""},
		{"the same entity", named("a", "Mowers"), named("a", "Mowers"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			for _, p := range match.Propose([]graph.Entity{tt.one}, []graph.Entity{tt.other}, nil) {
				got += fmt.Sprintf("%s %d", p.Reason, p.Distance)
			}
			if got != tt.want {
				t.Errorf("Propose = %q, want %q", got, tt.want)
			}
		})
	}
}

// TestManyAlike takes time for the names, not for their pairs: the two hundred million of these take minutes.
func TestManyAlike(t *testing.T) {
	var list []graph.Entity
	for i := range 20_000 {
		letters := []byte("aaaaaa") // as different at both ends as six letters allow
		for k, n := 0, i; n > 0; k, n = k+1, n/26 {
			letters[k], letters[5-k] = byte('a'+n%26), byte('a'+n%26)
		}
		list = append(list, named(fmt.Sprintf("k%d", i), "Government of "+string(letters)+" Union"))
	}
	start := time.Now()
	match.Propose(list, nil, nil)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %s, want about a second", took)
	}
}

// TestSettled leaves out what is known of a pair, by whatever judgements.
func TestSettled(t *testing.T) {
	list := []graph.Entity{named("a", "Mowers")}
	others := []graph.Entity{named("b", "Mowers"), named("c", "Mowers"), named("d", "Mowers"), named("e", "Mowers")}
	others[3].MergedInto = "d"
	judge := func(from, into graph.EntityKey, same bool) graph.SameAs {
		return graph.SameAs{From: from, Into: into, Same: same}
	}
	tests := []struct {
		name   string
		judged []graph.SameAs
		want   []graph.EntityKey
	}{
		{"nothing judged", nil, []graph.EntityKey{"b", "c", "d"}},
		{"the same", []graph.SameAs{judge("a", "b", true)}, []graph.EntityKey{"c", "d"}},
		{"the same, the other way round", []graph.SameAs{judge("b", "a", true)}, []graph.EntityKey{"c", "d"}},
		{"different", []graph.SameAs{judge("b", "a", false)}, []graph.EntityKey{"c", "d"}},
		{"the same by way of another", []graph.SameAs{judge("a", "b", true), judge("b", "c", true)}, []graph.EntityKey{"d"}},
		{"different from one who is the same", []graph.SameAs{judge("c", "b", true), judge("a", "b", false)}, []graph.EntityKey{"d"}},
		{"different from one who was merged", []graph.SameAs{judge("a", "d", false)}, []graph.EntityKey{"b", "c"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []graph.EntityKey
			for _, p := range match.Propose(list, others, tt.judged) {
				got = append(got, p.Other.Key)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("proposed (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWithinOneList asks each question once: of two of the list, of one and another, and of somebody for whom another one stands now.
func TestWithinOneList(t *testing.T) {
	merged := named("w4", "Hay Men")
	merged.MergedInto = "k1"
	lost := named("w5", "Reapers")
	lost.MergedInto = "nowhere"
	tests := []struct {
		name         string
		list, others []graph.Entity
		judged       []graph.SameAs
		want         []string
	}{
		{"two of the list", []graph.Entity{named("w2", "Mowers"), named("w1", "Mowers")}, nil, nil, []string{"name w1 w2"}},
		{
			"beside all others",
			[]graph.Entity{named("w1", "Mowers"), named("w2", "MOWERS")},
			[]graph.Entity{named("k1", "Mowers"), named("k2", "Mowers")},
			nil,
			[]string{"name w1 k1", "name w1 k2", "folded w1 w2", "folded w2 k1", "folded w2 k2"},
		},
		{
			"one of two was judged",
			[]graph.Entity{named("w1", "Mowers"), named("w2", "Mowers")},
			[]graph.Entity{named("k1", "Mowers")},
			[]graph.SameAs{{From: "w1", Into: "k1", Same: true}},
			[]string{"name w2 k1"},
		},
		{"by the name of one who was merged", []graph.Entity{named("w1", "Hay Men"), merged}, []graph.Entity{named("k1", "Mowers")}, nil, []string{"alias w1 k1"}},
		{"merged into one who is not there", []graph.Entity{named("w1", "Reapers"), lost}, nil, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range match.Propose(tt.list, tt.others, tt.judged) {
				got = append(got, fmt.Sprintf("%s %s %s", p.Reason, p.One.Key, p.Other.Key))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("proposed (-want +got):\n%s", diff)
			}
		})
	}
}

func ExamplePropose() {
	list := []graph.Entity{{Key: "watch-1", Name: "MOWERS"}}
	known := []graph.Entity{{Key: "mowers", Name: "Mowers"}, {Key: "herons", Name: "Herons"}}
	for _, p := range match.Propose(list, known, nil) {
		fmt.Println(p.One.Key, "may be", p.Other.Key, "by", p.Reason)
	}
	// Output: watch-1 may be mowers by folded
}
