package extract

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"dyad/graph"
)

// A Foreign is what a file in a format that is not dyad's own was read as.
type Foreign struct {
	Bundles []graph.Bundle
	Notes   []Note // what was left out, or read otherwise than it stood there

	// Partial are records of which the file does not say all that dyad may know: where another batch has them already, they stay as
	// that batch has them.
	Partial Partial
}

// Partial names entities and sources.
type Partial struct {
	Entities map[graph.EntityKey]bool
	Sources  map[graph.SourceKey]bool
}

// A Note is one kind of thing that a file holds and dyad could not take as it is, with how often.
type Note struct {
	What    string // "relationships to objects that are not in the file"
	Count   int
	Example string // one of them, as the file calls it
}

// A ForeignReader reads a file whole. Problems that are no warnings mean that nothing of it can be used. name is what problems call the file, and what
// its batch and its source are named after where the file itself says nothing better.
type ForeignReader func(name string, r io.Reader) (*Foreign, []Problem)

// ForeignFiles is like [ForeignReader] for a format in which several files belong together: name is one of them, or the folder that they are in, and fsys
// is where its neighbours are. What problems call a file is its name in fsys, behind the given folder.
type ForeignFiles func(fsys fs.FS, folder, name string) (*Foreign, []Problem)

// Note counts a case of what, of which example is one; of a long one only the beginning is kept.
func (f *Foreign) Note(what, example string) { f.NoteTimes(what, example, 1) }

// NoteTimes counts as many cases of what, of which example is one. See [Foreign.Note].
func (f *Foreign) NoteTimes(what, example string, times int) {
	i := slices.IndexFunc(f.Notes, func(n Note) bool { return n.What == what })
	if i < 0 {
		f.Notes = append(f.Notes, Note{What: what, Example: brief(example)})
		i = len(f.Notes) - 1
	}
	f.Notes[i].Count += times
}

// brief is the beginning of a text, on one line.
func brief(text string) string {
	const most = 80
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// SortNotes puts notes in the order of what they say.
func (f *Foreign) SortNotes() {
	slices.SortFunc(f.Notes, func(a, b Note) int { return strings.Compare(a.What, b.What) })
}

// NewForeign returns an empty result.
func NewForeign() *Foreign {
	return &Foreign{Partial: Partial{Entities: map[graph.EntityKey]bool{}, Sources: map[graph.SourceKey]bool{}}}
}

// NewBatch returns the batch that a file brings: its key is the format and what the file is about, its digest that of the bytes.
func NewBatch(format, about string, digest []byte) graph.Batch {
	key := graph.BatchKey(format + "-" + about)
	sum := hex.EncodeToString(digest)
	return graph.Batch{ID: key.ID(sum), Key: key, Digest: sum}
}

// FileSlug returns the last part of a file's name as part of a key, without folder and extension; "file" where nothing is left of it.
func FileSlug(name string) string {
	base := strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".gz")
	bare := strings.ToLower(strings.TrimSuffix(base, path.Ext(base)))
	return cmp.Or(Slug(strings.Trim(strings.NewReplacer(".", "-", "_", "-", " ", "-").Replace(bare), "-"), 40), "file")
}

// Slug returns text as part of a key (see [graph.ValidKey]) of at most the given number of characters, which are at least 10. Text
// that has to be changed for it, be it to lower case, gets 32 bits of its digest at the end, so that two texts that look alike do not meet. Of text
// without letters or digits of ASCII, of which there may be a hundred thousand in one file, 64 bits of the digest are all that is left, or as many
// as there is room for; of "", nothing.
func Slug(text string, most int) string {
	if len(text) <= most && isSlug(text) {
		return text
	}
	var b strings.Builder
	for _, r := range strings.ToLower(text) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
			b.WriteByte('-')
		}
	}
	slug := strings.Trim(b.String(), "-")
	sum := sha256.Sum256([]byte(text))
	digest := hex.EncodeToString(sum[:8])
	piece := digest[:8]
	slug = strings.Trim(slug[:min(len(slug), most-len(piece)-1)], "-")
	if slug == "" {
		return digest[:min(len(digest), most)]
	}
	return slug + "-" + piece
}

// isSlug reports whether text has small letters and digits of ASCII only, with single hyphens between them.
func isSlug(text string) bool {
	hyphen := true // as if one stood before the text
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			hyphen = false
		case c == '-' && !hyphen:
			hyphen = true
		default:
			return false
		}
	}
	return !hyphen || text == ""
}

// AddPlace adds a place to the evidence of a claim, unless it is there.
func AddPlace(c *graph.Claim, place graph.Occurrence) {
	if !slices.ContainsFunc(c.Evidence, func(o graph.Occurrence) bool { return o.String() == place.String() }) {
		c.Evidence = append(c.Evidence, place)
	}
}

// OwnSource gives a source that dyad wrote into a file of another format the form that a load expects, and returns what is wrong with it by itself.
func OwnSource(s *graph.Source) []error {
	s.ID, s.Batch = s.Key.ID(), ""
	return s.Check()
}

// OwnEntity is OwnSource for an entity.
func OwnEntity(e *graph.Entity) []error {
	e.ID, e.Batch = e.Key.ID(), ""
	return e.Check()
}

// OwnClaim is OwnSource for a claim. One without an id gets the one that follows from what it says.
func OwnClaim(c *graph.Claim) []error {
	faults := c.Check()
	c.Batch = ""
	c.Normalize(&graph.Term{})
	if c.ID.IsZero() {
		c.ID = c.DerivedID()
	}
	return faults
}
