package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dyad/extract"
	"dyad/graph"
)

// A walker leads one reviewer through the claims of a sheet.
type walker struct {
	*sheet
	review   *extract.Review
	reviewer string
	out      io.Writer // claims and counts
	talk     io.Writer // questions, and what can't be done
	save     func() error

	lines <-chan string // what the reviewer types
	at    int           // the claim that is shown
	done  bool
}

// linesOf yields the lines of r until it ends, without what ends them. Whoever stops listening leaves the reader behind: nothing but
// the end of the program interrupts it.
func linesOf(r io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for b := bufio.NewReader(r); ; {
			line, err := b.ReadString('\n')
			if line != "" {
				lines <- strings.TrimRight(line, "\r\n")
			}
			if err != nil {
				return
			}
		}
	}()
	return lines
}

// list prints every claim with the verdicts that it has.
func (w *walker) list() {
	for w.at = range w.claims {
		w.show()
	}
	w.counts()
}

// walk shows claim after claim and does what the reviewer says, until there is no claim or no answer left.
func (w *walker) walk(ctx context.Context, lines <-chan string) error {
	w.lines = lines
	w.start()
	for !w.done {
		w.show()
		if err := w.answer(ctx); err != nil {
			return err
		}
	}
	w.counts()
	return nil
}

// start goes to the first claim that the reviewer has not judged, to the first of all if there is none.
func (w *walker) start() {
	w.done = len(w.claims) == 0
	w.at = slices.IndexFunc(w.claims, func(c graph.Claim) bool { return w.review.Of(c.ID, w.reviewer) == nil })
	if w.at < 0 {
		w.at = 0
		if !w.done {
			fmt.Fprintf(w.talk, "%s has judged every claim: here they are once more\n", w.reviewer)
		}
	}
}

// show prints the claim and what was said of it.
func (w *walker) show() {
	c := &w.claims[w.at]
	fmt.Fprintf(w.out, "claim %d of %d\n", w.at+1, len(w.claims))
	w.write(w.out, c)
	for _, f := range w.review.Findings {
		if f.Claim != c.ID {
			continue
		}
		fmt.Fprintf(w.out, "  %-12s by %s", f.Verdict, f.Reviewer)
		if f.Reason != "" {
			fmt.Fprintf(w.out, ": %s", f.Reason)
		}
		fmt.Fprintln(w.out)
	}
	fmt.Fprintln(w.out)
}

// answer asks until an answer leads to another claim, or to the end.
func (w *walker) answer(ctx context.Context) error {
	for {
		line, ok, err := w.ask(ctx, "a, r, n, b, g N, q or ? ")
		if err != nil {
			return err
		}
		if !ok {
			w.done = true
			return nil
		}
		if moved, err := w.obey(ctx, line); moved || err != nil {
			return err
		}
	}
}

// ask prints a question and returns what is typed, without white space around it; not ok at the end of the input.
func (w *walker) ask(ctx context.Context, question string) (answer string, ok bool, err error) {
	fmt.Fprint(w.talk, question)
	select {
	case <-ctx.Done():
		fmt.Fprintln(w.talk)
		return "", false, errReported
	case line, ok := <-w.lines:
		if !ok {
			fmt.Fprintln(w.talk)
		}
		return strings.TrimSpace(line), ok, nil
	}
}

// reviewHelp is what ? prints.
const reviewHelp = `a            accept the claim
r [REASON]   reject it; without a reason, one is asked for
n            next, without a verdict; an empty line does the same
b            back to the claim before
g N          go to claim N
q            quit; what was said is kept
`

// obey does what a line says. It reports whether the walk has moved on.
func (w *walker) obey(ctx context.Context, line string) (moved bool, err error) {
	command, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	if rest != "" && command != "r" && command != "g" {
		command = line // a word too many: no command
	}
	switch command {
	case "a":
		return true, w.judge(extract.Accepted, "")
	case "r":
		return w.reject(ctx, rest)
	case "n", "":
		w.step()
	case "b":
		if w.at == 0 {
			fmt.Fprintln(w.talk, "this is the first claim")
			return false, nil
		}
		w.at--
	case "g":
		n, err := strconv.Atoi(rest)
		if err != nil || n < 1 || n > len(w.claims) {
			fmt.Fprintf(w.talk, "g takes the number of a claim, from 1 to %d\n", len(w.claims))
			return false, nil
		}
		w.at = n - 1
	case "q":
		w.done = true
	case "?":
		fmt.Fprint(w.talk, reviewHelp)
		return false, nil
	default:
		fmt.Fprintf(w.talk, "%q is no answer: type ? for those that there are\n", line)
		return false, nil
	}
	return true, nil
}

// reject records a rejection, for which there has to be a reason.
func (w *walker) reject(ctx context.Context, reason string) (moved bool, err error) {
	if reason == "" {
		typed, ok, err := w.ask(ctx, "why? ")
		if err != nil || !ok {
			w.done = true
			return true, err
		}
		reason = typed
	}
	if reason == "" {
		fmt.Fprintln(w.talk, "not rejected: a rejection needs a reason")
		return false, nil
	}
	return true, w.judge(extract.Rejected, reason)
}

// judge records a verdict, writes the review, and goes on.
func (w *walker) judge(verdict extract.ReviewVerdict, reason string) error {
	c := &w.claims[w.at]
	statement := strings.TrimSpace(fmt.Sprintf("%s %s %s", c.From, c.Type, c.To))
	w.review.Put(extract.Finding{
		Claim: c.ID, Statement: statement, Verdict: verdict, Reason: reason, Reviewer: w.reviewer, Codebook: c.Codebook,
	})
	w.step()
	return w.save()
}

// step goes to the next claim; behind the last one the walk ends.
func (w *walker) step() {
	if w.done = w.at+1 == len(w.claims); !w.done {
		w.at++
	}
}

// counts prints how many of the claims each reviewer has judged, and how.
func (w *walker) counts() {
	reviewers := map[string]bool{w.reviewer: w.reviewer != ""}
	for _, f := range w.review.Findings {
		reviewers[f.Reviewer] = true
	}
	for _, name := range slices.Sorted(maps.Keys(reviewers)) {
		if !reviewers[name] {
			continue
		}
		judged := map[extract.ReviewVerdict]int{}
		for i := range w.claims {
			if f := w.review.Of(w.claims[i].ID, name); f != nil {
				judged[f.Verdict]++
			}
		}
		left := len(w.claims) - judged[extract.Accepted] - judged[extract.Rejected]
		fmt.Fprintf(w.out, "%s: %d accepted, %d rejected, %d not judged, of %s\n",
			name, judged[extract.Accepted], judged[extract.Rejected], left, count(len(w.claims), "claim"))
	}
	gone := slices.DeleteFunc(slices.Clone(w.review.Findings), func(f extract.Finding) bool { return w.numbers[f.Claim] > 0 })
	if len(gone) > 0 {
		fmt.Fprintf(w.out, "%s on claims that the file no longer has as they were\n", count(len(gone), "verdict"))
	}
}
