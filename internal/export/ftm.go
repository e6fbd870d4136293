package export

import (
	"bufio"
	"context"
	"io"
	"slices"

	"dyad/graph"
	"dyad/graph/index"

	"golang.org/x/text/language"
)

var ftmFormat = Format{
	Name: "ftm", Extension: "ftm.json", MediaType: "application/json+ftm; charset=utf-8", Write: FTM,
	About: "FollowTheMoney entities, one a line: actors, sources as documents, a link for each claim",
	Lacks: lacks(Weights, Supports, Genres, Deniers, Spells, Contradicted),
	Notes: []string{
		"a claim that backs several relationships is several links with one recordId",
		"a claim stands under the ends that identity resolves to, or into which the view rolls it up",
		"what FollowTheMoney has no property for stands in the field dyad of each line; programs that read properties alone don't see it",
		"dates are properties only where they are plain days, months or years",
		"entities that claims name beside the selected ones are written too",
	},
}

// An ftmLine is an entity of FollowTheMoney: everything is one, links and documents too. Its properties are lists of texts.
type ftmLine struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
	Dyad       ftmRecord           `json:"dyad"`
}

// An ftmRecord is what dyad knows of a line, as its JSON Lines have it.
type ftmRecord struct {
	Entity       *graph.Entity    `json:"entity,omitempty"`
	Source       *graph.Source    `json:"source,omitempty"`
	Claim        *graph.Claim     `json:"claim,omitempty"`
	Relationship *ftmRelationship `json:"relationship,omitempty"`
	Contradicted bool             `json:"contradicted,omitempty"` // the claim is in a contradiction
}

// An ftmRelationship is what the claims about one relationship add up to.
type ftmRelationship struct {
	ID     graph.RelationshipID `json:"id"`
	From   graph.EntityKey      `json:"from"`
	Type   graph.TermKey        `json:"type"`
	To     graph.EntityKey      `json:"to,omitempty"`
	Status graph.Status         `json:"status"`
	Sign   graph.Sign           `json:"sign,omitempty"`
}

// set gives a property its values, without those that are empty or there already.
func (l *ftmLine) set(property string, values ...string) {
	for _, v := range values {
		if v != "" && !slices.Contains(l.Properties[property], v) {
			l.Properties[property] = append(l.Properties[property], v)
		}
	}
}

// FTM writes entities of FollowTheMoney, one JSON object a line: first the actors, places and events of the selection in the order of
// keys, then the claims in the order of ids, each behind the sources and entities that it names and that no line before has. Ids are
// dyad's own. A claim is a link for each relationship that it backs; of an event alone, a note.
//
// Beside the properties every line has a field dyad with the whole record, in the form of dyad's JSON Lines. docs/formats-ftm.md has
// it field by field. What was written is remembered: a bit for each entity, and the keys of sources.
func FTM(ctx context.Context, w io.Writer, s *Selection) error {
	out := &ftmWriter{w: bufio.NewWriter(w), s: s, contradicted: s.contradicted(), sources: map[graph.SourceKey]bool{}}
	for n := range s.Nodes() {
		if err := ctx.Err(); err != nil {
			return err
		}
		out.node(n)
	}
	for c, err := range s.FullClaims(ctx) {
		if err != nil {
			return err
		}
		out.claim(c)
		if out.err != nil {
			return out.err
		}
	}
	if out.err != nil {
		return out.err
	}
	return out.w.Flush()
}

// An ftmWriter writes lines and remembers the first error.
type ftmWriter struct {
	w            *bufio.Writer
	s            *Selection
	contradicted map[graph.ClaimID]bool
	written      []bool // by node
	sources      map[graph.SourceKey]bool
	err          error
}

func (o *ftmWriter) line(l *ftmLine) {
	if o.err != nil {
		return
	}
	data, err := graph.EncodeRecord(l)
	if err == nil {
		_, err = o.w.Write(append(data, '\n'))
	}
	o.err = err
}

