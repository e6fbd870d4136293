package server

import (
	"fmt"
	"regexp"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

const (
	echoed      = 64 // characters of what a client wrote that an error repeats
	errorsShown = 20 // of one answer
)

// long is a word, or something between quotation marks, that is longer than what an error repeats.
var long = regexp.MustCompile(fmt.Sprintf(`"[^"]{%d,}"|[^\s"]{%[1]d,}`, echoed+1))

// brief cuts what a message quotes.
func brief(message string) string {
	return long.ReplaceAllStringFunc(message, func(word string) string {
		if word[0] == '"' {
			return cut(word, echoed+1) + `"`
		}
		return cut(word, echoed)
	})
}

// cut is the beginning of a text, with a mark where something is left out.
func cut(text string, most int) string {
	n := 0
	for at := range text {
		if n++; n > most {
			return text[:at] + "…"
		}
	}
	return text
}

// few is the first problems of a list. The last one says how many more there are.
func few(problems gqlerror.List) gqlerror.List {
	more := len(problems) - errorsShown
	if more <= 0 {
		return problems
	}
	shown := append(gqlerror.List{}, problems[:errorsShown]...)
	last := *shown[errorsShown-1]
	last.Message = fmt.Sprintf("%s (and %d more)", last.Message, more)
	shown[errorsShown-1] = &last
	return shown
}
