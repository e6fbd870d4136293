// Package schema holds the GraphQL schema of dyad in the schema definition language, one file per subject.
//
// The files are what clients rely on: fields and arguments may be added, never renamed. Every type, field, argument, input
// field and enum value says what it means; a test fails on one that does not. What is not in them can't be asked for: there
// are no stubs.
package schema

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed *.graphqls
var files embed.FS

// SDL returns the whole schema as one text, file after file in the order of their names. It is what /schema.graphql serves.
func SDL() string {
	names, err := fs.Glob(files, "*.graphqls")
	if err != nil {
		return "" // cannot happen: the pattern is right
	}
	var b strings.Builder
	for i, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return "" // cannot happen: the file is embedded
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.Write(text)
	}
	return b.String()
}
