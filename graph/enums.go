package graph

// A Polarity says whether a claim holds that something is so, or that it is not.
type Polarity string

// The polarities.
const (
	Affirmed Polarity = "affirmed"
	Negated  Polarity = "negated"
)

// Polarities lists every polarity.
func Polarities() []Polarity { return []Polarity{Affirmed, Negated} }

// Opposite returns the other polarity.
func (p Polarity) Opposite() Polarity {
	if p == Negated {
		return Affirmed
	}
	return Negated
}

// A Modality is how far the innermost voice of a claim commits itself to it.
type Modality string

// The modalities. Mere preference has none: it is not coded.
const (
	Asserted       Modality = "asserted"       // given as so
	Alleged        Modality = "alleged"        // suspected, reported, speculated, about past or present
	Hypothetical   Modality = "hypothetical"   // feared, conditional, predicted
	Planned        Modality = "planned"        // intended, decided, promised
	Demanded       Modality = "demanded"       // should be, called for
	Counterfactual Modality = "counterfactual" // would have been
)

// Modalities lists every modality, the strongest commitment first.
func Modalities() []Modality {
	return []Modality{Asserted, Alleged, Hypothetical, Planned, Demanded, Counterfactual}
}

// Factual reports whether a claim of this modality affirms or negates something. The others speak of what may, shall,
// should or would be, and count neither way.
func (m Modality) Factual() bool { return m == Asserted || m == Alleged }

// An Outcome is how an attempt ended.
type Outcome string

// The outcomes.
const (
	NoOutcome    Outcome = "none" // none is given
	Succeeded    Outcome = "succeeded"
	Failed       Outcome = "failed"  // tried, and did not reach its end
	Refused      Outcome = "refused" // offered or asked for, and turned down: it did not take place
	Inconclusive Outcome = "inconclusive"
)

// Outcomes lists every outcome.
func Outcomes() []Outcome { return []Outcome{NoOutcome, Succeeded, Failed, Refused, Inconclusive} }

// A Mode is how a voice holds what it is quoted for.
type Mode string

// The modes of a voice.
const (
	Says     Mode = "says"     // spoke or wrote it
	Believes Mode = "believes" // is said to hold it
	Document Mode = "document" // a report, a study, a law
)

// Modes lists every mode.
func Modes() []Mode { return []Mode{Says, Believes, Document} }

// A Stance is what the next outer voice, or the source if there is none, thinks of a voice.
type Stance string

// The stances.
const (
	Neutral  Stance = "neutral"
	Endorses Stance = "endorses"
	Doubts   Stance = "doubts"  // what the voice says then counts as alleged
	Rejects  Stance = "rejects" // the outer voice then holds the opposite
)

// Stances lists every stance.
func Stances() []Stance { return []Stance{Neutral, Endorses, Doubts, Rejects} }

// A Basis is how a date is known.
type Basis string

// The bases of a date.
const (
	StatedBasis   Basis = "stated"   // the source gives it
	RelativeBasis Basis = "relative" // the source gives it from its own date: "last August"
	InferredBasis Basis = "inferred" // worked out by the annotator
)

// Bases lists every basis.
func Bases() []Basis { return []Basis{StatedBasis, RelativeBasis, InferredBasis} }

// A Bound says what of a state or event a date dates.
type Bound string

// The bounds.
const (
	Whole      Bound = "whole" // the state or event itself
	StartBound Bound = "start" // its beginning: not so before, so from then on
	EndBound   Bound = "end"   // its end: so until then, not so after
)

// Bounds lists every bound.
func Bounds() []Bound { return []Bound{Whole, StartBound, EndBound} }

// An Extent says how a state or event fills the time of its date.
type Extent string

// The extents.
const (
	Throughout Extent = "throughout" // on every day of it
	Sometime   Extent = "sometime"   // on at least one day of it
)

// Extents lists every extent.
func Extents() []Extent { return []Extent{Throughout, Sometime} }

// A Sign is the colour of a relationship: hostile, cooperative, neither, or none at all.
type Sign string

// The signs. NoSign is not Zero: a denied friendship has no sign, while membership is neutral.
const (
	Positive Sign = "+"
	Negative Sign = "-"
	Zero     Sign = "0"
	NoSign   Sign = ""
)

// Signs lists every sign, NoSign last.
func Signs() []Sign { return []Sign{Positive, Negative, Zero, NoSign} }
