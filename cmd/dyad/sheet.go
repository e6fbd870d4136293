package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"dyad/extract"
	"dyad/graph"
)

// A sheet is the claims of one source, with what is needed to show them to somebody who has only the file.
type sheet struct {
	source     graph.Source
	claims     []graph.Claim
	numbers    map[graph.ClaimID]int // of the claims in the file, from 1
	names      map[graph.EntityKey]string
	vocabulary *graph.Vocabulary
	texts      *extract.Texts
}

func newSheet(b graph.Bundle, known extract.Base, texts *extract.Texts) *sheet {
	s := &sheet{
		source: b.Sources[0], claims: b.Claims, texts: texts, vocabulary: graph.NewVocabulary(known.Terms),
		numbers: map[graph.ClaimID]int{}, names: map[graph.EntityKey]string{},
	}
	for i := range b.Claims {
		s.numbers[b.Claims[i].ID] = i + 1
	}
	for i := range known.Entities {
		s.names[known.Entities[i].Key] = known.Entities[i].Name
	}
	return s
}

// write prints a claim: everything that a reviewer has to judge, and the words that it rests on.
func (s *sheet) write(w io.Writer, c *graph.Claim) {
	said := s.said(c)
	fmt.Fprintf(w, "  %s\n  %s\n", said.sentence(), c.Gist)
	line := func(name, text string) {
		if text != "" {
			fmt.Fprintf(w, "  %-12s %s\n", name, text)
		}
	}
	line("who", said.speaker())
	line("polarity", string(c.Polarity))
	line("modality", string(c.Modality))
	line("outcome", string(c.Outcome))
	line("when", dated(c.When))
	line("number", counted(c.Number))
	for _, r := range c.Roles {
		line(strings.ReplaceAll(string(r.Name), "_", " "), s.fillers(&r))
	}
	line("disputes", s.numbered(c.Disputes))
	line("reconciles", s.numbered(c.Reconciles))
	line("id", c.ID.String())
	for _, o := range c.Evidence {
		s.quote(w, o)
	}
}

// around is how many code points of the text are shown on either side of the words of a claim.
const around = 80

// quote prints one place where the source makes a claim: part by part, or its offsets where the text is not at hand.
func (s *sheet) quote(w io.Writer, o graph.Occurrence) {
	for _, p := range o.Parts {
		words, _, ok := s.texts.Words(&s.source, p)
		before, after, _ := s.texts.Context(&s.source, p, around)
		if !ok {
			at := fmt.Sprintf("at %d-%d", p.Start, p.End)
			fmt.Fprintf(w, "  %-12s the text is not at hand: name its folder with --texts\n", at)
			continue
		}
		fmt.Fprintf(w, "  at %d-%d\n    %s[[%s]]%s\n", p.Start, p.End, printable(before), printable(words), printable(after))
	}
}

// printable returns words of a text as one line, without what a terminal would take for a command.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
}
