package graph

import "slices"

// A Tx is the number of a transaction of a store: the first is 1, each later one is greater. 0 stands for the present.
type Tx uint64

// A View chooses the claims that count. Status, support, sign and spells are projected anew from what it admits, so "the graph
// according to X", "as of last year" and "without this article" are one mechanism. The zero View admits everything that is
// recorded now. A nil list means no condition.
type View struct {
	Sources  []SourceKey  // only these
	Voices   []VoiceMatch // only positions of these
	Scope    VoiceScope   // where in the chain a voice is looked for; the zero value is Innermost
	Modality []Modality   // only these
	Polarity []Polarity   // only these

	// ValidAt keeps the pieces that held, certainly or possibly, on some day of it. Undated ones are left out and counted,
	// unless Undated is set. The zero EDTF is no condition.
	ValidAt EDTF
	Undated bool
	// AsOf shows what was recorded when that transaction had been committed; 0 is the present. It is for whoever holds the
	// records to honour: a view alone can't tell when a claim was recorded.
	AsOf Tx

	WithoutSources  []SourceKey
	WithoutVoices   []VoiceMatch // matched by Scope, like Voices
	WithoutModality []Modality   // those to which their holder commits so far, like Modality

	// Rollup counts parts as their wholes. Like AsOf it is for whoever holds the records to honour: it changes between whom a
	// claim is, not whether it counts. The zero value is NoRollup.
	Rollup Rollup
}

// A VoiceMatch names voices: an entity, the source itself, or somebody unnamed by their label. Exactly one field is set.
type VoiceMatch struct {
	Entity EntityKey
	Self   bool
	Label  string
}

// A VoiceScope says where in a chain of voices a match may stand.
type VoiceScope string

// The scopes.
const (
	InnermostVoice VoiceScope = "innermost" // the holder of the position
	AnyVoice       VoiceScope = "any"       // the holder or any voice that it is reported through, the source included
)

// VoiceScopes lists every scope.
func VoiceScopes() []VoiceScope { return []VoiceScope{InnermostVoice, AnyVoice} }

// IsDefault reports whether v admits everything that is recorded now, between those that it was recorded of.
func (v *View) IsDefault() bool { return v.AsOf == 0 && v.Rollup.Types() == nil && v.admitsAll() }

// admitsAll reports whether v, AsOf and Rollup apart, has no condition.
func (v *View) admitsAll() bool {
	return v.Sources == nil && v.Voices == nil && v.Modality == nil && v.Polarity == nil &&
		v.ValidAt.IsZero() && v.WithoutSources == nil && v.WithoutVoices == nil && v.WithoutModality == nil
}

// Admit returns the positions that count under v, each with the pieces that do, and how many it left out only for being
// undated. The argument is not changed; where nothing is left out it is returned as it is.
func (v *View) Admit(positions []Position) (admitted []Position, undated int) {
	if v.admitsAll() {
		return positions, 0
	}
	for i := range positions {
		p := positions[i]
		if !v.admits(&p) {
			continue
		}
		pieces, missing := v.held(p.Pieces)
		if len(pieces) == 0 {
			undated += missing
			continue
		}
		p.Pieces = pieces
		if !p.Has(Affirms) { // what is left of it is the state after an end, or before a beginning
			p.Sign = NoSign
		}
		admitted = append(admitted, p)
	}
	return admitted, undated
}

// admits judges everything but the time.
func (v *View) admits(p *Position) bool {
	switch {
	case v.Sources != nil && !slices.Contains(v.Sources, p.Claim.Source),
		slices.Contains(v.WithoutSources, p.Claim.Source),
		v.Modality != nil && !slices.Contains(v.Modality, p.Modality),
		slices.Contains(v.WithoutModality, p.Modality),
		v.Polarity != nil && !slices.Contains(v.Polarity, p.Polarity),
		v.Voices != nil && !v.heard(p, v.Voices),
		v.heard(p, v.WithoutVoices):
		return false
	}
	return true
}

// heard reports whether one of the matches is a voice of p within the scope.
func (v *View) heard(p *Position, matches []VoiceMatch) bool {
	for _, m := range matches {
		if m.fits(p.Holder) {
			return true
		}
		if v.Scope != AnyVoice {
			continue
		}
		if m.Self || slices.ContainsFunc(p.relays(), func(voice Voice) bool { return m.fits(voice.holder()) }) {
			return true
		}
	}
	return false
}

// relays are the voices through which a position reached the source: those outside its holder.
func (p *Position) relays() []Voice {
	for i := len(p.Claim.Voices) - 1; i >= 0; i-- {
		if p.Claim.Voices[i].holder() == p.Holder {
			return p.Claim.Voices[:i]
		}
	}
	return nil
}

// fits reports whether h is who m names.
func (m VoiceMatch) fits(h Holder) bool {
	switch {
	case m.Self:
		return h.Self()
	case m.Entity != "":
		return h.Entity == m.Entity
	}
	return m.Label != "" && h.Label == m.Label
}

// held returns the pieces that held on some day of ValidAt, and 1 if the only ones that may have are undated.
func (v *View) held(pieces []Piece) (kept []Piece, undated int) {
	if v.ValidAt.IsZero() {
		return pieces, 0
	}
	q := v.ValidAt.Bounds()
	for _, p := range pieces {
		switch p.During(q) {
		case Unknown:
			if !v.Undated {
				undated = 1
				continue
			}
			kept = append(kept, p)
		case Possibly, Certainly:
			kept = append(kept, p)
		}
	}
	return kept, undated
}
