package misp

import (
	"encoding/json"
	"strings"

	"dyad/graph"
)

// A cluster is a file.
type cluster struct {
	Name        string   `json:"name"`
	Type        string   `json:"type"`
	UUID        string   `json:"uuid"`
	Source      string   `json:"source"`
	Description string   `json:"description"`
	Authors     []string `json:"authors"`
	Values      []entry  `json:"values"`
}

// An entry is what a cluster has of one actor.
type entry struct {
	Value       string           `json:"value"`
	UUID        string           `json:"uuid"`
	Description string           `json:"description"`
	Meta        map[string]texts `json:"meta"`
	Related     []relation       `json:"related"`
}

// A relation leads from its entry to another.
type relation struct {
	To   string   `json:"dest-uuid"`
	Type string   `json:"type"`
	Tags []string `json:"tags"`
}

// texts are one text or a list of them: clusters have either. Numbers and truths are texts as they are written.
type texts []string

// UnmarshalJSON reads either form.
func (t *texts) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	*t = nil
	for _, item := range list {
		var text string
		if json.Unmarshal(item, &text) != nil {
			text = string(item)
		}
		*t = append(*t, text)
	}
	return nil
}

// types are the types of clusters all whose entries are of one of dyad's types.
var types = map[string]graph.TermKey{"intelligence-agency": "StateAgency"}

// relations are the relations that dyad has a word for.
var relations = map[string]graph.TermKey{"part-of": "part_of", "linked-to": "linked_to"}

// likelihood is the taxonomy in which clusters say how sure a relation is.
const likelihood = `estimative-language:likelihood-probability="`

// estimate returns what a relation's tags say of how likely it is; "" if nothing.
func estimate(tags []string) string {
	for _, tag := range tags {
		if value, is := strings.CutPrefix(tag, likelihood); is {
			return strings.TrimSuffix(value, `"`)
		}
	}
	return ""
}

// stated returns what an estimate commits its author to: almost certain is asserted, likely and even chances alleged, and what is
// unlikely alleged not to be so.
func stated(estimate string) (graph.Polarity, graph.Modality) {
	switch estimate {
	case "", "almost-certain":
		return graph.Affirmed, graph.Asserted
	case "almost-no-chance", "very-unlikely", "unlikely":
		return graph.Negated, graph.Alleged
	}
	return graph.Affirmed, graph.Alleged
}
