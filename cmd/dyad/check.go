package main

import (
	"errors"
	"fmt"
	"io"

	"dyad/extract"
	"dyad/graph"

	"github.com/spf13/cobra"
)

func newCheck() *cobra.Command {
	var texts string
	var write, watching bool
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Check annotations, and list every problem with its place and remedy",
		Long: `check reads annotation files, registries and vocabularies, and folders of them, and lists every
problem as file:line:column. Without a path it checks the built-in corpus. Files are read together
and on top of the built-in vocabulary and registry, whose place a file with the same key takes. In a
folder, reviews (.review.yaml) are passed over.

With --texts, spans and digests are verified against the texts. With --write as well, the files
are completed: words are replaced by their offsets, digests filled in, moved spans corrected.

With --watch they are checked again whenever a file or a text has changed, is new or is gone, each
time with the time and a verdict, until Ctrl-C. It goes without --write, which would write files
that somebody is editing.

The exit code is 4 if there is any problem. Warnings alone leave it at 0. A watch ends with 130.`,
		Example: `  dyad check
  dyad check --texts ../articles
  dyad check my-article.yaml --texts texts --write
  dyad check my-article.yaml --texts texts --watch`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			switch {
			case watching && write:
				return usageError{errors.New("--watch and --write don't go together: what you are editing would be written under your hands")}
			case watching && len(paths) == 0:
				return usageError{errors.New("--watch watches files: name them")}
			case write && (texts == "" || len(paths) == 0):
				return usageError{errors.New("--write completes files from their texts: name the files, and the texts with --texts")}
			}
			c := &checker{paths: paths, folder: texts, talk: cmd.ErrOrStderr()}
			if watching {
				return c.watch(everyMoment(cmd.Context())).run(cmd.Context())
			}
			return c.once(write)
		},
	}
	cmd.Flags().StringVar(&texts, "texts", "", "folder with the texts that were annotated")
	cmd.Flags().BoolVar(&write, "write", false, "complete the files: offsets, digests, moved spans")
	cmd.Flags().BoolVar(&watching, "watch", false, "check again whenever something has changed")
	return cmd
}

// A checker checks the files below paths, or the built-in corpus if there are none, against the texts of a folder, if there is one.
type checker struct {
	paths  []string
	folder string
	talk   io.Writer
}

// once completes the files if it is to write, and checks them.
func (c *checker) once(write bool) error {
	texts, err := openTexts(c.folder)
	if err != nil {
		return err
	}
	if write {
		if err := seal(c.talk, c.paths, texts); err != nil {
			return err
		}
	}
	problems, clean, err := c.check(texts)
	if err != nil {
		return err
	}
	report(c.talk, problems)
	if !extract.Usable(problems) {
		return errReported
	}
	fmt.Fprintln(c.talk, clean)
	return nil
}

// check reads everything, and returns its problems and what to say where they are warnings only.
func (c *checker) check(texts *extract.Texts) (problems []extract.Problem, clean string, err error) {
	files, problems, base, err := toCheck(c.paths)
	if err != nil {
		return nil, "", err
	}
	bundles, found := extract.Read(files, base, texts)
	return append(problems, found...), summary(len(files), bundles, texts), nil
}

// summary counts what clean files hold.
func summary(files int, bundles []graph.Bundle, texts *extract.Texts) string {
	sources, verified, mentions, claims := 0, 0, 0, 0
	for _, b := range bundles {
		sources, mentions, claims = sources+len(b.Sources), mentions+len(b.Mentions), claims+len(b.Claims)
		for i := range b.Sources {
			if texts.Has(&b.Sources[i]) {
				verified++
			}
		}
	}
	how := fmt.Sprintf("%d of %s verified against their texts", verified, count(sources, "source"))
	if texts == nil {
		how = "spans and digests not verified: no --texts"
	}
	return fmt.Sprintf("%s clean: %s, %s, %s; %s", count(files, "file"),
		count(sources, "source"), count(mentions, "mention"), count(claims, "claim"), how)
}

// toCheck returns the files that paths name and what they build on.
func toCheck(paths []string) ([]extract.File, []extract.Problem, extract.Base, error) {
	if len(paths) == 0 {
		files, err := corpusFiles()
		return files, nil, extract.Base{Whole: true}, err
	}
	base, err := builtIn()
	if err != nil {
		return nil, nil, base, err
	}
	files, problems, err := annotationFiles(paths)
	return files, problems, base, err
}

// seal completes the files in place.
func seal(talk io.Writer, paths []string, texts *extract.Texts) error {
	files, problems, err := annotationFiles(paths)
	if err != nil {
		return err
	}
	for _, f := range files {
		data, notes := extract.Seal(f, texts)
		problems = append(problems, notes...)
		if string(data) == string(f.Data) {
			continue
		}
		if err := writeFile(f.Name, func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
			return err
		}
		fmt.Fprintf(talk, "%s: written\n", f.Name)
	}
	report(talk, problems)
	if !extract.Usable(problems) {
		return errReported
	}
	return nil
}

// report lists problems, one a line.
func report(w io.Writer, problems []extract.Problem) {
	for _, p := range problems {
		fmt.Fprintln(w, p)
	}
}

// count words a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	if thing[len(thing)-1] == 'y' {
		return fmt.Sprintf("%d %sies", n, thing[:len(thing)-1])
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
