package extract

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"

	"dyad/graph"
)

// maxDepth is how deep lists and mappings may nest: thrice what the format needs.
const maxDepth = 20

// A document is a file that is being read, and what was found to be wrong with it.
type document struct {
	name     string
	data     []byte
	lines    []int         // where each line begins, in bytes
	columns  map[int][]int // of lines in which places were looked up: see stepsOf
	paid     int           // for work with the text: see pay
	compared *int          // words that unknown ones were compared with; files that are read for one request share it
	kind     fileKind
	root     *yaml.Node
	top      mapping
	batch    graph.Batch
	keyPlace place // of the key of the batch
	problems []Problem
}

// open parses a file and reads its head. The document is nil if nothing more can be made of the file; the problems then say
// why.
func open(f File) (*document, []Problem) {
	d, problems := openTree(f)
	if d == nil {
		return nil, problems
	}
	if !d.readHead() {
		return nil, d.problems
	}
	d.batch.Digest = digestOf(f.Data)
	return d, nil
}

// openTree parses a file, whatever it holds. The document is nil if it can't be read, and the problems then say why.
func openTree(f File) (*document, []Problem) {
	d := &document{name: f.Name, data: f.Data, columns: map[int][]int{}, compared: new(int)}
	if len(f.Data) > MaxFile {
		message := fmt.Sprintf("%d bytes are more than a file may have (%d): split it", len(f.Data), MaxFile)
		return nil, []Problem{{File: f.Name, Message: message}}
	}
	if at, message := checkBytes(f.Data); message != "" {
		d.report(at, "%s", message)
		return nil, d.problems
	}
	d.lines = lineStarts(f.Data)
	if !d.parse() || !d.checkTree(d.root) {
		return nil, d.problems
	}
	return d, nil
}

// parse loads the one YAML document of the file.
func (d *document) parse() bool {
	loader, err := yaml.NewLoader(
		bytes.NewReader(d.data),
		yaml.WithUniqueKeys(false), // doubles are reported with the other problems
		yaml.WithPlugin(loaderlimits.New(loaderlimits.DepthValue(maxDepth))),
	)
	if err != nil {
		d.malformed(err)
		return false
	}
	var first, second yaml.Node
	switch err := loader.Load(&first); {
	case errors.Is(err, io.EOF):
		d.report(place{1, 1}, "the file is empty: begin it with dyad: 1")
		return false
	case err != nil:
		d.malformed(err)
		return false
	}
	switch err := loader.Load(&second); {
	case err == nil:
		d.report(where(&second), "a second document: a file holds one, so put this into another file")
		return false
	case !errors.Is(err, io.EOF):
		d.malformed(err)
		return false
	}
	d.root = first.Content[0]
	return true
}

// malformed reports what the YAML library could not read, where it says.
func (d *document) malformed(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		d.report(place{1, 1}, "not YAML: %v", err)
		return
	}
	at := place{max(load.Mark.Line, 1), max(load.Mark.Column, 1)}
	if load.ContextMsg == "" {
		d.report(at, "not YAML: %s", load.Message)
		return
	}
	d.report(at, "not YAML: %s, %s", load.Message, load.ContextMsg)
}

// checkTree refuses what YAML has and the format has no use for. An anchor or alias can make a small file stand for an
// endless one, and hands have no need of it.
func (d *document) checkTree(n *yaml.Node) bool {
	before := len(d.problems)
	switch {
	case n.Kind == yaml.AliasNode:
		d.report(where(n), "alias *%s: anchors and aliases are not read, so write out what it stands for", n.Value)
	case n.Anchor != "":
		d.report(where(n), "anchor &%s: anchors and aliases are not read, so remove it", n.Anchor)
	case n.Style&yaml.TaggedStyle != 0:
		d.report(where(n), "tag %s: tags are not read, so remove it", n.Tag)
	case n.Kind == yaml.MappingNode:
		d.checkKeys(n)
	case n.Kind == yaml.ScalarNode:
		d.checkCharacters(n)
	}
	sound := len(d.problems) == before
	for _, child := range n.Content {
		sound = d.checkTree(child) && sound
	}
	return sound
}

// checkKeys reports keys of a mapping that are not words, and keys that come twice.
func (d *document) checkKeys(n *yaml.Node) {
	first := map[string]*yaml.Node{}
	for key := range pairs(n) {
		switch {
		case key.Kind != yaml.ScalarNode && key.Kind != yaml.AliasNode:
			d.report(where(key), "a %s can't be a key: write a word", kindOf(key))
		case first[key.Value] != nil:
			d.report(where(key), "key %q comes a second time, after line %d: join the two", key.Value, first[key.Value].Line)
		default:
			first[key.Value] = key
		}
	}
}

// checkCharacters finds what an escape brought in that could not stand in the file itself.
func (d *document) checkCharacters(n *yaml.Node) {
	for _, r := range n.Value {
		if forbidden(r) && r != '\n' {
			d.report(where(n), "the text holds the character U+%04X, which is not allowed: remove it", r)
			return
		}
	}
}

// report notes a problem. What it quotes is cut where it is long: a file may give a long name to what it uses thousands of times.
func (d *document) report(at place, format string, args ...any) {
	for i, arg := range args {
		args[i] = quotable(arg)
	}
	d.problems = append(d.problems, Problem{
		File: d.name, Line: at.line, Column: at.column, Message: fmt.Sprintf(format, args...),
	})
}

// warn notes a warning.
func (d *document) warn(at place, format string, args ...any) {
	d.report(at, format, args...)
	d.problems[len(d.problems)-1].Warning = true
}

// maxQuoted is how many bytes of a text a problem quotes.
const maxQuoted = 300

// quotable returns an argument of a message, cut if it is a long text.
func quotable(arg any) any {
	switch arg := arg.(type) {
	case string:
		return cutTo(arg)
	case graph.EntityKey:
		return graph.EntityKey(cutTo(string(arg)))
	case graph.TermKey:
		return graph.TermKey(cutTo(string(arg)))
	}
	return arg
}

func cutTo(s string) string {
	if len(s) <= maxQuoted {
		return s
	}
	return strings.ToValidUTF8(s[:maxQuoted], "") + "…"
}
