package export

// A Feature is something that dyad knows and a format may have no place for. Its text says what, in the plural: it is read with
// a number of records beside it.
type Feature string

// The features. Where a format has no place for a whole (claims), it need not name the parts (voices of claims).
const (
	Unclaimed     Feature = "entities in no relationship"
	EntityTypes   Feature = "types of entities"
	OtherNames    Feature = "other names of entities"
	NameKinds     Feature = "kinds and languages of names"
	Descriptions  Feature = "descriptions of entities"
	ExternalIDs   Feature = "external ids of entities"
	Parents       Feature = "entities that a list files under another"
	Events        Feature = "relationships of one event alone"
	Weights       Feature = "weights of relationships"
	Supports      Feature = "counts of what relationships rest on"
	Genres        Feature = "counts of claims by polarity, modality and genre of the source"
	Deniers       Feature = "relationships with who denies them"
	Spells        Feature = "relationships with when they held"
	EachClaim     Feature = "claims, one by one"
	Contents      Feature = "claims with what they say: their ends and their type"
	Voices        Feature = "claims with voices: who says so, and how that is met"
	Modalities    Feature = "claims that are alleged or hypothetical"
	Polarities    Feature = "claims that are negated"
	Outcomes      Feature = "claims with an outcome"
	Roles         Feature = "claims with roles beside their ends"
	Times         Feature = "claims with a time"
	Numbers       Feature = "claims with a number"
	Gists         Feature = "claims with a gist"
	Evidence      Feature = "claims with places in their source"
	Digests       Feature = "claims with digests of the words"
	Occurrences   Feature = "claims that their source makes in several places, beyond the first"
	Credibilities Feature = "claims whose credibility was judged"
	Coders        Feature = "claims with who coded them, by which codebook"
	Links         Feature = "claims that dispute or reconcile others"
	Sources       Feature = "sources"
	SourceDetails Feature = "sources with more than title, publisher, author, date and genre"
	Contradicted  Feature = "contradictions, beyond the mark that something is in one"
	Contradicting Feature = "contradictions"

	Mentions   Feature = "mentions of entities"
	Vocabulary Feature = "the vocabulary"
	Identities Feature = "judgements of identity"
	Verdicts   Feature = "verdicts on contradictions"
	Batches    Feature = "batches"
	History    Feature = "closed records, and when anything was recorded"
)

// beyond is what only JSON Lines carry.
func beyond() []Feature {
	return []Feature{Mentions, Vocabulary, Identities, Verdicts, Batches, History}
}

// lacks is what a format names, and what all formats but JSON Lines lack.
func lacks(features ...Feature) []Feature { return append(features, beyond()...) }
