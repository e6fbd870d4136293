package extract_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dyad/extract"
	"dyad/graph"
)

const (
	firstClaim  = "9b986b21-9c81-5f74-ba61-8e342a090b53"
	secondClaim = "86829375-7634-5774-8a92-2f0a5b206de3"
)

func claimID(t testing.TB, text string) graph.ClaimID {
	t.Helper()
	id, err := graph.ParseID[graph.Claim](text)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestReviewKeepsOneFindingOfEachReviewer(t *testing.T) {
	r := &extract.Review{Source: "ferry"}
	id := claimID(t, firstClaim)
	r.Put(extract.Finding{Claim: id, Verdict: extract.Accepted, Reviewer: "vale"})
	r.Put(extract.Finding{Claim: id, Verdict: extract.Accepted, Reviewer: "corrin"})
	r.Put(extract.Finding{Claim: id, Verdict: extract.Rejected, Reason: "wrong\x1bday\n", Reviewer: "vale"})
	want := []extract.Finding{
		{Claim: id, Verdict: extract.Rejected, Reason: "wrong day", Reviewer: "vale"},
		{Claim: id, Verdict: extract.Accepted, Reviewer: "corrin"},
	}
	if diff := cmp.Diff(want, r.Findings); diff != "" {
		t.Errorf("Findings (-want +got):\n%s", diff)
	}
	if got := r.Of(id, "reed"); got != nil {
		t.Errorf("Of(reed) = %v, want nothing: reed has not judged", got)
	}
	if got := r.Of(id, "corrin"); got == nil || got.Verdict != extract.Accepted {
		t.Errorf("Of(corrin) = %v, want what corrin said", got)
	}
}

func TestReadReview(t *testing.T) {
	const head = "dyad: 1\nkind: review\nsource: ferry\nfindings:\n"
	const good = "  - {claim: " + firstClaim + ", verdict: accepted, reviewer: vale, codebook: \"1\"}\n"
	tests := []struct {
		name, file string
		want       []string
	}{
		{"nothing judged yet", head, []string{}},
		{"one finding", head + good, []string{}},
		{"two reviewers", head + good + strings.Replace(good, "vale", "reed", 1), []string{}},
		{"one reviewer twice", head + good + good, []string{"f:6:13: the same reviewer judges this claim in line 5 already: keep one"}},
		{"a rejection without a reason", head + "  - {claim: " + secondClaim + ", verdict: rejected, reviewer: vale}\n", []string{
			"f:5:5: reason is missing: say why it is rejected",
		}},
		{"a verdict that is none", head + "  - {claim: " + secondClaim + ", verdict: acepted, reviewer: vale}\n", []string{
			`f:5:60: no verdict "acepted"; did you mean "accepted"?`,
		}},
		{"no reviewer, no verdict, and no id", head + "  - {claim: c1}\n", []string{
			"f:5:5: reviewer is missing", "f:5:5: verdict is missing", `f:5:13: "c1" is no id of a claim`,
		}},
		{"a registry", "dyad: 1\nkind: registry\nkey: a\n", []string{"f:2:7: a registry, and no review: name another file"}},
		{"an empty file", "", []string{"f:1:1: the file is empty: begin it with dyad: 1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, problems := extract.ReadReview(extract.File{Name: "f", Data: []byte(tt.file)})
			if diff := cmp.Diff(tt.want, lines(problems)); diff != "" {
				t.Errorf("ReadReview: problems (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadLeavesReviewsOut(t *testing.T) {
	got := problemsOf(baseOf(t), nil, "f", "dyad: 1\nkind: review\nsource: ferry\n")
	want := []string{"f:2:7: a review says nothing of actors: dyad review reads it, so leave it out here"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Read of a review: problems (-want +got):\n%s", diff)
	}
}

// FuzzReview writes what a reviewer typed and reads it back.
func FuzzReview(f *testing.F) {
	for _, reason := range []string{"wrong day", "", "yes", "- a: b # c", "\"quoted\" \\ \u2028 \x00 \xff", "\ufeff🦆", "null", "~", "1e3", "find", "{a}", "’"} {
		f.Add(reason, "vale")
	}
	id := claimID(f, firstClaim)
	f.Fuzz(func(t *testing.T, reason, reviewer string) {
		r := &extract.Review{Source: "ferry"}
		r.Put(extract.Finding{Claim: id, Verdict: extract.Rejected, Reason: reason, Reviewer: reviewer})
		got, problems := extract.ReadReview(extract.File{Name: "f", Data: r.Append(nil)})
		if r.Findings[0].Reason == "" || r.Findings[0].Reviewer == "" {
			if extract.Usable(problems) {
				t.Errorf("a rejection by %q because of %q: no problem, want one", reviewer, reason)
			}
			return
		}
		if len(problems) > 0 {
			t.Fatalf("a rejection by %q because of %q: %v", reviewer, reason, problems)
		}
		if diff := cmp.Diff(r, got); diff != "" {
			t.Errorf("written and read (-want +got):\n%s", diff)
		}
	})
}
