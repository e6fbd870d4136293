package extract

import (
	"bytes"
	"fmt"
	"strings"

	"dyad/graph"
)

// A Review is what people found of the claims of one annotations file. It never changes the annotation.
type Review struct {
	Source   graph.SourceKey
	Findings []Finding
}

// A Finding is what one reviewer says of one claim.
type Finding struct {
	Claim     graph.ClaimID
	Statement string // FROM TYPE TO, for human readers
	Verdict   ReviewVerdict
	Reason    string // why, if it is rejected
	Reviewer  string
	Codebook  string // by which the claim was coded
}

// A ReviewVerdict is what a reviewer makes of a claim.
type ReviewVerdict string

// The verdicts of a reviewer.
const (
	Accepted ReviewVerdict = "accepted"
	Rejected ReviewVerdict = "rejected"
)

// ReviewVerdicts lists every verdict of a reviewer.
func ReviewVerdicts() []ReviewVerdict { return []ReviewVerdict{Accepted, Rejected} }

// Put adds a finding, in the place of an earlier one of the same reviewer on the same claim. Characters that no file may hold
// become spaces.
func (r *Review) Put(f Finding) {
	for _, text := range []*string{&f.Statement, &f.Reason, &f.Reviewer, &f.Codebook} {
		*text = writable(*text)
	}
	for i := range r.Findings {
		if r.Findings[i].Claim == f.Claim && r.Findings[i].Reviewer == f.Reviewer {
			r.Findings[i] = f
			return
		}
	}
	r.Findings = append(r.Findings, f)
}

// writable returns a text as a file can hold it, without white space around it.
func writable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if forbidden(r) || r == byteOrderMark {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " ")))
}

// Of returns what a reviewer said of a claim, nil if nothing.
func (r *Review) Of(claim graph.ClaimID, reviewer string) *Finding {
	for i := range r.Findings {
		if r.Findings[i].Claim == claim && r.Findings[i].Reviewer == reviewer {
			return &r.Findings[i]
		}
	}
	return nil
}

// Append writes the review as a file behind dst, which [ReadReview] reads back as it was.
func (r *Review) Append(dst []byte) []byte {
	b := bytes.NewBuffer(dst)
	b.WriteString("# What reviewers say of the claims of a source. Written by dyad review, which keeps no comment of yours.\n")
	fmt.Fprintf(b, "dyad: %s\nkind: %s\nsource: %s\n\nfindings:\n", formatVersion, reviewFile, scalar(string(r.Source)))
	for _, f := range r.Findings {
		fmt.Fprintf(b, "  - claim: %s\n", scalar(f.Claim.String()))
		for _, field := range [][2]string{
			{"statement", f.Statement}, {"verdict", string(f.Verdict)}, {"reason", f.Reason}, {"reviewer", f.Reviewer}, {"codebook", f.Codebook},
		} {
			if field[1] != "" {
				fmt.Fprintf(b, "    %s: %s\n", field[0], scalar(field[1]))
			}
		}
	}
	return b.Bytes()
}

// ReadReview reads a review, and reports everything that is wrong with it. The review is usable only if [Usable] says so.
func ReadReview(f File) (*Review, []Problem) {
	d, problems := open(f)
	if d == nil {
		return nil, problems
	}
	if d.kind != reviewFile {
		d.report(d.top.at("kind"), "%s, and no review: name another file", d.kind.what())
		return nil, d.problems
	}
	r := &Review{Source: graph.SourceKey(d.top.slug("source"))}
	first := map[[2]string]place{}
	for _, n := range d.top.list("findings") {
		m, ok := d.mapping(n, "a finding", "claim", "statement", "verdict", "reason", "reviewer", "codebook")
		if !ok {
			continue
		}
		finding := d.finding(m)
		key := [2]string{finding.Claim.String(), finding.Reviewer}
		if earlier, double := first[key]; double {
			d.report(m.at("claim"), "the same reviewer judges this claim in line %d already: keep one", earlier.line)
			continue
		}
		first[key] = m.at("claim")
		r.Findings = append(r.Findings, finding)
	}
	return r, sorted(d.problems)
}

// finding reads what one reviewer says of one claim.
func (d *document) finding(m mapping) Finding {
	m.required("verdict")
	f := Finding{
		Statement: m.text("statement"), Verdict: choice(m, "verdict", ReviewVerdicts()), Reason: m.text("reason"),
		Reviewer: m.required("reviewer"), Codebook: m.text("codebook"),
	}
	if f.Verdict == Rejected && f.Reason == "" {
		d.report(m.at("reason"), "reason is missing: say why it is rejected")
	}
	if text := m.required("claim"); text != "" {
		id, err := graph.ParseID[graph.Claim](text)
		if err != nil {
			d.report(m.at("claim"), "%q is no id of a claim", text)
		}
		f.Claim = id
	}
	return f
}
