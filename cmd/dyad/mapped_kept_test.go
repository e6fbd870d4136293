package main

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dyad/graph"
	"dyad/store"
	"dyad/store/storetest"
)

// valleyMapping maps a table of groups.
const valleyMapping = `dyad: 1
kind: mapping
dataset: {name: valley-watch, prefix: vw, version: "1", title: Valley Watch, publisher: Valley Watch}
tables:
  groups: {files: [groups.csv]}
entities:
  - {rule: group, table: groups, key: "group-{id}", type: MilitantGroup, name: "{name}"}
`

// TestReleasesKeepWhomOthersName loads a release of a data set that lacks a group that something else names: the group is still there.
func TestReleasesKeepWhomOthersName(t *testing.T) {
	const herons = "vw-group-2"
	paper := graph.Bundle{
		Batch:   graph.Batch{Key: "paper"},
		Sources: []graph.Source{{Key: "paper", Kind: graph.Article, Genre: graph.Reporting, Publisher: "Sandgate Gazette"}},
	}
	said, mentioned := paper, paper
	said.Claims = []graph.Claim{{Source: "paper", From: herons, Type: "attacks", To: "vw-group-1", Gist: "The Herons fired on the Mowers."}}
	mentioned.Mentions = []graph.Mention{{Source: "paper", Entity: herons, Form: "Herons", Part: graph.Part{Start: 4, End: 10}}}
	reworded := graph.Entity{Key: herons, Type: "MilitantGroup", Name: "Herons of the Ferry"}
	below := graph.Entity{Key: "vw-group-3", Type: "MilitantGroup", Name: "Young Herons", Parent: herons}
	tests := []struct {
		name  string
		paper graph.Bundle
		edit  []graph.Entity // by a curator, each in a transaction
		want  string         // the name of the group
	}{
		{"by a claim", said, nil, "Herons"},
		{"by a mention", mentioned, nil, "Herons"},
		{"by a claim, and a curator reworded it", said, []graph.Entity{reworded}, reworded.Name},
		{"by a group that goes too, as a curator has that one", paper, []graph.Entity{below}, "Herons"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := store.Open(t.Context(), storetest.NewMemory())
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			l := &loader{ctx: t.Context(), workspace: &workspace{store: s, dir: dir}, mapping: write(t, dir, "watch.yaml", valleyMapping)}
			release := func(groups string) {
				t.Helper()
				var out, talk bytes.Buffer
				l.talk = &talk
				if err := l.load(&out, []string{write(t, dir, "groups.csv", groups)}, false); err != nil {
					t.Fatalf("load of %q = %v: %s", groups, err, &talk)
				}
			}
			release("id,name\n1,Mowers\n2,Herons\n3,Young Herons\n")
			if _, err := s.Load(t.Context(), []graph.Bundle{tt.paper}, store.Commit{Time: june}); err != nil {
				t.Fatal(err)
			}
			for _, e := range tt.edit {
				by := graph.Signature{Author: "vale", Reason: "as the paper has it", Time: june.Add(time.Minute)}
				if _, err := s.Curate(t.Context(), graph.Edit{Put: graph.Bundle{Entities: []graph.Entity{e}}}, by); err != nil {
					t.Fatal(err)
				}
			}
			edited := s.Last()
			release("id,name\n1,Mowers\n")
			if got := nameOf(t, s, herons); got != tt.want {
				t.Errorf("the group is called %q, want %q", got, tt.want)
			}
			if len(tt.edit) == 0 {
				return
			}
			if _, err := s.Undo(t.Context(), graph.Undoing{Tx: edited}, graph.Signature{Author: "vale", Reason: "misread", Time: june.Add(time.Hour)}); err != nil {
				t.Fatal(err)
			}
			if got := nameOf(t, s, herons); got != "Herons" {
				t.Errorf("undone, the group is called %q, want what the data set called it", got)
			}
		})
	}
}

// nameOf is the name of an entity that counts now, "" if there is none.
func nameOf(t *testing.T, s *store.Store, k graph.EntityKey) string {
	t.Helper()
	feed, err := s.Feed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range feed.Entities {
		if e.Value.Key == k && e.Closed == 0 {
			return e.Value.Name
		}
	}
	return ""
}

