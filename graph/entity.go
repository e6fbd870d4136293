package graph

import "slices"

// An EntityKey is the name by which annotations call an entity: a slug (see [ValidKey]), unique, never reused.
type EntityKey string

// ID returns the id that the key stands for.
func (k EntityKey) ID() EntityID { return derive[Entity]("entity", string(k)) }

// An Entity is an actor, a population, a place, a facility or an event. What is known about it are its names; everything
// else that is said of it is a claim.
type Entity struct {
	ID          EntityID     `json:"id"`
	Key         EntityKey    `json:"key"`
	Type        TermKey      `json:"type"` // a term of kind [EntityTypeTerm], or an unknown one, "x:…"
	Name        string       `json:"name"` // the preferred form for display
	Names       []Name       `json:"names,omitempty"`
	Description string       `json:"description,omitempty"` // in our own words: enough to tell it from its neighbours
	External    []ExternalID `json:"external,omitempty"`
	Parent      EntityKey    `json:"parent,omitempty"`     // editorial: where a list would file it; states nothing
	MergedInto  EntityKey    `json:"mergedInto,omitempty"` // set by the registry where two keys turned out to be one
	Batch       BatchKey     `json:"batch,omitempty"`
}

// Untyped is the type of an entity of which no more is known than its key, or its key and name.
const Untyped TermKey = UnknownPrefix + "untyped"

// Placeholder reports whether the entity only stands for one that somebody names: no more is said of it than its key and a name.
func (e *Entity) Placeholder() bool {
	return e.Type == Untyped && len(e.Names)+len(e.External) == 0 && e.Description == "" && e.Parent == "" && e.MergedInto == ""
}

// A NameKind tells what sort of name a form is.
type NameKind string

// The kinds of names.
const (
	Preferred       NameKind = "preferred"
	Alias           NameKind = "alias"
	Acronym         NameKind = "acronym"
	Transliteration NameKind = "transliteration"
	Former          NameKind = "former"
)

// NameKinds lists every kind of name.
func NameKinds() []NameKind {
	return []NameKind{Preferred, Alias, Acronym, Transliteration, Former}
}

// A Name is one form under which sources call an entity.
type Name struct {
	Text     string   `json:"text"`
	Kind     NameKind `json:"kind"`
	Language string   `json:"language,omitempty"` // BCP 47, where it matters
	// Ambiguous declares that another entity bears this name too, on purpose. An undeclared double is a mistake.
	Ambiguous bool `json:"ambiguous,omitempty"`
}

// AllNames returns the display name first, then the other forms in their order, each text once.
func (e *Entity) AllNames() []Name {
	all := []Name{{Text: e.Name, Kind: Preferred}}
	for _, n := range e.Names {
		i := slices.IndexFunc(all, func(m Name) bool { return m.Text == n.Text })
		switch {
		case i < 0:
			all = append(all, n)
		case i == 0:
			all[0] = n
		}
	}
	return all
}

// An ExternalID is what another catalogue calls an entity.
type ExternalID struct {
	Scheme   string `json:"scheme"` // "wikidata", "ucdp-actor", …
	Value    string `json:"value"`
	Verified bool   `json:"verified,omitempty"` // somebody compared the two entries
}

// A SameAs is a judgement of identity, with its reason. Judged the same, From redirects to Into and keeps answering; judged
// different, the two are never proposed for a merge again.
type SameAs struct {
	ID        SameAsID  `json:"id"`
	From      EntityKey `json:"from"`
	Into      EntityKey `json:"into"`
	Same      bool      `json:"same"`
	Reason    string    `json:"reason"`
	Annotator string    `json:"annotator,omitempty"`
	Batch     BatchKey  `json:"batch,omitempty"`
}

// DerivedID returns the id of the judgement: one for each ordered pair.
func (s *SameAs) DerivedID() SameAsID {
	return derive[SameAs]("sameas", string(s.From), string(s.Into))
}

// ValidKey reports whether s can be a key: lower-case ASCII letters, digits and single hyphens between them, at most 100
// characters, and not the text of an id, so that an argument that takes an id or a key is never in doubt.
func ValidKey(s string) bool {
	if s == "" || len(s) > 100 {
		return false
	}
	hyphen := true // nothing stands before the first character
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	_, err := ParseID[Entity](s)
	return !hyphen && err != nil
}
