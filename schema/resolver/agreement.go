package resolver

import (
	"cmp"
	"context"
	"errors"

	"dyad/extract"
	"dyad/extract/agreement"
	"dyad/graph"
	"dyad/schema/exec"
)

// Agreement compares what two coders made of the same texts.
func (r queryResolver) Agreement(ctx context.Context, a, b, with []*exec.SourceInput, align *exec.SourceInput) (*exec.Agreement, error) {
	if r.c.Annotations == nil {
		return nil, &graph.Error{Fault: graph.Forbidden, Err: errors.New("what answers here reads no files: dyad agreement does")}
	}
	coders := Coders{A: filesOf(a), B: filesOf(b), With: filesOf(with)}
	if align != nil {
		file := fileOf(align)
		coders.Align = &file
	}
	found, err := r.c.Annotations.Compare(ctx, coders)
	if err != nil {
		return nil, err
	}
	return presentCompared(&found), nil
}

func filesOf(inputs []*exec.SourceInput) []extract.File {
	files := make([]extract.File, len(inputs))
	for i, in := range inputs {
		files[i] = fileOf(in)
	}
	return files
}

func fileOf(in *exec.SourceInput) extract.File {
	return extract.File{Name: in.Name, Data: []byte(in.Content)}
}

func presentCompared(c *Compared) *exec.Agreement {
	sideA, sideB := exec.CodingSideA, exec.CodingSideB
	shown := &exec.Agreement{Usable: c.Report != nil, Problems: []*exec.CodingProblem{}}
	for _, of := range []struct {
		side     *exec.CodingSide
		problems []extract.Problem
	}{{nil, c.OfBoth}, {&sideA, c.OfA}, {&sideB, c.OfB}, {nil, c.OfAlign}} {
		for _, p := range presentProblems(of.problems) {
			shown.Problems = append(shown.Problems, &exec.CodingProblem{Side: of.side, Problem: p})
		}
	}
	report := cmp.Or(c.Report, &agreement.Report{})
	shown.Total = presentMeasure(&report.Total)
	shown.OnlyA, shown.OnlyB = sourceIDs(report.OnlyA), sourceIDs(report.OnlyB)
	shown.Sources, shown.Types = []*exec.SourceAgreement{}, []*exec.TypesMet{}
	for i := range report.Sources {
		shown.Sources = append(shown.Sources, presentAgreement(&report.Sources[i]))
	}
	for _, cell := range report.Types {
		shown.Types = append(shown.Types, &exec.TypesMet{A: cell.A, B: cell.B, Pairs: cell.Pairs})
	}
	return shown
}

func sourceIDs(keys []graph.SourceKey) []string {
	ids := make([]string, len(keys))
	for i, key := range keys {
		ids[i] = string(key)
	}
	return ids
}

func presentMeasure(m *agreement.Measure) *exec.AgreementMeasure {
	shown := &exec.AgreementMeasure{
		ClaimsA: m.ClaimsA, ClaimsB: m.ClaimsB, Matched: m.Matched, Core: m.Core, Whole: m.Whole,
		Fields: []*exec.FieldAgreement{}, MentionsA: m.Mentions.A, MentionsB: m.Mentions.B, Mentioned: presentField(&m.Mentions.Entity),
	}
	for i := range m.Fields {
		shown.Fields = append(shown.Fields, presentField(&m.Fields[i]))
	}
	return shown
}

func presentField(a *agreement.Agreement) *exec.FieldAgreement {
	return &exec.FieldAgreement{Field: cmp.Or(a.Field, "entity"), Pairs: a.Pairs, Equal: a.Equal, Values: a.Values, Alpha: a.Alpha}
}

func presentAgreement(s *agreement.Source) *exec.SourceAgreement {
	shown := &exec.SourceAgreement{
		Key: string(s.Key), KeyInB: string(cmp.Or(s.InB, s.Key)), OtherText: s.OtherText, Measure: presentMeasure(&s.Measure),
		Pairs: []*exec.CodedPair{}, AloneA: presentCoded(s.AloneA), AloneB: presentCoded(s.AloneB),
	}
	for i := range s.Pairs {
		p := &s.Pairs[i]
		pair := &exec.CodedPair{A: presentWritten(&p.A), B: presentWritten(&p.B), Core: p.Core, Differing: []*exec.FieldDifference{}}
		for _, d := range p.Fields {
			pair.Differing = append(pair.Differing, &exec.FieldDifference{Field: d.Field, A: d.A, B: d.B})
		}
		shown.Pairs = append(shown.Pairs, pair)
	}
	return shown
}

func presentCoded(all []agreement.Written) []*exec.CodedClaim {
	shown := make([]*exec.CodedClaim, len(all))
	for i := range all {
		shown[i] = presentWritten(&all[i])
	}
	return shown
}

func presentWritten(w *agreement.Written) *exec.CodedClaim {
	c := w.Claim
	return &exec.CodedClaim{
		Claim: w.ID.String(), File: w.At.File, Line: w.At.Line, Label: optional(w.At.Label),
		From: string(c.From), Type: c.Type, To: optional(string(c.To)), Polarity: c.Polarity, Gist: optional(c.Gist), Spans: w.Spans,
	}
}
