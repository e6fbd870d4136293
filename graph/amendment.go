package graph

// An Amendment is what one transaction did to one record: it closed the version that stood, opened one, or both.
type Amendment struct {
	Tx            Tx
	Closes, Opens bool
	// Record is what is opened, and else what is closed: a *Term, *Entity, *Source, *Claim, *SameAs or *Verdict. It is shared: do not change it.
	Record any
}
