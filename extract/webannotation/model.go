package webannotation

// A shape is what the values of a property have to be.
type shape int

const (
	anything   shape = iota
	words            // a text
	iri              // an absolute IRI
	instant          // a date and time with its zone
	natural          // a whole number, 0 or more
	agent            // an IRI, or an object with one if it has any
	resource         // a body or target: an IRI, or an object of one of several classes
	selector         // an IRI, or an object of a class of selectors
	state            // likewise of states
	refinement       // a selector or a state
	page             // an AnnotationPage, or its IRI
	collection       // an AnnotationCollection, or its IRI
	items            // annotations
	members          // bodies or targets of a group
)

// A rule is how often a property may come, and as what.
type rule struct {
	name  string
	least int // 0 or 1
	most  int // 1, or many
	as    shape
}

const many = 1 << 30

// common are the properties that whatever is made or used has, by sections 3.3 of the model.
var common = []rule{
	{"created", 0, 1, instant},
	{"modified", 0, 1, instant},
	{"generated", 0, 1, instant},
	{"creator", 0, many, agent},
	{"generator", 0, many, agent},
	{"audience", 0, many, agent},
	{"rights", 0, many, iri},
	{"canonical", 0, 1, iri},
	{"via", 0, many, iri},
}

// rules are the properties of each class, sections 3 to 5 of the Web Annotation Data Model. Properties that are not named may be anything.
var rules = map[string][]rule{
	"Annotation": {
		{"id", 1, 1, iri},
		{"type", 1, many, words},
		{"body", 0, many, resource},
		{"bodyValue", 0, 1, words},
		{"target", 1, many, resource},
		{"motivation", 0, many, words},
		{"stylesheet", 0, 1, anything},
	},
	"AnnotationPage": {
		{"id", 1, 1, iri}, {"partOf", 0, 1, collection}, {"items", 1, many, items}, {"next", 0, 1, page}, {"prev", 0, 1, page}, {"startIndex", 0, 1, natural},
	},
	"AnnotationCollection": {
		{"id", 1, 1, iri}, {"label", 0, many, words}, {"total", 0, 1, natural}, {"first", 0, 1, page}, {"last", 0, 1, page},
	},
	"TextualBody": {
		{"id", 0, 1, iri},
		{"value", 1, 1, words},
		{"language", 0, many, words},
		{"format", 0, many, words},
		{"purpose", 0, many, words},
		{"processingLanguage", 0, 1, words},
		{"textDirection", 0, 1, words},
	},
	"SpecificResource": {
		{"id", 0, 1, iri},
		{"source", 1, 1, resource},
		{"selector", 0, many, selector},
		{"state", 0, many, state},
		{"purpose", 0, many, words},
		{"styleClass", 0, many, words},
		{"scope", 0, many, agent},
		{"renderedVia", 0, many, agent},
	},
	"group": {{"id", 0, 1, iri}, {"items", 1, many, members}},
	"external": {
		{"id", 1, 1, iri},
		{"format", 0, many, words},
		{"language", 0, many, words},
		{"processingLanguage", 0, 1, words},
		{"textDirection", 0, 1, words},
		{"accessibility", 0, many, words},
		{"purpose", 0, many, words},
	},
	"FragmentSelector":     {{"value", 1, 1, words}, {"conformsTo", 0, 1, iri}, {"refinedBy", 0, many, refinement}},
	"CssSelector":          {{"value", 1, 1, words}, {"refinedBy", 0, many, refinement}},
	"XPathSelector":        {{"value", 1, 1, words}, {"refinedBy", 0, many, refinement}},
	"TextQuoteSelector":    {{"exact", 1, 1, words}, {"prefix", 0, 1, words}, {"suffix", 0, 1, words}, {"refinedBy", 0, many, refinement}},
	"TextPositionSelector": {{"start", 1, 1, natural}, {"end", 1, 1, natural}, {"refinedBy", 0, many, refinement}},
	"DataPositionSelector": {{"start", 1, 1, natural}, {"end", 1, 1, natural}, {"refinedBy", 0, many, refinement}},
	"SvgSelector":          {{"id", 0, 1, iri}, {"value", 0, 1, words}, {"refinedBy", 0, many, refinement}},
	"RangeSelector":        {{"startSelector", 1, 1, selector}, {"endSelector", 1, 1, selector}, {"refinedBy", 0, many, refinement}},
	"TimeState":            {{"sourceDate", 0, many, instant}, {"sourceDateStart", 0, 1, instant}, {"sourceDateEnd", 0, 1, instant}, {"cached", 0, many, iri}, {"refinedBy", 0, many, refinement}},
	"HttpRequestState":     {{"value", 1, 1, words}, {"refinedBy", 0, many, refinement}},
}

// The classes that a selector or a state may be of, and the groups of bodies and targets. What has a type of its own besides is for others to know.
var (
	selectors = []string{
		"FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector", "DataPositionSelector", "SvgSelector", "RangeSelector",
	}
	states = []string{"TimeState", "HttpRequestState"}
	groups = []string{"Choice", "Composite", "List", "Independents"}
)

// context is what every annotation has to name.
const context = "http://www.w3.org/ns/anno.jsonld"
