package main

import (
	"fmt"
	"io"
	"strings"
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

// write prints a claim: what it says, who says so and how surely, where, and when; its id only where ids are wanted.
func (c *said) write(w io.Writer, indent string, ids bool) {
	fmt.Fprintf(w, "%s%s\n", indent, c.Gist)
	if len(c.Evidence) > 0 && c.Evidence[0].Quote != "" {
		fmt.Fprintf(w, "%s  “%s”\n", indent, c.Evidence[0].Quote)
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
		facts = append(facts, strings.ReplaceAll(strings.ToLower(r.Name), "_", " ")+": "+c.fillers(r.Entities, r.Terms, len(r.Claims)))
	}
	if c.RetractedAt != "" {
		facts = append(facts, "RETRACTED "+c.RetractedAt)
	}
	return append(facts, c.place())
}

// speaker words the chain of voices, the innermost first.
func (c *said) speaker() string {
	if len(c.Voices) == 0 {
		return "the source says"
	}
	var chain []string
	for i := len(c.Voices) - 1; i >= 0; i-- {
		v := c.Voices[i]
		who := v.Label
		if v.Entity != nil {
			who = v.Entity.Name
		}
		if v.Affiliation != nil {
			who += " of " + v.Affiliation.Name
		}
		text := who + " " + strings.ToLower(v.Mode)
		if v.Mode == "DOCUMENT" {
			text = who + " (document)"
		}
		if v.Stance != "NEUTRAL" {
			text += ", which " + c.outer(i) + " " + strings.ToLower(v.Stance)
		}
		chain = append(chain, text)
	}
	return strings.Join(chain, ", by way of ")
}

// outer words who hears voice i.
func (c *said) outer(i int) string {
	switch {
	case i == 0:
		return "the source"
	case c.Voices[i-1].Entity != nil:
		return c.Voices[i-1].Entity.Name
	}
	return c.Voices[i-1].Label
}

// commitment words polarity, modality and outcome.
func (c *said) commitment() string {
	text := strings.ToLower(c.Modality)
	if c.Polarity == "NEGATED" {
		text = "denied (" + text + ")"
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
	to := ""
	if e.To != nil {
		to = " " + e.To.Name
	}
	fmt.Fprintf(w, "%s %s%s\n", e.From.Name, e.Type.Label, to)
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
	switch e.Sign {
	case "POSITIVE":
		facts = append(facts, "cooperative (+)")
	case "NEGATIVE":
		facts = append(facts, "hostile (-)")
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
		held := "held "
		if !sp.Holds {
			held = "not so "
		}
		facts = append(facts, held+sp.When)
	}
	if e.UndatedLeftOut > 0 {
		facts = append(facts, count(e.UndatedLeftOut, "undated claim")+" left out")
	}
	return facts
}

func affirming(n int, unknown bool) string {
	text := "affirmed by " + count(n, "origin")
	if unknown {
		text += ", independence unknown"
	}
	return text
}
