package index

import (
	"math/bits"
	"strings"
)

// skeleton unites letters that transliterations and hearsay confuse. It goes much further than [graph.Fold]: names that are
// alike by it are offered, never taken.
func skeleton(folded string) string {
	var b strings.Builder
	b.Grow(len(folded))
	var last rune
	for _, r := range confusable.Replace(folded) {
		if r != last { // doubled letters are one
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// confusable tells which spellings of a sound are told apart least, the longer first.
var confusable = strings.NewReplacer(
	"sch", "s", "kh", "k", "gh", "g", "dh", "d", "th", "t", "sh", "s", "ch", "s", "zh", "z", "ph", "f", "ck", "k",
	"ee", "i", "ea", "i", "oo", "u", "ou", "u", "au", "u", "aa", "a", "ay", "ai", "ey", "ai", "ei", "ai",
	"q", "k", "c", "k", "w", "v", "y", "i", "e", "i", "o", "u", "j", "g", "x", "ks",
)

// A signature tells which letters a text has, a bit for each. Letters that [skeleton] confuses share a bit and those that it
// drops have none, so that a text and its skeleton have one signature. Other characters share some bits.
type signature uint64

// sounds are the letters a to z, each as the letter whose bit it has; a dot has none.
const sounds = ".bkdifg.igklmnufkrktuvvkiz"

func signatureOf(text string) signature {
	var s signature
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z':
			if sound := sounds[r-'a']; sound != '.' {
				s |= 1 << (sound - 'a')
			}
		case r >= '0' && r <= '9':
			s |= 1 << (26 + r - '0')
		default:
			s |= 1 << (36 + r%28)
		}
	}
	return s
}

// far reports whether texts with these signatures surely differ by more edits than limit: an edit brings at most one letter
// and takes at most one away.
func (s signature) far(other signature, limit int) bool {
	return bits.OnesCount64(uint64(s&^other)) > limit || bits.OnesCount64(uint64(other&^s)) > limit
}
