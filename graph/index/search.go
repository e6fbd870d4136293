package index

import (
	"cmp"
	"slices"
	"strings"

	"dyad/graph"
)

// A Hit is an entity that a search found.
type Hit struct {
	Node  Node
	Name  graph.Name // the form that fits, in the version that the view's time knows; for [ByKey] its text is the key
	Match Match
	Score float64 // how well it fits among those of the same Match: 1 is wholly
}

// A Match says how a query fits a name.
type Match string

// The matches, the best first.
const (
	ByKey     Match = "KEY"     // it is the key
	ByName    Match = "NAME"    // it is a name, letter for letter
	ByFolded  Match = "FOLDED"  // it is a name, written differently: see [graph.Fold]
	ByPrefix  Match = "PREFIX"  // a name begins with it
	ByWord    Match = "WORD"    // each of its words begins a word of the name
	BySimilar Match = "SIMILAR" // it, or each of its words, is like a name or a word of it; looked for only where nothing else fits
)

// Matches lists every match, the best first.
func Matches() []Match { return []Match{ByKey, ByName, ByFolded, ByPrefix, ByWord, BySimilar} }

// Search returns the entities that the query may mean, the best first, each once with the form that fits best: by match, then
// score, then the number of their relationships at the view's time, then key. A query without anything to see finds nothing.
func (g *Graph) Search(query string) []Hit {
	query = strings.TrimSpace(query)
	folded := graph.Fold(query)
	if folded == "" {
		return nil
	}
	s := search{g: g, best: map[Node]Hit{}}
	s.byKey(query)
	s.byForm(query, folded)
	s.byWords(query)
	if len(s.best) == 0 {
		s.bySimilarity(folded)
		s.bySimilarWords(query)
	}
	return s.ranked()
}

// A search gathers the best hit for each entity.
type search struct {
	g    *Graph
	best map[Node]Hit
}

// rank is the place of m in [Matches].
func (m Match) rank() int { return slices.Index(Matches(), m) }

// found notes a hit unless the entity has a better one.
func (s *search) found(h Hit) {
	old, known := s.best[h.Node]
	if !known || cmp.Or(cmp.Compare(h.Match.rank(), old.Match.rank()), cmp.Compare(old.Score, h.Score)) < 0 {
		s.best[h.Node] = h
	}
}

// form notes that a form fits, if the view's time knows its bearer.
func (s *search) form(f *form, m Match, score float64) {
	ix := s.g.x.names()
	b := &ix.bearers[f.bearer]
	if s.g.bears(b) {
		s.found(Hit{Node: b.node, Name: ix.name(f), Match: m, Score: score})
	}
}

func (s *search) byKey(query string) {
	key := graph.EntityKey(strings.ToLower(query))
	if n, found := s.g.Node(key); found {
		s.found(Hit{Node: n, Name: graph.Name{Text: string(key)}, Match: ByKey, Score: 1})
	}
}

// byForm finds the names that are the query or begin with it.
func (s *search) byForm(query, folded string) {
	forms := s.g.x.names().from(folded)
	for i := range forms {
		f := &forms[i]
		switch {
		case f.folded == folded && s.g.x.names().name(f).Text == query:
			s.form(f, ByName, 1)
		case f.folded == folded:
			s.form(f, ByFolded, 1)
		case strings.HasPrefix(f.folded, folded):
			s.form(f, ByPrefix, share(folded, f.folded))
		default:
			return
		}
	}
}

// share is how much of a text is fitted by a part of it.
func share(part, whole string) float64 { return float64(len(part)) / float64(len(whole)) }

// byWords finds the names of which each word of the query begins a word.
func (s *search) byWords(query string) {
	words := wordsOf(query)
	if words == nil {
		words = []string{graph.Fold(query)}
	}
	var fits map[int32]int // form: letters fitted by the words so far
	for _, w := range words {
		fits = s.g.x.names().fitting(w, fits)
	}
	for i, letters := range fits {
		f := &s.g.x.names().forms[i]
		s.form(f, ByWord, float64(letters)/float64(len(f.folded)))
	}
}

// fitting returns the forms, among those that fit so far, with a word that begins with w; nil so far means any.
func (ix *nameIndex) fitting(w string, sofar map[int32]int) map[int32]int {
	fits := map[int32]int{}
	for _, in := range ix.wordsFrom(w) {
		if !strings.HasPrefix(in.word, w) {
			break
		}
		if before, fit := sofar[in.form]; fit || sofar == nil {
			fits[in.form] = before + len(w)
		}
	}
	return fits
}

// bySimilarity finds the names that a third of the letters, or fewer, tell from the query once transliteration is set aside,
// and those with a word that is that near to a query of one word.
func (s *search) bySimilarity(folded string) {
	ix := s.g.x.names()
	near := newNearness(skeleton(folded))
	for i := range ix.forms {
		if score, ok := near.score(ix.forms[i].folded, ix.forms[i].letters); ok {
			s.form(&ix.forms[i], BySimilar, score)
		}
	}
	for i := range ix.words {
		in := &ix.words[i]
		if score, ok := near.score(in.word, in.letters); ok {
			f := &ix.forms[in.form]
			s.form(f, BySimilar, score*share(in.word, f.folded))
		}
	}
}

// bySimilarWords finds the names of which each word of a query of several begins a word, or is as near to one as
// [search.bySimilarity] asks of words.
func (s *search) bySimilarWords(query string) {
	var fits map[int32]float64 // form: letters fitted by the words so far, a letter of a similar word counting for less
	for _, w := range wordsOf(query) {
		fits = s.g.x.names().alike(w, fits)
	}
	for i, letters := range fits {
		f := &s.g.x.names().forms[i]
		s.form(f, BySimilar, letters/float64(len(f.folded)))
	}
}

// alike returns the forms, among those that fit so far, with a word that begins with w or is like it; nil so far means any.
func (ix *nameIndex) alike(w string, sofar map[int32]float64) map[int32]float64 {
	fits := map[int32]float64{}
	near := newNearness(skeleton(w))
	for i := range ix.words {
		in := &ix.words[i]
		before, fit := sofar[in.form]
		if !fit && sofar != nil {
			continue
		}
		score, like := near.score(in.word, in.letters)
		if begins := strings.HasPrefix(in.word, w); !like && !begins {
			continue
		} else if begins {
			score = 1
		}
		fits[in.form] = max(fits[in.form], before+score*float64(min(len(w), len(in.word))))
	}
	return fits
}

// A nearness measures how near texts are to one that is sought.
type nearness struct {
	bones   string
	letters signature
	limit   int
}

func newNearness(bones string) nearness {
	return nearness{bones: bones, letters: signatureOf(bones), limit: len([]rune(bones)) / 3}
}

// score returns 1 for what has the same skeleton, less for each edit, and false for what is too far.
func (n *nearness) score(text string, letters signature) (float64, bool) {
	if n.letters.far(letters, n.limit) {
		return 0, false
	}
	bones := skeleton(text)
	d := graph.Distance(n.bones, bones, n.limit)
	return 1 - float64(d)/float64(max(len(n.bones), len(bones))), d <= n.limit
}

// ranked returns the hits, the best first.
func (s *search) ranked() []Hit {
	hits := make([]Hit, 0, len(s.best))
	for _, h := range s.best {
		hits = append(hits, h)
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(
			cmp.Compare(a.Match.rank(), b.Match.rank()), cmp.Compare(b.Score, a.Score),
			cmp.Compare(s.g.Recorded(b.Node), s.g.Recorded(a.Node)), cmp.Compare(a.Node, b.Node),
		)
	})
	return hits
}
