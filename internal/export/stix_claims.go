package export

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
	"dyad/graph/index"

	"github.com/google/uuid"
)

// claims writes a note for each claim, behind whatever entity it names that is not there yet.
func (x *stixWriter) claims() {
	for c, err := range x.FullClaims(x.ctx) {
		if err != nil {
			x.err = err
		}
		if x.err != nil {
			return
		}
		for _, key := range c.Entities() {
			x.need(key)
		}
		x.note(c)
	}
}

func (x *stixWriter) note(c *graph.Claim) {
	record := *c
	record.Batch = ""
	src := x.source(c.Source)
	o := stixObject{
		Type: "note", ID: noteRef(c.ID), stixDates: x.dates(c.Source), Abstract: x.worded(c), Content: c.Gist,
		Authors: x.authors(c, src), Confidence: stixConfidence(c.Credibility),
	}
	day, _ := x.published(c.Source)
	o.Modified = stixTime(day, min(c.Revision-1, 999))
	if o.Content == "" {
		o.Content = o.Abstract
	}
	for _, b := range x.Graph.Edges(c.ID) {
		if ref := x.standing(b.Edge); x.holds(b.Edge) && !slices.Contains(o.ObjectRefs, ref) {
			o.ObjectRefs = append(o.ObjectRefs, ref)
		}
	}
	o.extend(&stixRecord{Claim: &record, Quote: x.quote(src, c.Evidence)})
	x.put(&o)
}

func noteRef(id graph.ClaimID) string { return "note--" + id.String() }

// source returns the record of a source, or what is known of one that the view does not know: its key.
func (x *stixWriter) source(key graph.SourceKey) *graph.Source {
	if src, ok := x.Graph.Source(key); ok {
		return src
	}
	return &graph.Source{ID: key.ID(), Key: key}
}

// worded says what a claim says, in the words of the vocabulary: "A attacks B (negated, alleged)".
func (x *stixWriter) worded(c *graph.Claim) string {
	parts := []string{x.name(c.From), x.term(c.Type).Label, x.name(c.To)}
	if parts[1] == "" {
		parts[1] = string(c.Type)
	}
	if c.To == "" {
		parts = parts[:2]
	}
	var marks []string
	if c.Polarity == graph.Negated {
		marks = append(marks, string(c.Polarity))
	}
	if c.Modality != graph.Asserted {
		marks = append(marks, string(c.Modality))
	}
	if c.Outcome != graph.NoOutcome {
		marks = append(marks, string(c.Outcome))
	}
	text := strings.Join(parts, " ")
	if len(marks) > 0 {
		text += " (" + strings.Join(marks, ", ") + ")"
	}
	return text
}

// authors is who says so: the innermost voice, else whoever stands behind the source. Nobody where that is unknown.
func (x *stixWriter) authors(c *graph.Claim, src *graph.Source) []string {
	if len(c.Voices) > 0 {
		return present(x.speaker(c))
	}
	return present(src.Author, src.Publisher)
}

// present are those of the texts that are not empty.
func present(texts ...string) []string {
	return slices.DeleteFunc(texts, func(t string) bool { return t == "" })
}

// stixConfidence is what STIX says of a credibility on the Admiralty scale. Of 6, that it can't be judged, STIX says nothing.
func stixConfidence(credibility int) int {
	if credibility < 1 || credibility > 5 {
		return 0
	}
	return 110 - 20*credibility
}

// opinions writes an opinion for each position that negates the relationship: strong where it is asserted.
func (x *stixWriter) opinions(e index.Edge) {
	positions, _ := x.Graph.Positions(e)
	positions = slices.DeleteFunc(positions, func(p graph.Position) bool { return !p.Has(graph.Negates) || p.Has(graph.Affirms) })
	var ids []graph.ClaimID
	for i := range positions {
		ids = append(ids, positions[i].Claim.ID)
	}
	claims, err := x.Claims.Claims(x.ctx, ids, x.Transaction())
	if err != nil {
		x.err = err
		return
	}
	place := 0
	for i := range positions {
		if place++; i == 0 || ids[i] != ids[i-1] {
			place = 0
		}
		gist := ""
		if claims[i] != nil {
			gist = claims[i].Gist
		}
		x.opinion(e, &positions[i], place, gist)
	}
}

// opinion writes one. Its id is that of the claim in the namespace of the relationship, and its place among those of the claim.
func (x *stixWriter) opinion(e index.Edge, p *graph.Position, place int, gist string) {
	id := uuid.NewSHA1(uuid.UUID(x.Graph.ID(e)), []byte(p.Claim.ID.String()+"/"+strconv.Itoa(place)))
	src := x.source(p.Claim.Source)
	o := stixObject{
		Type: "opinion", ID: "opinion--" + id.String(), stixDates: x.dates(p.Claim.Source), Opinion: "disagree", Explanation: gist,
		ObjectRefs: []string{x.edgeRef(e)},
	}
	if p.Modality == graph.Asserted {
		o.Opinion = "strongly-disagree"
	}
	if p.Holder.Self() {
		o.Authors = present(src.Author, src.Publisher)
	} else {
		o.Authors = present(x.name(p.Holder.Entity), p.Holder.Label)
	}
	o.extend(&stixRecord{Denial: &stixDenial{
		Claim: p.Claim.ID, Entity: p.Holder.Entity, Label: p.Holder.Label, Affiliation: p.Holder.Affiliation,
		Modality: p.Modality, Rejection: p.Rejection,
	}})
	x.put(&o)
}

