package graph

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// An attribution puts a deed down to an actor.
type attribution struct {
	event EntityKey
	actor EntityKey
	claim *Claim
}

// checkAttributions finds, for each event, affirmed claims that it was carried out by, claimed by or blamed on actors that have
// nothing to do with each other. Two actors have, if one is part of, acts for or is a member of the other by some affirmed
// claim or a chain of them, or if a claim about the event names the one as doing it with the other. Two parts of one whole
// are still two doers. Dates of such claims may be those of the accusations and are not compared.
func (f *finder) checkAttributions() {
	all := f.attributions()
	if len(all) == 0 {
		return
	}
	l := f.linksBy(TypePartOf, TypeActsFor, TypeMemberOf)
	for about := range runs(all, func(a, b attribution) bool { return a.event == b.event }) {
		if actors := doers(about); len(actors) > 1 {
			f.checkDoers(actors, l)
		}
	}
}

// checkDoers finds who of several actors have nothing to do with each other.
func (f *finder) checkDoers(actors []*group[EntityKey], l links) {
	sets, opponents := newDisjointSets(len(actors)), make([][]string, len(actors)) // opponents by place among the actors
	for i, a := range actors {
		for j, b := range actors[:i] {
			if l.lead(a.says, b.says) || l.lead(b.says, a.says) || together(a, b) {
				continue
			}
			sets.join(i, j, CertainOverlap, true)
			opponents[i] = append(opponents[i], strconv.Itoa(j))
			opponents[j] = append(opponents[j], strconv.Itoa(i))
		}
	}
	for _, c := range clashesOf(sets, actors) {
		f.report(AttributionRule, c.overlap, false, f.allied(c, actors, opponents)...)
	}
}

// attributions lists who is said to have done what, by event, then by actor.
func (f *finder) attributions() []attribution {
	var all []attribution
	for p := range f.affirming(TypeCarriedOut, TypeClaimsResponsibility, TypeBlamedFor) {
		all = append(all, attribution{p.Claim.To, p.Claim.From, p.Claim})
	}
	slices.SortFunc(all, func(a, b attribution) int {
		return cmp.Or(cmp.Compare(a.event, b.event), cmp.Compare(a.actor, b.actor))
	})
	return all
}

// doers puts the attributions of one event into a group for each actor.
func doers(about []attribution) []*group[EntityKey] {
	var groups []*group[EntityKey]
	for same := range runs(about, func(a, b attribution) bool { return a.actor == b.actor }) {
		g := &group[EntityKey]{says: same[0].actor}
		for _, a := range same {
			g.claims = append(g.claims, a.claim)
		}
		groups = append(groups, g)
	}
	return groups
}

// together reports whether a claim about one of two actors names the other as a co-actor.
func together(a, b *group[EntityKey]) bool {
	return coactor(a.claims, b.says) || coactor(b.claims, a.says)
}

// coactor reports whether some of the claims names the actor as a co-actor.
func coactor(claims []*Claim, actor EntityKey) bool {
	return slices.ContainsFunc(claims, func(c *Claim) bool { return slices.Contains(c.Roles.Entities(RoleWith), actor) })
}

// allied turns the actors of a clash into sides: those that have exactly the same opponents are one.
func (f *finder) allied(c clash[EntityKey], actors []*group[EntityKey], opponents [][]string) []side {
	allies := map[string][]*group[EntityKey]{} // by their opponents
	for i, one := range actors {
		if _, in := c.said[one.says]; in {
			key := strings.Join(opponents[i], " ")
			allies[key] = append(allies[key], one)
		}
	}
	var sides []side
	for _, alike := range allies {
		var names []string
		var claims []*Claim
		for _, one := range alike {
			names = append(names, f.called(one.says))
			claims = append(claims, one.claims...)
		}
		slices.Sort(names)
		sides = append(sides, side{strings.Join(names, ", "), claims})
	}
	return sides
}
