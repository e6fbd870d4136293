package ftm

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// foreign turns the entities of others into entities and claims of a source, which is the file.
func (f *file) foreign() {
	src := graph.Source{Key: graph.SourceKey("ftm-" + f.slug), Kind: graph.Dataset, Genre: graph.Data, Title: f.slug}
	src.ID = src.Key.ID()
	f.own.Sources = append(f.own.Sources, src)
	for _, e := range f.entities {
		if _, joins := links[e.Schema]; joins {
			f.link(src.Key, e)
		} else {
			f.thing(src.Key, e)
		}
	}
}

// key returns the key of an entity, and whether it is one of the file that a claim can be about.
func (f *file) key(id string) (graph.EntityKey, bool) {
	e := f.met[id]
	if e == nil {
		return "", false
	}
	if e.Dyad != nil {
		if e.Dyad.Entity != nil {
			return e.Dyad.Entity.Key, true
		}
		return "", false
	}
	_, joins := links[e.Schema]
	return graph.EntityKey("ftm-" + f.slug + "-" + extract.Slug(id, 50)), !joins
}

// thing turns what is no link into an entity, and its references into claims.
func (f *file) thing(source graph.SourceKey, e *entity) {
	rest := maps.Clone(e.Properties)
	if rest == nil {
		rest = map[string][]string{}
	}
	key, _ := f.key(e.ID)
	n := graph.Entity{ID: key.ID(), Key: key, Type: typeOf(e.Schema), External: []graph.ExternalID{{Scheme: "ftm", Value: e.ID}}}
	var called string
	n.Name, called = f.caption(e)
	rest[called] = without(rest[called], n.Name)
	for _, of := range names {
		for _, text := range rest[of.property] {
			if text = strings.TrimSpace(text); text != "" && text != n.Name {
				n.Names = append(n.Names, graph.Name{Text: text, Kind: of.kind})
			}
		}
		delete(rest, of.property)
	}
	n.Names = once(n.Names)
	for _, id := range rest["wikidataId"] {
		n.External = append(n.External, graph.ExternalID{Scheme: "wikidata", Value: id})
	}
	n.Description = strings.Join(slices.Concat(rest["summary"], rest["description"]), "\n")
	for _, property := range []string{"wikidataId", "summary", "description"} {
		delete(rest, property)
	}
	f.own.Entities = append(f.own.Entities, n)
	for _, property := range slices.Sorted(maps.Keys(rest)) {
		f.property(source, e, property, rest[property])
	}
}

// caption is what a thing is called, and by which property: FollowTheMoney's own caption, else its schema and id.
func (f *file) caption(e *entity) (name, property string) {
	for _, property := range captions {
		for _, v := range e.Properties[property] {
			if v = strings.TrimSpace(v); v != "" {
				return v, property
			}
		}
	}
	f.out.Note("entities without any name: called by their schema and id", e.ID)
	return e.Schema + " " + e.ID, ""
}

// without returns the values that say something else.
func without(values []string, said string) []string {
	return slices.DeleteFunc(slices.Clone(values), func(v string) bool { return strings.TrimSpace(v) == said })
}

// once drops names that are there already; the kind of the first stays.
func once(all []graph.Name) []graph.Name {
	var out []graph.Name
	for _, n := range all {
		if !slices.ContainsFunc(out, func(m graph.Name) bool { return m.Text == n.Text }) {
			out = append(out, n)
		}
	}
	return out
}

// property turns references of a thing into claims, and counts whatever has no place.
func (f *file) property(source graph.SourceKey, e *entity, property string, values []string) {
	from, _ := f.key(e.ID)
	for _, v := range values {
		_, there := f.met[v]
		to, about := f.key(v)
		switch {
		case !there && !references[property]:
			f.out.Note("values of "+e.Schema+"."+property+": left out", v)
		case !there:
			f.out.Note("references to entities that are not in the file ("+e.Schema+"."+property+"): left out", e.ID+" -> "+v)
		case !about:
			f.out.Note("references to links ("+e.Schema+"."+property+"): left out", e.ID+" -> "+v)
		default:
			f.own.Claims = append(f.own.Claims, graph.Claim{
				Source: source, From: from, Type: graph.UnknownPrefix + graph.TermKey(property), To: to,
				Gist: e.Schema + " " + e.ID + ": " + property,
			})
		}
	}
}

// link turns a link into a claim for each pair of its ends.
func (f *file) link(source graph.SourceKey, e *entity) {
	of := links[e.Schema]
	rest := maps.Clone(e.Properties)
	c := graph.Claim{Source: source, Type: relationOf(e.Schema), Gist: e.gist()}
	c.When = f.when(e)
	c.Number = f.number(e, rest)
	from, to := f.ends(e, of.from), f.ends(e, of.to)
	for _, a := range from {
		for _, b := range to {
			next := c
			next.From, next.To = a, b
			f.own.Claims = append(f.own.Claims, next)
		}
	}
	if len(from)*len(to) > 1 {
		f.out.Note("links with several ends on a side: a claim for each pair", e.ID)
	}
	for _, property := range append([]string{of.from, of.to}, told...) {
		delete(rest, property)
	}
	for _, property := range slices.Sorted(maps.Keys(rest)) {
		for _, v := range rest[property] {
			f.out.Note("values of "+e.Schema+"."+property+": left out", v)
		}
	}
}

// told are the properties of links that are in the claim's gist or time.
var told = []string{"role", "relationship", "status", "summary", "description", "purpose", "date", "startDate", "endDate"}

// gist says what the link says of itself.
func (e *entity) gist() string {
	all := []string{e.Schema + " " + e.ID}
	for _, property := range told {
		if values := e.Properties[property]; len(values) > 0 {
			all = append(all, property+": "+strings.Join(values, ", "))
		}
	}
	return strings.Join(all, "; ")
}

// ends returns the entities at one side of a link. Those that are not there are noted.
func (f *file) ends(e *entity, property string) []graph.EntityKey {
	var keys []graph.EntityKey
	for _, id := range e.Properties[property] {
		key, about := f.key(id)
		switch {
		case f.met[id] == nil:
			f.out.Note("links to entities that are not in the file ("+e.Schema+"."+property+"): left out", e.ID+" -> "+id)
		case !about:
			f.out.Note("links to links ("+e.Schema+"."+property+"): left out", e.ID+" -> "+id)
		default:
			keys = append(keys, key)
		}
	}
	if len(e.Properties[property]) == 0 {
		f.out.Note("links with an end that is not given ("+e.Schema+"."+property+"): left out", e.ID)
	}
	slices.SortFunc(keys, cmp.Compare[graph.EntityKey])
	return slices.Compact(keys)
}