// reports writes a report for each source that says something in the selection, and of everything for the others too.
func (x *stixWriter) reports() {
	seen := &stixSeen{nodes: make([]uint32, x.Graph.CountNodes())}
	for src := range x.Graph.Sources(index.Window[graph.SourceKey]{}) {
		seen.round++
		x.report(src, seen)
		if x.err != nil {
			return
		}
	}
}

// report writes what a source says: its claims, the relationships that they back, and the ends of these.
func (x *stixWriter) report(src *graph.Source, seen *stixSeen) {
	begun := false
	refer := func(ref string) {
		if !begun {
			x.beginReport(src)
			x.raw(`"` + ref + `"`)
			begun = true
			return
		}
		x.raw(`,"` + ref + `"`)
	}
	for c := range x.Graph.ClaimsFrom(src.Key, index.Window[graph.ClaimID]{}) {
		if !x.backs(c.ID) {
			continue
		}
		if x.err == nil {
			x.err = x.ctx.Err()
		}
		for _, b := range x.Graph.Edges(c.ID) {
			if x.holds(b.Edge) {
				x.referEdge(b.Edge, seen, refer)
			}
		}
		refer(noteRef(c.ID))
	}
	if !begun && x.part == nil {
		refer(stixMaker) // STIX wants a report to be about something
	}
	if begun {
		x.raw("]}")
	}
}

// referEdge refers to a relationship and its ends, unless that was done.
func (x *stixWriter) referEdge(e index.Edge, seen *stixSeen, refer func(string)) {
	from, to := x.Graph.Ends(e)
	for _, n := range []index.Node{from, to} {
		if n != index.Nobody && seen.first(&seen.nodes, int(n)) {
			refer(x.nodeRef(n))
		}
	}
	if to != index.Nobody && seen.first(&seen.edges, int(e)) {
		refer(x.edgeRef(e))
	}
}

// A stixSeen tells what a report has referred to, by the number of the report.
type stixSeen struct {
	round        uint32
	nodes, edges []uint32
}

// first notes that a report refers to something, and reports whether it is for the first time.
func (s *stixSeen) first(rounds *[]uint32, i int) bool {
	if i >= len(*rounds) {
		*rounds = append(*rounds, make([]uint32, i+1-len(*rounds))...)
	}
	was := (*rounds)[i]
	(*rounds)[i] = s.round
	return was != s.round
}

// beginReport writes a report up to the list of what it refers to.
func (x *stixWriter) beginReport(src *graph.Source) {
	record := *src
	record.Batch = ""
	day, _ := x.published(src.Key)
	o := stixObject{
		Type: "report", ID: "report--" + src.ID.String(), stixDates: x.dates(src.Key), Name: src.Title, Description: src.Note,
		Published: stixTime(day, 0),
	}
	if o.Name == "" {
		o.Name = string(src.Key)
	}
	if u, err := url.Parse(src.URL); err == nil && u.Scheme != "" {
		o.External = []stixReference{{SourceName: string(src.Key), URL: src.URL}}
	}
	o.extend(&stixRecord{Source: &record})
	if data := x.encode(&o); data != nil {
		x.next()
		x.raw(string(data[:len(data)-1]) + `,"object_refs":[`)
	}
}

// contradictions writes a grouping for each that has a claim of the selection, of those claims.
func (x *stixWriter) contradictions() {
	all := x.Graph.Contradictions()
	for i := range all {
		if x.err != nil {
			return
		}
		x.contradiction(&all[i])
	}
}

func (x *stixWriter) contradiction(k *graph.Contradiction) {
	var sources []graph.SourceKey
	var refs, says []string
	for _, side := range k.Sides {
		says = append(says, side.Says)
		for _, id := range side.Claims {
			c, ok := x.Graph.Claim(id)
			if ref := noteRef(id); ok && x.backs(id) && !slices.Contains(refs, ref) {
				refs, sources = append(refs, ref), append(sources, c.Source)
			}
		}
	}
	if len(refs) == 0 {
		return
	}
	o := stixObject{
		Type: "grouping", ID: "grouping--" + k.ID.String(), stixDates: x.dates(sources...), Context: "contradiction",
		Name: string(k.Rule) + ": " + strings.Join(says, " | "), ObjectRefs: refs,
	}
	o.extend(&stixRecord{Contradiction: k})
	x.put(&o)
}
