package webannotation

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dyad/extract"
	"dyad/graph"
)

// A checker holds values against the model.
type checker struct {
	data     []byte
	problems []extract.Problem
}

// blame notes what is wrong with a value; path is the way to it.
func (c *checker) blame(n *node, path, format string, args ...any) {
	p := place(c.data, n.at)
	p.Message = fmt.Sprintf(format, args...)
	if path != "" {
		p.Message = path + ": " + p.Message
	}
	c.problems = append(c.problems, p)
}

// document checks what a file holds: one of the classes with its context, or a list of annotations with theirs.
func (c *checker) document(n *node) {
	if n.list {
		for i, item := range n.items {
			c.top(item, "["+strconv.Itoa(i)+"]")
		}
		return
	}
	c.top(n, "")
}

// top checks a value that stands by itself.
func (c *checker) top(n *node, path string) {
	if !n.object() {
		c.blame(n, path, "an Annotation, an AnnotationPage or an AnnotationCollection is wanted, as an object")
		return
	}
	named := false
	for _, v := range n.each("@context") {
		s, _ := v.text()
		named = named || s == context
	}
	if !named {
		c.blame(n, join(path, "@context"), "it has to name %s", context)
	}
	class := classOf(n, []string{"Annotation", "AnnotationPage", "AnnotationCollection"})
	if class == "" {
		c.blame(n, join(path, "type"), "it has to be Annotation, AnnotationPage or AnnotationCollection")
		class = "Annotation"
	}
	c.object(n, class, path)
}

// classOf is the first of the classes that a value has as its type; "" if it has none of them.
func classOf(n *node, classes []string) string {
	for _, v := range n.each("type") {
		if s, ok := v.text(); ok && slices.Contains(classes, s) {
			return s
		}
	}
	return ""
}

// object checks the properties of an object of a class.
func (c *checker) object(n *node, class, path string) {
	for _, r := range rules[class] {
		c.property(n, r, class, path)
	}
	for _, r := range common {
		c.property(n, r, class, path)
	}
	switch class {
	case "Annotation":
		if n.fields["body"] != nil && n.fields["bodyValue"] != nil {
			c.blame(n.fields["bodyValue"], join(path, "bodyValue"), "an annotation has body or bodyValue, not both")
		}
	case "TextPositionSelector", "DataPositionSelector":
		start, ok := numberOf(n, "start")
		end, ok2 := numberOf(n, "end")
		if ok && ok2 && end < start {
			c.blame(n.fields["end"], join(path, "end"), "%d lies before the start, %d", end, start)
		}
	case "SvgSelector":
		if n.fields["id"] == nil && n.fields["value"] == nil {
			c.blame(n, path, "an SvgSelector has a value, or an id where it is")
		}
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// numberOf is a natural number that a property has.
func numberOf(n *node, name string) (int, bool) {
	v := n.fields[name]
	if v == nil {
		return 0, false
	}
	number, ok := v.value.(json.Number)
	if !ok {
		return 0, false
	}
	f, err := number.Float64() // 3.0 and 3e0 are 3 too
	return int(f), err == nil && isWhole(f)
}

// property checks how often a property comes, and each of its values.
func (c *checker) property(n *node, r rule, class, path string) {
	path = join(path, r.name)
	values := n.each(r.name)
	switch {
	case len(values) < r.least:
		c.blame(n, path, "%s needs it", article(class))
		return
	case len(values) > r.most:
		c.blame(n.fields[r.name], path, "%s has at most one, not %d", article(class), len(values))
	}
	for i, v := range values {
		at := path
		if n.fields[r.name].list {
			at += "[" + strconv.Itoa(i) + "]"
		}
		c.value(v, r.as, at)
	}
}

func article(class string) string {
	switch class {
	case "external":
		return "a resource that is no text of its own"
	case "group":
		return "a group of bodies or targets"
	}
	if strings.ContainsRune("AEIO", rune(class[0])) {
		return "an " + class
	}
	return "a " + class
}

// value checks one value.
func (c *checker) value(n *node, as shape, path string) {
	text, isText := n.text()
	switch as {
	case anything:
	case words:
		if !isText {
			c.blame(n, path, "a text is wanted")
		}
	case iri:
		if !isText || !isIRI(text) {
			c.blame(n, path, "an absolute IRI is wanted, such as https://example.org/1")
		}
	case instant:
		if _, err := time.Parse(time.RFC3339Nano, text); !isText || err != nil {
			c.blame(n, path, "a date and time with its zone is wanted, such as 2031-05-04T12:00:00Z")
		}
	case natural:
		if !isNatural(n) {
			c.blame(n, path, "a whole number is wanted, 0 or more")
		}
	case items:
		c.item(n, path)
	case page:
		c.linked(n, "AnnotationPage", path)
	case collection:
		if !n.object() { // one that is inside tells of itself as much as it likes
			c.value(n, iri, path)
		}
	default:
		c.described(n, as, path)
	}
}

// isNatural takes whatever number is a whole one: 3, 3.0 and 3e0.
func isNatural(n *node) bool {
	number, ok := n.value.(json.Number)
	if !ok {
		return false
	}
	f, err := number.Float64()
	return err == nil && isWhole(f)
}

// isWhole takes those that a float64 holds exactly.
func isWhole(f float64) bool { return f >= 0 && f <= 1<<53 && f == float64(int64(f)) }

func isIRI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Scheme != "" && (u.Host != "" || u.Opaque != "" || u.Path != "") && !strings.ContainsAny(s, " \t\n<>\"")
}

// item checks an annotation of a page; its context is that of the page.
func (c *checker) item(n *node, path string) {
	switch {
	case !n.object():
		c.value(n, iri, path)
	case classOf(n, []string{"Annotation"}) == "":
		c.blame(n, join(path, "type"), "it has to be Annotation")
	default:
		c.object(n, "Annotation", path)
	}
}

// linked checks an object of a class, or the IRI of one.
func (c *checker) linked(n *node, class, path string) {
	if n.object() {
		c.object(n, class, path)
		return
	}
	c.value(n, iri, path)
}

// described checks an IRI, or an object that tells more.
func (c *checker) described(n *node, as shape, path string) {
	if !n.object() {
		c.value(n, iri, path)
		return
	}
	switch as {
	case agent:
		c.property(n, rule{"id", 0, 1, iri}, "agent", path)
	case resource, members:
		c.object(n, resourceClass(n), path)
	default:
		c.selection(n, as, path)
	}
}

// resourceClass tells by its properties what an object as body or target is, since the model asks no type of most.
func resourceClass(n *node) string {
	switch {
	case classOf(n, []string{"TextualBody"}) != "":
		return "TextualBody"
	case classOf(n, groups) != "":
		return "group"
	case n.fields["source"] != nil || classOf(n, []string{"SpecificResource"}) != "":
		return "SpecificResource"
	case n.fields["value"] != nil:
		return "TextualBody"
	}
	return "external"
}

// selection checks a selector or a state.
func (c *checker) selection(n *node, as shape, path string) {
	var classes []string
	if as != state {
		classes = append(classes, selectors...)
	}
	if as != selector {
		classes = append(classes, states...)
	}
	class := classOf(n, classes)
	switch {
	case class != "":
		c.object(n, class, path)
	case as == state && n.fields["type"] == nil:
		c.property(n, rule{"id", 0, 1, iri}, "state", path)
	case n.fields["type"] == nil:
		c.blame(n, join(path, "type"), "it has to be %s", graph.OneOf(classes))
	}
}
