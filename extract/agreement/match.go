package agreement

import "dyad/graph"

// The points of a pair, in thousandths. The package documentation has the rule.
const (
	endPoints      = 2000
	typePoints     = 2000
	polarityPoints = 1000
	evidencePoints = 3000
	corePoints     = 12000
)

// A match is a claim of A and the claim of B that it was matched with. The ends are in the order in which they are compared.
type match struct {
	a, b          *unit
	aFrom, aTo    graph.EntityKey
	bFrom, bTo    graph.EntityKey
	overlapping   int // code points
	fieldsEqual   int // of the fields that hold no claims
	typeEqual     bool
	polarityEqual bool
}

// compareUnits puts two claims beside each other.
func compareUnits(a, b *unit) match {
	m := match{a: a, b: b, overlapping: a.overlap(b)}
	m.typeEqual = a.claim.Type == b.claim.Type
	m.polarityEqual = a.claim.Polarity == b.claim.Polarity
	m.aFrom, m.aTo, m.bFrom, m.bTo = a.claim.From, a.claim.To, b.claim.From, b.claim.To
	m.orient()
	for i := range a.values {
		if a.values[i] == b.values[i] {
			m.fieldsEqual++
		}
	}
	return m
}

// orient turns the ends of a symmetric type round if more of them agree then. Of two symmetric types it is the one that brings
// the end that both share to the front: the result is the same whichever coder comes first.
func (m *match) orient() {
	symA, symB := m.a.term.Symmetric, m.b.term.Symmetric
	crossed := count(m.aFrom == m.bTo, m.aTo == m.bFrom)
	if !symA && !symB || m.aTo == "" || m.bTo == "" || crossed <= count(m.aFrom == m.bFrom, m.aTo == m.bTo) {
		return
	}
	turnB := symB
	if symA && symB {
		turnB = m.aFrom == m.bTo
	}
	if turnB {
		m.bFrom, m.bTo = m.bTo, m.bFrom
		return
	}
	m.aFrom, m.aTo = m.aTo, m.aFrom
}

// count returns how many of the facts are true.
func count(facts ...bool) int {
	n := 0
	for _, f := range facts {
		if f {
			n++
		}
	}
	return n
}

func (m *match) endsEqual() bool { return m.aFrom == m.bFrom && m.aTo == m.bTo }

// core reports whether ends, type and polarity are the same.
func (m *match) core() bool { return m.endsEqual() && m.typeEqual && m.polarityEqual }

// sharesEnd reports whether an end of one is an end of the other, whichever it is.
func (m *match) sharesEnd() bool {
	return m.aFrom == m.bFrom || m.aFrom == m.bTo || m.aTo == m.bFrom || m.aTo != "" && m.aTo == m.bTo
}

// candidate reports whether the two may be matched.
func (m *match) candidate() bool {
	if m.overlapping > 0 {
		return m.typeEqual || m.sharesEnd()
	}
	return m.typeEqual && m.endsEqual()
}

// points returns the score of the pair, in thousandths.
func (m *match) points() int {
	p := endPoints*count(m.aFrom == m.bFrom, m.aTo == m.bTo) + typePoints*count(m.typeEqual) + polarityPoints*count(m.polarityEqual)
	if m.overlapping > 0 {
		p += evidencePoints * 2 * m.overlapping / (m.a.length + m.b.length)
		p += corePoints * count(m.core())
	}
	return p
}

// matchUnits matches the claims of two coders one to one. Both are in the order of [units]; the pairs come in that of A.
func matchUnits(as, bs []*unit) []match {
	if compareAll(as, bs) <= 0 {
		return assignUnits(as, bs)
	}
	// Equal sums are decided by the order of rows and columns, so the rows are those of the coding that comes first by what it
	// says, not by whom it is called.
	turned := assignUnits(bs, as)
	back := map[*unit]*unit{}
	for _, m := range turned {
		back[m.b] = m.a
	}
	var out []match
	for _, a := range as {
		if b := back[a]; b != nil {
			out = append(out, compareUnits(a, b))
		}
	}
	return out
}

func compareAll(as, bs []*unit) int {
	for i := range min(len(as), len(bs)) {
		if c := as[i].compare(bs[i]); c != 0 {
			return c
		}
	}
	return len(as) - len(bs)
}

// assignUnits takes the pairs with the greatest sum of points, and among equal sums that with the most equal fields.
func assignUnits(rows, columns []*unit) []match {
	finer := min(len(rows), len(columns))*len(fields()) + 1 // more than all equal fields of all pairs
	weights := make([][]int, len(rows))
	for i, a := range rows {
		weights[i] = make([]int, len(columns))
		for j, b := range columns {
			if m := compareUnits(a, b); m.candidate() {
				weights[i][j] = m.points()*finer + m.fieldsEqual
			}
		}
	}
	var out []match
	for i, j := range assign(weights, len(columns)) {
		if j >= 0 && weights[i][j] > 0 {
			out = append(out, compareUnits(rows[i], columns[j]))
		}
	}
	return out
}
