package resolver

import (
	"fmt"
	"slices"

	"dyad/graph"
	"dyad/schema/exec"
)

// moveAll moves what a split gives to the second entity.
func (a *attempt) moveAll(in *exec.SplitInput, from, into graph.EntityKey) error {
	for i, ref := range in.Claims {
		if err := a.move(ref, from, into, "input", "claims", nth(i)); err != nil {
			return err
		}
	}
	return a.moveMentions(in.Mentions, from, into, "input", "mentions")
}

// move corrects a claim, so that another entity stands wherever it names one, by whatever key.
func (a *attempt) move(ref string, from, into graph.EntityKey, field ...string) error {
	id, ok := a.claim(ref, field...)
	if !ok {
		return nil
	}
	record, err := a.record(id)
	if err != nil {
		return err
	}
	c := *record
	moved := 0
	swap := func(k graph.EntityKey) graph.EntityKey {
		if k == "" || a.presentOf(k) != from {
			return k
		}
		moved++
		return into
	}
	c.From, c.To = swap(c.From), swap(c.To)
	c.Voices = slices.Clone(c.Voices)
	for i := range c.Voices {
		v := &c.Voices[i]
		v.Entity, v.Affiliation = swap(v.Entity), swap(v.Affiliation)
	}
	c.Roles = slices.Clone(c.Roles)
	for i := range c.Roles {
		c.Roles[i].Entities = slices.Clone(c.Roles[i].Entities)
		for j, k := range c.Roles[i].Entities {
			c.Roles[i].Entities[j] = swap(k)
		}
	}
	if moved == 0 {
		a.wrong(graph.BadInput, fmt.Sprintf("the claim does not name %q", from), field...)
		return nil
	}
	c.Annotator, c.Batch = a.by.Author, ""
	a.edit.Put.Claims = append(a.edit.Put.Claims, c)
	a.expect(graph.ClaimRecord, ref, c.Revision)
	return nil
}

// moveMentions lets mentions name another entity.
func (a *attempt) moveMentions(in []*exec.MentionInput, from, into graph.EntityKey, field ...string) error {
	for i, m := range in {
		here := at(field, nth(i))
		s := a.source(m.Source, at(here, "source")...)
		if s == nil {
			continue
		}
		all, err := a.root.c.Mentions.MentionsIn(a.ctx, s.Key, a.d.x.Last())
		if err != nil {
			return err
		}
		j := slices.IndexFunc(all, func(n *graph.Mention) bool { return n.Start == m.Start && n.End == m.End })
		switch {
		case j < 0:
			a.wrong(graph.NotFound, fmt.Sprintf("nothing is mentioned at %d-%d of %q", m.Start, m.End, s.Key), here...)
		case a.presentOf(all[j].Entity) != from:
			a.wrong(graph.BadInput, fmt.Sprintf("%q is mentioned there, not %q", all[j].Entity, from), here...)
		default:
			moved := *all[j]
			moved.Entity, moved.Batch = into, ""
			a.edit.Put.Mentions = append(a.edit.Put.Mentions, moved)
		}
	}
	return nil
}
