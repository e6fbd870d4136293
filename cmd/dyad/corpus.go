package main

import (
	"io/fs"

	"dyad/extract"
	"dyad/graph"
	"dyad/seeds"
)

// corpusFiles returns the files of the built-in corpus, in the order of their names.
func corpusFiles() ([]extract.File, error) {
	var files []extract.File
	err := fs.WalkDir(seeds.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := seeds.FS.ReadFile(name)
		files = append(files, extract.File{Name: "corpus:" + name, Data: data})
		return err
	})
	return files, err
}

// readCorpus returns what the built-in corpus says. It has been checked before it was built in, so a problem is a fault.
func readCorpus() ([]graph.Bundle, error) {
	files, err := corpusFiles()
	if err != nil {
		return nil, err
	}
	bundles, problems := extract.Read(files, extract.Base{}, nil)
	if !extract.Usable(problems) {
		return nil, &graph.Error{Op: "read the built-in corpus", On: problems[0].String(), Fault: graph.Internal}
	}
	return bundles, nil
}

// baseOf gathers what bundles define, for files that build on them.
func baseOf(bundles []graph.Bundle) extract.Base {
	var base extract.Base
	claims := map[graph.ClaimID]bool{}
	for _, b := range bundles {
		base.Terms = append(base.Terms, b.Terms...)
		base.Entities = append(base.Entities, b.Entities...)
		for i := range b.Claims {
			claims[b.Claims[i].ID] = true
		}
	}
	base.HasClaim = func(id graph.ClaimID) bool { return claims[id] }
	return base
}