// node writes an entity, unless it is written.
func (o *ftmWriter) node(n index.Node) {
	for len(o.written) <= int(n) {
		o.written = append(o.written, false)
	}
	if o.written[n] {
		return
	}
	o.written[n] = true
	e := *o.s.Graph.Entity(n)
	e.Batch = ""
	l := &ftmLine{
		ID: e.ID.String(), Schema: ftmSchema(e.Type, o.s.Graph.ClassOf(n)), Properties: map[string][]string{},
		Dyad: ftmRecord{Entity: &e},
	}
	for _, name := range e.AllNames() {
		l.set(ftmNameProperty(name), name.Text)
	}
	if l.Schema == "Address" {
		l.set("full", e.Name) // what an address is shown by
	}
	l.set("description", e.Description)
	l.set("keywords", string(e.Type))
	for _, x := range e.External {
		if x.Scheme == "wikidata" && x.Verified {
			l.set("wikidataId", x.Value)
		}
	}
	o.line(l)
}

// entity writes the entity of a key, unless it is written.
func (o *ftmWriter) entity(key graph.EntityKey) {
	if n, known := o.s.Graph.Node(key); known && key != "" {
		o.node(n)
	}
}

// source writes a source as a document, unless it is written.
func (o *ftmWriter) source(key graph.SourceKey) *graph.Source {
	src, known := o.s.Graph.Source(key)
	if !known {
		return &graph.Source{Key: key}
	}
	if o.sources[key] {
		return src
	}
	o.sources[key] = true
	record := *src
	record.Batch = ""
	l := &ftmLine{ID: src.ID.String(), Schema: "Document", Properties: map[string][]string{}, Dyad: ftmRecord{Source: &record}}
	if src.Kind == graph.Article {
		l.Schema = "Article"
	}
	file := src.Text.File
	if file == "" {
		file = string(src.Key) // a document needs the name of a file
	}
	l.set("fileName", file)
	l.set("title", src.Title)
	l.set("author", src.Author)
	l.set("publisher", src.Publisher)
	l.set("sourceUrl", src.URL)
	l.set("publishedAt", ftmDate(src.Published.EDTF))
	l.set("language", ftmLanguage(src.Language))
	o.line(l)
	return src
}

// ftmSchemata are the schemata of entity types; of others the class decides.
var ftmSchemata = map[graph.TermKey]string{
	"MilitantGroup":             "Organization",
	"Faction":                   "Organization",
	"Government":                "PublicBody",
	"StateAgency":               "PublicBody",
	"PoliticalParty":            "Organization",
	"InternationalOrganization": "Organization",
	"Organization":              "Organization",
	"Person":                    "Person",
	"Coalition":                 "Organization",
	"Facility":                  "RealEstate",
	"Event":                     "Event",
}

// ftmSchema returns the schema of an entity: LegalEntity, which any actor is there, where nothing closer is.
func ftmSchema(entityType graph.TermKey, class graph.Class) string {
	if schema := ftmSchemata[entityType]; schema != "" {
		return schema
	}
	switch class {
	case graph.Place:
		return "Address"
	case graph.Event:
		return "Event"
	}
	return "LegalEntity"
}

// ftmNameProperty returns the property of a name: those that other entities bear too are weak.
func ftmNameProperty(n graph.Name) string {
	switch {
	case n.Kind == graph.Preferred:
		return "name"
	case n.Ambiguous:
		return "weakAlias"
	case n.Kind == graph.Former:
		return "previousName"
	}
	return "alias"
}

// ftmDate writes a date as FollowTheMoney has it: a year, a month or a day. Anything else, a doubtful one too, is "".
func ftmDate(e graph.EDTF) string {
	text := e.String()
	if len(text) != len("2006") && len(text) != len("2006-01") && len(text) != len("2006-01-02") {
		return ""
	}
	for i, c := range []byte(text) {
		if (i == 4 || i == 7) != (c == '-') || c != '-' && (c < '0' || c > '9') {
			return ""
		}
	}
	if len(text) == len("2006-01") && text[len("2006-"):] > "12" {
		return "" // a season
	}
	return text
}

// ftmLanguage writes a language by three letters, as FollowTheMoney does; "" where there is none.
func ftmLanguage(bcp47 string) string {
	tag, err := language.Parse(bcp47)
	if err != nil {
		return ""
	}
	if base, sure := tag.Base(); sure != language.No {
		return base.ISO3()
	}
	return ""
}
