package main

import (
	"bytes"
	"strings"
	"testing"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"
)

// TestDataSetsTakeNoPlaceOfOthers loads a data set under the name of something else, which is refused with the place of the name, and under one of its own.
func TestDataSetsTakeNoPlaceOfOthers(t *testing.T) {
	source := func(kind graph.SourceKind) graph.Bundle {
		return graph.Bundle{Batch: graph.Batch{Key: "valley-watch"}, Sources: []graph.Source{{Key: "valley-watch", Kind: kind, Genre: graph.Data}}}
	}
	annotated := source(graph.Dataset)
	annotated.Sources[0].Text = graph.Text{File: "watch.txt"}
	registry := graph.Bundle{
		Batch:    graph.Batch{Key: "valley-watch"},
		Entities: []graph.Entity{{Key: "reapers", Type: "x:guild", Name: "Reapers"}},
	}
	paper := source(graph.Article)
	paper.Batch.Key, paper.Sources[0].Key = "paper", "paper"
	tests := []struct {
		name   string
		before []graph.Bundle
		called string
		taken  bool
	}{
		{"of an article", []graph.Bundle{source(graph.Article)}, "valley-watch", true},
		{"of a data set that somebody annotated", []graph.Bundle{annotated}, "valley-watch", true},
		{"of a registry", []graph.Bundle{registry}, "valley-watch", true},
		{"of the built-in registry, which comes beside", nil, "registry", true},
		{"of a data set without rows", []graph.Bundle{source(graph.Dataset)}, "valley-watch", false},
		{"of nobody", []graph.Bundle{paper}, "valley-watch", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := store.Open(t.Context(), storetest.NewMemory())
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Load(t.Context(), tt.before, store.Commit{Time: june}); err != nil {
				t.Fatal(err)
			}
			before := s.Last()
			dir := t.TempDir()
			var out, talk bytes.Buffer
			l := &loader{ctx: t.Context(), workspace: &workspace{store: s, dir: dir}, talk: &talk}
			l.mapping = write(t, dir, "watch.yaml", strings.Replace(valleyMapping, "name: valley-watch", "name: "+tt.called, 1))
			err = l.load(&out, []string{write(t, dir, "groups.csv", "id,name\n1,Mowers\n")}, false)
			if (err != nil) != tt.taken || (s.Last() == before) != tt.taken {
				t.Errorf("load = %v, transaction %d after %d: %s", err, s.Last(), before, &talk)
			}
			if told := strings.Contains(talk.String(), "watch.yaml:3:17: "); told != tt.taken {
				t.Errorf("it tells %q", &talk)
			}
		})
	}
}

// TestAnnotationsTakeNoPlaceOfDataSets loads annotations under the name of a data set, which is refused with the place of the key, and under one of their own.
func TestAnnotationsTakeNoPlaceOfDataSets(t *testing.T) {
	s := watched(t, release{dataset: "alpha", groups: "1,MilitantGroup,Mowers\n"})
	dir := t.TempDir()
	for key, refused := range map[string]bool{"alpha": true, "paper": false} {
		name := write(t, dir, "paper.yaml", "dyad: 1\nkind: annotations\nsource:\n  key: "+key+"\n  kind: article\n  genre: reporting\nannotator: hand\ncodebook: \"1\"\n")
		var out, talk bytes.Buffer
		l := &loader{ctx: t.Context(), workspace: &workspace{store: s, dir: dir}, talk: &talk}
		before := s.Last()
		err := l.load(&out, []string{name}, false)
		if told := strings.Contains(talk.String(), "paper.yaml:4:8: "); (err != nil) != refused || told != refused || (s.Last() == before) != refused {
			t.Errorf("%s: load = %v, transaction %d after %d: %s", key, err, s.Last(), before, &talk)
		}
	}
}

// TestDataSetsThatNameStrangers loads claims about an id that comes to a key which somebody else has: it is noted unless it is of a data set, or of the files.
func TestDataSetsThatNameStrangers(t *testing.T) {
	reapers := []graph.Entity{{Key: "vw-9", Type: "MilitantGroup", Name: "Reapers"}}
	registry := graph.Bundle{Batch: graph.Batch{Key: "corpus"}, Entities: reapers}
	dataset := graph.Bundle{Batch: graph.Batch{Key: "list"}, Entities: reapers, Sources: []graph.Source{{Key: "list", Kind: graph.Dataset, Genre: graph.Data}}}
	one, both := "1,MilitantGroup,Mowers\n", "1,MilitantGroup,Mowers\n9,MilitantGroup,Reapers\n"
	tests := []struct {
		name   string
		before graph.Bundle
		groups string
		want   bool
	}{
		{"of a registry", registry, one, true},
		{"of a data set", dataset, one, false},
		{"of the files too", registry, both, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := watched(t, release{dataset: "first"}) // brings the vocabulary
			if _, err := s.Load(t.Context(), []graph.Bundle{tt.before}, store.Commit{Time: june}); err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			var out, talk bytes.Buffer
			l := &loader{ctx: t.Context(), workspace: &workspace{store: s, dir: dir}, talk: &talk}
			l.mapping = write(t, dir, "map.yaml", strings.NewReplacer("DATASET", "alpha", "PARTIAL", "true").Replace(raidsMapping))
			files := []string{write(t, dir, "groups.csv", "id,type,name\n"+tt.groups), write(t, dir, "raids.csv", "by,on,gist\n1,9,\n9,1,\n")}
			if err := l.load(&out, files, false); err != nil {
				t.Fatalf("load = %v: %s", err, &talk)
			}
			if got := strings.Contains(talk.String(), "taken for these: 1, such as vw-9 of corpus\n"); got != tt.want {
				t.Errorf("it tells %q", &talk)
			}
		})
	}
}
