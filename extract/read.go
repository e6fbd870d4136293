package extract

import (
	"cmp"
	"slices"

	"dyad/graph"
)

// Read reads files together: vocabularies first, then registries, then annotations, each in the order given, whatever the
// order among them. The bundles come in that order, one for each file that could be read at all.
//
// Every problem of every file is returned, ordered by file, line and column. The bundles are usable only if [Usable] says so
// of the problems; otherwise they are what could be made of the files, for whoever wants to show it.
//
// texts may be nil. Everything is then checked but what only the texts can tell: digests of spans, names as they stand in the
// text, and that no passage of it is repeated.
func Read(files []File, base Base, texts *Texts) ([]graph.Bundle, []Problem) {
	return newReading(base, texts).readFiles(files)
}

// newReading returns a reading that has seen no file yet.
func newReading(base Base, texts *Texts) *reading {
	return &reading{
		base: base, known: base.Terms, texts: texts, used: map[graph.EntityKey]bool{},
		kept: map[graph.ClaimID]*draft{}, claims: map[graph.ClaimID]*draft{},
	}
}

// readFiles reads all files together. A reading does so once.
func (r *reading) readFiles(files []File) ([]graph.Bundle, []Problem) {
	for _, f := range r.once(files) {
		d, problems := open(f)
		r.problems = append(r.problems, problems...)
		if d != nil && d.kind == reviewFile {
			d.report(d.top.at("kind"), "a review says nothing of actors: dyad review reads it, so leave it out here")
			r.problems = append(r.problems, d.problems...)
			continue
		}
		if d != nil {
			d.compared = cmp.Or(r.base.Compared, d.compared)
			r.docs = append(r.docs, d)
		}
	}
	slices.SortStableFunc(r.docs, func(a, b *document) int {
		return slices.Index(fileKinds(), a.kind) - slices.Index(fileKinds(), b.kind)
	})
	bundles := r.read()
	for _, d := range r.docs {
		r.problems = append(r.problems, d.problems...)
	}
	return bundles, sorted(r.problems)
}

// once returns the files without those that are given a second time, under whatever name, and reports these. What is wrong with
// a file is wrong with its double, and is not said twice.
func (r *reading) once(files []File) []File {
	var kept []File
	first := map[string]string{}
	for _, f := range files {
		if len(f.Data) > MaxFile {
			kept = append(kept, f)
			continue
		}
		digest := digestOf(f.Data)
		switch name, double := first[digest]; {
		case !double:
			first[digest] = f.Name
			kept = append(kept, f)
		case name == f.Name:
			r.problems = append(r.problems, Problem{File: f.Name, Message: "the file is given twice: name it once"})
		default:
			r.problems = append(r.problems, Problem{File: f.Name, Message: "byte for byte the same as " + name + ": leave one of them out"})
		}
	}
	return kept
}

// A reading is the files of one call of [Read], and what is known while they are read.
type reading struct {
	base  Base         // without what the files take the place of
	known []graph.Term // of the base, as it was
	texts *Texts

	docs       []*document // by kind, in the order of fileKinds
	vocabulary *graph.Vocabulary
	terms      *termNames // of the vocabulary
	registry   *Registry
	declared   []*declaration        // entities, in the order of docs
	resolved   map[string]resolution // names that were looked up
	used       map[graph.EntityKey]bool
	unread     bool                     // some claim or mention could not be read whole
	drafts     []*draft                 // the claims of all files
	kept       map[graph.ClaimID]*draft // those that pin an id
	claims     map[graph.ClaimID]*draft // those that have their ids
	problems   []Problem                // of files that could not be opened
}

// read makes a bundle of every document. Terms are needed to judge entities, and both to judge claims.
func (r *reading) read() []graph.Bundle {
	bundles := make([]graph.Bundle, len(r.docs))
	r.readBatches()
	r.readVocabularies(bundles)
	r.readEntities(bundles)
	r.readAnnotations(bundles)
	for i, d := range r.docs {
		bundles[i].Batch = d.batch
		r.checkPlace(d, bundles[i].Sources)
	}
	return bundles
}

// readBatches gives every document the key of its batch, and sets aside what the base has of these batches.
func (r *reading) readBatches() {
	first := map[graph.BatchKey]*document{}
	for _, d := range r.docs {
		key, at := d.batchKey()
		if other := first[key]; other != nil && key != "" {
			d.report(at, "%s has the key %q too: two files can't be one batch, so give one of them another key", other.name, key)
		}
		if key != "" {
			first[key] = d
		}
		d.batch.Key, d.batch.ID, d.keyPlace = key, key.ID(d.batch.Digest), at
	}
	r.base.Terms = slices.DeleteFunc(slices.Clone(r.base.Terms), func(t graph.Term) bool { return first[t.Batch] != nil })
	r.base.Entities = slices.DeleteFunc(slices.Clone(r.base.Entities), func(e graph.Entity) bool { return first[e.Batch] != nil })
}

// checkPlace reports a file that has the key of a data set, which it would take the place of, and brings none itself.
func (r *reading) checkPlace(d *document, brings []graph.Source) {
	key := graph.SourceKey(d.batch.Key)
	if r.base.HasData == nil || !r.base.HasData(key) || slices.ContainsFunc(brings, func(s graph.Source) bool { return s.Key == key && s.IsData() }) {
		return
	}
	d.report(d.keyPlace, "%q is the name of a data set that was loaded, whose place the file would take: give it another key", key)
}

// batchKey returns the key of what the file brings in: that of its source, or its own. No key is taken for granted: a file that
// forgot it would take the place of the built-in one.
func (d *document) batchKey() (graph.BatchKey, place) {
	if d.kind == annotationsFile {
		source := d.quietly(d.top, "source")
		return graph.BatchKey(source.plain("key")), source.at("key")
	}
	if d.top.values["key"] == nil {
		at := d.top.at("kind")
		d.report(at, "key is missing: give the file a key of its own; %q is that of the built-in one and takes its place", d.kind)
		return "", at
	}
	return graph.BatchKey(d.top.slug("key")), d.top.at("key")
}
