package graph

import (
	"errors"
	"strings"
)

// A Fault is a sort of failure. The set is closed: it is what GraphQL clients see as extensions.code, what the command line
// turns into an exit code, and what docs/errors.md lists.
type Fault string

// The faults. Their text is the code that clients see; never change one.
const (
	BadInput        Fault = "BAD_USER_INPUT"      // the request or the file is wrong; the message says where and how
	NotFound        Fault = "NOT_FOUND"           // no such thing
	Ambiguous       Fault = "AMBIGUOUS"           // a name that fits several; the candidates are listed
	Conflict        Fault = "CONFLICT"            // it has changed since, or something else holds it
	CursorInvalid   Fault = "CURSOR_INVALID"      // not a cursor of this list
	CostLimit       Fault = "COST_LIMIT_EXCEEDED" // the request asks for more than one request may
	Deadline        Fault = "DEADLINE_EXCEEDED"   // it took too long, or its caller left
	Overloaded      Fault = "OVERLOADED"          // too much at once; later it may work
	Unauthenticated Fault = "UNAUTHENTICATED"     // who is asking?
	Forbidden       Fault = "FORBIDDEN"           // not for you
	Corrupt         Fault = "CORRUPT"             // what is stored can't be what was written
	Internal        Fault = "INTERNAL"            // ours; a client is told a request id and nothing else
)

// Faults lists every fault, in the order of the documentation.
func Faults() []Fault {
	return []Fault{
		BadInput, NotFound, Ambiguous, Conflict, CursorInvalid, CostLimit,
		Deadline, Overloaded, Unauthenticated, Forbidden, Corrupt, Internal,
	}
}

// An Error is a failed operation. Its text reads from the outside in: what was tried, on what, why it failed.
type Error struct {
	Op    string // what was tried: "store.Claim"; may be empty
	On    string // what it was tried on: "claim 3f0e…", "embassy.yaml:17:4"; may be empty
	Fault Fault  // what sort of thing went wrong
	Err   error  // the cause, if another error is one

	// Candidates are what the caller may have meant, best first: the nearest known names, or the holders of an ambiguous one.
	Candidates []string
}

// Error joins the parts that are set with ": ", and ends with the candidates, if any.
func (e *Error) Error() string {
	var parts []string
	for _, p := range []string{e.Op, e.On} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	switch {
	case e.Err != nil:
		parts = append(parts, e.Err.Error())
	default:
		parts = append(parts, e.Fault.phrase())
	}
	return strings.Join(parts, ": ") + e.offer()
}

// offer words the candidates as a question.
func (e *Error) offer() string {
	if len(e.Candidates) == 0 {
		return ""
	}
	if e.Fault == Ambiguous {
		return "; it fits " + strings.Join(e.Candidates, ", ")
	}
	return "; did you mean " + OneOf(e.Candidates) + "?"
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// phrase is a fault in words, for an error that has no cause to quote.
func (f Fault) phrase() string {
	return strings.ToLower(strings.ReplaceAll(string(f), "_", " "))
}

// FaultOf returns the fault of the outermost [Error] in err's chain; Internal if there is none, and "" for nil.
func FaultOf(err error) Fault {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Fault
	}
	return Internal
}

// OneOf words a list of choices: `"a"`, `"a" or "b"`, `"a", "b" or "c"`.
func OneOf(choices []string) string {
	var b strings.Builder
	for i, c := range choices {
		switch {
		case i > 0 && i == len(choices)-1:
			b.WriteString(" or ")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString(`"` + c + `"`)
	}
	return b.String()
}
