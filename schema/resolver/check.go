package resolver

import (
	"cmp"
	"context"
	"errors"
	"path"
	"slices"
	"strings"

	"dyad/extract"
	"dyad/graph"
	"dyad/schema/exec"
)

// A checkedFile is a file with the text that it was held against.
type checkedFile struct {
	file  graph.Upload
	texts *extract.Texts // nil: no text came with it
}

// Check judges a file.
func (r queryResolver) Check(ctx context.Context, input exec.SourceInput, text *string) (*exec.Checked, error) {
	if r.c.Annotations == nil {
		return nil, &graph.Error{Fault: graph.Forbidden, Err: errors.New("what answers here checks no files: dyad check does")}
	}
	c := &checkedFile{file: graph.Upload{Name: input.Name, Content: []byte(input.Content)}}
	if text != nil {
		var err error
		if c.texts, err = extract.OneText("text", []byte(*text)); err != nil {
			return nil, err
		}
		c.texts.Hurried()
	}
	found, err := r.c.Annotations.Check(ctx, c.file, c.texts)
	if err != nil {
		return nil, err
	}
	shown := &exec.Checked{
		Usable: extract.Usable(found.Problems), Problems: presentProblems(found.Problems), Verified: found.Verified,
		Places: presentPlaces(found.Places), Found: c,
	}
	for i := range found.Bundles {
		b := &found.Bundles[i]
		shown.Sources, shown.Mentions, shown.Claims = shown.Sources+len(b.Sources), shown.Mentions+len(b.Mentions), shown.Claims+len(b.Claims)
	}
	return shown, nil
}

// Sealed is the file, completed by the text that came with it.
func (r checkedResolver) Sealed(_ context.Context, c *exec.Checked) (*exec.Sealed, error) {
	sent := c.Found.(*checkedFile)
	if sent.texts == nil || !isYAML(sent.file.Name) {
		return nil, nil
	}
	content, problems := extract.Seal(extract.File{Name: sent.file.Name, Data: sent.file.Content}, sent.texts)
	return &exec.Sealed{Content: string(content), Problems: presentProblems(problems)}, nil
}

// isYAML reports whether a file is called as annotations are.
func isYAML(name string) bool {
	ext := strings.ToLower(path.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

func presentProblems(problems []extract.Problem) []*exec.Problem {
	shown := make([]*exec.Problem, len(problems))
	for i, p := range problems {
		shown[i] = &exec.Problem{File: optional(p.File), Severity: exec.SeverityError, Message: p.Message}
		if p.Warning {
			shown[i].Severity = exec.SeverityWarning
		}
		if p.Line > 0 {
			shown[i].Line, shown[i].Column = &p.Line, &p.Column
		}
	}
	return shown
}

// presentPlaces shows where claims stand, in the order of the file.
func presentPlaces(places map[graph.ClaimID]extract.ClaimPlace) []*exec.ClaimPlace {
	shown := make([]*exec.ClaimPlace, 0, len(places))
	for id, p := range places {
		shown = append(shown, &exec.ClaimPlace{Claim: id.String(), Line: p.Line, Label: optional(p.Label)})
	}
	slices.SortFunc(shown, func(a, b *exec.ClaimPlace) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Claim, b.Claim))
	})
	return shown
}
