package explorer

import (
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
)

// Each pattern matches built.html, which is always there, and the folder built, which is there once `make explorer` has run. So the
// program can be built with Go alone, and has the pages in it if it was built afterwards.
//
//go:embed all:app/built* all:graphiql/built*
var bundles embed.FS

//go:embed graphiql/absent.html
var noGraphiQL []byte

//go:embed app/routes.json
var routes []byte

// A Bundle is a page and what it loads, made from npm's packages by `make explorer`.
type Bundle struct {
	Page  []byte
	Files fs.FS // what the page loads, without folders; nil: it is not in this program, and the page says how to get it there
}

// HasApp reports whether the explorer is in this program.
func HasApp() bool { return has("app/built/explorer.js") }

// HasGraphiQL reports whether GraphiQL is in this program.
func HasGraphiQL() bool { return has("graphiql/built/graphiql.js") }

func has(script string) bool {
	_, err := fs.Stat(bundles, script)
	return err == nil
}

// LoadApp returns the explorer. Where it is not in this program it has neither page nor files: [Page] is shown in its place.
func LoadApp() (Bundle, error) {
	if !HasApp() {
		return Bundle{}, nil
	}
	return load("app")
}

// LoadGraphiQL returns GraphiQL, or the page that says how to get it.
func LoadGraphiQL() (Bundle, error) {
	if !HasGraphiQL() {
		return Bundle{Page: noGraphiQL}, nil
	}
	return load("graphiql")
}

func load(folder string) (Bundle, error) {
	page, err := bundles.ReadFile(folder + "/built.html")
	if err != nil {
		return Bundle{}, err
	}
	files, err := fs.Sub(bundles, folder+"/built")
	return Bundle{Page: page, Files: files}, err
}

// Tag is a digest of the page and of what it loads, in the form of an ETag: another one means that something has changed.
func (b Bundle) Tag() (string, error) {
	digest := sha256.New()
	digest.Write(b.Page)
	err := fs.WalkDir(b.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(b.Files, name)
		fmt.Fprintf(digest, "%q %d ", name, len(data))
		digest.Write(data)
		return err
	})
	return `"` + base64.RawURLEncoding.EncodeToString(digest.Sum(nil)[:12]) + `"`, err
}

// Routes returns the paths of the explorer's pages but the first, which is at "/": patterns as [net/http.ServeMux] has them, such as
// "/entity/{key}". All of them are the one page of [LoadApp], whose script reads the path by the same list.
func Routes() ([]string, error) {
	var named map[string]string
	if err := json.Unmarshal(routes, &named); err != nil {
		return nil, err
	}
	var all []string
	for _, path := range named {
		if path != "/" {
			all = append(all, path)
		}
	}
	slices.Sort(all)
	return all, nil
}
