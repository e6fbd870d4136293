package graph

import "strings"

// A TermKey is the word of the vocabulary that data uses: "MilitantGroup", "sponsors". Terms are data: adding one changes
// no code and no schema.
type TermKey string

// UnknownPrefix marks a type that an import brought and no vocabulary knows. Such claims are kept and counted: they have no
// sign, no weight, no broader type, and any ends.
const UnknownPrefix = "x:"

// Unknown reports whether the key stands for a type that no vocabulary knows.
func (k TermKey) Unknown() bool { return strings.HasPrefix(string(k), UnknownPrefix) }

// A TermKind says what a term is used for.
type TermKind string

// The kinds of terms.
const (
	EntityTypeTerm TermKind = "entity_type"
	RelationTerm   TermKind = "relation"
	RoleTerm       TermKind = "role"
	OfficeTerm     TermKind = "office"
)

// TermKinds lists every kind of term.
func TermKinds() []TermKind { return []TermKind{EntityTypeTerm, RelationTerm, RoleTerm, OfficeTerm} }

// A Class groups entity types: walks pass through actors, and relations name a class where any type of it will do.
type Class string

// The classes of entity types.
const (
	Actor Class = "actor"
	Place Class = "place"
	Event Class = "event"
)

// Classes lists every class.
func Classes() []Class { return []Class{Actor, Place, Event} }

// An Aspect says whether a relation happens or holds.
type Aspect string

// The aspects.
const (
	EventAspect Aspect = "event" // it happens at some time
	StateAspect Aspect = "state" // it holds over time
)

// A Term is an entry of the vocabulary. Which fields apply depends on its kind.
type Term struct {
	ID           TermID    `json:"id"`
	Kind         TermKind  `json:"termKind"`
	Key          TermKey   `json:"key"`
	Label        string    `json:"label"`
	Definition   string    `json:"definition"`
	Not          string    `json:"not,omitempty"` // what it is not
	ConfusedWith []TermKey `json:"confusedWith,omitempty"`
	Example      string    `json:"example,omitempty"` // in our own words, with invented actors
	Mappings     []Mapping `json:"mappings,omitempty"`

	Class Class `json:"class,omitempty"` // entity types

	Inverse      string         `json:"inverse,omitempty"` // relations: the label read from To to From
	Symmetric    bool           `json:"symmetric,omitempty"`
	Unary        bool           `json:"unary,omitempty"`
	Aspect       Aspect         `json:"aspect,omitempty"`
	Broader      TermKey        `json:"broader,omitempty"` // what each such claim also says
	From         []TermKey      `json:"from,omitempty"`    // allowed ends: entity types or classes
	To           []TermKey      `json:"to,omitempty"`
	Sign         Sign           `json:"sign,omitempty"`
	Weight       *float64       `json:"weight,omitempty"` // on the scale of WeightSource; nil where none fits
	WeightSource string         `json:"weightSource,omitempty"`
	Achievement  bool           `json:"achievement,omitempty"` // a failed attempt leaves it undone
	Commits      bool           `json:"commits,omitempty"`     // From commits itself to the content by saying so
	Breaches     bool           `json:"breaches,omitempty"`    // From did not keep what it had committed itself to towards To
	Projects     []TermKey      `json:"projects,omitempty"`    // roles whose fillers are further ends
	Incompatible []Incompatible `json:"incompatible,omitempty"`
	Cues         []Cue          `json:"cues,omitempty"` // words of texts that often carry the relation

	Holds   Filling   `json:"holds,omitempty"`   // roles
	Allowed []TermKey `json:"allowed,omitempty"` // roles: entity types or classes that may fill it; empty means any

	Exclusive bool `json:"exclusive,omitempty"` // offices: one holder at a time

	Batch BatchKey `json:"batch,omitempty"`
}

// A Filling is what a role holds.
type Filling string

// The fillings.
const (
	HoldsEntity Filling = "entity"
	HoldsClaim  Filling = "claim"
	HoldsTerm   Filling = "term"
)

// An Incompatible declares that two relations can't hold of the same ends at the same time, each in the given polarity.
type Incompatible struct {
	With     TermKey  `json:"with"`
	Polarity Polarity `json:"polarity"` // of the claim of the term that declares it
	Other    Polarity `json:"other"`    // of the claim of With
}

// A Mapping is what another scheme calls a term.
type Mapping struct {
	Scheme   string `json:"scheme"` // "plover", "stix", "ftm", "wikidata", "ucdp"
	Value    string `json:"value"`
	Verified bool   `json:"verified,omitempty"` // somebody compared the two definitions
	Note     string `json:"note,omitempty"`     // how far it fits
}

// DerivedID returns the id of the term: that of its kind and key.
func (t *Term) DerivedID() TermID { return derive[Term]("term", string(t.Kind), string(t.Key)) }

// SignOf returns the sign that an affirmed claim of the type carries.
func (t *Term) SignOf() Sign {
	if t.Sign == NoSign && !t.Key.Unknown() && t.Kind == RelationTerm {
		return Zero
	}
	return t.Sign
}
