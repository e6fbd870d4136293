package export

import (
	"slices"
	"strconv"

	"dyad/graph"
	"dyad/graph/index"
)

// A networkNode is an entity as the attributes of a node. The formats of networks (GraphML, GEXF, node-link, Cytoscape) share it: an
// attribute has one name and one meaning in all of them. Values are flat, since few of their readers take more; the names that
// readers keep for themselves (id, name, value, kind, weight, parent) are left to each format.
type networkNode struct {
	Label       string          `json:"label"`
	Type        graph.TermKey   `json:"type"`
	Class       graph.Class     `json:"class"`
	Names       []string        `json:"names"`          // the label first
	NameKinds   []string        `json:"name_kinds"`     // of each of Names
	Languages   []string        `json:"name_languages"` // likewise; "" where none is given
	Description string          `json:"description,omitempty"`
	External    []string        `json:"external,omitempty"` // SCHEME:VALUE
	UUID        string          `json:"uuid"`
	Events      []string        `json:"events,omitempty"` // what is said of an event alone: "happened stated 2031-05"
	key         graph.EntityKey // what the formats take as the node's own id
}

// A networkEdge is a relationship as the attributes of an edge.
type networkEdge struct {
	ID        string        `json:"id"`
	Type      graph.TermKey `json:"type"`
	Label     string        `json:"label"`
	Status    graph.Status  `json:"status"`
	Sign      graph.Sign    `json:"sign,omitempty"`
	Weight    *float64      `json:"type_weight,omitempty"` // of the type. Never "weight": see docs/decisions/0024-network-formats.md
	Symmetric bool          `json:"symmetric"`

	Claims       int      `json:"claims"`
	Sources      int      `json:"sources"`
	Origins      int      `json:"origins"`
	Asserting    int      `json:"asserting"`
	Reporting    int      `json:"origins_reporting"`
	Opinion      int      `json:"origins_opinion"`
	Data         int      `json:"origins_data"`
	Independence bool     `json:"independence_unknown"`
	Positions    []string `json:"positions"` // how many of each polarity and modality: "affirmed alleged 2"
	AffirmedBy   []string `json:"affirmed_by,omitempty"`
	DeniedBy     []string `json:"denied_by,omitempty"`

	Held              []string `json:"held,omitempty"`            // EDTF
	HeldThroughout    []string `json:"held_throughout,omitempty"` // those of Held that are sure on every day
	NotHeld           []string `json:"not_held,omitempty"`
	NotHeldThroughout []string `json:"not_held_throughout,omitempty"`

	Contradicted bool     `json:"contradicted"`
	ClaimIDs     []string `json:"claim_ids"`

	from, to graph.EntityKey // to is empty where it is said of one event alone
	spells   []graph.Spell
}

// networkNode returns an entity's attributes.
func (s *Selection) networkNode(n index.Node) networkNode {
	e := s.Graph.Entity(n)
	node := networkNode{
		Label: e.Name, Type: e.Type, Class: s.Graph.ClassOf(n), Description: e.Description, External: externalTexts(e), UUID: e.ID.String(),
		Events: eventTexts(s.eventsOf(n)), key: e.Key,
	}
	for _, name := range e.AllNames() {
		node.Names = append(node.Names, name.Text)
		node.NameKinds = append(node.NameKinds, string(name.Kind))
		node.Languages = append(node.Languages, name.Language)
	}
	return node
}

// externalTexts lists what other catalogues call an entity.
func externalTexts(e *graph.Entity) []string {
	var all []string
	for _, x := range e.External {
		all = append(all, x.Scheme+":"+x.Value)
	}
	return all
}

// networkEdge returns a relationship's attributes.
func (s *Selection) networkEdge(e index.Edge) networkEdge {
	triple, term := s.Graph.Triple(e), s.Graph.Term(e)
	positions, _ := s.Graph.Positions(e)
	r := graph.RelationshipOf(triple.From, term, triple.To, positions)
	edge := networkEdge{
		ID: r.ID.String(), Type: r.Type, Label: term.Label, Status: r.Status, Sign: r.Sign, Weight: r.Weight, Symmetric: term.Symmetric,
		Claims: r.Support.Claims, Sources: r.Support.Sources, Origins: r.Support.Origins, Asserting: r.Support.Asserting,
		Reporting: r.Support.Reporting, Opinion: r.Support.Opinion, Data: r.Support.Data, Independence: r.Support.IndependenceUnknown,
		AffirmedBy: s.affirmers(positions), DeniedBy: s.deniers(r.Support.DeniedBy),
		Contradicted: len(s.Graph.ContradictionsOf(e)) > 0,
		from:         r.From, to: r.To, spells: r.Spells,
	}
	for _, c := range r.Support.Matrix {
		edge.Positions = append(edge.Positions, string(c.Polarity)+" "+string(c.Modality)+" "+strconv.Itoa(c.Count))
	}
	for i := range positions {
		edge.ClaimIDs = append(edge.ClaimIDs, positions[i].Claim.ID.String())
	}
	edge.ClaimIDs = slices.Compact(edge.ClaimIDs) // positions come in the order of claims
	edge.time()
	return edge
}

// time sorts the spells into those for which it held and those for which it did not.
func (e *networkEdge) time() {
	for _, sp := range e.spells {
		all, sure := &e.Held, &e.HeldThroughout
		if !sp.Holds {
			all, sure = &e.NotHeld, &e.NotHeldThroughout
		}
		*all = append(*all, sp.When)
		if sp.Extent == graph.Throughout {
			*sure = append(*sure, sp.When)
		}
	}
}

// affirmers words who holds that it is so, asserted or alleged, each once, in the order of claims.
func (s *Selection) affirmers(positions []graph.Position) []string {
	var all []string
	for i := range positions {
		p := &positions[i]
		if who := s.holder(p.Holder.Entity, p.Holder.Label, p.Claim.Source, ""); p.Has(graph.Affirms) && !slices.Contains(all, who) {
			all = append(all, who)
		}
	}
	return all
}

// deniers words who denies it, each once.
func (s *Selection) deniers(denials []graph.Denial) []string {
	var all []string
	for _, d := range denials {
		if who := s.holder(d.Entity, d.Label, d.Source, d.Role); !slices.Contains(all, who) {
			all = append(all, who)
		}
	}
	return all
}

// holder words who holds something, and as what: an entity by its name, somebody unnamed by a label, else the source by its key.
func (s *Selection) holder(entity graph.EntityKey, label string, source graph.SourceKey, role graph.DenialRole) string {
	switch {
	case entity == "" && label == "":
		return string(source) + " (" + string(graph.BySource) + ")"
	case entity != "":
		label = s.name(entity)
	}
	if role != "" {
		label += " (" + string(role) + ")"
	}
	return label
}
