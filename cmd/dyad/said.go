package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// The shapes of what the questions in queries/ ask for.
type (
	named struct {
		Key  string `json:"key"`
		Name string `json:"name"`
	}
	labelled struct {
		Term      string `json:"term"`
		Label     string `json:"label"`
		Symmetric bool   `json:"symmetric"`
	}
	page struct {
		HasNextPage bool   `json:"hasNextPage"`
		EndCursor   string `json:"endCursor"`
	}
	edge struct {
		ID             string   `json:"id"`
		From           named    `json:"from"`
		To             *named   `json:"to"`
		Type           labelled `json:"type"`
		Status         string   `json:"status"`
		Sign           string   `json:"sign"`
		UndatedLeftOut int      `json:"undatedLeftOut"`
		Support        struct {
			Claims, Sources, Origins, Asserting int
			IndependenceUnknown                 bool
			DeniedBy                            []struct {
				Entity *named
				Label  string
				Source named
				Role   string
			}
		} `json:"support"`
		Spells []struct {
			When, Extent string
			Holds        bool
		} `json:"spells"`
		Claims struct {
			TotalCount int
			Nodes      []said
		} `json:"claims"`
	}
	said struct {
		ID       string   `json:"id"`
		Revision int      `json:"revision"`
		From     named    `json:"from"`
		To       *named   `json:"to"`
		Type     labelled `json:"type"`
		Polarity string   `json:"polarity"`
		Modality string   `json:"modality"`
		Outcome  string   `json:"outcome"`
		Voices   []struct {
			Entity      *named
			Label       string
			Affiliation *named
			Mode        string
			Stance      string
		} `json:"voices"`
		When *struct {
			EDTF, Basis, Bound, Extent string
		} `json:"when"`
		Number *struct {
			Low, Best, High *float64
			Unit, Worded    string
		} `json:"number"`
		Roles []struct {
			Name     string
			Entities []named
			Claims   []struct{ ID string }
			Terms    []labelled
		} `json:"roles"`
		Source struct {
			Key, Title string
		} `json:"source"`
		Evidence []struct {
			Quote string
			Parts []struct{ Start, End int }
		} `json:"evidence"`
		Gist        string `json:"gist"`
		RetractedAt string `json:"retractedAt"`
	}
)

// write prints a claim: what it says, its words where they are at hand, who says so and how surely, where, and when; its id only
// where ids are wanted.
func (c *said) write(w io.Writer, indent string, ids bool) {
	fmt.Fprintf(w, "%s%s\n", indent, c.Gist)
	for _, o := range c.Evidence {
		if o.Quote != "" {
			fmt.Fprintf(w, "%s  “%s”\n", indent, o.Quote)
		}
	}
	facts := c.facts()
	if ids {
		facts = append(facts, "claim "+c.ID)
	}
	fmt.Fprintf(w, "%s  %s\n", indent, strings.Join(facts, " · "))
}

// facts lists who says so, how surely, when, with whom, and where it stands.
func (c *said) facts() []string {
	facts := []string{c.speaker(), c.commitment()}
	if c.When != nil {
		facts = append(facts, c.time())
	}
	if c.Number != nil && c.Number.Worded != "" {
		facts = append(facts, strings.TrimSpace(c.Number.Worded))
	}
	for _, r := range c.Roles {
		name, fillers := strings.ReplaceAll(strings.ToLower(r.Name), "_", " "), c.fillers(r.Entities, r.Terms, len(r.Claims))
		if name == "counterparty" && c.To != nil {
			name, fillers = "between", c.To.Name+" and "+fillers // under either side's relationship, both are told
		}
		facts = append(facts, name+": "+fillers)
	}
	if c.Revision > 1 {
		facts = append(facts, fmt.Sprintf("revision %d", c.Revision))
	}
	if c.RetractedAt != "" {
		facts = append(facts, "RETRACTED "+c.RetractedAt)
	}
	return append(facts, c.place())
}

// speaker words who says so: the innermost voice, how it is taken by who reports it, and so on outwards.
func (c *said) speaker() string {
	if len(c.Voices) == 0 {
		return "in the source's own voice"
	}
	chain := []string{c.held(len(c.Voices) - 1)}
	for i := len(c.Voices) - 1; i >= 0; i-- {
		named := i == len(c.Voices)-1 || c.Voices[i+1].Stance != "NEUTRAL" // with the stance that it takes to what it reports
		if !named {
			chain = append(chain, "reported by "+c.voice(i))
		}
		if stance := c.Voices[i].Stance; stance != "NEUTRAL" {
			chain = append(chain, "which "+c.hearer(i)+" "+strings.ToLower(stance))
		}
	}
	return strings.Join(chain, ", ")
}

// hearer names who hears voice i: the next outer voice, or the source.
func (c *said) hearer(i int) string {
	if i == 0 {
		return "the source"
	}
	return c.voice(i - 1)
}

