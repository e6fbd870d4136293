package stix

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dyad/graph"
)

// statement takes an object that says something of others.
func (d *dataset) statement(o *object) {
	if o.Revoked {
		d.out.Note(o.Type+" objects that their maker has taken back, left out", o.ID)
		return
	}
	if len(o.References) > 0 {
		d.out.Note("works and ids that statements cite, left out", o.ID)
	}
	switch o.Type {
	case "relationship":
		d.relationship(o)
	case "sighting":
		d.sighting(o)
	default:
		d.opinion(o)
	}
}

// find returns the entities that refs stand for; none if one of them is no entity, which is noted. What the file does not hold may be
// in another of the load, or be known: whoever loads them finds it, or leaves the claim out and tells.
func (d *dataset) find(o *object, refs ...string) []graph.EntityKey {
	var keys []graph.EntityKey
	for _, ref := range refs {
		key := d.keys[ref]
		if key == "" && d.held[ref] == nil {
			key = keyOf(ref)
		}
		if key == "" {
			d.out.Note(o.Type+" objects with an end that is no entity, left out", o.ID+" to "+ref)
			return nil
		}
		keys = append(keys, key)
	}
	return keys
}

func (d *dataset) relationship(o *object) {
	if o.Relation == "" || o.Source == "" || o.Target == "" {
		d.wrong(o, "a relationship needs relationship_type, source_ref and target_ref")
		return
	}
	ends := d.find(o, o.Source, o.Target)
	if ends == nil {
		return
	}
	j := join{ends[0], ends[1], graph.TermKey(graph.UnknownPrefix + o.Relation)}
	d.joins[o.ID] = j
	c := d.claim(o, j)
	c.When = d.when(o, o.Start, o.Stop, graph.Throughout)
	d.say(c)
}

// sighting takes a sighting as one claim for each who sighted, or for whoever made it.
func (d *dataset) sighting(o *object) {
	sighters := o.Sighters
	if len(sighters) == 0 && o.CreatedBy != "" {
		sighters = []string{o.CreatedBy}
	}
	if len(sighters) == 0 || o.Sighted == "" {
		d.out.Note("sighting objects that don't say who sighted what, left out", o.ID)
		return
	}
	for _, by := range sighters {
		ends := d.find(o, by, o.Sighted)
		if ends == nil {
			continue
		}
		c := d.claim(o, join{ends[0], ends[1], graph.UnknownPrefix + "sighting"})
		c.When = d.when(o, o.FirstSeen, o.LastSeen, graph.Sometime)
		if o.Count != nil {
			best := float64(*o.Count)
			c.Number = &graph.Number{Best: &best, Unit: "sightings"}
		}
		d.say(c)
	}
}

// opinion takes an opinion of relationships as claims that affirm or negate them.
func (d *dataset) opinion(o *object) {
	polarity := map[string]graph.Polarity{
		"strongly-disagree": graph.Negated, "disagree": graph.Negated, "agree": graph.Affirmed, "strongly-agree": graph.Affirmed,
	}[o.Opinion]
	if polarity == "" {
		d.out.Note("opinion objects that neither agree nor disagree, left out", o.ID)
		return
	}
	for _, ref := range o.About {
		j, known := d.joins[ref]
		if !known {
			d.out.Note("opinions of what is no relationship of the file, left out", o.ID+" of "+ref)
			continue
		}
		c := d.claim(o, j)
		c.Polarity = polarity
		c.Gist = cmp.Or(o.Explanation, c.Gist)
		if len(c.Voices) == 0 && len(o.Authors) > 0 {
			c.Voices = []graph.Voice{{Label: strings.Join(o.Authors, ", ")}}
		}
		d.say(c)
	}
}

// claim is what the object says, without its time.
func (d *dataset) claim(o *object, j join) graph.Claim {
	c := graph.Claim{
		Source: d.source.Key, From: j.from, Type: j.typ, To: j.to, Gist: o.Description,
		Credibility: credibility(o.Confidence), Codebook: "STIX " + cmp.Or(o.Version, "2.0"),
	}
	if by, known := d.keys[o.CreatedBy]; known && d.several {
		c.Voices = []graph.Voice{{Entity: by}}
	}
	if o.Confidence != nil {
		d.out.Note("confidences, kept as STIX puts them on the Admiralty scale", o.ID)
	}
	return c
}

// credibility is a confidence on the Admiralty scale, as the specification puts it there.
func credibility(confidence *int) int {
	if confidence == nil || *confidence < 0 || *confidence > 100 {
		return 0
	}
	return 5 - min(*confidence/20, 4)
}

// say adds a claim, or what it says of one that is there.
func (d *dataset) say(c graph.Claim) {
	c.Normalize(&graph.Term{})
	c.ID = c.DerivedID()
	i, there := d.said[c.ID]
	if !there {
		d.said[c.ID] = len(d.bundle.Claims)
		d.bundle.Claims = append(d.bundle.Claims, c)
		return
	}
	d.out.Note("statements that say the same as another: one claim", c.ID.String())
	before := &d.bundle.Claims[i]
	if gists := strings.Split(before.Gist, "\n\n"); c.Gist != "" && !slices.Contains(gists, c.Gist) {
		before.Gist = strings.TrimPrefix(before.Gist+"\n\n"+c.Gist, "\n\n")
	}
}

// when is the time from one moment to another, each of which may be missing.
func (d *dataset) when(o *object, start, stop string, extent graph.Extent) graph.When {
	if start == "" && stop == "" {
		return graph.When{}
	}
	text := d.day(o, start)
	if end := d.day(o, stop); end != text {
		text += "/" + end
	}
	date, err := graph.ParseEDTF(text)
	if err != nil {
		d.out.Note("times that can't be, left out", o.ID+": "+err.Error())
		return graph.When{}
	}
	return graph.When{EDTF: date, Basis: graph.StatedBasis, Extent: extent}
}

// day is the day of a moment.
func (d *dataset) day(o *object, moment string) string {
	if moment == "" {
		return ""
	}
	t := instant(moment)
	if t.IsZero() {
		return moment // which is no date, and is told so
	}
	if !t.Equal(t.Truncate(24 * time.Hour)) {
		d.out.Note("times of day: the day is kept", o.ID)
	}
	return t.Format(time.DateOnly)
}
