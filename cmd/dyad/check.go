package main

import (
	"fmt"
	"io"

	"dyad/extract"

	"github.com/spf13/cobra"
)

func newCheck() *cobra.Command {
	var texts string
	var write bool
	cmd := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Check annotations, and list every problem with its place and remedy",
		Long: `check reads annotation files, registries and vocabularies, and folders of them, and lists every
problem as file:line:column. Without a path it checks the built-in corpus. Files are read together
and on top of the built-in vocabulary and registry, whose place a file with the same key takes.

With --texts, spans and digests are verified against the texts. With --write as well, the files
are completed: words are replaced by their offsets, digests filled in, moved spans corrected.

The exit code is 4 if there is any problem. Warnings alone leave it at 0.`,
		Example: `  dyad check
  dyad check --texts ../articles
  dyad check my-article.yaml --texts texts --write`,
		RunE: func(cmd *cobra.Command, paths []string) error {
			if write && (texts == "" || len(paths) == 0) {
				return usageError{fmt.Errorf("--write completes files from their texts: name the files, and the texts with --texts")}
			}
			known, err := openTexts(texts)
			if err != nil {
				return err
			}
			if write {
				if err := seal(cmd.ErrOrStderr(), paths, known); err != nil {
					return err
				}
			}
			return check(cmd, paths, known)
		},
	}
	cmd.Flags().StringVar(&texts, "texts", "", "folder with the texts that were annotated")
	cmd.Flags().BoolVar(&write, "write", false, "complete the files: offsets, digests, moved spans")
	return cmd
}

// check reads the files, or the built-in corpus, and reports on them.
func check(cmd *cobra.Command, paths []string, texts *extract.Texts) error {
	files, problems, base, err := toCheck(paths)
	if err != nil {
		return err
	}
	bundles, found := extract.Read(files, base, texts)
	problems = append(problems, found...)
	report(cmd.ErrOrStderr(), problems)
	if !extract.Usable(problems) {
		return errReported
	}
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
	fmt.Fprintf(cmd.ErrOrStderr(), "%s clean: %s, %s, %s; %s\n", count(len(files), "file"),
		count(sources, "source"), count(mentions, "mention"), count(claims, "claim"), how)
	return nil
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
