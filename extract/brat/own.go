package brat

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

const (
	heading   = "dyad " // begins the notes that dyad writes, before an object of JSON
	keyScheme = "dyad:" // begins the references that dyad writes
)

// A record is what a note of dyad holds: what brat has no place for.
type record struct {
	Source     *graph.Source  `json:"source"`     // whose text this is: with the first annotation that triggers no event
	Undigested []string       `json:"undigested"` // with the source: the spans of mentions that have no digest
	Entities   []graph.Entity `json:"entities"`   // with the first annotation that names them
	Claim      *graph.Claim   `json:"claim"`      // of a relation or an event, the one that it is
	Claims     []graph.Claim  `json:"claims"`     // those that have no place in the text
	Again      graph.ClaimID  `json:"again"`      // of a relation or an event: a further place of this claim
}

// all are the claims of a record.
func (r *record) all() []*graph.Claim {
	var all []*graph.Claim
	for i := range r.Claims {
		all = append(all, &r.Claims[i])
	}
	if r.Claim != nil {
		all = append(all, r.Claim)
	}
	return all
}

// An own is what dyad wrote itself.
type own struct {
	source   *graph.Source
	sourceAt *annotation
	first    *annotation // of what dyad wrote
	entities map[graph.EntityKey]bool
	claims   map[graph.ClaimID]bool
	records  []noted
	spans    map[string]graph.EntityKey        // the entity of a span, by its id
	named    map[graph.EntityKey][]*annotation // the spans of an entity
	bare     map[string]bool                   // the spans whose mentions have no digest
	said     map[string]bool                   // relations and events that are claims of dyad
	types    map[string]graph.TermKey          // which type a label stands for
}

// A noted is a note, and what it is of.
type noted struct {
	record
	note, of *annotation
}

// isClaim reports whether the note says which claim it is that it stands beside.
func (n *noted) isClaim() bool {
	return (n.Source == nil || n.Claim != nil) && (n.of.kind == 'R' || n.of.kind == 'E')
}

// isOwn reports whether dyad wrote a note.
func isOwn(a *annotation) bool {
	return a.kind == '#' && a.label.text == annotators && strings.HasPrefix(a.words.text, heading+"{")
}

// isOwned reports whether dyad wrote an annotation, or the event that it triggers.
func (f *file) isOwned(a *annotation) bool {
	said := func(event *annotation) bool { return f.own.said[event.id.text] }
	return f.own.spans[a.id.text] != "" || said(a) || slices.ContainsFunc(f.triggered[a.id.text], said)
}

// readOwn reads what dyad wrote.
func (f *file) readOwn() {
	f.own = own{
		entities: map[graph.EntityKey]bool{}, claims: map[graph.ClaimID]bool{},
		spans: map[string]graph.EntityKey{}, named: map[graph.EntityKey][]*annotation{}, bare: map[string]bool{}, said: map[string]bool{},
	}
	for _, a := range f.all {
		switch {
		case isOwn(a):
			f.readNote(a)
		case a.kind == 'N' && strings.HasPrefix(a.value, keyScheme):
			f.readKey(a)
		default:
			continue
		}
		if f.own.first == nil {
			f.own.first = a
		}
	}
}

// readKey reads which entity of dyad a span names.
func (f *file) readKey(a *annotation) {
	key, of := strings.TrimPrefix(a.value, keyScheme), a.args[0].of.text
	switch {
	case !graph.ValidKey(key):
		f.report(a.line, a.label.column, "%s: %s is no key of an entity", a.id.text, quoted(key))
	case f.met[of].kind != 'T':
		f.report(a.line, a.label.column, "%s: only a span, T, names an entity of dyad", a.id.text)
	case f.own.spans[of] != "":
		f.report(a.line, a.label.column, "%s: %s names %q already", a.id.text, of, f.own.spans[of])
	default:
		f.own.spans[of] = graph.EntityKey(key)
		f.own.named[graph.EntityKey(key)] = append(f.own.named[graph.EntityKey(key)], f.met[of])
	}
}

// readNote reads a note of dyad.
func (f *file) readNote(a *annotation) {
	n := noted{note: a, of: f.met[a.args[0].of.text]}
	if err := json.Unmarshal([]byte(strings.TrimPrefix(a.words.text, heading)), &n.record); err != nil {
		f.wrongNote(a, "it is no record of dyad: "+err.Error())
		return
	}
	if n.isClaim() {
		f.own.said[n.of.id.text] = true
		if n.Claim == nil && len(n.Claims) == 1 { // the source had a note to itself once, and the claim stood in a list
			n.Claim, n.Claims = &n.Claims[0], nil
		}
	}
	if n.Source != nil {
		if f.own.source != nil {
			f.wrongNote(a, "line "+strconv.Itoa(f.own.sourceAt.line)+" has the source already")
		}
		f.own.source, f.own.sourceAt = n.Source, a
		for _, id := range n.Undigested {
			f.own.bare[id] = true
		}
	}
	f.check(&n)
	f.own.records = append(f.own.records, n)
}

