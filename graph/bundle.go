package graph

// A Bundle is what one file brings in, whole: annotations of one source, a vocabulary, a registry of entities, or one batch
// of a JSON Lines export. It is loaded all or nothing, and a later bundle with the same batch key takes its place.
type Bundle struct {
	Batch Batch
	// Declared tells that the digest of the batch is what lines of an export say of another file. A load then compares the
	// records, even if it knows the digest: somebody may have edited the lines.
	Declared bool
	// Yields tells that a claim which another batch has stays as that one has it. Else a load refuses what brings it.
	Yields bool
	// Repeats tells that a claim which comes twice in the batch is one. Else a load refuses it.
	Repeats bool
	// Stays tells that what the batch brings no more stays as it was where other batches name it. Else a load refuses to drop it.
	Stays    bool
	Terms    []Term
	Entities []Entity
	Sources  []Source
	Mentions []Mention
	Claims   []Claim
	SameAs   []SameAs
	Verdicts []Verdict
	Asides   []Aside // only of what a curator brings in
}