// voice names voice i.
func (c *said) voice(i int) string {
	v := c.Voices[i]
	who := v.Label
	if v.Entity != nil {
		who = v.Entity.Name
	}
	if v.Affiliation != nil {
		who += " (" + v.Affiliation.Name + ")"
	}
	return who
}

// held words how voice i holds what it says.
func (c *said) held(i int) string {
	switch c.Voices[i].Mode {
	case "BELIEVES":
		return "in the belief of " + c.voice(i)
	case "DOCUMENT":
		return "in the document " + c.voice(i)
	}
	return "according to " + c.voice(i)
}

// commitment words polarity, modality and outcome.
func (c *said) commitment() string {
	text := strings.ToLower(c.Modality)
	if c.Polarity == "NEGATED" {
		text += " not to be so"
	}
	if c.Outcome != "NONE" {
		text += ", " + strings.ToLower(c.Outcome)
	}
	return text
}

func (c *said) time() string {
	date := c.When.EDTF
	if date == "" {
		date = "at an unknown date"
	}
	switch c.When.Bound {
	case "START":
		date = "begun " + date
	case "END":
		date = "ended " + date
	}
	if c.When.Extent == "THROUGHOUT" {
		date = "throughout " + date
	}
	if c.When.Basis == "INFERRED" || c.When.Basis == "RELATIVE" {
		date += " (" + strings.ToLower(c.When.Basis) + ")"
	}
	return date
}

func (c *said) fillers(entities []named, terms []labelled, claims int) string {
	var names []string
	for _, e := range entities {
		names = append(names, e.Name)
	}
	for _, t := range terms {
		names = append(names, t.Label)
	}
	if claims > 0 {
		names = append(names, count(claims, "claim"))
	}
	return strings.Join(names, ", ")
}

// place words where the claim stands: its source, and the spans of its occurrences.
func (c *said) place() string {
	var spans []string
	for _, o := range c.Evidence {
		var parts []string
		for _, p := range o.Parts {
			parts = append(parts, fmt.Sprintf("%d-%d", p.Start, p.End))
		}
		spans = append(spans, strings.Join(parts, "+"))
	}
	return "in " + c.Source.Key + " " + strings.Join(spans, ", ")
}

// write prints a relationship: how it reads, what it adds up to, who denies it; its id only where ids are wanted.
func (e *edge) write(w io.Writer, ids bool) {
	fmt.Fprintln(w, e.reading())
	facts := e.standing()
	if ids {
		facts = append(facts, "relationship "+e.ID)
	}
	fmt.Fprintf(w, "  %s\n", strings.Join(facts, " · "))
}

// standing lists status, sign, support, denials and spells.
func (e *edge) standing() []string {
	s := e.Support
	facts := []string{e.Status}
	if sign := signed(e.Sign); sign != "" {
		facts = append(facts, sign)
	}
	facts = append(facts, fmt.Sprintf("%s in %s", count(s.Claims, "claim"), count(s.Sources, "source")))
	if s.Origins > 0 {
		facts = append(facts, affirming(s.Origins, s.IndependenceUnknown))
	}
	for _, d := range s.DeniedBy {
		who := d.Label
		switch {
		case d.Entity != nil:
			who = d.Entity.Name
		case who == "":
			who = d.Source.Key
		}
		facts = append(facts, "denied by "+who+" ("+strings.ReplaceAll(strings.ToLower(d.Role), "_", " ")+")")
	}
	for _, sp := range e.Spells {
		held := "was so "
		if !sp.Holds {
			held = "was not so "
		}
		facts = append(facts, held+during(sp.When, sp.Extent))
	}
	if e.UndatedLeftOut > 0 {
		facts = append(facts, count(e.UndatedLeftOut, "undated claim")+" left out")
	}
	return facts
}

// during words a spell's time. One day is one day, whatever its extent. What is open on both sides has no first and no last day, though its claims may
// have dates: "has begun in 2031" and "has ended in 2031".
func during(date, extent string) string {
	if date == "../.." {
		return "at some time"
	}
	if _, err := time.Parse(time.DateOnly, date); err == nil {
		return "on " + date
	}
	if extent == "THROUGHOUT" {
		return "throughout " + date
	}
	return "at some time in " + date
}

func affirming(n int, unknown bool) string {
	text := "affirmed by " + count(n, "origin")
	if unknown {
		text += ", independence unknown"
	}
	return text
}

// reading is the relationship in words and arrows: labels are not bent to fit their subjects.
func (e *edge) reading() string { return reading(e.From, e.Type, e.To) }

// sentence is the claim in words and arrows.
func (c *said) sentence() string { return reading(c.From, c.Type, c.To) }

func reading(from named, typ labelled, to *named) string {
	switch {
	case to == nil:
		return from.Name + " —" + typ.Label
	case typ.Symmetric:
		return from.Name + " —" + typ.Label + "— " + to.Name
	}
	return from.Name + " —" + typ.Label + "→ " + to.Name
}
