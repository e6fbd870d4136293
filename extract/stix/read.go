package stix

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"

	"dyad/extract"
	"dyad/graph"
)

// Read is an [extract.ForeignReader] for STIX. The file's batch, and the dataset if it brings one, are named after the format and the
// file: a bundle of what an annotation brought must not pass for a later version of that annotation.
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
		scanner: s, out: extract.NewForeign(),
		held: map[string]*object{}, keys: map[string]graph.EntityKey{}, taken: map[graph.EntityKey]bool{},
		joins: map[string]join{}, said: map[graph.ClaimID]int{},
	}
	r.latest()
	r.own()
	r.out.Whole(&r.bundle)
	r.foreign()
	if len(r.problems) > 0 {
		return nil, r.problems
	}
	digest := sha256.Sum256(data)
	r.bundle.Batch = extract.NewBatch(scheme, extract.FileSlug(name), digest[:])
	r.out.Bundles = []graph.Bundle{r.bundle}
	r.out.SortNotes()
	return r.out, nil
}

// A reader turns the objects of a file into a bundle.
type reader struct {
	*scanner
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

// keyOf makes a key of an id; "" of one without letters and digits. Of one that is too long the end counts, where ids have what tells
// them apart.
func keyOf(id string) graph.EntityKey {
	fields := strings.FieldsFunc(strings.ToLower(id), func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') })
	if len(fields) == 0 {
		return ""
	}
	key := strings.Join(fields, "-")
	return graph.EntityKey(scheme + "-" + strings.Trim(key[max(0, len(key)-90):], "-"))
}

// wrong notes that an object can't be what it should.
func (r *reader) wrong(o *object, format string, args ...any) {
	r.problem(o.at, o.ID+": "+fmt.Sprintf(format, args...))
}
