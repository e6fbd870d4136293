package agreement

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dyad/graph"
)

// A field is something about a claim that two coders may give differently. Its value is "" where it is left out.
type field struct {
	name  string
	value func(*graph.Claim) string
}

// fields lists what is compared besides ends, type, polarity, and roles and links that hold claims.
func fields() []field {
	return []field{
		{"modality", func(c *graph.Claim) string { return string(c.Modality) }},
		{"outcome", func(c *graph.Claim) string { return string(c.Outcome) }},
		{"voice", innermost},
		{"chain of voices", chain},
		{"when.edtf", func(c *graph.Claim) string { return c.When.EDTF.String() }},
		{"when.basis", func(c *graph.Claim) string { return string(c.When.Basis) }},
		{"when.bound", func(c *graph.Claim) string { return string(c.When.Bound) }},
		{"when.extent", func(c *graph.Claim) string { return string(c.When.Extent) }},
		{"number.worded", worded},
		{"number.bounds", bounds},
		{"number.unit", unitOf},
		roleField(graph.RoleEvent),
		roleField("place"),
		{"other roles", otherRoles},
	}
}

// innermost says who holds the claim; "" is the source itself. Labels are compared as names are.
func innermost(c *graph.Claim) string {
	if len(c.Voices) == 0 {
		return ""
	}
	return who(c.Voices[len(c.Voices)-1])
}

func who(v graph.Voice) string {
	if v.Entity != "" {
		return string(v.Entity)
	}
	return strconv.Quote(graph.Fold(v.Label))
}

// chain says who holds the claim, through whom it is told, and who thinks what of it.
func chain(c *graph.Claim) string {
	var all []string
	for _, v := range c.Voices {
		text := fmt.Sprintf("%s %s (%s)", who(v), v.Mode, v.Stance)
		if v.Affiliation != "" {
			text = fmt.Sprintf("%s of %s %s (%s)", who(v), v.Affiliation, v.Mode, v.Stance)
		}
		all = append(all, text)
	}
	return strings.Join(all, " > ")
}

func worded(c *graph.Claim) string {
	if c.Number == nil {
		return ""
	}
	return graph.Fold(c.Number.Worded)
}

func bounds(c *graph.Claim) string {
	if c.Number == nil {
		return ""
	}
	var all []string
	for _, v := range []*float64{c.Number.Low, c.Number.Best, c.Number.High} {
		text := "?"
		if v != nil {
			text = strconv.FormatFloat(*v, 'g', -1, 64)
		}
		all = append(all, text)
	}
	return strings.Join(all, "/")
}

func unitOf(c *graph.Claim) string {
	if c.Number == nil {
		return ""
	}
	return graph.Fold(c.Number.Unit)
}

func roleField(name graph.TermKey) field {
	return field{"role " + string(name), func(c *graph.Claim) string { return filling(c, name) }}
}

// filling writes the entities and terms in a role, which are sorted.
func filling(c *graph.Claim, name graph.TermKey) string {
	var all []string
	for _, r := range c.Roles {
		if r.Name != name {
			continue
		}
		for _, e := range r.Entities {
			all = append(all, string(e))
		}
		for _, t := range r.Terms {
			all = append(all, string(t))
		}
	}
	return strings.Join(all, ", ")
}

// otherRoles writes all roles that hold entities or terms and have no line of their own.
func otherRoles(c *graph.Claim) string {
	var all []string
	for _, r := range c.Roles {
		if filled := filling(c, r.Name); filled != "" && r.Name != graph.RoleEvent && r.Name != "place" {
			all = append(all, string(r.Name)+": "+filled)
		}
	}
	return strings.Join(all, "; ")
}

// links writes what the claim says of other claims: those in its roles, and those that it disputes or reconciles. name says
// which they are.
func links(c *graph.Claim, name func(graph.ClaimID) string) string {
	byLink := map[string][]graph.ClaimID{"disputes": c.Disputes, "reconciles": c.Reconciles}
	for _, r := range c.Roles {
		byLink[string(r.Name)] = append(byLink[string(r.Name)], r.Claims...)
	}
	var all []string
	for _, link := range slices.Sorted(maps.Keys(byLink)) {
		var names []string
		for _, id := range byLink[link] {
			names = append(names, name(id))
		}
		if slices.Sort(names); len(names) > 0 {
			all = append(all, link+": "+strings.Join(names, ", "))
		}
	}
	return strings.Join(all, "; ")
}
