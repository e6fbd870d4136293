package extract

import "dyad/graph"

// A termName is what no two terms of a vocabulary share.
type termName struct {
	kind graph.TermKind
	key  graph.TermKey
}

// termNames are the keys of all terms that anybody defines.
type termNames struct {
	known  map[termName]bool
	byKind map[graph.TermKind][]string // each once, in the order of the files
	ends   []string                    // entity types and their classes, which may stand at an end
}

// termNames collects the keys of the terms of the base and of all files.
func (r *reading) termNames() *termNames {
	names := &termNames{known: map[termName]bool{}, byKind: map[graph.TermKind][]string{}}
	for _, t := range r.base.Terms {
		names.add(t.Kind, string(t.Key))
	}
	for _, d := range r.docs {
		if d.kind != vocabularyFile {
			continue
		}
		for _, s := range sections() {
			for _, m := range d.quietItems(d.top, s.name) {
				names.add(s.kind, m.plain("term"))
			}
		}
	}
	names.ends = append(names.ends, names.byKind[graph.EntityTypeTerm]...)
	for _, class := range graph.Classes() {
		names.ends = append(names.ends, string(class))
	}
	return names
}

func (n *termNames) add(kind graph.TermKind, key string) {
	name := termName{kind, graph.TermKey(key)}
	if key == "" || n.known[name] {
		return
	}
	n.known[name] = true
	n.byKind[kind] = append(n.byKind[kind], key)
}

// mayEnd reports whether a word is an entity type or a class of them.
func (n *termNames) mayEnd(word string) bool {
	for _, class := range graph.Classes() {
		if string(class) == word {
			return true
		}
	}
	return n.known[termName{graph.EntityTypeTerm, graph.TermKey(word)}]
}
