package extract

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// What is read twice is read quietly the first time: its problems are reported once, when it is read for good.

// quietly returns the mapping under a key; an empty one if there is none.
func (d *document) quietly(m mapping, key string) mapping {
	n := m.values[key]
	if n == nil || n.Kind != yaml.MappingNode {
		return mapping{doc: d, node: m.node}
	}
	return d.fieldsOf(n)
}

// quietItems returns the mappings in the list under a key.
func (d *document) quietItems(m mapping, key string) []mapping {
	n := m.values[key]
	if n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	var items []mapping
	for _, item := range n.Content {
		if item.Kind == yaml.MappingNode {
			items = append(items, d.fieldsOf(item))
		}
	}
	return items
}

// plain returns the text under a key; "" if there is none.
func (m mapping) plain(key string) string {
	n := m.values[key]
	if n == nil || n.Kind != yaml.ScalarNode {
		return ""
	}
	return strings.TrimSpace(n.Value)
}
