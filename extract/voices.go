package extract

import (
	"go.yaml.in/yaml/v4"

	"dyad/graph"
)

// readVoices reads who says it, from the outside in.
func (a *annotated) readVoices(d *draft) {
	for _, n := range d.fields.items("voices") {
		if n.Kind == yaml.ScalarNode {
			d.claim.Voices = append(d.claim.Voices, graph.Voice{Entity: a.voice(n)})
			continue
		}
		m, ok := a.doc.mapping(n, "a voice", "entity", "label", "affiliation", "mode", "stance")
		if !ok {
			continue
		}
		v := graph.Voice{
			Label: m.text("label"), Mode: choice(m, "mode", graph.Modes()), Stance: choice(m, "stance", graph.Stances()),
		}
		if e := m.values["entity"]; e != nil {
			v.Entity = a.voice(e)
		}
		if e := m.values["affiliation"]; e != nil {
			v.Affiliation = a.voice(e)
		}
		a.checkVoice(m, v)
		a.write("label", v.Label, m.at("label"))
		d.claim.Voices = append(d.claim.Voices, v)
	}
}

// voice returns the entity that a scalar names as a speaker or as whose the speaker is.
func (a *annotated) voice(n *yaml.Node) graph.EntityKey {
	name := a.doc.text(n, "a voice")
	if name == "" {
		return ""
	}
	e := a.entity(a.doc, where(n), name)
	if e == nil {
		return ""
	}
	a.use(e.Key)
	if class := a.vocabulary.ClassOf(e.Type); class != graph.Actor {
		a.doc.report(where(n), "only actors speak; %q is %s", e.Key, oneOf(e.Type))
	}
	return e.Key
}

// checkVoice reports a voice that is nobody's, or two at once.
func (a *annotated) checkVoice(m mapping, v graph.Voice) {
	entity, label := m.values["entity"] != nil, m.values["label"] != nil
	switch {
	case entity && label:
		a.doc.report(where(m.node), "a voice is an entity or, where the source names nobody, a label, and not both")
	case !entity && !label && v.Stance == graph.Rejects:
		a.doc.report(where(m.node), "whose view is rejected? where the text does not say, write %s", rejectedByNobody)
	case !entity && !label:
		a.doc.report(where(m.node), "whose voice? write entity: KEY or, where the source names nobody, label: unnamed officials")
	}
}
