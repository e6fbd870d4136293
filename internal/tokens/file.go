package tokens

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"dyad/graph"
)

// A Set is the curators of a file.
type Set struct{ entries []entry }

type entry struct {
	name string
	hash [sha256.Size]byte
}

// Parse reads a file: a line for each token, a name and a hash apart by blanks; empty lines and those that begin with # are passed
// over. A curator may have several tokens. A file with any line that is wrong is refused whole, with all of these by their numbers. name is
// what the file is called in the error. Hashes are not quoted: somebody may have written a token there.
func Parse(name string, data []byte) (*Set, error) {
	s := &Set{}
	var problems []string
	n := 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if problem := s.add(line); problem != "" {
			problems = append(problems, fmt.Sprintf("%s:%d: %s", name, n, problem))
		}
	}
	if len(problems) > 0 {
		return nil, &graph.Error{Fault: graph.BadInput, Err: errors.New(strings.Join(problems, "\n"))}
	}
	return s, nil
}

// add takes in a line and says what is wrong with it.
func (s *Set) add(line string) string {
	fields := strings.Fields(line)
	if len(fields) != 2 {
		return "a line has a name and a hash, apart by a blank: 'dyad token NAME' makes one"
	}
	if problem := checkName(fields[0]); problem != "" {
		return problem
	}
	hash, err := hex.DecodeString(fields[1])
	switch {
	case strings.HasPrefix(fields[1], prefix):
		return "that is a token, and its hash belongs here: make a new one with 'dyad token NAME', since this one has been written down"
	case err != nil || len(hash) != sha256.Size:
		return "the hash of a token has 64 hexadecimal digits: 'dyad token NAME' prints the line"
	}
	e := entry{fields[0], [sha256.Size]byte(hash)}
	for _, other := range s.entries {
		if other.hash == e.hash {
			return fmt.Sprintf("%s has this token already: give everybody their own", other.name)
		}
	}
	s.entries = append(s.entries, e)
	return ""
}

// Len returns how many tokens there are.
func (s *Set) Len() int { return len(s.entries) }

// Holder returns whose token it is. It takes as long for any token.
func (s *Set) Holder(token string) (name string, known bool) {
	sum := sha256.Sum256([]byte(token))
	for _, e := range s.entries {
		if subtle.ConstantTimeCompare(e.hash[:], sum[:]) == 1 {
			name, known = e.name, true
		}
	}
	return name, known
}
