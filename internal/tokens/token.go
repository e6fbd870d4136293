package tokens

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"

	"dyad/graph"
)

// prefix begins every token, so that one that gets into a file or a log is known for what it is.
const prefix = "dyad_"

// size is how many random bytes a token has.
const size = 32

// New makes a token from random bytes.
func New(random io.Reader) (string, error) {
	b := make([]byte, size)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", err
	}
	return prefix + base64.RawURLEncoding.EncodeToString(b), nil
}

// Line returns the line of a file that lets a curator in who presents the token. It is refused for what is no name.
func Line(name, token string) (string, error) {
	if problem := checkName(name); problem != "" {
		return "", &graph.Error{On: fmt.Sprintf("%q", name), Fault: graph.BadInput, Err: fmt.Errorf("%s", problem)}
	}
	sum := sha256.Sum256([]byte(token))
	return name + " " + hex.EncodeToString(sum[:]), nil
}

// longest is how many characters a name has at most.
const longest = 64

// checkName says what is wrong with a name; "" if nothing is. It becomes part of keys of batches, and of lines.
func checkName(name string) string {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_@"
	if name == "" || len(name) > longest || strings.Trim(name, allowed) != "" {
		return fmt.Sprintf("a curator's name has 1 to %d letters, digits and . - _ @", longest)
	}
	return ""
}
