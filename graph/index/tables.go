package index

import (
	"encoding/binary"
	"math"

	"dyad/graph"
)

// Most claims of a graph repeat each other in all but their ends: who speaks, how surely, when. What repeats is kept once, in
// tables, and a claim holds its places in them.

// An attitude is who holds a claim and how: all that decides about its positions but type, source and time.
type attitude struct {
	voices   []graph.Voice
	polarity graph.Polarity
	modality graph.Modality
	outcome  graph.Outcome

	plain    bool    // it makes one position: nobody is rejected
	asserted bool    // that position is asserted
	speaker  Node    // whose word it is; Nobody: the source's
	attempt  reading // of types that a failed attempt leaves undone
	other    reading // of all other types
}

// A reading is how the position of a plain attitude counts.
type reading struct {
	value  graph.Value
	signed bool // it carries the type's sign
}

// read asks the model how the claim counts, so that nothing here repeats its rules.
func (a *attitude) read(achievement bool) reading {
	c := graph.Claim{Voices: a.voices, Polarity: a.polarity, Modality: a.modality, Outcome: a.outcome}
	t := graph.Term{Kind: graph.RelationTerm, Sign: graph.Positive, Achievement: achievement}
	p := c.Positions(&t, &graph.Source{})[0]
	return reading{p.Pieces[0].Value, p.Sign != graph.NoSign}
}

// prototype returns the positions of a claim of which only the attitude is known.
func (a *attitude) prototype() []graph.Position {
	c := graph.Claim{Voices: a.voices, Polarity: a.polarity, Modality: a.modality, Outcome: a.outcome}
	return c.Positions(&graph.Term{}, &graph.Source{})
}

// A moment is the time of a claim. It is plain if it puts a claim's position in one piece, which no bound divides.
type moment struct {
	when  graph.When
	plain bool
}

// prototype returns the positions of a claim of which only the time is known.
func (m *moment) prototype() []graph.Position {
	c := graph.Claim{When: m.when, Polarity: graph.Affirmed, Modality: graph.Asserted}
	return c.Positions(&graph.Term{}, &graph.Source{})
}

// An extra is what few claims have.
type extra struct {
	roles                graph.Roles
	number               *graph.Number
	disputes, reconciles []graph.ClaimID
	revision             int
}

// A pool numbers equal things alike. Numbers begin at 0 in the order of arrival.
type pool[K comparable, V any] struct {
	places map[K]int32
	items  []V
	lastK  K // claims that follow each other are often alike
	last   int32
}

// place returns the number of what key stands for, and makes it if it is new.
func (p *pool[K, V]) place(key K, item func() V) int32 {
	if len(p.items) > 0 && key == p.lastK {
		return p.last
	}
	at, known := p.places[key]
	if !known {
		if p.places == nil {
			p.places = map[K]int32{}
		}
		at = int32(len(p.items))
		p.items = append(p.items, item())
		p.places[key] = at
	}
	p.lastK, p.last = key, at
	return at
}

// attitudeKey is equal for equal attitudes.
type attitudeKey struct {
	polarity graph.Polarity
	modality graph.Modality
	outcome  graph.Outcome
	voices   string
}

func attitudeKeyOf(c *graph.Claim) attitudeKey {
	key := attitudeKey{polarity: c.Polarity, modality: c.Modality, outcome: c.Outcome}
	if len(c.Voices) == 0 {
		return key
	}
	var b []byte
	for _, v := range c.Voices {
		b = appendText(b, string(v.Entity), v.Label, string(v.Affiliation), string(v.Mode), string(v.Stance))
	}
	key.voices = string(b)
	return key
}

// newAttitude reads the attitude of a claim. nodeOf finds the voices among the entities.
func newAttitude(c *graph.Claim, nodeOf func(graph.EntityKey) Node) attitude {
	a := attitude{voices: c.Voices, polarity: c.Polarity, modality: c.Modality, outcome: c.Outcome, speaker: Nobody}
	positions := a.prototype()
	a.plain = len(positions) == 1
	a.asserted = positions[0].Modality == graph.Asserted
	if speaker := positions[0].Origin.Entity; speaker != "" {
		a.speaker = nodeOf(speaker)
	}
	a.attempt, a.other = a.read(true), a.read(false)
	return a
}

func newMoment(w graph.When) moment {
	m := moment{when: w}
	m.plain = len(m.prototype()[0].Pieces) == 1
	return m
}

// extraKeyOf is equal for equal extras, and "" for a claim that has none.
func extraKeyOf(c *graph.Claim) string {
	if len(c.Roles) == 0 && c.Number == nil && len(c.Disputes) == 0 && len(c.Reconciles) == 0 && c.Revision <= 1 {
		return ""
	}
	b := binary.AppendUvarint(nil, uint64(c.Revision))
	b = binary.AppendUvarint(b, uint64(len(c.Roles)))
	for _, r := range c.Roles {
		b = appendText(b, string(r.Name))
		b = appendTexts(b, r.Entities)
		b = appendTexts(b, r.Terms)
		b = appendIDs(b, r.Claims)
	}
	b = appendIDs(b, c.Disputes)
	b = appendIDs(b, c.Reconciles)
	return string(appendNumber(b, c.Number))
}

// newExtra takes over what the claim holds.
func newExtra(c *graph.Claim) extra {
	return extra{roles: c.Roles, number: c.Number, disputes: c.Disputes, reconciles: c.Reconciles, revision: max(c.Revision, 1)}
}

func appendText(b []byte, texts ...string) []byte {
	for _, t := range texts {
		b = binary.AppendUvarint(b, uint64(len(t)))
		b = append(b, t...)
	}
	return b
}

func appendTexts[T ~string](b []byte, texts []T) []byte {
	b = binary.AppendUvarint(b, uint64(len(texts)))
	for _, t := range texts {
		b = appendText(b, string(t))
	}
	return b
}

func appendIDs(b []byte, ids []graph.ClaimID) []byte {
	b = binary.AppendUvarint(b, uint64(len(ids)))
	for _, id := range ids {
		b = append(b, id[:]...)
	}
	return b
}

func appendNumber(b []byte, n *graph.Number) []byte {
	if n == nil {
		return append(b, 0)
	}
	b = appendText(append(b, 1), n.Unit, n.Worded)
	for _, v := range []*float64{n.Low, n.Best, n.High} {
		if v == nil {
			b = append(b, 0)
			continue
		}
		b = binary.BigEndian.AppendUint64(append(b, 1), math.Float64bits(*v))
	}
	return b
}
