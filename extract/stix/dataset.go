package stix

import (
	"cmp"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// silent are the types of objects that say nothing by themselves.
var silent = map[string]string{
	"extension-definition": "definitions of extensions, left out",
	"language-content":     "translations, left out",
}

// statements are the types of objects that become claims.
var statements = []string{"relationship", "sighting", "opinion"}

// foreign takes what dyad did not write as the claims of one dataset.
func (r *reader) foreign() {
	if len(r.objects) == 0 {
		return
	}
	var said []*object
	for _, o := range r.objects {
		r.leave(o)
		switch {
		case o.Type == "marking-definition":
		case silent[o.Type] != "":
			r.out.Note(silent[o.Type], o.ID)
		case slices.Contains(statements, o.Type):
			said = append(said, o)
		default:
			r.entity(o)
		}
	}
	r.noteDoubles()
	d := r.dataset()
	r.bundle.Sources = append(r.bundle.Sources, d.source)
	// Opinions come last: they are of relationships.
	slices.SortStableFunc(said, func(a, b *object) int {
		return cmp.Compare(slices.Index(statements, a.Type), slices.Index(statements, b.Type))
	})
	for _, o := range said {
		d.statement(o)
	}
}

// leave notes what of an object is not taken, whatever it is.
func (r *reader) leave(o *object) {
	for _, name := range o.rest {
		r.out.Note(`properties "`+name+`", left out`, o.ID)
		r.dangling(o, o.links[name]...)
	}
	if o.Type != "opinion" && len(o.About) > 0 {
		r.out.Note(`properties "object_refs", left out`, o.ID)
		r.dangling(o, o.About...)
	}
	if o.CreatedBy != "" {
		r.dangling(o, o.CreatedBy)
	}
	r.dangling(o, o.Markings...)
	if o.Created != "" {
		r.out.Note("dates of making and change, of which the latest dates the source", o.ID)
	}
	if o.Revoked {
		r.out.Note(o.Type+" objects that are revoked", o.ID)
	}
	if o.Deprecated {
		r.out.Note(o.Type+" objects that are deprecated", o.ID)
	}
}

// dangling notes references to what is not in the file.
func (r *reader) dangling(o *object, refs ...string) {
	for _, ref := range refs {
		if r.held[ref] == nil {
			r.out.Note("references to objects that are not in the file", o.ID+" to "+ref)
		}
	}
}

// A dataset is a source and how its claims are made.
type dataset struct {
	*reader
	source  graph.Source
	several bool // its objects were made by several, so that each claim has the voice of its maker
}

// dataset describes the objects as a source: made by whoever made them all, published when the latest was changed, with the terms
// that their marks state.
func (r *reader) dataset() *dataset {
	about := extract.FileSlug(r.name)
	d := &dataset{reader: r, source: graph.Source{
		Key: graph.SourceKey(scheme + "-" + about), Kind: graph.Dataset, Genre: graph.Data, Title: about,
	}}
	d.source.ID = d.source.Key.ID()
	var makers, marks []string
	latest := ""
	for _, o := range r.objects {
		if made := r.held[o.CreatedBy]; made != nil && !slices.Contains(makers, made.ID) {
			makers = append(makers, made.ID)
		}
		if day := instant(o.Modified); !day.IsZero() {
			latest = max(latest, day.Format("2006-01-02"))
		}
		if mark := marking(o); mark != "" && !slices.Contains(marks, mark) {
			marks = append(marks, mark)
		}
	}
	d.several = len(makers) > 1
	if len(makers) == 1 {
		d.source.Publisher = display(r.held[makers[0]])
	}
	if published, err := graph.ParseEDTF(latest); err == nil {
		d.source.Published = graph.Published{EDTF: published, Basis: graph.InferredBasis}
	}
	slices.Sort(marks)
	d.source.Note = strings.Join(marks, "\n")
	return d
}

// marking is what a mark states: terms of use, or how far it may be passed on.
func marking(o *object) string {
	if o.Type != "marking-definition" {
		return ""
	}
	if statement := o.Definition["statement"]; statement != "" {
		return statement
	}
	if tlp := o.Definition["tlp"]; tlp != "" {
		return "TLP:" + strings.ToUpper(tlp)
	}
	return o.Name
}
