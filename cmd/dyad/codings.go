package main

import (
	"cmp"
	"errors"
	"slices"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"
)

// both reads the two codings, and reports what is wrong with either.
func (c *comparing) both(a, b string, base extract.Base) (left, right *agreement.Coding, err error) {
	left, errA := c.coding(a, base)
	right, errB := c.coding(b, base)
	for _, err := range []error{errA, errB} {
		if err != nil && !errors.Is(err, errReported) {
			return nil, nil, err
		}
	}
	return left, right, cmp.Or(errA, errB)
}

// base returns the built-in vocabulary and registry with what --with names beside or in place of them. Annotations are no basis:
// a coder's are read alone.
func (c *comparing) base() (extract.Base, error) {
	corpus, err := readCorpus()
	if err != nil {
		return extract.Base{}, err
	}
	basis := slices.DeleteFunc(corpus, func(b graph.Bundle) bool { return len(b.Sources) > 0 })
	files, problems, err := annotationFiles(c.with)
	if err != nil {
		return extract.Base{}, err
	}
	further, found := agreement.ReadBasis(files, baseOf(basis))
	if err := c.refuse(slices.Concat(problems, found)); err != nil {
		return extract.Base{}, err
	}
	replaced := map[graph.BatchKey]bool{}
	for _, b := range further {
		replaced[b.Batch.Key] = true
	}
	basis = slices.DeleteFunc(basis, func(b graph.Bundle) bool { return replaced[b.Batch.Key] })
	return baseOf(slices.Concat(basis, further)), nil
}

// coding reads what one coder made.
func (c *comparing) coding(path string, base extract.Base) (*agreement.Coding, error) {
	files, problems, err := annotationFiles([]string{path})
	if err != nil {
		return nil, err
	}
	coding, found := agreement.Read(files, base)
	return coding, c.refuse(slices.Concat(problems, found))
}

// alignment reads which keys of two codings mean the same, and warns of those that no file of its side knows.
func (c *comparing) alignment(name, left, right string, a, b *agreement.Coding) ([]extract.Same, error) {
	if name == "" {
		return nil, nil
	}
	data, err := readAtMost(name, extract.MaxFile)
	if tooLarge := (*sizeError)(nil); errors.As(err, &tooLarge) {
		err = &graph.Error{On: name, Fault: graph.BadInput, Err: tooLarge}
	}
	if err != nil {
		return nil, err
	}
	same, problems := agreement.ReadAlignment(extract.File{Name: name, Data: data}, left, right, a, b)
	return same, c.refuse(problems)
}

// refuse reports problems, and ends the command if they are more than warnings.
func (c *comparing) refuse(problems []extract.Problem) error {
	report(c.talk, problems)
	if !extract.Usable(problems) {
		return errReported
	}
	return nil
}
