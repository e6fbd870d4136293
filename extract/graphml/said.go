package graphml

import (
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
)

// node takes in an entity, and what is said of it alone.
func (f *file) node(id string, data map[string]string) {
	e := graph.Entity{
		Key: graph.EntityKey(id), ID: graph.EntityKey(id).ID(), Type: graph.TermKey(data["type"]), Name: data["label"],
		Description: data["description"],
	}
	if others, more := strings.CutPrefix(data["names"], e.Name+"; "); more {
		for text := range strings.SplitSeq(others, "; ") {
			if text != "" {
				e.Names = append(e.Names, graph.Name{Text: text, Kind: graph.Alias})
			}
		}
		f.out.Note("entities with other names: kept as aliases, without language; one that holds a semicolon is cut there", id)
	}
	for id := range strings.SplitSeq(data["external"], "; ") {
		if scheme, value, is := strings.Cut(id, ":"); is {
			e.External = append(e.External, graph.ExternalID{Scheme: scheme, Value: value})
		}
	}
	if len(e.External) > 0 {
		f.out.Note("entities with ids of other catalogues: kept, as compared by nobody; one that holds a semicolon is cut there", id)
	}
	for _, fault := range e.Check() {
		f.problem("node %q: %s", id, fault)
	}
	f.out.Partial.Entities[e.Key] = true
	f.bundle.Entities = append(f.bundle.Entities, e)
	for event := range strings.SplitSeq(data["events"], "; ") {
		if event != "" {
			f.event(e.Key, event)
		}
	}
}

// event takes in what is said of an entity alone: its type, the status, and when it held. A type that the vocabulary lacks may hold blanks,
// so that the status, a word of few, tells where it ends.
func (f *file) event(of graph.EntityKey, text string) {
	words := strings.Split(text, " ")
	at := len(words) - 1
	for at > 0 && !slices.Contains(graph.Statuses(), graph.Status(words[at])) {
		at--
	}
	f.relationship(of, "", map[string]string{
		"type": strings.Join(words[:at], " "), "status": words[at], "held": strings.Join(words[at+1:], " "),
	})
}

// edge takes in a relationship of two ends.
func (f *file) edge(from, to graph.EntityKey, data map[string]string) {
	if !graph.ValidKey(string(from)) || !graph.ValidKey(string(to)) {
		f.problem("an edge from %q to %q: these are no keys of entities", from, to)
		return
	}
	f.relationship(from, to, data)
}

// relationship makes claims of what the file says: that it is so, that it is not, or that there are those who say either.
func (f *file) relationship(from, to graph.EntityKey, data map[string]string) {
	status := graph.Status(data["status"])
	if !slices.Contains(graph.Statuses(), status) || data["type"] == "" {
		f.problem("a relationship of type %q and status %q: it needs both, and dyad knows the status", data["type"], status)
		return
	}
	c := graph.Claim{Source: f.source, From: from, Type: graph.TermKey(data["type"]), To: to, Gist: gist(data)}
	f.note(status, c.Gist, data)
	if status != graph.Denied {
		yes := c
		yes.Modality = modality(status, data)
		f.bundle.Claims = append(f.bundle.Claims, yes)
	}
	if status == graph.Denied || status == graph.Contested {
		no := c
		no.Polarity = graph.Negated
		if who := data["denied_by"]; who != "" {
			no.Voices = []graph.Voice{{Label: who}}
		}
		f.bundle.Claims = append(f.bundle.Claims, no)
	}
}

// modality is how the file says that a relationship is so. Of one that is contested the status alone does not tell, and the number of
// those who assert it does, where there is one.
func modality(status graph.Status, data map[string]string) graph.Modality {
	switch {
	case status == graph.AllegedOnly, status == graph.Contested && data["asserting"] == "0":
		return graph.Alleged
	case status == graph.HypotheticalOnly:
		return graph.Hypothetical
	}
	return graph.Asserted
}

// note counts what of a relationship comes back as less than it was.
func (f *file) note(status graph.Status, example string, data map[string]string) {
	f.out.Note("relationships: claims of the file about them, since it has none of those that they rest on", example)
	switch status {
	case graph.Corroborated:
		f.out.Note("corroborated relationships: come back as stated, by the file alone", example)
	case graph.HypotheticalOnly:
		f.out.Note("relationships that are planned, demanded, feared or thought away: all read as hypothetical", example)
	case graph.Contested, graph.Denied:
		f.out.Note("relationships that somebody denies: one denial, by all who do together", example)
	}
	if data["held"]+data["not_held"] != "" {
		f.out.Note("relationships with times: in the gist, since they are sums of what claims say", example)
	}
}

// gist words what the file says of a relationship.
func gist(data map[string]string) string {
	all := []string{data["status"]}
	for _, of := range []struct{ attribute, words string }{
		{"claims", "claims"}, {"sources", "sources"}, {"origins", "origins"}, {"asserting", "origins that assert it"},
	} {
		if _, err := strconv.Atoi(data[of.attribute]); err == nil {
			all = append(all, of.words+": "+data[of.attribute])
		}
	}
	for _, of := range []struct{ attribute, words string }{
		{"held", "held"}, {"not_held", "did not hold"}, {"affirmed_by", "affirmed by"}, {"denied_by", "denied by"},
	} {
		if data[of.attribute] != "" {
			all = append(all, of.words+": "+data[of.attribute])
		}
	}
	return strings.Join(all, "; ")
}
