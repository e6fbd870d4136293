package agreement

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"dyad/extract"
	"dyad/graph"
)

// Read reads what one coder made, on top of what both know. The coding is of use if the problems are warnings only. A vocabulary is refused: a
// term that one coder made up would be a word that the other could not have chosen.
func Read(files []extract.File, base extract.Base) (*Coding, []extract.Problem) {
	base.HasClaim = nil // what else a coder has, nobody can tell here
	bundles, places, problems := extract.ReadPlaced(files, base, nil)
	for i := range bundles {
		if len(bundles[i].Terms) > 0 {
			problems = append(problems, extract.Problem{
				File: nameOf(files, &bundles[i].Batch), Message: "a vocabulary, which both sides have to know: it goes to what both build on, not to one side",
			})
		}
	}
	return &Coding{Bundles: bundles, Places: places}, problems
}

// ReadBasis reads registries and vocabularies that both sides build on, beside the base. Annotations are refused: a coder's are read alone.
func ReadBasis(files []extract.File, base extract.Base) ([]graph.Bundle, []extract.Problem) {
	bundles, problems := extract.Read(files, base, nil)
	for i := range bundles {
		if len(bundles[i].Sources) > 0 {
			problems = append(problems, extract.Problem{
				File: nameOf(files, &bundles[i].Batch), Message: "annotates a source, and is no basis for others: both sides build on registries and vocabularies",
			})
		}
	}
	return bundles, problems
}

// nameOf returns the name of the file that a batch was read from.
func nameOf(files []extract.File, b *graph.Batch) string {
	for _, f := range files {
		if sum := sha256.Sum256(f.Data); hex.EncodeToString(sum[:]) == b.Digest {
			return f.Name
		}
	}
	return string(b.Key)
}

// ReadAlignment reads which keys of two codings mean the same. left and right are what the file calls the sides. A key that its side does not
// name is warned of.
func ReadAlignment(f extract.File, left, right string, a, b *Coding) ([]extract.Same, []extract.Problem) {
	same, problems := extract.ReadAlignment(f, left, right)
	for _, s := range same {
		problems = append(problems, astray(f.Name, s.Line, left, s.Left, a)...)
		problems = append(problems, astray(f.Name, s.Line, right, s.Right, b)...)
	}
	return same, problems
}

// astray warns of a key that its side does not name.
func astray(file string, line int, side string, key graph.EntityKey, coding *Coding) []extract.Problem {
	if coding.Names(key) {
		return nil
	}
	return []extract.Problem{{
		File: file, Line: line, Column: 1, Warning: true,
		Message: fmt.Sprintf("nothing on side %s names %q: mind the spelling, and which side it is of", side, key),
	}}
}

// Steps returns about how many steps it takes to compare two codings: cubic in the claims of each source that both have.
func Steps(a, b *Coding) int {
	both, _, _ := pair(a, b)
	n := 0
	for _, p := range both {
		x, y := len(p.a.claims), len(p.b.claims)
		n += x * y * min(x, y)
	}
	return n
}
