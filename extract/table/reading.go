package table

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// Options say what is known beside the files, and whom to tell what is refused.
type Options struct {
	// Known reports whether an entity is known that is of no file of this data set. nil: none is.
	Known func(graph.EntityKey) bool
	// Tell is called with why a row is refused, once for each reason. nil: nobody is told.
	Tell func(extract.Problem)
	// SkipRefused takes the rows that are not refused. Else nothing is handed out where one is.
	SkipRefused bool
	// Nearest words what may have been meant by the name of a column that is not there; "" if nothing is near.
	Nearest func(want string, have []string) string
}

// A rowID is the place of a row among all that are read.
type rowID struct {
	file   int
	number uint32
}

// A reading is the files of a data set, and what is remembered of them.
type reading struct {
	m       *Mapping
	files   []*file
	open    Opener
	options Options

	refused  map[rowID]bool
	lost     map[graph.EntityKey]mark // whom rows that are refused would have described
	blamed   map[string]int           // reasons to refuse rows, by rule
	entities map[graph.EntityKey]*mark
	sources  map[graph.SourceKey]*mark
	names    map[uint64]bearer
	dangling map[graph.EntityKey]string // the text that the key was made of
	taken    taken                      // the row that is judged

	report *Report
	tables map[*Table]*TableReport
	rules  map[string]*RuleReport
}

// A mark is what is remembered of an entity or a source: where it was first described, and a digest of how.
type mark struct {
	digest  uint64
	file    int
	line    int
	partial bool
	emitted bool
}

// Open reads the files that describe entities or sources, and judges their rows; files that only make claims are judged as the stream is ranged over, and
// only looked through for their digest. Problems tell why nothing can be made of the files at all; then there is no stream. What is wrong with single rows
// is told to Options.Tell, and [Stream.Report] counts it. An error is one of opening or reading. Two files may be open at once.
func Open(m *Mapping, names []string, open Opener, o Options) (*Stream, []extract.Problem, error) {
	r := &reading{m: m, open: open, options: o, refused: map[rowID]bool{}, lost: map[graph.EntityKey]mark{}, blamed: map[string]int{}}
	if problems := r.assign(names); len(problems) > 0 {
		return nil, problems, nil
	}
	if problems, err := r.heads(); err != nil || len(problems) > 0 {
		return nil, problems, err
	}
	summed := make(chan error, 1)
	go func() { summed <- r.sums() }()
	problems, err := r.judgeAll()
	if unread := <-summed; err == nil && len(problems) == 0 && unread != nil {
		problems, err = r.problems(unread)
	}
	if err != nil || len(problems) > 0 {
		return nil, problems, err
	}
	return r.stream(), nil, nil
}

// judgeAll judges rows until none is refused any more because of another one.
func (r *reading) judgeAll() ([]extract.Problem, error) {
	for {
		problems, err := r.judge()
		if err != nil || len(problems) > 0 {
			return problems, err
		}
		before := len(r.refused)
		if err := r.link(); err != nil {
			return nil, err
		}
		if len(r.refused) == before {
			return nil, nil // else what refused rows described is there no more, and others may have named it
		}
	}
}

// sums finds the digests of files that describe nobody, beside the reading of the others.
func (r *reading) sums() error {
	for i, f := range r.files {
		if f.table.describes() {
			continue
		}
		var err error
		if f.digest, err = f.sum(r.open); err != nil {
			return &fileError{i, err}
		}
	}
	return nil
}

// assign finds the table of each file.
func (r *reading) assign(names []string) []extract.Problem {
	var problems []extract.Problem
	names = slices.Clone(names)
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(baseName(a)+"\n"+a, baseName(b)+"\n"+b) })
	for i, name := range names {
		if i > 0 && baseName(names[i-1]) == baseName(name) {
			problems = append(problems, extract.Problem{File: name, Message: "a second file of this name: which rows are whose could not be told"})
		}
		if !r.m.Reads(name) {
			problems = append(problems, extract.Problem{File: name, Message: fmt.Sprintf("no table of %s reads a file of this name: %s", r.m.Name, r.m.patterns())})
		}
	}
	for _, t := range r.m.Tables {
		some := false
		for _, name := range names {
			if t.reads(name) {
				some = true
				r.files = append(r.files, &file{name: name, table: t})
			}
		}
		if !some && !t.optional {
			problems = append(problems, extract.Problem{File: r.m.Name, Line: t.at.line, Column: t.at.column, Message: fmt.Sprintf(
				"table %q: none of the files is called %s; name it too, or write optional: true", t.Name, strings.Join(t.patterns, " or "))})
		}
	}
	return problems
}

