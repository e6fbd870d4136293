package extract

import (
	"cmp"
	"fmt"
	"slices"
)

// A Problem is something in a file that keeps it from being read, or, as a warning, that its annotator will want to know.
// The message says what is wrong and what would mend it.
type Problem struct {
	File    string
	Line    int // from 1; 0 where the problem is the file as a whole
	Column  int // from 1, in code points
	Message string
	Warning bool // the bundles can be used all the same
}

// String returns "file:line:column: message", or "file: message" for a problem of the whole file.
func (p Problem) String() string {
	message := p.Message
	if p.Warning {
		message = "warning: " + message
	}
	if p.Line == 0 {
		return p.File + ": " + message
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, message)
}

// compare orders problems by file, line, column, then by what they say.
func (p Problem) compare(q Problem) int {
	return cmp.Or(
		cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column),
		cmp.Compare(p.Message, q.Message),
	)
}

// Usable reports whether the problems are warnings only, so that what was read with them can be loaded.
func Usable(problems []Problem) bool {
	return !slices.ContainsFunc(problems, func(p Problem) bool { return !p.Warning })
}

// sorted brings problems into order, each once.
func sorted(problems []Problem) []Problem {
	slices.SortFunc(problems, Problem.compare)
	return slices.Compact(problems)
}
