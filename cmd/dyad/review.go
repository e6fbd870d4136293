package main

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"

	"github.com/spf13/cobra"
)

// A reviewFlags is how the claims of a file are walked.
type reviewFlags struct {
	texts, out, reviewer, seed string
	list                       bool
	sample                     int
}

func newReview() *cobra.Command {
	var f reviewFlags
	cmd := &cobra.Command{
		Use:   "review FILE [FILE...]",
		Short: "Walk the claims of an annotations file one at a time, and record what a reviewer says of each",
		Long: `review shows the claims of the first file one at a time: what each says, who says so and how surely, when,
with whom, and the words that it rests on, between [[ and ]] with some of what stands around them, where
--texts has them. Registries and vocabularies that it needs are named behind it. It asks for one of

  a            accept          n (or nothing)  next, without a verdict
  r [REASON]   reject          b               back
  g N          go to claim N   q               quit
  ?            help

and writes what was said to FILE with .review.yaml in the place of .yaml, or to --out, after each answer:
the claim's id, verdict, reason, reviewer and codebook. The annotation itself is never changed. The next
time it begins with the first claim that this reviewer has not judged. A claim that was corrected in what
it says has another id, and is to be judged again.

With --list all claims are printed, with the verdicts that they have, and nothing is asked. With --sample N
only N claims are walked: those with the lowest SHA-256 of the seed, a space and the claim's id.`,
		Example: `  dyad review ferry.yaml --texts texts
  dyad review ferry.yaml people.yaml --texts texts --reviewer vale --out vale.review.yaml
  dyad review ferry.yaml --texts texts --sample 20 --seed 2031-06
  dyad review ferry.yaml --list`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return review(cmd, args, f) },
	}
	cmd.Flags().StringVar(&f.texts, "texts", "", "folder with the texts that were annotated")
	cmd.Flags().StringVar(&f.out, "out", "", "file of the review, instead of the one beside FILE")
	cmd.Flags().StringVar(&f.reviewer, "reviewer", "", "who reviews, instead of the user's name")
	cmd.Flags().BoolVar(&f.list, "list", false, "print all claims and ask nothing")
	cmd.Flags().IntVar(&f.sample, "sample", 0, "walk only so many claims, chosen by --seed")
	cmd.Flags().StringVar(&f.seed, "seed", "1", "what the choice of a sample depends on, beside the claims")
	return cmd
}

// review walks the claims of the first file, or lists them.
func review(cmd *cobra.Command, paths []string, f reviewFlags) error {
	f.reviewer = cmp.Or(f.reviewer, os.Getenv("USER"))
	switch {
	case f.reviewer == "" && !f.list:
		return usageError{errors.New("who reviews? name yourself with --reviewer")}
	case f.sample < 0 || f.sample == 0 && cmd.Flags().Changed("sample"):
		return usageError{fmt.Errorf("--sample takes how many claims to walk, 1 or more, not %d", f.sample)}
	}
	f.out = cmp.Or(f.out, reviewName(paths[0]))
	sheet, err := readSheet(cmd, paths, f.texts)
	if err != nil {
		return err
	}
	found, err := readReview(cmd.ErrOrStderr(), f.out, sheet.source.Key)
	if err != nil {
		return err
	}
	total := len(sheet.claims)
	if f.sample > 0 {
		sheet.claims = sampled(sheet.claims, f.sample, f.seed)
		fmt.Fprintf(cmd.ErrOrStderr(), "%d of %s, by seed %q\n", len(sheet.claims), count(total, "claim"), f.seed)
	}
	r := &walker{sheet: sheet, review: found, reviewer: f.reviewer, out: cmd.OutOrStdout(), talk: cmd.ErrOrStderr()}
	if f.list {
		r.list()
		return nil
	}
	r.save = func() error {
		return writeFile(f.out, func(w io.Writer) error { _, err := w.Write(found.Append(nil)); return err })
	}
	return r.walk(cmd.Context(), linesOf(cmd.InOrStdin()))
}

// reviewName returns the name of the review of an annotations file: it stands beside it.
func reviewName(file string) string {
	return strings.TrimSuffix(file, filepath.Ext(file)) + ".review.yaml"
}

// readReview reads a review of a source that was begun before, or begins one.
func readReview(talk io.Writer, name string, source graph.SourceKey) (*extract.Review, error) {
	data, err := readAtMost(name, extract.MaxFile)
	if graph.FaultOf(err) == graph.NotFound {
		return &extract.Review{Source: source}, nil
	}
	if err != nil {
		return nil, err
	}
	found, problems := extract.ReadReview(extract.File{Name: name, Data: data})
	report(talk, problems)
	if !extract.Usable(problems) {
		return nil, errReported
	}
	if found.Source != source {
		return nil, &graph.Error{On: name, Fault: graph.BadInput, Err: fmt.Errorf(
			"a review of source %q, and the annotations are of %q: name another file with --out", found.Source, source)}
	}
	return found, nil
}

// readSheet reads the claims of the first file, on top of the others and of the built-in corpus.
func readSheet(cmd *cobra.Command, paths []string, folder string) (*sheet, error) {
	texts, err := openTexts(folder)
	if err != nil {
		return nil, err
	}
	files, problems, base, err := toCheck(paths)
	if err != nil {
		return nil, err
	}
	bundles, found := extract.Read(files, base, texts)
	problems = append(problems, found...)
	report(cmd.ErrOrStderr(), problems)
	if !extract.Usable(problems) {
		return nil, errReported
	}
	digest := fmt.Sprintf("%x", sha256.Sum256(files[0].Data))
	i := slices.IndexFunc(bundles, func(b graph.Bundle) bool { return b.Batch.Digest == digest && len(b.Sources) > 0 })
	if i < 0 {
		return nil, &graph.Error{On: paths[0], Fault: graph.BadInput, Err: errors.New("no annotations of a source: name such a file first")}
	}
	return newSheet(bundles[i], over(base, bundles...), texts), nil
}

// sampled returns the n claims whose SHA-256 of the seed, a space and their id is lowest, in the order in which they were given.
func sampled(claims []graph.Claim, n int, seed string) []graph.Claim {
	rank := func(c *graph.Claim) string {
		sum := sha256.Sum256([]byte(seed + " " + c.ID.String()))
		return string(sum[:])
	}
	ranks := make([]string, 0, len(claims))
	for i := range claims {
		ranks = append(ranks, rank(&claims[i]))
	}
	slices.Sort(ranks)
	ranks = ranks[:min(n, len(ranks))]
	return slices.DeleteFunc(slices.Clone(claims), func(c graph.Claim) bool {
		_, chosen := slices.BinarySearch(ranks, rank(&c))
		return !chosen
	})
}
