package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

// TestRowsOfLoadsThatEnd says nothing of how many rows were imported where a load ends before all of them were read: because the store has found so
// much wrong that it wants no more, and because somebody stops it.
func TestRowsOfLoadsThatEnd(t *testing.T) {
	const many = 9000 // more than go into two parts
	var groups, raids strings.Builder
	for i := range many {
		fmt.Fprintf(&groups, "%d,MilitantGroup,group %d\n", i, i)
		fmt.Fprintf(&raids, "%d,%d,\n", i, (i+1)%many)
	}
	other := strings.ReplaceAll(groups.String(), "MilitantGroup", "UnknownActor")
	tests := []struct {
		name   string
		groups string
		stop   bool // once rows of the last file are read
		want   string
	}{
		{"so much is wrong", other, false, "so many problems that the rest was not read"},
		{"somebody stops it", "", true, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := watched(t, release{dataset: "alpha", groups: groups.String()})
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			dir := t.TempDir()
			var out, talk bytes.Buffer
			l := &loader{ctx: ctx, workspace: &workspace{store: s, dir: dir}, talk: &talk, skipRefused: true}
			l.mapping = write(t, dir, "map.yaml", strings.NewReplacer("DATASET", "beta", "PARTIAL", "false").Replace(raidsMapping))
			names := []string{write(t, dir, "groups.csv", "id,type,name\n"+tt.groups), write(t, dir, "raids.csv", "by,on,gist\nx\n"+raids.String())}
			if tt.stop {
				l.talk = stopping{stop, &talk} // the row that can't be read is told while the rows are
			}
			err := l.load(&out, names, false)
			if err == nil {
				t.Fatal("it was loaded")
			}
			if out.Len() > 0 {
				t.Errorf("it counts rows that were not all read:\n%s", &out)
			}
			if strings.Contains(talk.String(), "the others") {
				t.Errorf("it tells what became of the others:\n%s", &talk)
			}
			if !strings.Contains(talk.String(), tt.want) {
				t.Errorf("it does not tell %q", tt.want)
			}
		})
	}
}

// A stopping writer stops what is going on when it is written to.
type stopping struct {
	stop context.CancelFunc
	*bytes.Buffer
}

func (w stopping) Write(p []byte) (int, error) {
	w.stop()
	return w.Buffer.Write(p)
}
