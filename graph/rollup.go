package graph

// A Rollup says along which relations actors are counted as those that they belong to.
type Rollup string

// The rollups.
const (
	NoRollup    Rollup = "none"
	RollupParts Rollup = "parts" // along part_of: a wing into its movement, a ministry into its government
	RollupState Rollup = "state" // along acts_for too: a government into its state
)

// Rollups lists every rollup, the narrowest first.
func Rollups() []Rollup { return []Rollup{NoRollup, RollupParts, RollupState} }

// Types returns the relations along which r rolls up, narrower ones not included; none for NoRollup.
func (r Rollup) Types() []TermKey {
	switch r {
	case RollupParts:
		return []TermKey{TypePartOf}
	case RollupState:
		return []TermKey{TypePartOf, TypeActsFor}
	}
	return nil
}

// A Doubt is why a rollup does not count a part as a whole.
type Doubt string

// The doubts.
const (
	SeveralWholes Doubt = "several_wholes" // it belongs to two at one time that are not counted as one themselves
	Circle        Doubt = "circle"         // it belongs to itself, by way of others
	Disputed      Doubt = "disputed"       // that it belongs there is contested
)

// RollupDoubts lists every doubt.
func RollupDoubts() []Doubt { return []Doubt{SeveralWholes, Circle, Disputed} }
