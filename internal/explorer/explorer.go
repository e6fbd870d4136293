// Package explorer holds the pages that a browser is shown by a dyad server.
//
// [LoadApp] is the explorer, [LoadGraphiQL] the page in which any question is written: both are in programs that were built after `make
// explorer`. In the others [Page] stands in for the first: a plain page without a script that says how to get it, and where questions are
// asked. None loads anything from anywhere else, or holds a script or style inside the HTML, so that a strict content security policy can
// stand.
package explorer

import (
	"bytes"
	"embed"
	"html/template"
	"io/fs"
)

//go:embed page.html
var pageText string

//go:embed static
var static embed.FS

// Page returns what is shown where the explorer is not in the program, by a server that is reached at base, such as
// "http://127.0.0.1:8080", without a slash at its end.
func Page(base string) ([]byte, error) {
	page, err := template.New("page").Parse(pageText)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := page.Execute(&b, base); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Files returns what the page refers to, by the names that it uses.
func Files() (fs.FS, error) { return fs.Sub(static, "static") }
