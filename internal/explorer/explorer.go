// Package explorer holds the page that a browser is shown at the root of a dyad server.
//
// It is a plain page that says where questions are asked, with a first one to try: there is no front end to explore with. It
// loads nothing from anywhere else, runs no script and holds no style inside the HTML, so that the strictest content security
// policy can stand.
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

// Page returns the page of a server that is reached at base, such as "http://127.0.0.1:8080", without a slash at its end.
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
