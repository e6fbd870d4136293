package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// The shapes of what queries/dyad.graphql asks for.
type (
	dyad struct {
		A, B                      named
		RolledUp                  rolledUp
		Forward, Backward, Mutual edgePage
		Voices                    struct {
			TotalCount int
			Nodes      []speaker
		}
		Timeline, Undated           heldPage
		UndatedLeftOut              int
		Mixed                       bool
		Cooperative, Hostile        struct{ TotalCount int }
		Changes                     changePage
		Contradictions              contradictionPage
		Mediators                   mediatorPage
		SharedAllies, SharedEnemies thirdPage
	}
	edgePage struct {
		TotalCount int
		Nodes      []edge
	}
	heldPage struct {
		TotalCount int
		Nodes      []held
	}
	speaker struct {
		Entity, Affiliation *named
		Label               string
		Source              *named
		Affirming, Negating int
		Statements          heldPage
	}
	held struct {
		Entity                   *named
		Label                    string
		Polarity, Modality, Sign string
		Rejection                bool
		Stretches                []stretch
		Claim                    said
	}
	stretch struct {
		Holds                *bool
		Possible, Sure, Some string
	}
	phase struct {
		Sign, When, Extent string
		Holds              bool
	}
	changePage struct {
		TotalCount int
		Nodes      []struct {
			Kind          string
			Told          bool
			Relationship  *edge
			Before, After phase
		}
	}
	mediatorPage struct {
		TotalCount int
		Nodes      []struct {
			Entity named
			Status string
			Claims struct {
				TotalCount int
				Nodes      []said
			}
		}
	}
	thirdPage struct {
		TotalCount int
		Nodes      []struct {
			Entity       named
			WithA, WithB edgePage
		}
	}
)

// write prints the history of the two, section by section. A section without anything says so: that is an answer too.
func (d *dyad) write(w io.Writer) {
	fmt.Fprintf(w, "%s (%s) and %s (%s)\n", d.A.Name, d.A.Key, d.B.Name, d.B.Key)
	d.RolledUp.write(w)
	d.Forward.write(w, fmt.Sprintf("From %s to %s", d.A.Name, d.B.Name))
	d.Backward.write(w, fmt.Sprintf("From %s to %s", d.B.Name, d.A.Name))
	d.Mutual.write(w, "Both ways")
	d.writeVoices(w)
	d.Timeline.write(w, "Timeline", true)
	d.Undated.write(w, "Without a date", false)
	if d.UndatedLeftOut > 0 {
		fmt.Fprintf(w, "  %s left out for having no date\n", count(d.UndatedLeftOut, "statement"))
	}
	d.Changes.write(w)
	d.writeHistory(w)
	heading(w, "Contradictions", d.Contradictions.TotalCount)
	var list strings.Builder
	d.Contradictions.write(&list)
	if text := strings.TrimSuffix(list.String(), "\n"); text != "" {
		fmt.Fprint(w, text)
	}
	more(w, "  ", "contradiction", d.Contradictions.TotalCount, len(d.Contradictions.Nodes))
	d.Mediators.write(w)
	d.SharedAllies.write(w, "Shared allies")
	d.SharedEnemies.write(w, "Shared enemies")
}

// heading begins a section.
func heading(w io.Writer, title string, n int) {
	if n == 0 {
		fmt.Fprintf(w, "\n%s: none\n", title)
		return
	}
	fmt.Fprintf(w, "\n%s: %d\n", title, n)
}

func (p *edgePage) write(w io.Writer, title string) {
	heading(w, title, p.TotalCount)
	for i := range p.Nodes {
		e := &p.Nodes[i]
		fmt.Fprintf(w, "  %s\n    %s\n", e.reading(), strings.Join(e.standing(), " · "))
		for j := range e.Claims.Nodes {
			c := &e.Claims.Nodes[j]
			if c.sentence() != e.reading() {
				fmt.Fprintf(w, "      said of %s\n", c.sentence())
			}
			c.write(w, "      ", false)
		}
		if rest := e.Claims.TotalCount - len(e.Claims.Nodes); rest > 0 {
			fmt.Fprintf(w, "      … and %s more: dyad show %s\n", count(rest, "claim"), e.ID)
		}
	}
	more(w, "  ", "relationship", p.TotalCount, len(p.Nodes))
}

// writeVoices prints who holds what.
func (d *dyad) writeVoices(w io.Writer) {
	heading(w, "Who says what", d.Voices.TotalCount)
	for i := range d.Voices.Nodes {
		s := &d.Voices.Nodes[i]
		fmt.Fprintf(w, "  %s: affirms %d, negates %d\n", s.name(), s.Affirming, s.Negating)
		for j := range s.Statements.Nodes {
			h := &s.Statements.Nodes[j]
			fmt.Fprintf(w, "    %s · %s\n", h.Claim.sentence(), h.commitment())
		}
		more(w, "    ", "statement", s.Statements.TotalCount, len(s.Statements.Nodes))
	}
	more(w, "  ", "voice", d.Voices.TotalCount, len(d.Voices.Nodes))
}

// name is what a speaker is called.
func (s *speaker) name() string {
	switch {
	case s.Entity != nil:
		return s.Entity.Name
	case s.Label == "":
		return "the source " + s.Source.Key + " itself"
	case s.Affiliation != nil:
		return s.Label + " (" + s.Affiliation.Name + ") in " + s.Source.Key
	}
	return s.Label + " in " + s.Source.Key
}

