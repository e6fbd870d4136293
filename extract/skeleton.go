package extract

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dyad/graph"
)

// A Coder is who begins an annotation. What is empty is left to be filled in.
type Coder struct {
	Annotator string
	Codebook  string
	Language  string // of the text, BCP 47
}

// Skeleton writes an annotations file for the surveyed text: with the mentions of known names, and with comments that propose the
// others, ready to be taken out of their comments. taken tells which keys of entities are in use.
//
// [Read] finds nothing wrong with it but what is left empty. It holds no sentence of the text.
func (s *Survey) Skeleton(by Coder, taken func(graph.EntityKey) bool) []byte {
	w := &skeleton{Survey: s, keys: s.proposedKeys(taken)}
	w.head(by)
	w.entities()
	w.mentions()
	w.claims()
	w.digests()
	return w.Bytes()
}

// A skeleton is an annotations file on its way.
type skeleton struct {
	*Survey
	bytes.Buffer
	keys []string // of the entities proposed
}

// line writes a line, or several.
func (w *skeleton) line(format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }

// field writes a key with its value, or with nothing and what belongs there.
func (w *skeleton) field(indent, key, value, hint string) {
	left := indent + key + ":"
	if value != "" {
		left += " " + scalar(value)
	}
	if hint == "" {
		w.line("%s", left)
		return
	}
	w.line("%-41s # %s", left, hint)
}

func (w *skeleton) head(by Coder) {
	w.line("# Begun by dyad new. Fill in what is empty, and take the # from what the source says of itself; write claims, with words in the")
	w.line("# place of offsets; then run: %s", sealCommand+" FILE")
	w.line("dyad: %s\nkind: %s\n\nsource:", formatVersion, annotationsFile)
	w.field("  ", "key", w.Key, "a slug, unique")
	w.field("  ", "kind", "", words(graph.SourceKinds()))
	w.field("  ", "genre", "", words(graph.Genres()))
	w.line("  # title:\n  # publisher:\n  # author:")
	w.field("  ", "# published", "", "2031-05-04, or {edtf: 2031-05, basis: inferred}")
	w.field("  ", "language", by.Language, "BCP 47, such as en, ps or pt-BR")
	w.line("  # url:")
	file := "file: " + scalar(w.File) + ", "
	if strings.ContainsFunc(w.File, forbidden) || strings.ContainsAny(w.File, `/\`) || strings.Trim(w.File, ". ") == "" {
		file = "" // the digest tells which text it is
	}
	w.line("  text: {%ssha256: %q, codepoints: %d}\n", file, w.SHA256, w.Codepoints)
	w.field("", "annotator", by.Annotator, "who or what codes it")
	w.field("", "codebook", by.Codebook, "by which rules")
}

// entities proposes the names that nobody bears.
func (w *skeleton) entities() {
	w.line("\nentities:")
	if len(w.Unknown) == 0 {
		return
	}
	w.line("  # Capitalised words that are no known name. Of those that name somebody take away the #, here and under mentions, and give")
	w.line("  # them a type; of those that are another form of a known name, under mentions alone.")
	for i, p := range w.Unknown {
		if p.Form == "" {
			w.line("  # %d capitalised words in a row, as a name, a headline or a sentence has them, at %s", p.Words, spansOf(p.Spans))
			continue
		}
		w.line("  # - {key: %s, type: , name: %s}", w.keys[i], scalar(p.Form))
	}
}

// mentions writes where known names stand, and in comments where the others do.
func (w *skeleton) mentions() {
	w.line("\nmentions:")
	keys, names := w.mentioned()
	for _, key := range keys {
		w.line("  %s:", key)
		for _, n := range names[key] {
			w.line("    %s: [%s]", scalar(n.Form), spansOf(n.Spans))
		}
	}
	for _, n := range w.Known {
		if len(n.Entities) > 1 {
			w.line("  # Several bear this name, %s: put its spans under whom they mean\n  #   %s: [%s]",
				words(n.Entities), scalar(n.Form), spansOf(n.Spans))
		}
	}
	for i, p := range w.Unknown {
		if p.Form != "" {
			w.line("  # %s:\n  #   %s: [%s]", w.keys[i], scalar(p.Form), spansOf(p.Spans))
		}
	}
}

// mentioned returns the entities with names that are theirs alone, in the order of the text, and these names.
func (w *skeleton) mentioned() (keys []graph.EntityKey, names map[graph.EntityKey][]Named) {
	names = map[graph.EntityKey][]Named{}
	for _, n := range w.Known {
		if len(n.Entities) != 1 {
			continue
		}
		key := n.Entities[0]
		if names[key] == nil {
			keys = append(keys, key)
		}
		names[key] = append(names[key], n)
	}
	return keys, names
}

// claims writes which words may carry a relation.
func (w *skeleton) claims() {
	w.line("\nclaims:")
	if len(w.Sentences) == 0 {
		return
	}
	w.line("  # Sentences with words that may carry a relation, by number and span; each word with its own span and what it may be.")
	for _, s := range w.Sentences {
		w.line("  # %d (%s)", s.Number, spanText(s.Span))
		for _, c := range s.Cues {
			w.line("  #   %s %s: %s", c.Word, spanText(c.Span), words(c.Relations))
		}
	}
}

func (w *skeleton) digests() {
	var spans []graph.Part
	for _, n := range w.Known {
		if len(n.Entities) == 1 {
			spans = append(spans, n.Spans...)
		}
	}
	if len(spans) == 0 {
		return
	}
	slices.SortFunc(spans, func(a, b graph.Part) int { return cmp.Compare(a.Start, b.Start) })
	w.line("\ndigests:")
	for _, p := range spans {
		w.line("  %s: %s", spanText(p), p.SHA256)
	}
}

// proposedKeys makes a key for each proposal, of its own.
func (s *Survey) proposedKeys(taken func(graph.EntityKey) bool) []string {
	keys := make([]string, len(s.Unknown))
	used := map[string]bool{}
	numbered := map[string]int{} // the last number that a slug got: smaller ones stay in use
	for i, p := range s.Unknown {
		base := cmp.Or(slugOf(p.Form), "name")
		key := base
		for n := max(numbered[base], 1) + 1; used[key] || taken(graph.EntityKey(key)); n++ {
			key = fmt.Sprintf("%s-%d", base, n)
			numbered[base] = n
		}
		used[key] = true
		keys[i] = key
	}
	return keys
}

// spansOf writes spans as a list has them.
func spansOf(spans []graph.Part) string {
	var texts []string
	for _, p := range spans {
		texts = append(texts, spanText(p))
	}
	return strings.Join(texts, ", ")
}

// words writes a list of words.
func words[T ~string](list []T) string {
	var texts []string
	for _, w := range list {
		texts = append(texts, string(w))
	}
	return strings.Join(texts, ", ")
}

// scalar writes a text so that YAML takes it for one: as it is if it is made of words, else in quotes.
func scalar(s string) string {
	if plain(s) {
		return s
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a text always encodes
	return strings.TrimSuffix(b.String(), "\n")
}

// plain reports whether YAML takes a text for itself: it begins with a letter, has nothing that means something, and is no word for
// a truth or for nothing.
func plain(s string) bool {
	special := func(r rune) bool { return !isWordRune(r) && !strings.ContainsRune(" -.'’", r) }
	if s == "" || !isASCIILetter(s[0]) || strings.HasSuffix(s, " ") || strings.ContainsFunc(s, special) {
		return false
	}
	return !slices.Contains([]string{"true", "false", "yes", "no", "on", "off", "null", "y", "n", findWord}, strings.ToLower(s))
}

func isASCIILetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
