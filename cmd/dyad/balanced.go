package main

import (
	"fmt"
	"io"
	"strings"

	"dyad/graph/balance"
)

// The shapes of what the balance question asks for.
type (
	balanced struct {
		Actors      int
		Warnings    []string
		PairCounts  struct{ Positive, Negative, Ambivalent, Mixed, Contested int }
		LeftOut     struct{ Mediation, Unsigned, Unaffirmed, NotActors, Alleged, UndatedPairs int }
		TriadCounts struct {
			AllPositive, OneNegative, TwoNegative, AllNegative, Balanced, Unbalanced, WeaklyBalanced, Ambivalent int
		}
		Triads struct {
			TotalCount int
			Nodes      []triad
		}
		Frustration struct {
			AtLeast, AtMost int
			Exact           bool
			Pairs           struct {
				TotalCount int
				Nodes      []signedPair
			}
		}
		Camps struct {
			TotalCount int
			Nodes      []camps
		}
		Tensions struct {
			TotalCount int
			Nodes      []struct {
				Actor                          named
				Triads, Unbalanced, Frustrated int
			}
		}
	}
	triad struct {
		Kind   string
		Actors []named
		Pairs  []signedPair
	}
	signedPair struct {
		A, B   named
		Sign   string
		Claims struct {
			TotalCount int
			Nodes      []said
		}
	}
	camps struct {
		Pairs, AtLeast, AtMost int
		Partitions             *int
		First, Second          camp
	}
	camp struct {
		TotalCount int
		Nodes      []named
	}
)

// warn tells why the figures say little.
func (b *balanced) warn(w io.Writer, title string) {
	if title != "" {
		title += ": "
	}
	for _, warning := range b.Warnings {
		switch warning {
		case "FEW_PAIRS":
			fmt.Fprintf(w, "%sfewer than %d pairs with a sign: one more or less moves every figure\n", title, balance.FewPairs)
		case "FEW_TRIADS":
			fmt.Fprintf(w, "%sfewer than %d triads: one more or less moves their shares\n", title, balance.FewTriads)
		}
	}
}

// write prints the figures, and what they rest on.
func (b *balanced) write(w io.Writer) {
	p, out, t := b.PairCounts, b.LeftOut, b.TriadCounts
	fmt.Fprintf(w, "%s with a sign between %s: %d positive, %d negative\n", count(p.Positive+p.Negative, "pair"), count(b.Actors, "actor"), p.Positive, p.Negative)
	fmt.Fprintf(w, "%s without one, in no figure: %d mixed, %d contested\n", count(p.Ambivalent, "pair"), p.Mixed, p.Contested)
	fmt.Fprintf(w, "left out: %s of mediation, %d only alleged, %d affirmed by nobody, %d of places and events, %d without a sign\n",
		count(out.Mediation, "relationship"), out.Alleged, out.Unaffirmed, out.NotActors, out.Unsigned)
	if out.UndatedPairs > 0 {
		fmt.Fprintf(w, "%s more without a date; --undated counts them\n", count(out.UndatedPairs, "pair"))
	}
	fmt.Fprintf(w, "%s, %d in balance (weakly, %d): %d +++, %d +--, %d ++-, %d ---; %d more with a pair without a sign\n",
		count(t.Balanced+t.Unbalanced, "triad"), t.Balanced, t.WeaklyBalanced, t.AllPositive, t.TwoNegative, t.OneNegative, t.AllNegative, t.Ambivalent)
	b.writeFrustration(w)
	b.writeTriads(w)
	b.writeCamps(w)
	b.writeTensions(w)
}

func (b *balanced) writeFrustration(w io.Writer) {
	f := b.Frustration
	fmt.Fprintf(w, "frustration %s\n", least(f.AtLeast, f.AtMost))
	for i := range f.Pairs.Nodes {
		fmt.Fprintf(w, "  %s\n", f.Pairs.Nodes[i].String())
	}
	more(w, "  ", "pair", f.Pairs.TotalCount, len(f.Pairs.Nodes))
}

// least words a number that may be known by its bounds only.
func least(atLeast, atMost int) string {
	if atLeast == atMost {
		return fmt.Sprint(atLeast)
	}
	return fmt.Sprintf("%d to %d (not known exactly)", atLeast, atMost)
}

// String tells who, and on which terms.
func (p *signedPair) String() string {
	terms := map[string]string{"POSITIVE": "+", "NEGATIVE": "-"}
	return fmt.Sprintf("%s %s %s", p.A.Name, terms[p.Sign], p.B.Name)
}

func (b *balanced) writeTriads(w io.Writer) {
	for i := range b.Triads.Nodes {
		t := &b.Triads.Nodes[i]
		if i == 0 {
			fmt.Fprintln(w, "triads that are not in balance")
		}
		var pairs []string
		for j := range t.Pairs {
			pairs = append(pairs, t.Pairs[j].String())
		}
		fmt.Fprintf(w, "  %s\n", strings.Join(pairs, ", "))
		t.writeClaims(w)
	}
	more(w, "  ", "triad", b.Triads.TotalCount, len(b.Triads.Nodes))
}

// writeClaims prints the claims behind each pair, where they were asked for.
func (t *triad) writeClaims(w io.Writer) {
	for i := range t.Pairs {
		p := &t.Pairs[i]
		for j := range p.Claims.Nodes {
			p.Claims.Nodes[j].write(w, "    ", false)
		}
		more(w, "    ", "claim", p.Claims.TotalCount, len(p.Claims.Nodes))
	}
}

func (b *balanced) writeCamps(w io.Writer) {
	for i := range b.Camps.Nodes {
		c := &b.Camps.Nodes[i]
		if i == 0 {
			fmt.Fprintln(w, "camps")
		}
		fmt.Fprintf(w, "  %d. %s, frustration %s", i+1, count(c.Pairs, "pair"), least(c.AtLeast, c.AtMost))
		if c.Partitions != nil && *c.Partitions > 1 {
			fmt.Fprintf(w, ", one of %d ways that are as good", *c.Partitions)
		}
		fmt.Fprintln(w)
		c.First.write(w)
		if c.Second.TotalCount > 0 {
			fmt.Fprintln(w, "     against")
			c.Second.write(w)
		}
	}
	more(w, "  ", "component", b.Camps.TotalCount, len(b.Camps.Nodes))
}

func (c *camp) write(w io.Writer) {
	for _, n := range c.Nodes {
		fmt.Fprintf(w, "     %s (%s)\n", n.Name, n.Key)
	}
	more(w, "     ", "actor", c.TotalCount, len(c.Nodes))
}

func (b *balanced) writeTensions(w io.Writer) {
	for i := range b.Tensions.Nodes {
		t := &b.Tensions.Nodes[i]
		if i == 0 {
			fmt.Fprintln(w, "actors in most tension")
		}
		fmt.Fprintf(w, "  %s (%s) · %d of %s · %s\n", t.Actor.Name, t.Actor.Key, t.Unbalanced, count(t.Triads, "triad"), count(t.Frustrated, "frustrated pair"))
	}
	more(w, "  ", "actor", b.Tensions.TotalCount, len(b.Tensions.Nodes))
}
