package stix

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"strings"
	"time"

	"dyad/extract"
	"dyad/graph"
)

// Read is an [extract.ForeignReader] for STIX. The file's batch, and the dataset if it brings one, are named after the file.
func Read(name string, in io.Reader) (*extract.Foreign, []extract.Problem) {
	data, err := io.ReadAll(in)
	if err != nil {
		return nil, []extract.Problem{{File: name, Message: "the file can't be read further: " + err.Error()}}
	}
	s := &scanner{name: name, data: data}
	if s.scan(); len(s.problems) > 0 {
		return nil, s.problems
	}
	r := &reader{
		scanner: s, base: baseOf(name), out: &extract.Foreign{},
		held: map[string]*object{}, keys: map[string]graph.EntityKey{}, taken: map[graph.EntityKey]bool{},
		joins: map[string]join{}, said: map[graph.ClaimID]int{},
	}
	r.latest()
	r.own()
	r.foreign()
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	sum := sha256.Sum256(data)
	digest, key := hex.EncodeToString(sum[:]), graph.BatchKey(r.base)
	r.bundle.Batch = graph.Batch{ID: key.ID(digest), Key: key, Digest: digest}
	r.out.Bundles = []graph.Bundle{r.bundle}
	r.out.SortNotes()
	return r.out, nil
}

// A reader turns the objects of a file into a bundle.
type reader struct {
	*scanner
	base   string // what the batch and the dataset are called
	out    *extract.Foreign
	bundle graph.Bundle

	held  map[string]*object         // the objects of the file, by id
	keys  map[string]graph.EntityKey // of the objects that are entities
	taken map[graph.EntityKey]bool   // the keys of all entities
	joins map[string]join            // of the relationships
	said  map[graph.ClaimID]int      // where in the bundle the claims of the dataset are
}

// A join is what a relationship joins, and how.
type join struct {
	from, to graph.EntityKey
	typ      graph.TermKey
}

// baseOf is the name of a file without folder and extensions, as a key.
func baseOf(name string) string {
	base := path.Base(strings.ReplaceAll(name, `\`, "/"))
	for _, extension := range []string{".gz", ".json", ".jsonl", ".ndjson", ".stix"} {
		base = strings.TrimSuffix(base, extension)
	}
	if key := slug(base); graph.ValidKey(key) {
		return key
	}
	return "stix"
}

// latest keeps the latest version of each object, where the file has several.
func (r *reader) latest() {
	var kept []*object
	places := map[string]int{}
	for _, o := range r.objects {
		before := r.held[o.ID]
		if before == nil {
			places[o.ID] = len(kept)
			kept, r.held[o.ID] = append(kept, o), o
			continue
		}
		r.out.Note("objects that stand in the file more than once: the latest version is kept", o.ID)
		if !instant(o.Modified).Before(instant(before.Modified)) {
			kept[places[o.ID]], r.held[o.ID] = o, o
		}
	}
	r.objects = kept
}

// instant is a time as STIX writes them; the zero time for anything else.
func instant(text string) time.Time {
	t, _ := time.Parse(time.RFC3339Nano, text)
	return t.UTC()
}

// slug makes a key of an id or a name: lower-case letters, digits and single hyphens. Of one that is too long the end counts, where
// ids have what tells them apart.
func slug(text string) string {
	fields := strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
	key := strings.Join(fields, "-")
	return strings.Trim(key[max(0, len(key)-100):], "-")
}

// wrong notes that an object can't be what it should.
func (r *reader) wrong(o *object, format string, args ...any) {
	r.problem(o.at, o.ID+": "+fmt.Sprintf(format, args...))
}