// raidsMapping maps groups and raids between them, of whom some may be nowhere.
const raidsMapping = `dyad: 1
kind: mapping
dataset: {name: DATASET, prefix: vw, version: "1", title: DATASET, publisher: Valley Watch}
dangling: placeholder
tables:
  groups: {files: [groups.csv], optional: true}
  raids: {files: [raids.csv], optional: true}
entities:
  - {rule: group, table: groups, key: "{id}", type: "{type}", name: "{name}", partial: PARTIAL}
claims:
  - {rule: raid, table: raids, from: "{by}", type: attacks, to: "{on}", gist: "{gist}"}
`

// A release is what one data set is loaded from.
type release struct {
	dataset, groups, raids string // the tables without their first lines
	partial                bool   // whether the groups are described in part
	want                   string // in what is told on standard error
	refused                bool
}

// watched loads releases of data sets by [raidsMapping] into an empty store, one after the other.
func watched(t *testing.T, releases ...release) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range releases {
		loadRelease(t, s, r)
	}
	if findings, err := s.Verify(t.Context()); err != nil || len(findings) > 0 {
		t.Errorf("Verify = %v, %v", findings, err)
	}
	return s
}

// loadRelease loads one into a store that may have others.
func loadRelease(t *testing.T, s *store.Store, r release) {
	t.Helper()
	dir := t.TempDir()
	var out, talk bytes.Buffer
	l := &loader{
		ctx: t.Context(), workspace: &workspace{store: s, dir: dir}, talk: &talk,
		mapping: write(t, dir, "map.yaml", strings.NewReplacer("DATASET", r.dataset, "PARTIAL", strconv.FormatBool(r.partial)).Replace(raidsMapping)),
	}
	files := []string{write(t, dir, "groups.csv", "id,type,name\n"+r.groups), write(t, dir, "raids.csv", "by,on,gist\n"+r.raids)}
	if err := l.load(&out, files, false); (err != nil) != r.refused {
		t.Fatalf("%+v: %v: %s", r, err, &talk)
	}
	if !strings.Contains(talk.String(), r.want) {
		t.Errorf("%+v tells %q, want %q in it", r, &talk, r.want)
	}
}

// TestPlaceholdersDoNotReplaceWhatOthersName: a release that lacks a group, and names it, leaves it as it was where others name it too.
func TestPlaceholdersDoNotReplaceWhatOthersName(t *testing.T) {
	const both, one = "1,MilitantGroup,Mowers\n2,MilitantGroup,Ferry Men\n", "1,MilitantGroup,Mowers\n"
	first := release{dataset: "alpha", groups: both, raids: "1,2,\n"}
	tests := []struct {
		name     string
		releases []release
		want     string
	}{
		{"others name it", []release{
			first,
			{dataset: "beta", raids: "2,1,\n"},
			{dataset: "alpha", groups: one, raids: "1,2,\n", want: lacked + ": 1, such as vw-2"},
		}, "Ferry Men"},
		{"nobody else does", []release{first, {dataset: "alpha", groups: one, raids: "1,2,\n"}}, "2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := nameOf(t, watched(t, tt.releases...), "vw-2"); got != tt.want {
				t.Errorf("the group is called %q, want %q", got, tt.want)
			}
		})
	}
}

// TestDescriptionsTakePlaceholdersOver: whoever describes a group that others know by its id alone has it from then on, whoever else names it.
func TestDescriptionsTakePlaceholdersOver(t *testing.T) {
	const taken = takenOver + ": 1, such as vw-8"
	less := release{dataset: "less", groups: "1,MilitantGroup,Mowers\n", raids: "1,8,\n"}
	third := release{dataset: "third", raids: "8,1,in spring\n"}
	full := release{dataset: "full", groups: "8,MilitantGroup,Reapers\n", want: taken}
	again := less
	again.raids = "1,8,again\n"
	tests := []struct {
		name     string
		releases []release
	}{
		{"two others name it", []release{less, third, full}},
		{"one of them loaded again", []release{less, third, full, again}},
		{"one of them without it", []release{less, third, full, {dataset: "less", groups: less.groups}}},
		{"no longer described, and others name it", []release{less, third, full, {dataset: "full", want: lacked + ": 1, such as vw-8"}}},
		{"described in part", []release{less, third, {dataset: "full", groups: full.groups, partial: true, want: taken}}},
		{"described before", []release{{dataset: "full", groups: full.groups}, {dataset: "less", groups: less.groups, raids: less.raids}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := watched(t, tt.releases...)
			if got := nameOf(t, s, "vw-8"); got != "Reapers" {
				t.Errorf("the group is called %q, want Reapers", got)
			}
		})
	}
}