// wrongNote reports what is wrong with a note of dyad.
func (f *file) wrongNote(a *annotation, wrong string) {
	f.report(a.line, a.words.column, "%s: %s; put right what was changed, or take the note away", a.id.text, wrong)
}

// check reports what is wrong with records by themselves, and gives them the form that a load expects.
func (f *file) check(n *noted) {
	var faults []error
	if s := n.Source; s != nil {
		faults = append(faults, extract.OwnSource(s)...)
	}
	for i := range n.Entities {
		faults = append(faults, extract.OwnEntity(&n.Entities[i])...)
	}
	for _, c := range n.all() {
		faults = append(faults, extract.OwnClaim(c)...)
	}
	for _, fault := range faults {
		f.wrongNote(n.note, fault.Error())
	}
}

// takeOwn adds what dyad wrote. Entities are what other files may have too: where they are known, they stay as they are.
func (f *file) takeOwn() {
	f.own.types = map[string]graph.TermKey{}
	for i := range f.own.records {
		f.ownTypes(&f.own.records[i])
		f.ownEntities(f.own.records[i].Entities)
	}
	for _, a := range f.all {
		if key := f.own.spans[a.id.text]; key != "" {
			f.keys[a.id.text] = key
			f.untyped(key, f.surface(a))
			f.mention(key, a)
		}
	}
	for i := range f.own.records {
		for _, c := range f.own.records[i].all() {
			f.own.claims[c.ID] = true
		}
		f.ownClaims(&f.own.records[i])
	}
	for i := range f.own.records {
		f.ownAgain(&f.own.records[i])
	}
}

// ownTypes learns labels: a colon is none for brat, so x_abuts stands for x:abuts here, whoever uses it. Of two types of one label the first holds.
func (f *file) ownTypes(n *noted) {
	learn := func(t graph.TermKey) {
		if label := asTerm(string(t)); f.own.types[label] == "" {
			f.own.types[label] = t
		}
	}
	for i := range n.Entities {
		learn(n.Entities[i].Type)
	}
	for _, c := range n.all() {
		learn(c.Type)
	}
}

// ownEntities adds entities, each once.
func (f *file) ownEntities(all []graph.Entity) {
	for _, e := range all {
		if !f.own.entities[e.Key] {
			f.own.entities[e.Key], f.out.Partial.Entities[e.Key], f.taken[e.Key] = true, true, true
			f.bundle.Entities = append(f.bundle.Entities, e)
		}
	}
}

// untyped adds an entity of which the file has the key, and the words of a span.
func (f *file) untyped(key graph.EntityKey, words string) {
	if f.own.entities[key] {
		return
	}
	f.ownEntities([]graph.Entity{{ID: key.ID(), Key: key, Type: "x:untyped", Name: words}})
	f.out.Note("entities of which the file has the key and words: of type x:untyped, unless they are known already", string(key))
}

// ownClaims adds the claims of a note.
func (f *file) ownClaims(n *noted) {
	if n.Source == nil && len(n.Claims) > 0 && n.isClaim() {
		f.wrongNote(n.note, "a relation or an event is one claim, and here are "+strconv.Itoa(len(n.all())))
		return
	}
	for _, c := range n.all() {
		_, met := f.said[c.ID]
		wrong := ""
		if c == n.Claim && n.isClaim() {
			wrong = f.differs(n.of, c, c.Evidence[:min(1, len(c.Evidence))])
		}
		switch {
		case met:
			f.wrongNote(n.note, "the file has the claim "+c.ID.String()+" already")
			continue
		case c.Source != f.source:
			f.wrongNote(n.note, "its claim is of the source "+string(c.Source)+", and the file of "+string(f.source))
			continue
		case !f.holds(c):
			f.wrongNote(n.note, "its evidence is not what the text says there")
			continue
		case wrong != "":
			f.wrongNote(n.note, n.of.id.text+" says other things than the claim that it was written of: "+wrong)
			continue
		}
		f.said[c.ID] = len(f.bundle.Claims)
		for _, key := range c.Entities() {
			f.taken[key] = true
		}
		for _, o := range c.Evidence {
			f.heard[heard{len(f.bundle.Claims), o.String()}] = true
		}
		f.bundle.Claims = append(f.bundle.Claims, *c)
	}
}

// ownAgain holds a further place of a claim against the claim.
func (f *file) ownAgain(n *noted) {
	if n.Again.IsZero() {
		return
	}
	if !f.own.claims[n.Again] {
		f.wrongNote(n.note, "it is a further place of the claim "+n.Again.String()+", which is not in the file")
		return
	}
	if i, taken := f.said[n.Again]; taken { // else it was told what is wrong with the claim
		c := &f.bundle.Claims[i]
		if wrong := f.differs(n.of, c, c.Evidence[min(1, len(c.Evidence)):]); wrong != "" {
			f.wrongNote(n.note, n.of.id.text+" says other things than the claim that it is a further place of: "+wrong)
		}
	}
}
