package server

import (
	"encoding/json"
	"math"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"dyad/schema/resolver"
)

// The sizes of lists that are not paged, as they usually are. They are part of what a request is said to cost.
const (
	shortList    = 3   // voices, roles, sides, names
	typesListed  = 130 // those with fields; the others have little to list
	fieldsListed = 6
)

// The prices of what is more work than it shows.
const (
	walkPrice   = 500    // looks at the surroundings of its ends, or at all relationships
	surveyPrice = 10_000 // measures the whole graph
	typesPrice  = 2_000  // sorts all types of the schema
	countPrice  = 20     // may have to look at what no page shows
	searchPrice = 200    // compares all names
	viewPrice   = 500    // works out all relationships anew
	// Writes, and builds the index of everything anew: few of them fit into the time of one request.
	mutationPrice = 20_000
	// A condition is looked at for every element that a list passes by.
	conditionPrice = 10
	originsWeight  = 10 // how many plain conditions one on origins is worth
	// So many plain fields of an object are as much as one more object.
	leavesPerObject = 4
	// What is sent to be read takes its time, and what is found in it its room: so many bytes are as much as an object. One request can
	// have no more read than it can hold.
	sentPerObject  = 20
	shownPerObject = 100 // code points of a text that is shown
)

// surcharge is what a field costs besides the objects that it yields.
func (c *counter) surcharge(parent string, f *ast.Field) int {
	switch parent + "." + f.Name {
	case "__Schema.types":
		return typesPrice
	case "Query.ranking", "Query.communities", "Query.components", "Query.balance", "Balance.triads":
		return surveyPrice
	case "Ranked.relationshipsByStatus", "Ranked.contestedShare":
		return countPrice // looks at all relationships of an entity
	case "Query.paths", "Query.subgraph", "Query.stats", "Query.contradictions", "Query.dyad", "Query.rolledUp",
		"Dyad.contradictions", "Dyad.mediators", "Dyad.sharedAllies", "Dyad.sharedEnemies":
		return walkPrice
	case "Query.timeline", "Entity.timeline":
		return walkPrice
	case "Query.diff", "GraphDiff.gained", "GraphDiff.lost", "GraphDiff.changed", "GraphDiff.unchanged":
		return surveyPrice // looks at all relationships twice; the first may build the index of an earlier time
	case "ContradictionDiff.appeared", "ContradictionDiff.vanished":
		return 2 * walkPrice // hears the claims of two graphs
	case "Change.counts":
		return countPrice
	case "Change.records":
		return 2 * viewPrice // each may be shown as of before and as of after
	case "Query.survey", "Query.check", "Query.agreement":
		return walkPrice + c.sent(f)/sentPerObject // with all that is found in it
	case "SourceText.content":
		return c.stretch(f) / shownPerObject
	case "Query.changes", "Subscription.changes":
		if arg := f.Arguments.ForName("entity"); arg != nil && !c.null(arg.Value) {
			return surveyPrice // looks at all that was ever recorded
		}
	}
	if c.schema.Mutation != nil && parent == c.schema.Mutation.Name {
		return mutationPrice
	}
	if f.Name == "effect" && strings.HasSuffix(parent, "Payload") {
		return surveyPrice // may build the index of the time before
	}
	if arg := f.Arguments.ForName("search"); arg != nil && !c.null(arg.Value) {
		return searchPrice
	}
	if f.Name == "totalCount" || f.Name == "degree" {
		return countPrice
	}
	return 0
}

// size returns how many objects a field yields for each of its parent. The lists of a page are as long as the page.
func (c *counter) size(f *ast.Field, def *ast.FieldDefinition, parent *ast.Definition, page int) int {
	switch {
	case parent == c.schema.Query && def.Name == "nodes":
		return c.length(f.Arguments.ForName("ids"))
	case def.Type.Elem == nil:
		return 1
	case strings.HasPrefix(parent.Name, "__"):
		return introspected(def.Name)
	case strings.HasSuffix(parent.Name, "Connection"), parent.Name == "Subgraph":
		return page
	}
	return shortList
}

// length returns how many elements a list argument has. One value that is no list stands for a list of it.
func (c *counter) length(arg *ast.Argument) int {
	if arg == nil || c.null(arg.Value) {
		return 0
	}
	value, sent, set := c.meant(arg.Value)
	if set {
		return lengthOf(sent)
	}
	if value.Kind != ast.ListValue {
		return 1
	}
	return len(value.Children)
}

// lengthOf is length of the value of a variable, which programs that embed the server may give as a list of texts.
func lengthOf(v any) int {
	switch v := v.(type) {
	case []any:
		return len(v)
	case []string:
		return len(v)
	}
	return 1
}

// introspected is the usual length of a list about the schema.
func introspected(field string) int {
	switch field {
	case "types":
		return typesListed
	case "fields":
		return fieldsListed
	}
	return 2
}

// pageOf returns the size of page that a field's arguments ask for: first or last, or the greatest number of entities. Sizes
// that will be refused count as the greatest that are not, so that the refusal can say so.
func (c *counter) pageOf(f *ast.Field, def *ast.FieldDefinition) int {
	size, paged := 0, false
	for _, arg := range def.Arguments {
		switch arg.Name {
		case "first", "last", "maxEntities":
			paged = true
			size = max(size, c.number(f.Arguments.ForName(arg.Name), arg.DefaultValue))
		}
	}
	switch {
	case !paged:
		return shortList
	case size == 0 && !c.given(f):
		return resolver.DefaultPage()
	}
	return min(max(size, 0), resolver.MaxPage())
}

// given reports whether the field says how large a page is.
func (c *counter) given(f *ast.Field) bool {
	for _, name := range []string{"first", "last", "maxEntities"} {
		if arg := f.Arguments.ForName(name); arg != nil && !c.null(arg.Value) {
			return true
		}
	}
	return false
}

// null reports whether a value is absent or null.
func (c *counter) null(v *ast.Value) bool {
	v, sent, set := c.meant(v)
	if set {
		return sent == nil
	}
	return v == nil || v.Kind == ast.NullValue
}

// meant returns what a value stands for: of a variable, what was sent for it if anything was (set), else its default, nil where there is none.
func (c *counter) meant(v *ast.Value) (value *ast.Value, sent any, set bool) {
	if v == nil || v.Kind != ast.Variable {
		return v, nil, false
	}
	if sent, set = c.variables[v.Raw]; set {
		return nil, sent, true
	}
	if d := c.defaults.ForName(v.Raw); d != nil {
		value = d.DefaultValue
	}
	return value, nil, false
}

// number returns the value of an argument, or its default; 0 for none. What is no number is for validation.
func (c *counter) number(arg *ast.Argument, otherwise *ast.Value) int {
	value := otherwise
	if arg != nil && !c.null(arg.Value) {
		value = arg.Value
	}
	value, sent, set := c.meant(value)
	switch {
	case set:
		return asInt(sent)
	case value == nil:
		return 0
	}
	return asInt(json.Number(value.Raw))
}

// asInt reads a number as JSON and Go programs give it; 0 for anything else, and the greatest for what is too large.
func asInt(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case int64:
		return int(v)
	case float64:
		return int(min(max(v, math.MinInt32), math.MaxInt32))
	case json.Number:
		f, err := v.Float64()
		if err != nil {
			return 0
		}
		return asInt(f)
	case string:
		return asInt(json.Number(v))
	}
	return 0
}
