package extract

// Holding a file against a text takes more than reading both: words are looked for, spans hashed, lost words searched for. Who writes
// a file decides how much, so it is counted, in bytes of the text that are hashed, and what is worth as much.
const (
	fullEffort    = 4 << 30   // for whoever reads files of their own
	hurriedEffort = 256 << 20 // for whoever reads the files of anybody
	hashEffort    = 128       // of a digest, besides its bytes
	matchEffort   = 128       // of a place at which words may stand
	stepEffort    = 32        // of a byte that is held against all names at once
	scanEffort    = 4         // so many bytes that are gone through are worth one that is hashed
)

// pay counts an effort, and reports whether the file may still make it. What it may not make, it may not from then on.
func (d *document) pay(t *text, effort int) bool {
	d.paid += effort
	return !d.spent(t)
}

// spent reports whether the file asked for more than it may.
func (d *document) spent(t *text) bool { return d.paid > t.effort }

// tooMuch says so.
const tooMuch = "holding this file against its text is too much work here, so it was left off: write fewer words to find, and shorter " +
	"spans, or split the file"
