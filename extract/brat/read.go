package brat

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"dyad/extract"
	"dyad/graph"
)

// Read reads a file and the text beside it whole, each of which may be compressed (.gz), as [extract.ForeignFiles] has it.
func Read(fsys fs.FS, folder, name string) (*extract.Foreign, []extract.Problem) {
	f := &file{
		name: filepath.Join(folder, name), slug: extract.FileSlug(name), out: extract.NewForeign(), broken: map[string]bool{}, met: map[string]*annotation{},
		about: map[string][]*annotation{}, refs: map[string][]*annotation{}, notes: map[string][]*annotation{}, triggered: map[string][]*annotation{},
	}
	data, err := readFile(fsys, name)
	if err != nil {
		return nil, []extract.Problem{{File: f.name, Message: "the file can't be read: " + reason(err)}}
	}
	bare := strings.TrimSuffix(name, packed)
	if problem := f.open(fsys, folder, strings.TrimSuffix(bare, path.Ext(bare))+".txt"); problem != nil {
		return nil, []extract.Problem{*problem}
	}
	f.link(f.lines(string(data)))
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	digest := sha256.Sum256(data)
	f.bundle.Batch = extract.NewBatch("brat", f.slug, digest[:])
	f.take()
	if len(f.problems) > 0 {
		return nil, f.problems
	}
	f.out.Bundles = []graph.Bundle{f.bundle}
	f.out.SortNotes()
	return f.out, nil
}

// A file is what was read of one.
type file struct {
	name, slug string
	text       *extract.Words
	problems   []extract.Problem
	out        *extract.Foreign
	bundle     graph.Bundle
	source     graph.SourceKey

	all       []*annotation
	broken    map[string]bool          // the ids of lines that can't be read
	met       map[string]*annotation   // by id
	about     map[string][]*annotation // attributes, by the id of what they are of
	refs      map[string][]*annotation // references, likewise
	notes     map[string][]*annotation // notes, likewise
	triggered map[string][]*annotation // the events of a trigger

	own     own
	keys    map[string]graph.EntityKey // of spans and events, by id
	taken   map[graph.EntityKey]bool   // keys that something of the file has
	said    map[graph.ClaimID]int      // which claim of the bundle says so
	heard   map[heard]bool             // where, and in which words
	spanned map[span]bool              // where a mention is
}

// reason is what kept a file from being read, without its name.
func reason(err error) string {
	if p, ok := errors.AsType[*fs.PathError](err); ok {
		err = p.Err
	}
	return err.Error()
}

// packed is how the names of compressed files end.
const packed = ".gz"

// readFile reads a file whole, unpacked where its name says that it is compressed.
func readFile(fsys fs.FS, name string) ([]byte, error) {
	in, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	var r io.Reader = in
	if strings.HasSuffix(name, packed) {
		if r, err = gzip.NewReader(bufio.NewReader(in)); err != nil {
			return nil, fmt.Errorf("not compressed by gzip, as its name says: %w", err)
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, extract.MaxText+1))
	if err == nil && len(data) > extract.MaxText {
		err = fmt.Errorf("more than %d MB", extract.MaxText>>20)
	}
	return data, err
}

// open reads the text, which may be compressed whether the file is or not.
func (f *file) open(fsys fs.FS, folder, name string) *extract.Problem {
	data, err := readFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		if unpacked, zerr := readFile(fsys, name+packed); !errors.Is(zerr, fs.ErrNotExist) {
			data, err = unpacked, zerr
		}
	}
	if err != nil {
		return &extract.Problem{File: f.name, Message: fmt.Sprintf("its text, %s, can't be read: %s; put it beside the file", filepath.Join(folder, name), reason(err))}
	}
	if f.text, err = extract.NewWords(name, data); err != nil {
		problem := &extract.Problem{File: filepath.Join(folder, name), Message: err.Error()}
		if e, ok := errors.AsType[*graph.Error](err); ok {
			problem.Message = e.Err.Error()
		}
		return problem
	}
	return nil
}

// lines parses what is UTF-8, line by line.
func (f *file) lines(data string) []*annotation {
	number := 0
	for line := range strings.SplitSeq(data, "\n") {
		number++
		if !utf8.ValidString(line) {
			f.report(number, 1, "the line is not UTF-8: save the file as UTF-8")
		}
	}
	if len(f.problems) > 0 {
		return nil
	}
	return f.parse(data)
}

// link files annotations under their ids and what they are about, and reports what leads nowhere.
func (f *file) link(all []*annotation) {
	f.all = all
	for _, a := range all {
		first := f.met[a.id.text]
		switch {
		case a.kind == '*':
		case first != nil:
			f.report(a.line, 1, "line %d has the id %s already", first.line, a.id.text)
		default:
			f.met[a.id.text] = a
		}
	}
	for _, a := range all {
		if a.kind == 'T' {
			f.covers(a)
		}
		f.leads(a)
	}
}

// covers holds a span against the text.
func (f *file) covers(a *annotation) {
	var parts []string
	for _, s := range a.ranges {
		words, ok := f.text.Covered(s.start, s.end)
		if !ok {
			f.report(a.line, a.label.column, "%s: %d-%d lies outside the text, which has %d characters", a.id.text, s.start, s.end, f.text.Len())
			return
		}
		parts = append(parts, words)
	}
	there := onLine(strings.Join(parts, " "))
	if said := onLine(a.words.text); said != there {
		f.report(a.line, a.words.column, "%s: the text has %s there, and the file %s", a.id.text, quoted(there), quoted(said))
	}
}

