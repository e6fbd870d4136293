package table_test

import (
	"strings"
	"testing"

	"dyad/extract"
	"dyad/extract/table"
	"dyad/graph"

	"github.com/google/go-cmp/cmp"
)

// TestOffices refuses rows whose cells name an office that the vocabulary lacks, and none where no vocabulary is given.
func TestOffices(t *testing.T) {
	const mapping = head + `dangling: placeholder
tables:
  e: {files: [e.csv]}
claims:
  - {rule: post, from: "{id}", type: allied_with, to: valley, roles: {office: "{post}"}, gist: "{id} {post}"}
`
	const lacking = `e.csv:3:3: column "post" is "ferrier": no office in the vocabulary: say under values what it stands for, or add it to the vocabulary (rule post)`
	tests := []struct {
		name        string
		v           *graph.Vocabulary
		gists, told []string
	}{
		{"known ones, and one that need not be", words(), []string{"1 mayor", "3 x:warden", "4"}, []string{lacking}},
		{"no vocabulary", nil, []string{"1 mayor", "2 ferrier", "3 x:warden", "4"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, problems := table.Parse(extract.File{Name: "map.yaml", Data: []byte(mapping)}, tt.v)
			if len(problems) > 0 {
				t.Fatal(problems)
			}
			var told, gists []string
			given := files{"e.csv": "id,post\n1,mayor\n2,ferrier\n3,x:warden\n4,\n"}
			stream, problems, err := table.Open(m, given.names(), given.open, table.Options{Tell: func(p extract.Problem) { told = append(told, p.String()) }, SkipRefused: true})
			if err != nil || len(problems) > 0 {
				t.Fatal(problems, err)
			}
			for part, err := range stream.Chunks {
				if err != nil {
					t.Fatal(err)
				}
				for _, c := range part.Claims {
					gists = append(gists, strings.TrimSpace(c.Gist))
				}
			}
			if diff := cmp.Diff(tt.told, told); diff != "" {
				t.Errorf("told (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.gists, gists); diff != "" {
				t.Errorf("gists (-want +got):\n%s", diff)
			}
		})
	}
}
