package export

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"

	"dyad/graph"
)

// A Manifest stands beside what was exported and says what it is: what was asked for, of which data, how much there is of it, and what the
// format could not carry. The same data and the same question give the same manifest. docs/formats.md has the fields.
type Manifest struct {
	Dyad   string         `json:"dyad"` // the version of the program
	Format string         `json:"format"`
	Files  []FileDigest   `json:"files"`
	Asked  Asked          `json:"asked"`
	Data   DataDigest     `json:"data"`
	Counts ManifestCounts `json:"counts"`
	// Codebooks are the versions of the rules by which the claims were coded.
	Codebooks []string `json:"codebooks"`
	Lost      []Loss   `json:"lost"`  // what the selection has and the format has no place for
	Notes     []string `json:"notes"` // what it writes otherwise than dyad has it
}

// Asked is what was asked for, in the words of the API. Everything empty is everything.
type Asked struct {
	Around  []graph.EntityKey `json:"around,omitempty"`
	Depth   *int              `json:"depth,omitempty"` // with Around
	Between []graph.EntityKey `json:"between,omitempty"`
	Length  int               `json:"length,omitempty"` // with Between
	Dyad    []graph.EntityKey `json:"dyad,omitempty"`
	Filter  any               `json:"filter,omitempty"`
	View    any               `json:"view,omitempty"`
}

// Look notes the view and the filter, as the API takes them; nil is none.
func (a *Asked) Look(view, filter map[string]any) {
	if view != nil {
		a.View = view
	}
	if filter != nil {
		a.Filter = filter
	}
}

// A DataDigest says which data it was.
type DataDigest struct {
	Transaction graph.Tx `json:"transaction"` // the last that counts
	SHA256      string   `json:"sha256"`      // of everything recorded then, as [graph.Line]s, relationships apart
}

// A FileDigest is a file that was written.
type FileDigest struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// ManifestCounts are how many there are in the selection.
type ManifestCounts struct {
	Entities       int `json:"entities"`
	Relationships  int `json:"relationships"`
	Claims         int `json:"claims"`
	Sources        int `json:"sources"`
	Contradictions int `json:"contradictions"`
}

// A Loss is something that the format has no place for.
type Loss struct {
	What    Feature `json:"what"`
	Records *int    `json:"records,omitempty"` // how many of the selection have it; absent where it is not of the selection
}

// Lost returns what of a selection the format has no place for. What no record has is not lost.
func (f *Format) Lost(c *Census) []Loss {
	lost := []Loss{}
	for _, what := range f.Lacks {
		n, counted := c.Having(what)
		switch {
		case !counted:
			lost = append(lost, Loss{What: what})
		case n > 0:
			lost = append(lost, Loss{What: what, Records: &n})
		}
	}
	return lost
}

// NewManifest says what was written. files is what [Digesting] saw.
func NewManifest(program string, f *Format, asked Asked, data DataDigest, c *Census, files []FileDigest) *Manifest {
	return &Manifest{
		Dyad: program, Format: f.Name, Files: files, Asked: asked, Data: data,
		Counts: ManifestCounts{
			Entities: c.Entities, Relationships: c.Relationships, Claims: c.Claims, Sources: c.Sources, Contradictions: c.Contradictions,
		},
		Codebooks: append([]string{}, c.Codebooks...), Lost: f.Lost(c), Notes: append([]string{}, f.Notes...),
	}
}

// Encode writes the manifest as indented JSON.
func (m *Manifest) Encode(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// A Digesting passes on what is written and digests it.
type Digesting struct {
	w     io.Writer
	hash  hash.Hash
	bytes int64
}

// NewDigesting returns a writer that passes everything on to w.
func NewDigesting(w io.Writer) *Digesting { return &Digesting{w: w, hash: sha256.New()} }

func (d *Digesting) Write(p []byte) (int, error) {
	n, err := d.w.Write(p)
	d.hash.Write(p[:n])
	d.bytes += int64(n)
	return n, err
}

// File is what has been written, under a name.
func (d *Digesting) File(name string) FileDigest {
	return FileDigest{Name: name, Bytes: d.bytes, SHA256: hex.EncodeToString(d.hash.Sum(nil))}
}