// commitment words what the holder says: of a rejection the opposite of what the claim does.
func (h *held) commitment() string {
	c := said{Polarity: h.Polarity, Modality: h.Modality, Outcome: h.Claim.Outcome}
	text := c.commitment()
	if h.Rejection {
		text += ", by rejecting what the claim says"
	}
	return text
}

// holder names who holds it.
func (h *held) holder() string {
	switch {
	case h.Entity != nil:
		return "according to " + h.Entity.Name
	case h.Label != "":
		return "according to " + h.Label
	}
	return "in the source's own voice"
}

// write prints statements; dated ones with the date as it is given, and with what is known by it.
func (p *heldPage) write(w io.Writer, title string, dated bool) {
	heading(w, title, p.TotalCount)
	for i := range p.Nodes {
		h := &p.Nodes[i]
		facts := []string{h.Claim.sentence(), h.commitment(), h.holder(), "in " + h.Claim.Source.Key}
		if sign := signed(h.Sign); sign != "" {
			facts = append(facts, sign)
		}
		line := strings.Join(facts, " · ")
		if dated {
			line = h.Claim.time() + "  " + line
		} else if h.Claim.When != nil {
			line = h.Claim.time() + ": " + line
		}
		fmt.Fprintf(w, "  %s\n", line)
		if !dated && h.Claim.When == nil {
			continue
		}
		for _, s := range h.Stretches {
			fmt.Fprintf(w, "      %s\n", s.words())
		}
	}
	more(w, "  ", "statement", p.TotalCount, len(p.Nodes))
}

func signed(sign string) string {
	switch sign {
	case "POSITIVE":
		return "cooperative (+)"
	case "NEGATIVE":
		return "hostile (-)"
	}
	return ""
}

// words tells how surely it was so when.
func (s *stretch) words() string {
	verb := "would be so"
	switch {
	case s.Holds == nil:
	case *s.Holds:
		verb = "was so"
	default:
		verb = "was not so"
	}
	var times []string
	switch {
	case s.Sure != "":
		times = append(times, onDays(s.Sure))
	case s.Some != "":
		times = append(times, "at some time in "+s.Some)
	}
	if s.Possible != "" && s.Possible != s.Sure && s.Possible != s.Some {
		times = append(times, "possibly in "+s.Possible)
	}
	if len(times) == 0 {
		return verb + " at a time that nobody tells"
	}
	return verb + " " + strings.Join(times, ", ")
}

// onDays words a time of which each day is sure.
func onDays(date string) string {
	if _, err := time.Parse(time.DateOnly, date); err == nil {
		return "on " + date
	}
	return "on each day of " + date
}

func (p *changePage) write(w io.Writer) {
	heading(w, "Changes", p.TotalCount)
	for i := range p.Nodes {
		c := &p.Nodes[i]
		if c.Kind == "SIGN" {
			fmt.Fprintf(w, "  from %s to %s\n", c.Before.words(), c.After.words())
			continue
		}
		text := c.Relationship.reading() + ": " + c.Before.words() + ", then " + c.After.words()
		if c.Told {
			text += ", as a claim tells"
		}
		fmt.Fprintf(w, "  %s\n", text)
	}
	more(w, "  ", "change", p.TotalCount, len(p.Nodes))
}

// words is one side of a change.
func (p *phase) words() string {
	verb := "was so"
	switch {
	case p.Sign == "POSITIVE":
		verb = "cooperation"
	case p.Sign == "NEGATIVE":
		verb = "hostility"
	case !p.Holds:
		verb = "was not so"
	}
	if p.When == "../.." {
		return verb + " at a time that nobody tells"
	}
	return verb + " " + during(p.When, p.Extent)
}

// writeHistory tells whether the two both fought and cooperated.
func (d *dyad) writeHistory(w io.Writer) {
	kind := "not mixed"
	if d.Mixed {
		kind = "mixed"
	}
	fmt.Fprintf(w, "\nHistory: %s (%s, %s)\n", kind,
		count(d.Cooperative.TotalCount, "cooperative claim"), count(d.Hostile.TotalCount, "hostile claim"))
}

func (p *mediatorPage) write(w io.Writer) {
	heading(w, "Mediators", p.TotalCount)
	for i := range p.Nodes {
		m := &p.Nodes[i]
		fmt.Fprintf(w, "  %s · %s\n", m.Entity.Name, m.Status)
		for j := range m.Claims.Nodes {
			m.Claims.Nodes[j].write(w, "    ", false)
		}
		more(w, "    ", "claim", m.Claims.TotalCount, len(m.Claims.Nodes))
	}
	more(w, "  ", "mediator", p.TotalCount, len(p.Nodes))
}

func (p *thirdPage) write(w io.Writer, title string) {
	heading(w, title, p.TotalCount)
	for i := range p.Nodes {
		t := &p.Nodes[i]
		fmt.Fprintf(w, "  %s\n", t.Entity.Name)
		for _, with := range []*edgePage{&t.WithA, &t.WithB} {
			for j := range with.Nodes {
				fmt.Fprintf(w, "    %s · %s\n", with.Nodes[j].reading(), with.Nodes[j].Status)
			}
			more(w, "    ", "relationship", with.TotalCount, len(with.Nodes))
		}
	}
	more(w, "  ", "actor", p.TotalCount, len(p.Nodes))
}
