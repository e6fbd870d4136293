package stix

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// An object is one of STIX's objects, as far as its properties are understood.
type object struct {
	at int // where it begins in the file, in bytes

	Type, ID, Version        string
	CreatedBy                string
	Created, Modified        string
	Name, Description        string
	Abstract, Content        string
	Explanation              string
	Value, Pattern           string
	IdentityClass            string
	Aliases                  []string
	References               []reference
	Revoked, Deprecated      bool
	Confidence               *int
	Source, Target, Relation string // of a relationship
	Start, Stop              string
	Sighted                  string // of a sighting
	Sighters                 []string
	FirstSeen, LastSeen      string
	Count                    *int
	Opinion                  string
	About                    []string // of an opinion and of whatever holds others
	Authors                  []string
	Markings                 []string
	Definition               map[string]string // of a marking
	Extensions               map[string]json.RawMessage
	rest                     []string            // names of the properties that are not understood, sorted
	links                    map[string][]string // those of them that refer to objects
	record                   *record             // what dyad wrote into it; nil in objects of others
}

// A reference is what another catalogue calls an object, or a work that is cited.
type reference struct {
	SourceName string `json:"source_name"`
	ExternalID string `json:"external_id"`
}

// slot is where a property belongs; nil for one that is not understood.
func (o *object) slot(name string) any {
	switch name {
	case "type":
		return &o.Type
	case "id":
		return &o.ID
	case "spec_version":
		return &o.Version
	case "created_by_ref":
		return &o.CreatedBy
	case "created":
		return &o.Created
	case "modified":
		return &o.Modified
	case "revoked":
		return &o.Revoked
	case "x_mitre_deprecated":
		return &o.Deprecated
	case "confidence":
		return &o.Confidence
	case "external_references":
		return &o.References
	case "object_marking_refs":
		return &o.Markings
	case "extensions":
		return &o.Extensions
	}
	if slot := o.described(name); slot != nil {
		return slot
	}
	return o.related(name)
}

// described is the slot of what an object says of itself.
func (o *object) described(name string) any {
	switch name {
	case "name":
		return &o.Name
	case "description":
		return &o.Description
	case "abstract":
		return &o.Abstract
	case "content":
		return &o.Content
	case "explanation":
		return &o.Explanation
	case "value":
		return &o.Value
	case "pattern":
		return &o.Pattern
	case "identity_class":
		return &o.IdentityClass
	case "definition":
		return &o.Definition
	case "aliases", "x_mitre_aliases":
		return &o.Aliases
	case "authors":
		return &o.Authors
	}
	return nil
}

// related is the slot of what an object says of others.
func (o *object) related(name string) any {
	switch name {
	case "source_ref":
		return &o.Source
	case "target_ref":
		return &o.Target
	case "relationship_type":
		return &o.Relation
	case "start_time":
		return &o.Start
	case "stop_time":
		return &o.Stop
	case "sighting_of_ref":
		return &o.Sighted
	case "where_sighted_refs":
		return &o.Sighters
	case "first_seen":
		return &o.FirstSeen
	case "last_seen":
		return &o.LastSeen
	case "count":
		return &o.Count
	case "opinion":
		return &o.Opinion
	case "object_refs":
		return &o.About
	}
	return nil
}

// newObject reads an object. A property of another type than STIX gives it is one that is not understood.
func newObject(raw []byte, at int) (*object, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	o := &object{at: at, links: map[string][]string{}}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		value := fields[name]
		if slot := o.slot(name); slot != nil && json.Unmarshal(value, slot) == nil || empty(value) {
			continue
		}
		o.rest = append(o.rest, name)
		if refs := referred(name, value); len(refs) > 0 {
			o.links[name] = refs
		}
	}
	return o, nil
}

// empty reports whether a value says nothing.
func empty(value json.RawMessage) bool {
	switch string(bytes.TrimSpace(value)) {
	case `null`, `""`, `[]`, `{}`:
		return true
	}
	return false
}

// referred are the ids in a property that refers to objects, as STIX tells by its name.
func referred(name string, value json.RawMessage) (refs []string) {
	switch {
	case strings.HasSuffix(name, "_ref"):
		refs = make([]string, 1)
		if json.Unmarshal(value, &refs[0]) != nil {
			return nil
		}
	case strings.HasSuffix(name, "_refs"):
		if json.Unmarshal(value, &refs) != nil {
			return nil
		}
	}
	return refs
}
