package main

import (
	"fmt"
	"strconv"
	"strings"

	"dyad/graph"
)

// said gives a claim the shape in which answers of the API are worded, as far as its wording needs it.
func (s *sheet) said(c *graph.Claim) *said {
	t := s.vocabulary.Relation(c.Type)
	out := &said{
		ID: c.ID.String(), From: *s.named(c.From), To: s.named(c.To),
		Type:     labelled{Term: string(c.Type), Label: t.Label, Symmetric: t.Symmetric},
		Polarity: enum(c.Polarity), Modality: enum(c.Modality), Outcome: enum(c.Outcome),
	}
	for _, v := range c.Voices {
		voice := struct {
			Entity      *named
			Label       string
			Affiliation *named
			Mode        string
			Stance      string
		}{s.named(v.Entity), v.Label, s.named(v.Affiliation), enum(v.Mode), enum(v.Stance)}
		out.Voices = append(out.Voices, voice)
	}
	return out
}

// enum writes a value of a closed set as the API does.
func enum[T ~string](value T) string { return strings.ToUpper(string(value)) }

// named returns an entity with its name, nil for no key.
func (s *sheet) named(key graph.EntityKey) *named {
	if key == "" {
		return nil
	}
	return &named{Key: string(key), Name: s.names[key]}
}

// dated words the time of a claim.
func dated(w graph.When) string {
	if w.IsZero() {
		return "undated"
	}
	c := said{When: &struct{ EDTF, Basis, Bound, Extent string }{w.EDTF.String(), enum(w.Basis), enum(w.Bound), enum(w.Extent)}}
	return c.time()
}

// counted words a number as the source does, with its bounds; "" for none.
func counted(n *graph.Number) string {
	if n == nil {
		return ""
	}
	facts := []string{n.Worded}
	for _, bound := range []struct {
		name  string
		value *float64
	}{{"low", n.Low}, {"best", n.Best}, {"high", n.High}} {
		if bound.value != nil {
			facts = append(facts, bound.name+" "+strconv.FormatFloat(*bound.value, 'f', -1, 64))
		}
	}
	if n.Unit != "" {
		facts = append(facts, n.Unit)
	}
	return strings.Join(facts, ", ")
}

// fillers words who or what fills a role; claims of the file by their numbers in it.
func (s *sheet) fillers(r *graph.Role) string {
	var all []string
	for _, key := range r.Entities {
		all = append(all, s.names[key])
	}
	for _, key := range r.Terms {
		label := string(key)
		if t := s.vocabulary.Term(graph.OfficeTerm, key); t != nil {
			label = t.Label
		}
		all = append(all, label)
	}
	if len(r.Claims) > 0 {
		all = append(all, s.numbered(r.Claims))
	}
	return strings.Join(all, ", ")
}

// numbered names claims by their numbers in the file, those of other files by their ids.
func (s *sheet) numbered(claims []graph.ClaimID) string {
	var all []string
	for _, id := range claims {
		if n, here := s.numbers[id]; here {
			all = append(all, fmt.Sprintf("claim %d", n))
			continue
		}
		all = append(all, "claim "+id.String())
	}
	return strings.Join(all, ", ")
}
