package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"dyad/extract"
	"dyad/graph"
	"dyad/store"

	"github.com/spf13/cobra"
)

func newNew() *cobra.Command {
	var out, dir string
	var by extract.Coder
	cmd := &cobra.Command{
		Use:   "new TEXT [FILE...]",
		Short: "Begin the annotation of a text: a file with its mentions, and what else was found",
		Long: `new writes an annotations file for a text, to be filled in: the mentions of all names that are known,
each a whole word or several and the longest that fits; in comments, names that several bear, other
capitalised words, and the words of each sentence that may carry a relation. The words come from
the vocabulary (cues), the names from the built-in registry, and from registries and vocabularies
that are named behind the text; with --data also from a data directory.

The file holds names, single words, offsets and digests, and no sentence of the text. 'dyad check'
finds nothing wrong with it but what is left empty.`,
		Example: `  dyad new texts/ferry.txt
  dyad new texts/ferry.txt -o ferry.yaml --annotator reed --language en
  dyad new texts/ferry.txt people.yaml blockades.yaml -o ferry.yaml`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			base, err := knownTo(cmd, dir, args[1:])
			if err != nil {
				return err
			}
			skeleton, err := skeletonOf(args[0], base, by)
			if err != nil {
				return err
			}
			if out == "" {
				_, err = cmd.OutOrStdout().Write(skeleton)
				return err
			}
			return createFile(out, skeleton)
		},
	}
	cmd.Flags().StringVarP(&out, "output", "o", "", "file to write, which must not be there yet, instead of standard output")
	cmd.Flags().StringVar(&dir, "data", "", "data directory whose names and vocabulary are known as well")
	cmd.Flags().StringVar(&by.Annotator, "annotator", "", "who codes it")
	cmd.Flags().StringVar(&by.Codebook, "codebook", "", "by which rules")
	cmd.Flags().StringVar(&by.Language, "language", "", "of the text, as in BCP 47")
	return cmd
}

// skeletonOf surveys a text and writes the beginning of its annotation.
func skeletonOf(name string, base extract.Base, by extract.Coder) ([]byte, error) {
	data, err := readAtMost(name, extract.MaxText)
	if tooLarge := (*sizeError)(nil); errors.As(err, &tooLarge) {
		return nil, &graph.Error{On: name, Fault: graph.BadInput, Err: tooLarge}
	}
	if err != nil {
		return nil, err
	}
	survey, err := extract.SurveyText(filepath.Base(name), data, base)
	if err != nil {
		return nil, &graph.Error{On: name, Fault: graph.FaultOf(err), Err: cause(err)}
	}
	used := map[graph.EntityKey]bool{}
	for i := range base.Entities {
		used[base.Entities[i].Key] = true
	}
	return survey.Skeleton(by, func(key graph.EntityKey) bool { return used[key] }), nil
}

// knownTo returns what is known once the files are read on top of the built-in corpus and, where one is named, a data directory.
func knownTo(cmd *cobra.Command, dir string, paths []string) (extract.Base, error) {
	base, err := builtIn()
	if err == nil && dir != "" {
		err = withWorkspace(cmd, dir, func(w *workspace) error {
			feed, err := w.store.Feed(cmd.Context())
			if err == nil {
				base = over(base, present(feed))
			}
			return err
		})
	}
	if err != nil || len(paths) == 0 {
		return base, err
	}
	files, problems, err := annotationFiles(paths)
	if err != nil {
		return base, err
	}
	bundles, found := extract.Read(files, base, nil)
	if problems = append(problems, found...); !extract.Usable(problems) {
		report(cmd.ErrOrStderr(), problems)
		return base, errReported
	}
	return over(base, bundles...), nil
}

// builtIn returns what the built-in corpus defines. What else somebody has loaded, nobody can tell here.
func builtIn() (extract.Base, error) {
	corpus, err := readCorpus()
	base := baseOf(corpus)
	base.HasClaim = nil
	return base, err
}

// present returns the terms and entities of a store that count now.
func present(feed *store.Feed) graph.Bundle {
	b := graph.Bundle{Terms: feed.Terms}
	for _, e := range feed.Entities {
		if e.Closed == 0 {
			b.Entities = append(b.Entities, e.Value)
		}
	}
	return b
}

// over adds what bundles define, in the place of what the base has of the same batches.
func over(base extract.Base, bundles ...graph.Bundle) extract.Base {
	replaced := map[graph.BatchKey]bool{}
	added := baseOf(bundles)
	for _, b := range bundles {
		replaced[b.Batch.Key] = true
	}
	for _, t := range added.Terms {
		replaced[t.Batch] = true
	}
	for _, e := range added.Entities {
		replaced[e.Batch] = true
	}
	base.Terms = append(slices.DeleteFunc(base.Terms, func(t graph.Term) bool { return replaced[t.Batch] }), added.Terms...)
	base.Entities = append(slices.DeleteFunc(base.Entities, func(e graph.Entity) bool { return replaced[e.Batch] }), added.Entities...)
	return base
}

// createFile writes a file that is not there yet. What could not be written whole is taken away again.
func createFile(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return usageError{fmt.Errorf("%s is there already, and nothing is written over it: name another file", name)}
	}
	if err != nil {
		return fileError(name, err)
	}
	if _, err := f.Write(data); err != nil {
		_ = f.Close()
		_ = os.Remove(name) // what is wrong is said below
		return fileError(name, err)
	}
	return f.Close()
}