// reads reports whether files of the name are of the table.
func (t *Table) reads(name string) bool {
	return slices.ContainsFunc(t.patterns, func(p string) bool {
		fits, err := path.Match(p, baseName(name))
		return err == nil && fits
	})
}

// Reads reports whether one of the tables reads files of the name.
func (m *Mapping) Reads(name string) bool {
	return slices.ContainsFunc(m.Tables, func(t *Table) bool { return t.reads(name) })
}

// patterns words which files the tables read.
func (m *Mapping) patterns() string {
	var parts []string
	for _, t := range m.Tables {
		parts = append(parts, t.Name+" reads "+strings.Join(t.patterns, ", "))
	}
	return strings.Join(parts, "; ")
}

// heads looks at the beginning of every file, before any row is read: what is wrong with a file as a whole is told together.
func (r *reading) heads() ([]extract.Problem, error) {
	var problems []extract.Problem
	for i, f := range r.files {
		if err := f.checkHead(r.open); err != nil {
			wrong, err := r.problems(&fileError{i, err})
			if err != nil {
				return nil, err
			}
			problems = append(problems, wrong...)
		}
	}
	return problems, nil
}

// pass reads the files of the wanted tables, and calls do with the rows that were not refused before. refuse, which may be nil, is called with rows that can't be
// read at all.
func (r *reading) pass(wanted func(*Table) bool, do func(*row) error, refuse func(rowID, *fault)) error {
	for i, f := range r.files {
		if !wanted(f.table) {
			continue
		}
		digest, err := f.read(r.open, func(one *row) error {
			one.file = i
			if r.refused[rowID{i, one.number}] {
				return nil
			}
			return do(one)
		}, func(number uint32, wrong *fault) error {
			if refuse != nil {
				refuse(rowID{i, number}, wrong)
			}
			return nil
		})
		if err != nil {
			return &fileError{i, err}
		}
		if f.digest != "" && f.digest != digest {
			return &fileError{i, errors.New("the file was changed while it was read: load it again")}
		}
		f.digest = digest
	}
	return nil
}

// The tables that a pass may be about.
func (t *Table) describes() bool   { return len(t.entities)+len(t.sources) > 0 }
func (t *Table) makesClaims() bool { return len(t.claims) > 0 }
func (t *Table) doesBoth() bool    { return t.describes() && t.makesClaims() }

// A fileError is what kept one of the files from being read.
type fileError struct {
	file int
	err  error
}

func (e *fileError) Error() string { return e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

// problems turns what is wrong with a file into problems; other errors stay errors.
func (r *reading) problems(err error) ([]extract.Problem, error) {
	var of *fileError
	var missing *missingColumns
	var at *broken
	if !errors.As(err, &of) {
		return nil, err
	}
	name := r.files[of.file].name
	switch {
	case errors.As(err, &missing):
		nearest := r.options.Nearest
		if nearest == nil {
			nearest = func(string, []string) string { return "" }
		}
		return missing.problems(r.m.Name, name, nearest), nil
	case errors.As(err, &at):
		return []extract.Problem{{File: name, Line: at.line, Column: at.column, Message: at.message + ": nothing after it can be read"}}, nil
	}
	return nil, &graph.Error{On: name, Fault: graph.FaultOf(of.err), Err: of.err}
}

// refuse leaves a row out, and tells why unless it was told before.
func (r *reading) refuse(id rowID, faults ...*fault) {
	if r.refused[id] {
		return
	}
	r.refused[id] = true
	told := map[string]bool{}
	for _, f := range faults {
		once := fmt.Sprint(f.line, f.column, f.name, f.value)
		if f.name == "" {
			once += f.why // nothing else tells faults of the row as a whole apart
		}
		if r.options.Tell != nil && !told[once] {
			r.options.Tell(f.problem(r.files[id.file].name))
		}
		told[once] = true
	}
}

// digest is that of the mapping and all files: the same data set, read the same way, has the same.
func (r *reading) digest() []byte {
	sum := sha256.New()
	fmt.Fprintf(sum, "mapping %s\n", r.m.Digest)
	for _, f := range r.files {
		fmt.Fprintf(sum, "%s %s %s\n", f.table.Name, baseName(f.name), f.digest)
	}
	return sum.Sum(nil)
}

// batch is what the files bring.
func (r *reading) batch() graph.Batch {
	key := graph.BatchKey(r.m.Dataset.Name)
	digest := hex.EncodeToString(r.digest())
	return graph.Batch{ID: key.ID(digest), Key: key, Digest: digest}
}
