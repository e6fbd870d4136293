package table

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A jsonPath leads from a JSON value to others: meta.synonyms[*]. A ^ before it begins at the record around the one at hand.
type jsonPath struct {
	up    int
	steps []step
}

// A step goes to the field of a name, or stays where it is, and then to each item of a list if there is one to be.
type step struct {
	field string // "": stays
	items bool
}

// readPath reads a path.
func readPath(text string) (jsonPath, error) {
	var p jsonPath
	for strings.HasPrefix(text, "^") {
		p.up, text = p.up+1, text[1:]
	}
	if text == "" || text == "." {
		return p, nil
	}
	for _, piece := range strings.Split(text, ".") {
		field, items := strings.CutSuffix(piece, "[*]")
		if strings.ContainsAny(field, "[]^") || field == "" && !items {
			return p, fmt.Errorf("%q is no path: name fields with dots between them, and [*] behind a list: meta.names[*]", text)
		}
		p.steps = append(p.steps, step{field, items})
	}
	return p, nil
}

// lists is how many lists the path goes through.
func (p jsonPath) lists() int {
	n := 0
	for _, s := range p.steps {
		if s.items {
			n++
		}
	}
	return n
}

// follow calls do with each value at the end of the path from a value, and lacks wherever the path ends before: at a field that is not there, at null, or
// at a list without items.
func (p jsonPath) follow(from any, do func(any), lacks func()) { follow(p.steps, from, do, lacks) }

func follow(steps []step, at any, do func(any), lacks func()) {
	if len(steps) == 0 {
		do(at)
		return
	}
	if steps[0].field != "" {
		object, _ := at.(map[string]any)
		next, there := object[steps[0].field]
		if !there {
			lacks()
			return
		}
		at = next
	}
	list, isList := at.([]any)
	if !steps[0].items || !isList { // a single thing stands for a list of one
		if at == nil {
			lacks()
			return
		}
		follow(steps[1:], at, do, lacks)
		return
	}
	if len(list) == 0 {
		lacks()
	}
	for _, item := range list {
		follow(steps[1:], item, do, lacks)
	}
}

// An end is what lies at the end of a path.
type end struct {
	texts []string // with "" in the place of each that is not there, so that the lists of two paths go together
	parts []int    // how many of them each item of the outermost list on the way gave; nil without one
	some  bool     // one of them is there
	odd   bool     // something there is no text
}

// texts returns the scalars at the end of a path. A list there gives its items; an object is no text.
func (p jsonPath) texts(from any) (out end) {
	outer := slices.IndexFunc(p.steps, func(s step) bool { return s.items }) + 1
	if outer == 0 {
		follow(p.steps, from, out.take, out.lack)
		return out
	}
	part := func(take func()) {
		before := len(out.texts)
		take()
		out.parts = append(out.parts, len(out.texts)-before)
	}
	follow(p.steps[:outer], from, func(item any) {
		part(func() { follow(p.steps[outer:], item, out.take, out.lack) })
	}, func() { part(out.lack) })
	return out
}

// take takes what a path leads to.
func (e *end) take(v any) {
	list, isList := v.([]any)
	if !isList {
		list = []any{v}
	}
	if len(list) == 0 {
		e.lack()
	}
	for _, item := range list {
		switch item := item.(type) {
		case string:
			e.add(item)
		case json.Number:
			e.add(item.String())
		case bool:
			e.add(fmt.Sprint(item))
		case nil:
			e.lack()
		default:
			e.odd = true
		}
	}
}

func (e *end) add(text string) { e.texts, e.some = append(e.texts, text), true }
func (e *end) lack()           { e.texts = append(e.texts, "") }