// TestDescriptionsOfTwoDataSetsChange: what two data sets describe comes to be said otherwise by what the refusal advises.
func TestDescriptionsOfTwoDataSetsChange(t *testing.T) {
	const advice = "load that one without it first, and again after this in the same words"
	was, now := "1,MilitantGroup,Mowers\n", "1,MilitantGroup,Reapers\n"
	tests := []struct {
		name     string
		releases []release
	}{
		{"in a release", []release{
			{dataset: "alpha", groups: was},
			{dataset: "beta", groups: was},
			{dataset: "alpha", groups: now, want: advice, refused: true},
			{dataset: "beta"},
			{dataset: "alpha", groups: now},
			{dataset: "beta", groups: now},
		}},
		{"from the start", []release{
			{dataset: "alpha", groups: was},
			{dataset: "beta", groups: now, want: advice, refused: true},
			{dataset: "alpha"},
			{dataset: "beta", groups: now},
			{dataset: "alpha", groups: now},
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := nameOf(t, watched(t, tt.releases...), "vw-1"); got != "Reapers" {
				t.Errorf("the group is called %q, want Reapers", got)
			}
		})
	}
}

// TestWhomClaimsThatStayName: a claim that a release lacks stays because another names it, and so do those whom it names, as they were described, also
// where rows of the release name them by their ids alone.
func TestWhomClaimsThatStayName(t *testing.T) {
	s := watched(t, release{dataset: "alpha", groups: "1,MilitantGroup,Mowers\n2,MilitantGroup,Reapers\n3,MilitantGroup,Ferry Men\n", raids: "1,2,dawn\n3,2,dusk\n"})
	feed, err := s.Feed(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	paper := graph.Bundle{
		Batch:   graph.Batch{Key: "paper"},
		Sources: []graph.Source{{Key: "paper", Kind: graph.Article, Genre: graph.Reporting, Publisher: "Sandgate Gazette"}},
	}
	for c := range feed.Claims {
		if c.Value.From == "vw-1" {
			paper.Claims = []graph.Claim{{Source: "paper", From: "vw-3", Type: "attacks", To: "vw-1", Disputes: []graph.ClaimID{c.Value.ID}}}
		}
	}
	if _, err := s.Load(t.Context(), []graph.Bundle{paper}, store.Commit{Time: june}); err != nil {
		t.Fatal(err)
	}
	loadRelease(t, s, release{dataset: "alpha", groups: "3,MilitantGroup,Ferry Men\n", raids: "3,2,dusk\n"})
	for key, want := range map[graph.EntityKey]string{"vw-1": "Mowers", "vw-2": "Reapers"} {
		if got := nameOf(t, s, key); got != want {
			t.Errorf("%s is called %q, want %q", key, got, want)
		}
	}
}

// TestClaimsFitTypesAgain: claims that became x: ones for the type of an end come back as they were meant once the type allows it, from the
// same file; and a type that leaves claims of others without a fit is refused.
func TestClaimsFitTypesAgain(t *testing.T) {
	place, group := "1,Place,Mowers\n2,MilitantGroup,Ferry Men\n", "1,MilitantGroup,Mowers\n2,MilitantGroup,Ferry Men\n"
	raids := release{dataset: "beta", raids: "1,2,\n"}
	refused := release{dataset: "alpha", groups: place, want: `it can't become "Place", and was "MilitantGroup": claim`, refused: true}
	tests := []struct {
		name     string
		releases []release
		want     graph.TermKey
	}{
		{"of a place", []release{{dataset: "alpha", groups: place}, raids}, "x:attacks"},
		{"of a group by now", []release{{dataset: "alpha", groups: place}, raids, {dataset: "alpha", groups: group}, raids}, "attacks"},
		{"of a group that became a place", []release{{dataset: "alpha", groups: group}, raids, refused}, "attacks"},
		{"without the claims first", []release{
			{dataset: "alpha", groups: group},
			raids,
			{dataset: "beta"},
			{dataset: "alpha", groups: place},
			raids,
		}, "x:attacks"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			feed, err := watched(t, tt.releases...).Feed(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			var got []graph.TermKey
			for c, err := range feed.Claims {
				if err != nil {
					t.Fatal(err)
				}
				if c.Closed == 0 {
					got = append(got, c.Value.Type)
				}
			}
			if !slices.Equal(got, []graph.TermKey{tt.want}) {
				t.Errorf("the claims are of types %q, want %q", got, tt.want)
			}
		})
	}
}

// TestReleasesKeepWhatOthersName loads a release that lacks an article which another paper cites, and a claim which a verdict prefers: both are there
// as they were, with whom the claim names, and noted.
func TestReleasesKeepWhatOthersName(t *testing.T) {
	mapping := raidsMapping + "sources:\n  - {rule: article, table: raids, key: \"article-{gist}\", title: \"{gist}\"}\n"
	mapping = strings.Replace(mapping, "{rule: raid, table: raids,", "{rule: raid, table: raids, source: article,", 1)
	mapping = strings.NewReplacer("DATASET", "alpha", "PARTIAL", "false").Replace(mapping)
	s, err := store.Open(t.Context(), storetest.NewMemory())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var out, talk bytes.Buffer
	l := &loader{ctx: t.Context(), workspace: &workspace{store: s, dir: dir}, talk: &talk, mapping: write(t, dir, "map.yaml", mapping)}
	release := func(groups, raids string) {
		t.Helper()
		talk.Reset()
		out.Reset()
		files := []string{write(t, dir, "groups.csv", "id,type,name\n"+groups), write(t, dir, "raids.csv", "by,on,gist\n"+raids)}
		if err := l.load(&out, files, false); err != nil {
			t.Fatalf("load = %v: %s", err, &talk)
		}
	}
	release("1,MilitantGroup,Mowers\n2,MilitantGroup,Reapers\n", "1,2,dawn\n2,1,dusk\n")
	raid := graph.Claim{Source: "vw-article-dawn", From: "vw-1", Type: "attacks", To: "vw-2"}
	raid.Normalize(&graph.Term{})
	paper := graph.Bundle{
		Batch:    graph.Batch{Key: "paper"},
		Entities: []graph.Entity{{Key: "ferry-men", Type: "MilitantGroup", Name: "Ferry Men"}, {Key: "herons", Type: "MilitantGroup", Name: "Herons"}},
		Claims:   []graph.Claim{{Source: "vw-article-dusk", From: "ferry-men", Type: "attacks", To: "herons"}},
		Verdicts: []graph.Verdict{{
			Contradiction: graph.ContradictionID{7}, Finding: graph.Decided, Prefers: []graph.ClaimID{raid.DerivedID()}, Reason: "many saw it",
		}},
	}
	if _, err := s.Load(t.Context(), []graph.Bundle{paper}, store.Commit{Time: june}); err != nil {
		t.Fatal(err)
	}
	release("", "")
	for _, want := range []string{
		lacked + ": 2, such as vw-1\n", lackedSources + ": 2, such as vw-article-dawn\n", lackedClaims + ": 1, such as claim " + raid.DerivedID().String(),
	} {
		if !strings.Contains(talk.String(), want) {
			t.Errorf("it tells %q, want %q in it", &talk, want)
		}
	}
	if want := "  claims: 0 added, 1 removed, 0 changed, 1 as they were\n"; !strings.Contains(out.String(), want) {
		t.Errorf("it prints %q, want %q in it", &out, want)
	}
	place := []string{write(t, dir, "groups.csv", "id,type,name\n1,Place,Mowers\n"), write(t, dir, "raids.csv", "by,on,gist\n")}
	if err := l.load(&out, place, false); err == nil || !strings.Contains(talk.String(), "or undo first what names it\n") {
		t.Errorf("load of a type that the claim does not fit = %v: %s", err, &talk)
	}
	if findings, err := s.Verify(t.Context()); err != nil || len(findings) > 0 {
		t.Errorf("Verify = %v, %v", findings, err)
	}
}
