package graph

// A Rule is a way in which claims can fail to agree. No rule names an entity. What opposes what is declared in the vocabulary;
// the few relation types that rules speak of by name are the model's own (see [TypeBegan]).
type Rule string

// The rules. [Contradictions] says of each when it fires and what its sides are.
const (
	PolarityRule     Rule = "polarity"     // one affirms what another negates
	IncompatibleRule Rule = "incompatible" // two relations that can't hold together
	CommitmentRule   Rule = "commitment"   // promised, and not kept
	DateRule         Rule = "date"         // an event before its beginning, after its end, or with two dates
	AttributionRule  Rule = "attribution"  // one deed, two doers
	NumberRule       Rule = "number"       // ranges that don't meet
	RoleRule         Rule = "role"         // two holders of an exclusive office
	DisputeRule      Rule = "dispute"      // a claim says that another is wrong
)

// Rules lists every rule.
func Rules() []Rule {
	return []Rule{
		PolarityRule, IncompatibleRule, CommitmentRule, DateRule, AttributionRule, NumberRule, RoleRule, DisputeRule,
	}
}

// A Contradiction is a set of claims that can't all be taken at face value. It is computed; an analyst's [Verdict] stands
// beside it.
type Contradiction struct {
	ID    ContradictionID `json:"id"`
	Rule  Rule            `json:"rule"`
	Sides []Side          `json:"sides"` // at least two, in the order of what they say, then of their first claim
	// Overlap is that of the two opposing claims that most surely speak of one time. Claims that name one event, or one claim,
	// overlap for certain. Dates oppose each other by being apart: for the date rule it tells how sure that is, possible where
	// one of them is marked uncertain or approximate, and else certain.
	Overlap Overlap `json:"overlap"`
	Between Between `json:"between"`
	// BasedOnInference tells that it rests on dates that the annotator inferred, or that go by a date of publication that was.
	// The date rule rests on every date of its claims, attribution and dispute on none. The others rest on inference where the
	// overlap is certain, and would not be without such dates: of each two claims that overlap for certain one has such a date.
	BasedOnInference bool `json:"basedOnInference,omitempty"`
	// ReconciledBy are the claims that explain it away: each names a claim of one side, and names or is one of another.
	ReconciledBy []ClaimID `json:"reconciledBy,omitempty"`
}

// A Side is claims of a contradiction that agree with each other. One claim is on two sides where a voice says what the
// source that quotes it rejects.
type Side struct {
	Says   string    `json:"says"`   // in a few words, from labels of the vocabulary and names: "negated: sponsors", "ended 2021-08"
	Claims []ClaimID `json:"claims"` // sorted, at least one
}

// A Between says where the disagreement lies.
type Between string

// The places of disagreement.
const (
	BetweenSources Between = "sources" // no source is on every side
	BetweenVoices  Between = "voices"  // one source carries all sides
)

// Betweens lists every place of disagreement.
func Betweens() []Between { return []Between{BetweenSources, BetweenVoices} }

// ContradictionIDOf returns the id of the contradiction that a rule finds between the claims, in whatever order they come.
func ContradictionIDOf(rule Rule, claims ...ClaimID) ContradictionID {
	parts := []string{string(rule)}
	for _, c := range sortedClaims(claims) {
		parts = append(parts, c.String())
	}
	return derive[Contradiction]("contradiction", parts...)
}