// breaks are what ends a line for brat, which has Python split its files; internal/export writes the same. A file's own lines end with \n alone.
const breaks = "\n\v\f\r\x1c\x1d\x1e\u0085\u2028\u2029"

// onLine is text as it stands in a line. Each line end is a space, so that lengths stay.
func onLine(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(breaks, r) {
			return ' '
		}
		return r
	}, text)
}

// leads reports arguments that are not there, or of a kind that can't stand there, and files the annotation under what it is about.
func (f *file) leads(a *annotation) {
	for i, arg := range a.args {
		to := f.met[arg.of.text]
		allowed := "TE"
		switch {
		case a.kind == 'E' && i == 0, a.kind == '*':
			allowed = "T"
		case a.kind == 'A', a.kind == 'M', a.kind == 'N', a.kind == '#':
			allowed = "TRE"
		}
		switch {
		case f.broken[arg.of.text]: // which is said already
			return
		case to == nil:
			f.report(a.line, arg.of.column, "%s: there is no annotation %s", a.id.text, quoted(arg.of.text))
			return
		case !strings.ContainsRune(allowed, rune(to.kind)) && a.kind != '#':
			f.report(a.line, arg.of.column, "%s: %s can't stand here, only one of %s", a.id.text, arg.of.text, strings.Join(strings.Split(allowed, ""), ", "))
			return
		}
	}
	f.file(a)
}

// file files an annotation under what it is about.
func (f *file) file(a *annotation) {
	under := map[byte]map[string][]*annotation{'A': f.about, 'M': f.about, 'N': f.refs, '#': f.notes, 'E': f.triggered}[a.kind]
	if under != nil {
		under[a.args[0].of.text] = append(under[a.args[0].of.text], a)
	}
}

// take makes everything of the annotations.
func (f *file) take() {
	f.keys, f.taken, f.spanned = map[string]graph.EntityKey{}, map[graph.EntityKey]bool{}, map[span]bool{}
	f.said, f.heard = map[graph.ClaimID]int{}, map[heard]bool{}
	f.readOwn()
	if !f.dataset() {
		return
	}
	f.takeOwn() // before others: of what stands at one place the first has the mention, and an annotator's came later
	f.entities()
	f.events()
	f.ambiguous()
	f.claims()
	f.rest()
	f.out.Whole(&f.bundle)
}

// dataset is the source of all claims, and reports whether there is one. What dyad wrote is never given to another source than its own.
func (f *file) dataset() bool {
	text := f.text.Text()
	if f.own.source == nil && f.own.first != nil {
		if a := f.own.first; len(f.problems) == 0 {
			f.report(a.line, 1, "%s is dyad's, and the note that has the source and all claims without a place is missing: it goes with the annotation that it stands with, "+
				"when that is deleted; put its line back from the file that dyad wrote, with another annotation if that one is gone", a.id.text)
		}
		return false
	}
	if s := f.own.source; s != nil {
		if s.Text.SHA256 != text.SHA256 {
			f.report(f.own.sourceAt.line, f.own.sourceAt.words.column, "the text beside the file is not the one that dyad wrote of source %s: put that one there", s.Key)
		}
		f.source = s.Key
		f.bundle.Sources = []graph.Source{*s}
		return true
	}
	f.source = graph.SourceKey("brat-" + f.slug)
	f.bundle.Sources = []graph.Source{{
		ID: f.source.ID(), Key: f.source, Kind: graph.Dataset, Genre: graph.Data, Title: strings.TrimSuffix(text.File, path.Ext(text.File)), Text: text,
	}}
	return true
}

// rest counts what has no place.
func (f *file) rest() {
	for _, a := range f.all {
		switch a.kind {
		case 'A', 'M':
			f.attributeLeft(a)
		case '#':
			f.noteLeft(a)
		case 'N':
			f.referenceLeft(a)
		}
	}
}

// attributeLeft counts an attribute that no claim has.
func (f *file) attributeLeft(a *annotation) {
	of, example := f.met[a.args[0].of.text], strings.TrimSpace(a.id.text+" "+a.value)+" of "+a.args[0].of.text
	switch {
	case f.isOwned(of):
		if of.kind == 'T' || !slices.Contains(mannerLabels, a.label.text) {
			f.out.Note("attributes "+a.label.text+" of what dyad wrote: left out", example)
		}
	case of.kind == 'T', of.kind == 'E' && len(of.args) == 1:
		f.out.Note("attributes "+a.label.text+" of spans and of events without arguments: left out", example)
	}
}

// noteLeft counts a note that neither a gist nor a description has.
func (f *file) noteLeft(a *annotation) {
	of := f.met[a.args[0].of.text]
	described := of.kind == 'R' || a.label.text == annotators && (of.kind == 'T' || of.kind == 'E')
	if isOwn(a) || described && !f.isOwned(of) {
		return
	}
	f.out.Note("notes "+a.label.text+": left out", cmp.Or(strings.TrimSpace(a.words.text), a.id.text))
}

// referenceLeft counts a reference that no entity has.
func (f *file) referenceLeft(a *annotation) {
	of := f.met[a.args[0].of.text]
	if of.kind == 'R' || f.isOwned(of) && !strings.HasPrefix(a.value, keyScheme) {
		f.out.Note("references of relations, and of what dyad wrote: left out", a.id.text+" "+a.value)
	}
}

// annotators is the label of the notes that annotators write.
const annotators = "AnnotatorNotes"
