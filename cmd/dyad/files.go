package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"dyad/extract"
	"dyad/graph"
)

// annotationFiles reads the YAML files that paths name; of a folder, every one below it. A file that is too large, compressed, or a table is
// returned as a problem, and is not read.
func annotationFiles(paths []string) ([]extract.File, []extract.Problem, error) {
	names, err := expand(paths, ".yaml", ".yml")
	if err != nil {
		return nil, nil, err
	}
	var files []extract.File
	var problems []extract.Problem
	for _, name := range names {
		if message := unlikeOurs(name); message != "" {
			problems = append(problems, extract.Problem{File: name, Message: message})
			continue
		}
		data, err := readAtMost(name, extract.MaxFile)
		if tooLarge := (*sizeError)(nil); errors.As(err, &tooLarge) {
			problems = append(problems, extract.Problem{File: name, Message: tooLarge.Error()})
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		files = append(files, extract.File{Name: name, Data: data})
	}
	return files, problems, nil
}

// unlikeOurs says of a file whose name tells that it is none of dyad's own what to do with it, "" of any other.
func unlikeOurs(name string) string {
	const mapped = "a table: dyad load --map MAPPING reads it, by a mapping that says what its columns mean; with --as "
	switch strings.ToLower(filepath.Ext(name)) {
	case packed:
		return "compressed, which only files of --as and --map may be: unpack it first (gunzip -k)"
	case ".csv":
		return mapped + "csv dyad load reads one that dyad wrote"
	case ".tsv":
		return mapped + "webanno dyad load reads annotations of WebAnno"
	}
	return ""
}

// packed is how the name of a compressed file ends.
const packed = ".gz"

// expand replaces folders by the files below them that have one of the extensions, in the order of their names. Compressed ones are among them, for
// whoever reads them to refuse. Reviews of annotations and manifests of exports, which stand beside them, are passed over. A folder without any such file
// is an error.
func expand(paths []string, extensions ...string) ([]string, error) {
	names, err := filesOf(paths, strings.Join(extensions, " or ")+" file", func(name string) bool {
		name = strings.TrimSuffix(strings.ToLower(name), packed)
		return slices.Contains(extensions, filepath.Ext(name)) && !isReview(name) && !strings.HasSuffix(name, manifestEnding)
	})
	given := slices.Clone(names)
	return slices.DeleteFunc(names, func(name string) bool { // whoever names all files of a folder names manifests too
		of, isOne := strings.CutSuffix(name, manifestEnding)
		return isOne && slices.Contains(given, of)
	}), err
}

// filesOf replaces folders by the files below them that are wanted, in the order of their names. A folder without any is an error, which says
// what is wanted.
func filesOf(paths []string, what string, wanted func(name string) bool) ([]string, error) {
	var names []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fileError(p, err)
		}
		if !info.IsDir() {
			names = append(names, p)
			continue
		}
		before := len(names)
		err = filepath.WalkDir(p, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && wanted(name) {
				names = append(names, name)
			}
			return err
		})
		if err != nil {
			return nil, fileError(p, err)
		}
		if len(names) == before {
			return nil, &graph.Error{On: p, Fault: graph.NotFound, Err: fmt.Errorf("no %s in this folder", what)}
		}
	}
	return names, nil
}

// isRegular reports whether there is a file of the name that can be read more than once, unlike a pipe or a terminal.
func isRegular(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}

// notRegular tells which of the files can't be read more than once.
func notRegular(names []string) []extract.Problem {
	var problems []extract.Problem
	for _, name := range names {
		if !isRegular(name) {
			problems = append(problems, extract.Problem{File: name, Message: "no regular file, and it is read more than once: write what it brings to a file first"})
		}
	}
	return problems
}

// A sizeError is a file that is longer than anything may be that is read whole.
type sizeError struct{ size, limit int64 }

func (e *sizeError) Error() string {
	return fmt.Sprintf("the file has %d bytes and may have %d: split it", e.size, e.limit)
}

// readAtMost reads a file whole, unless it is longer than limit bytes.
func readAtMost(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() > limit {
		return nil, &sizeError{info.Size(), limit}
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fileError(name, err)
	}
	if int64(len(data)) > limit {
		return nil, &sizeError{int64(len(data)), limit}
	}
	return data, nil
}

// fileError says of a file what kept it from being read or written, without repeating its path.
func fileError(name string, err error) error {
	fault := graph.BadInput
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fault = graph.NotFound
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		fault = graph.Overloaded // later it may work
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return &graph.Error{On: name, Fault: fault, Err: err}
}

// openTexts returns the texts in a folder; nil for "".
func openTexts(dir string) (*extract.Texts, error) {
	if dir == "" {
		return nil, nil
	}
	if info, err := os.Stat(dir); err != nil {
		return nil, fileError(dir, err)
	} else if !info.IsDir() {
		return nil, &graph.Error{On: dir, Fault: graph.BadInput, Err: errors.New("--texts takes a folder")}
	}
	texts, err := extract.NewTexts(os.DirFS(dir))
	if err != nil {
		return nil, &graph.Error{On: dir, Fault: graph.FaultOf(err), Err: err}
	}
	return texts, nil
}

// writeFile puts what write writes in the place of a file in one step: until it is whole and on disk, and where it does not become so, an
// old one stands. A link stays a link, and a file keeps its permissions. Several may write one file at once: that of the last to end stays. A pipe or a
// device is no file to be replaced, and is written as it comes.
func writeFile(name string, write func(io.Writer) error) error {
	mode := os.FileMode(0o644)
	if info, err := os.Stat(name); err == nil {
		mode = info.Mode().Perm()
		if info.IsDir() {
			return usageError{fmt.Errorf("%s is a folder: name a file", name)}
		}
		if !info.Mode().IsRegular() {
			return writeThrough(name, write)
		}
	}
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	next := fmt.Sprintf("%s.%08x.new", name, rand.Uint32()) // of its own: two processes may be writing the file
	f, err := os.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return fileError(name, err)
	}
	out := bufio.NewWriter(f)
	if err = errors.Join(write(out), out.Flush(), f.Sync(), f.Close()); err == nil {
		err = os.Rename(next, name)
	}
	if err == nil {
		return nil
	}
	_ = os.Remove(next) // what is wrong has been said
	return writingError(name, next, err)
}

// writeThrough writes into what stands under a name that is no file.
func writeThrough(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return fileError(name, err)
	}
	out := bufio.NewWriter(f)
	if err := errors.Join(write(out), out.Flush(), f.Close()); err != nil {
		return writingError(name, name, err)
	}
	return nil
}

// writingError says of a file what kept it from being written under a path. What is wrong with something else, such as with what was to be written, stays as it is.
func writingError(name, path string, err error) error {
	if p, ok := errors.AsType[*fs.PathError](err); ok && p.Path == path {
		return fileError(name, p)
	}
	if l, ok := errors.AsType[*os.LinkError](err); ok && l.Old == path {
		return fileError(name, l.Err)
	}
	return err
}

// replaced reports whether a file of the name is put in its place in one step, by [writeFile]; if not, nothing belongs beside it.
func replaced(name string) bool {
	info, err := os.Stat(name)
	return err != nil || info.Mode().IsRegular()
}

// isReview reports whether a file has the name that reviews of annotations have.
func isReview(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, ".review.yaml") || strings.HasSuffix(name, ".review.yml")
}
