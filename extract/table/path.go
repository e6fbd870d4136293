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

// follow calls do with each value at the end of the path from a value.
func (p jsonPath) follow(from any, do func(any)) { follow(p.steps, from, do) }

func follow(steps []step, at any, do func(any)) {
	if len(steps) == 0 {
		do(at)
		return
	}
	if steps[0].field != "" {
		object, _ := at.(map[string]any)
		next, there := object[steps[0].field]
		if !there {
			return
		}
		at = next
	}
	list, isList := at.([]any)
	if !steps[0].items || !isList { // a single thing stands for a list of one
		if at != nil {
			follow(steps[1:], at, do)
		}
		return
	}
	for _, item := range list {
		follow(steps[1:], item, do)
	}
}

// texts returns the scalars at the end of a path. A list there gives its items; an object is no text.
func (p jsonPath) texts(from any) (texts []string, ok bool) {
	ok = true
	p.follow(from, func(v any) {
		list, isList := v.([]any)
		if !isList {
			list = []any{v}
		}
		for _, item := range list {
			switch item := item.(type) {
			case string:
				texts = append(texts, item)
			case json.Number:
				texts = append(texts, item.String())
			case bool:
				texts = append(texts, fmt.Sprint(item))
			case nil:
			default:
				ok = false
			}
		}
	})
	return texts, ok
}
