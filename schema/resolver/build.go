package resolver

import (
	"time"

	"dyad/graph/index"
	"dyad/schema/exec"
)

// A Build is what the program was built from.
type Build struct {
	Commit    string    // "" where it is not known; then Time and Modified are not either
	Time      time.Time // of the commit
	GoVersion string
	Modified  bool // whether files differed from the commit
}

// shown is the build as clients see it.
func (b Build) shown() *exec.Build {
	shown := &exec.Build{GoVersion: b.GoVersion}
	if b.Commit == "" {
		return shown
	}
	at := b.Time.UTC().Format(time.RFC3339)
	shown.Commit, shown.Time, shown.Modified = &b.Commit, &at, &b.Modified
	return shown
}

// The rest of this file is what those who run a server are told without asking a question.

// Build returns the version of the program and what it was built from.
func (r *Root) Build() (version string, build Build) { return r.c.Version, r.c.Build }

// Index returns the newest index; nil while none is loaded.
func (r *Root) Index() *index.Index { return r.c.Snapshot() }

// TextsLoaded counts the sources that x knows whose text is at hand. It looks at each.
func (r *Root) TextsLoaded(x *index.Index) int { return queryResolver{r}.textsLoaded(x.Present()) }
