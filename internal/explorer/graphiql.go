package explorer

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"io/fs"
)

// The pattern matches built.html, which is always there, and the folder built, which is there once `make explorer` has run. So the
// program can be built with Go alone, and has GraphiQL in it if it was built afterwards.
//
//go:embed all:graphiql/built*
var bundle embed.FS

//go:embed graphiql/absent.html
var absent []byte

// A GraphiQL is the page in which questions are written with the schema at hand, and what it loads.
type GraphiQL struct {
	Page  []byte
	Files fs.FS // what the page loads from graphiql/, beside it; nil: GraphiQL is not in this program, and the page says how to get it there
}

// HasGraphiQL reports whether GraphiQL is in this program.
func HasGraphiQL() bool {
	_, err := fs.Stat(bundle, "graphiql/built/graphiql.js")
	return err == nil
}

// LoadGraphiQL returns what is in this program.
func LoadGraphiQL() (GraphiQL, error) {
	if !HasGraphiQL() {
		return GraphiQL{Page: absent}, nil
	}
	page, err := bundle.ReadFile("graphiql/built.html")
	if err != nil {
		return GraphiQL{}, err
	}
	files, err := fs.Sub(bundle, "graphiql/built")
	return GraphiQL{Page: page, Files: files}, err
}

// Tag is a digest of the page and of what it loads, in the form of an ETag: another one means that something has changed.
func (g GraphiQL) Tag() (string, error) {
	digest := sha256.New()
	digest.Write(g.Page)
	err := fs.WalkDir(g.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(g.Files, name)
		fmt.Fprintf(digest, "%q %d ", name, len(data))
		digest.Write(data)
		return err
	})
	return `"` + base64.RawURLEncoding.EncodeToString(digest.Sum(nil)[:12]) + `"`, err
}
