package main

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/extract/brat"
	"dyad/extract/claimtable"
	"dyad/extract/ftm"
	"dyad/extract/graphml"
	"dyad/extract/misp"
	"dyad/extract/re3d"
	"dyad/extract/stix"
	"dyad/extract/webanno"
	"dyad/extract/webannotation"
	"dyad/graph"
	"dyad/internal/export"
)

// manifestEnding is what the name of a manifest has behind that of the file it stands beside.
const manifestEnding = ".manifest.json"

// foreignReaders are the formats of others that load takes, by the name that --as has for them.
var foreignReaders = map[string]extract.ForeignReader{
	"stix":    stix.Read,
	"csv":     claimtable.Read,
	"ftm":     ftm.Read,
	"graphml": graphml.Read,
	"misp":    misp.Read,
	"w3c":     webannotation.Read,
	"webanno": webanno.Read,
}

// foreignPages are how the names of files end that are read where a folder is named, of formats of which there tend to be many.
var foreignPages = map[string][]string{
	"w3c":     {".jsonld", ".json"},
	"webanno": {".tsv"},
}

// foreignFolders are those of several files that belong together, and how the names of their files end where a folder is named; "": the folder itself is read.
var foreignFolders = map[string]struct {
	read extract.ForeignFiles
	ext  string
}{
	"brat": {brat.Read, ".ann"},
	"re3d": {re3d.Read, ""},
}

// foreignFormats lists them all.
func foreignFormats() []string {
	names := slices.Collect(maps.Keys(foreignReaders))
	return slices.Sorted(slices.Values(slices.AppendSeq(names, maps.Keys(foreignFolders))))
}

// readForeign reads files in a format of others, and returns their names too. A name that ends in .gz is of a compressed file.
func readForeign(format string, names []string) ([]string, []*extract.Foreign, []extract.Problem, error) {
	if folders, known := foreignFolders[format]; known {
		return readFolders(folders.read, folders.ext, names)
	}
	read, known := foreignReaders[format]
	if !known {
		return nil, nil, nil, usageError{fmt.Errorf("--as takes one of %s, not %q", strings.Join(foreignFormats(), ", "), format)}
	}
	names, err := pages(format, names)
	if err != nil {
		return nil, nil, nil, err
	}
	var all []*extract.Foreign
	var problems []extract.Problem
	for _, name := range names {
		found, wrong, err := readOneForeign(read, name)
		if err != nil {
			return nil, nil, nil, err
		}
		problems = append(problems, wrong...)
		all = append(all, cmp.Or(found, &extract.Foreign{}))
	}
	return names, all, problems, nil
}

// pages replaces folders by the files in them that have the format.
func pages(format string, paths []string) ([]string, error) {
	endings := foreignPages[format]
	if endings == nil {
		for _, p := range paths {
			if info, err := os.Stat(p); err == nil && info.IsDir() {
				return nil, usageError{fmt.Errorf("%s is a folder: --as %s takes files", p, format)}
			}
		}
	}
	return foreignIn(paths, endings...)
}

// foreignIn replaces folders by the files in them whose names end so, compressed or not.
func foreignIn(paths []string, endings ...string) ([]string, error) {
	return filesOf(paths, strings.Join(endings, " or ")+" file", func(name string) bool {
		return slices.Contains(endings, strings.ToLower(filepath.Ext(strings.TrimSuffix(name, ".gz")))) && !strings.HasSuffix(name, manifestEnding)
	})
}

// readFolders reads files that stand beside others, and the files of folders.
func readFolders(read extract.ForeignFiles, ext string, paths []string) ([]string, []*extract.Foreign, []extract.Problem, error) {
	names := paths
	if ext != "" {
		var err error
		if names, err = foreignIn(paths, ext); err != nil {
			return nil, nil, nil, err
		}
	}
	var all []*extract.Foreign
	var problems []extract.Problem
	for _, name := range names {
		info, err := os.Stat(name)
		if err != nil {
			return nil, nil, nil, fileError(name, err)
		}
		folder, file := filepath.Dir(name), filepath.Base(name)
		if info.IsDir() {
			if folder, err = namedFolder(name); err != nil {
				return nil, nil, nil, fileError(name, err)
			}
			file = "."
		}
		found, wrong := read(os.DirFS(folder), folder, file)
		problems = append(problems, wrong...)
		all = append(all, cmp.Or(found, &extract.Foreign{}))
	}
	return names, all, problems, nil
}

// namedFolder is a folder as it was called, or, where it was called "." or "..", under its own name: keys are made of it, and those of two folders
// may not meet.
func namedFolder(name string) (string, error) {
	if last := filepath.Base(name); last != "." && last != ".." {
		return name, nil
	}
	if !filepath.IsAbs(name) {
		here, err := os.Getwd()
		if err != nil {
			return "", err
		}
		name = here + string(filepath.Separator) + name // not cleaned: ".." behind a link leads from where that leads
	}
	return filepath.EvalSymlinks(name)
}

// tellNotes says of each file what could not be taken as it is, and what was lost when dyad wrote it.
func (l *loader) tellNotes(names []string, all []*extract.Foreign) {
	for i, found := range all {
		l.tellLost(names[i], found)
		for _, n := range found.Notes {
			fmt.Fprintf(l.talk, "%s: %s: %d, such as %s\n", names[i], n.What, n.Count, n.Example)
		}
	}
}

// tellLost says what the manifest beside a file tells that it lacks. A manifest of other bytes says nothing of these.
func (l *loader) tellLost(name string, found *extract.Foreign) {
	data, err := readAtMost(name+manifestEnding, extract.MaxFile)
	if err != nil {
		return // there need be none
	}
	var m export.Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		fmt.Fprintf(l.talk, "%s: the manifest beside it can't be read: %s\n", name, err)
		return
	}
	same := func(d export.FileDigest) bool {
		return slices.ContainsFunc(found.Bundles, func(b graph.Bundle) bool { return b.Batch.Digest == d.SHA256 })
	}
	if !slices.ContainsFunc(m.Files, same) {
		fmt.Fprintf(l.talk, "%s: the manifest beside it is of another file, or this one was changed\n", name)
		return
	}
	for _, lost := range m.Lost {
		if lost.Records == nil {
			fmt.Fprintf(l.talk, "%s: lost when it was written: %s\n", name, lost.What)
			continue
		}
		fmt.Fprintf(l.talk, "%s: lost when it was written: %s: %d\n", name, lost.What, *lost.Records)
	}
}

func readOneForeign(read extract.ForeignReader, name string) (*extract.Foreign, []extract.Problem, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, fileError(name, err)
	}
	defer f.Close()
	var r io.Reader = bufio.NewReader(f)
	if strings.HasSuffix(name, ".gz") {
		if r, err = gzip.NewReader(r); err != nil {
			return nil, nil, fileError(name, err)
		}
	}
	found, problems := read(name, r)
	return found, problems, nil
}
