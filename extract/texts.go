package extract

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"dyad/graph"
)

// MaxText is the largest text that is read, in bytes.
const MaxText = 64 << 20

// Texts are the texts of sources, where somebody has them: the files of one directory. They stay where they are and are read
// when they are first asked for; what was read is kept. Safe for concurrent use. A nil *Texts has none.
type Texts struct {
	fsys    fs.FS
	names   []string // of the files, sorted
	only    *text    // stands for every text; nil where files do
	hurried bool

	mu      sync.Mutex
	read    map[string]*text
	failed  map[string]error
	digests map[string]string // digest to name; nil until somebody asks for a digest that the named file has not
}

// NewTexts returns the texts in the top directory of fsys, as it is now; what is added later is not found. The error is that
// of a directory that can't be read; which one it is the caller knows.
func NewTexts(fsys fs.FS) (*Texts, error) {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, &graph.Error{
			Fault: graph.BadInput,
			Err:   fmt.Errorf("the folder of the texts can't be read: %w; make it readable, or name another", reason(err)),
		}
	}
	t := &Texts{fsys: fsys, read: map[string]*text{}, failed: map[string]error{}}
	for _, e := range entries {
		if !e.IsDir() {
			t.names = append(t.names, e.Name())
		}
	}
	slices.Sort(t.names)
	return t, nil
}

// OneText returns texts that know one alone, and take it for that of every source, whatever name the source gives it. It is what the
// source was annotated from if it has the digest that the source records, as with a file. name is only for the error, which is that of
// a text that is not UTF-8.
func OneText(name string, data []byte) (*Texts, error) {
	t, err := newText(name, data)
	if err != nil {
		return nil, err
	}
	return &Texts{only: t}, nil
}

// Hurried bounds what one file may make somebody look for in a text to a fraction of a second, for whoever reads the files of anybody;
// otherwise it is some seconds. What is left off for that is reported. It is called before the texts are used, and returns them.
func (t *Texts) Hurried() *Texts {
	if t != nil {
		t.hurried = true
		if t.only != nil {
			t.only.effort = hurriedEffort
		}
	}
	return t
}

// reason returns why a file or folder can't be read, without the call that found out and without the name.
func reason(err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		return p.Err
	}
	return err
}

// Has reports whether the very text that a source was annotated from is at hand: one with the digest that the source records,
// under whatever name. If so, and if [Read] had these texts, it held every span and every name of the source against it.
func (t *Texts) Has(src *graph.Source) bool {
	_, exact, _ := t.find(src.Text)
	return exact
}

// Words returns what the text of a source says under a span. It is ok if a text is there that was annotated, or that has, at
// that place, the words that were; verified tells that the digests say so.
//
// The text is the one with the digest that the source records, under whatever name, or else the one of the recorded name. Of
// the latter, words are returned only if they have the digest of the span.
func (t *Texts) Words(src *graph.Source, p graph.Part) (words string, verified, ok bool) {
	found, exact, _ := t.find(src.Text)
	if found == nil {
		return "", false, false
	}
	words, ok = found.covered(p)
	if !ok {
		return "", false, false
	}
	verified = digestOf(words) == p.SHA256 || exact && p.SHA256 == ""
	if !verified && !exact {
		return "", false, false
	}
	return words, verified, true
}

// Length returns how many code points the text has that a source was annotated from. It is ok where [Texts.Has] is true.
func (t *Texts) Length(src *graph.Source) (codepoints int, ok bool) {
	found, exact, _ := t.find(src.Text)
	if !exact {
		return 0, false
	}
	return found.length, true
}

// Context returns the words before and after a span, up to n code points each. It is ok when [Texts.Words] is.
func (t *Texts) Context(src *graph.Source, p graph.Part, n int) (before, after string, ok bool) {
	if _, _, ok := t.Words(src, p); !ok {
		return "", "", false
	}
	found, _, _ := t.find(src.Text)
	before, after = found.around(p, max(n, 0))
	return before, after, true
}

// find returns the text that a source was annotated from: the one with its digest, whatever its name is now. If there is none,
// it is the one of its name, and not exact; or nil. The error tells why a text of that name can't be used.
func (t *Texts) find(want graph.Text) (found *text, exact bool, err error) {
	if t == nil {
		return nil, false, nil
	}
	if t.only != nil {
		return t.only, t.only.digest == want.SHA256, nil
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	named, err := t.open(want.File)
	if want.SHA256 == "" || named != nil && named.digest == want.SHA256 {
		return named, named != nil && want.SHA256 != "", err
	}
	if name, known := t.byDigest()[want.SHA256]; known {
		other, err := t.open(name)
		return other, err == nil, err
	}
	return named, false, err
}

// open reads a text by its name, once. It is nil without an error if there is no such file.
func (t *Texts) open(name string) (*text, error) {
	if _, found := slices.BinarySearch(t.names, name); !found {
		return nil, nil
	}
	if t.read[name] == nil && t.failed[name] == nil {
		data, err := t.bytes(name)
		if err == nil {
			t.read[name], err = newText(name, data)
		}
		if err == nil && t.hurried {
			t.read[name].effort = hurriedEffort
		}
		t.failed[name] = err
	}
	return t.read[name], t.failed[name]
}

// bytes reads a file, if it is not too large to be a text.
func (t *Texts) bytes(name string) ([]byte, error) {
	info, err := fs.Stat(t.fsys, name)
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		err = errors.New("not a file")
	case info.Size() > MaxText:
		err = fmt.Errorf("%d bytes are more than a text may have (%d)", info.Size(), MaxText)
	default:
		var data []byte
		if data, err = fs.ReadFile(t.fsys, name); err == nil {
			return data, nil
		}
	}
	return nil, &graph.Error{On: name, Fault: graph.BadInput, Err: fmt.Errorf("the text can't be read: %w", reason(err))}
}

// byDigest returns the names of all files by their digests. A file that can't be read has none.
func (t *Texts) byDigest() map[string]string {
	if t.digests != nil {
		return t.digests
	}
	t.digests = map[string]string{}
	for _, name := range t.names {
		if data, err := t.bytes(name); err == nil {
			t.digests[digestOf(data)] = name
		}
	}
	return t.digests
}
