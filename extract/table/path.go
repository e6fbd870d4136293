package table

import (
	"encoding/json"
	"fmt"
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

// texts returns the scalars at the end of a path, and "" in the place of each that is not there, so that the lists of two paths go together. A list there
// gives its items; an object is no text. It reports whether there was any.
func (p jsonPath) texts(from any) (texts []string, some, ok bool) {
	ok = true
	take := func(text string) { texts, some = append(texts, text), true }
	lacks := func() { texts = append(texts, "") }
	p.follow(from, func(v any) {
		list, isList := v.([]any)
		if !isList {
			list = []any{v}
		}
		if len(list) == 0 {
			lacks()
		}
		for _, item := range list {
			switch item := item.(type) {
			case string:
				take(item)
			case json.Number:
				take(item.String())
			case bool:
				take(fmt.Sprint(item))
			case nil:
				lacks()
			default:
				ok = false
			}
		}
	}, lacks)
	return texts, some, ok
}
