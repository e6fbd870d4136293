package measure

import (
	"cmp"
	"fmt"
	"slices"

	"dyad/graph/index"
)

// A Measure is a way to say how central an entity is.
type Measure string

// The measures. Their names are those of the API.
const (
	Degree      Measure = "DEGREE"      // how many entities it has to do with
	PageRank    Measure = "PAGERANK"    // how often a walker at random is there
	Betweenness Measure = "BETWEENNESS" // how many shortest paths lead over it
	Harmonic    Measure = "HARMONIC"    // how near it is to all others
)

// Measures lists every measure.
func Measures() []Measure { return []Measure{Degree, PageRank, Betweenness, Harmonic} }

// The defaults and bounds of what a [Question] says.
const (
	DefaultDamping    = 0.85
	MaxDamping        = 0.99
	DefaultTolerance  = 1e-9
	MinTolerance      = 1e-12
	MaxTolerance      = 0.01
	DefaultIterations = 200
	MaxIterations     = 1000
	DefaultSeed       = 1
)

// A Question says what is to be measured, and how. What is nil is left to the default; what a measure has no use for is refused.
type Question struct {
	Measure   Measure
	Direction *index.Direction // which way ties lead; nil: Out for PageRank, else Any
	Parallel  *Parallel        // nil: Merged. Degree and PageRank only: the others count steps

	Damping    *float64 // PageRank: how likely the walker goes on, 0 to [MaxDamping]
	Tolerance  *float64 // PageRank: it rests when an iteration moves no more than this of the whole
	Iterations *int     // PageRank: at most so many

	Samples *int  // Betweenness, Harmonic: from so many entities drawn at random; nil: from all, or as many as the budget allows
	Seed    *int  // likewise: what they are drawn by
	Raw     *bool // likewise: sums as they are, and not as a share of the greatest that is possible

	Budget int // Betweenness, Harmonic: how many ties may be looked at, about; 0: [MaxSteps]
}

// settings are a question with nothing left open.
type settings struct {
	way                index.Direction
	parallel           Parallel
	damping, tolerance float64
	iterations         int
	samples            int // 0: as many as the budget allows
	seed               int
	raw                bool
	budget             float64
}

// settle checks a question and fills in the defaults.
func (q *Question) settle() (settings, error) {
	if !slices.Contains(Measures(), q.Measure) {
		return settings{}, badInput("measure", fmt.Sprintf("%q is none of %v", q.Measure, Measures()))
	}
	if err := q.belongs(); err != nil {
		return settings{}, err
	}
	way := index.Any
	if q.Measure == PageRank {
		way = index.Out
	}
	s := settings{
		way: or(q.Direction, way), parallel: or(q.Parallel, Merged),
		damping: or(q.Damping, DefaultDamping), tolerance: or(q.Tolerance, DefaultTolerance), iterations: or(q.Iterations, DefaultIterations),
		seed: or(q.Seed, DefaultSeed), raw: or(q.Raw, false),
	}
	s.samples, s.budget = or(q.Samples, 0), float64(cmp.Or(q.Budget, MaxSteps))
	return s, q.bounds(&s)
}

// or returns what was given, or else the default.
func or[T any](given *T, otherwise T) T {
	if given == nil {
		return otherwise
	}
	return *given
}

// belongs refuses what the measure has no use for: who gives it expects it to do something.
func (q *Question) belongs() error {
	walker, paths := q.Measure == PageRank, q.Measure == Betweenness || q.Measure == Harmonic
	switch {
	case q.Damping != nil && !walker:
		return badInput("damping", "it is for PAGERANK")
	case q.Tolerance != nil && !walker:
		return badInput("tolerance", "it is for PAGERANK")
	case q.Iterations != nil && !walker:
		return badInput("maxIterations", "it is for PAGERANK")
	case q.Samples != nil && !paths:
		return badInput("samples", "they are for BETWEENNESS and HARMONIC")
	case q.Seed != nil && !paths:
		return badInput("seed", "it is for BETWEENNESS and HARMONIC, which can be sampled")
	case q.Raw != nil && !paths:
		return badInput("normalized", "it is for BETWEENNESS and HARMONIC")
	case q.Parallel != nil && *q.Parallel != Merged && paths:
		return badInput("parallel", string(q.Measure)+" counts steps from one entity to the next, which several relationships make no shorter: it takes MERGED only")
	}
	return nil
}

// bounds refuses values that mean nothing, or would never end.
func (q *Question) bounds(s *settings) error {
	switch {
	case s.way != index.Out && s.way != index.In && s.way != index.Any:
		return badInput("direction", fmt.Sprintf("%q is none of OUT, IN and ANY", s.way))
	case s.parallel != Merged && s.parallel != Counted:
		return badInput("parallel", fmt.Sprintf("%q is none of MERGED and COUNTED", s.parallel))
	case !(s.damping >= 0 && s.damping <= MaxDamping): // NaN is refused too
		return badInput("damping", fmt.Sprintf("%v is out of bounds; it is 0 to %v", s.damping, MaxDamping))
	case !(s.tolerance >= MinTolerance && s.tolerance <= MaxTolerance):
		return badInput("tolerance", fmt.Sprintf("%v is out of bounds; it is %v to %v", s.tolerance, MinTolerance, MaxTolerance))
	case s.iterations < 1 || s.iterations > MaxIterations:
		return badInput("maxIterations", fmt.Sprintf("%d is out of bounds; it is 1 to %d", s.iterations, MaxIterations))
	case q.Samples != nil && s.samples < 1:
		return badInput("samples", fmt.Sprintf("%d is out of bounds; it is 1 or more", s.samples))
	}
	return nil
}
