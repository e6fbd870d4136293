package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path"
	"runtime/debug"
	"strings"

	"dyad/graph"
	"dyad/internal/export"
)

// An exporting is an export that has begun.
type exporting struct {
	*exportRequest
	s         *Server
	asked     export.Asked
	selection *export.Selection
}

// exportPaths is how many paths an export between two entities may be of: they are found before the first is written.
const exportPaths = 5_000

// begin waits for the turn of an export, finds out what it is of, and makes the outlet ready. It is nil if there is nothing to send: if
// the client wants the header alone, or has it all.
func (s *Server) begin(ctx context.Context, r *http.Request, asked *exportRequest, out *outlet, seen *observation) (*exporting, error) {
	leave, err := s.queue.enter(ctx)
	seen.entered()
	if err != nil {
		return nil, err
	}
	out.turn.leave = leave
	note(ctx, func(e *entry) { e.price = asked.price })
	seen.plannedExport(asked.format.Name, asked.price)
	ctx, cancel := context.WithTimeout(ctx, s.timeLimit())
	defer cancel()
	g, match, err := s.c.Resolvers.Show(ctx, asked.view, asked.filter)
	if err != nil {
		return nil, err
	}
	e := &exporting{exportRequest: asked, s: s}
	request, of, err := asked.wanted.In(g)
	if err != nil {
		return nil, err
	}
	e.asked = of
	e.asked.Look(asked.view, asked.filter)
	e.asked.Choose(asked.format, asked.options)
	tag, err := e.tag(r.URL.Path, g.Index().Last())
	if err != nil {
		return nil, err
	}
	out.header = e.headers(r, tag)
	if held(r, tag) || r.Method == http.MethodHead {
		out.bare(held(r, tag))
		return nil, nil
	}
	request.Match, request.MostPaths = match, exportPaths
	if e.selection, err = export.Select(ctx, g, request); err != nil {
		return nil, err
	}
	e.selection.Claims, e.selection.Texts, e.selection.Options = s.c.Resolvers.Records(), s.c.Resolvers.Texts(), asked.options
	e.selection.Pause = out.turn.pause
	return e, asked.format.Fits(e.selection)
}

// tag is an entity tag: of one server, for as long as it runs, the same question about the same data has the same. It is a weak one, since
// the answer may be compressed.
func (e *exporting) tag(path string, tx graph.Tx) (string, error) {
	asked, err := json.Marshal(e.asked)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %q %q %s", e.s.runID, tx, path, e.table, asked))
	return `W/"` + hex.EncodeToString(sum[:16]) + `"`, nil
}

// held reports whether the client has what the tag is of.
func held(r *http.Request, tag string) bool {
	for theirs := range strings.SplitSeq(strings.Join(r.Header.Values("If-None-Match"), ","), ",") {
		theirs = strings.TrimSpace(theirs)
		if theirs == "*" || strings.TrimPrefix(theirs, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// headers are those of the answer.
func (e *exporting) headers(r *http.Request, tag string) http.Header {
	h := http.Header{}
	h.Set("ETag", tag)
	h.Set("Cache-Control", "no-cache") // keep it, and ask whether it still is so
	h.Set("Accept-Ranges", "none")
	if path.Base(r.URL.Path) == "manifest" {
		h.Set("Content-Type", jsonType)
		return h
	}
	h.Set("Content-Type", e.format.MediaType)
	if e.bundled() {
		h.Set("Content-Type", "application/zip")
	}
	h.Set("Content-Disposition", `attachment; filename="`+e.file()+`"`)
	manifest := e.format.Name + "/manifest" // beside the export, wherever a proxy has put that
	if query := r.URL.Query().Encode(); query != "" {
		manifest += "?" + query
	}
	h.Set("Link", "<"+manifest+`>; rel="describedby"; type="`+jsonType+`"`)
	return h
}

// bundled reports whether several tables are sent as one file.
func (e *exporting) bundled() bool { return len(e.format.Tables) > 0 && e.table == "" }

// nameKeys is how many entities the name of a file names.
const nameKeys = 3

// file is the name of the file: what is in it, as far as keys tell.
func (e *exporting) file() string {
	parts := []string{"dyad"}
	if e.table != "" {
		parts = append(parts, e.table)
	}
	for _, of := range []struct {
		word string
		keys []graph.EntityKey
	}{{"around", e.asked.Around}, {"between", e.asked.Between}, {"of", e.asked.Dyad}} {
		for i, key := range of.keys[:min(len(of.keys), nameKeys)] {
			if i == 0 {
				parts = append(parts, of.word)
			}
			parts = append(parts, string(key))
		}
	}
	extension := e.format.Extension
	if e.bundled() {
		extension = "zip"
	}
	return strings.Join(parts, "-") + "." + extension
}

// send writes the export.
func (e *exporting) send(ctx context.Context, out *outlet) error { return e.write(ctx, out) }

func (e *exporting) write(ctx context.Context, w io.Writer) error {
	switch {
	case e.format.Name == export.Lines().Name:
		return e.s.c.Lines(ctx, w, e.selection.Graph)
	case e.bundled():
		return export.Bundle(ctx, w, e.format, e.selection, func(files []export.FileDigest) (*export.Manifest, error) { return e.manifest(ctx, files) })
	}
	return e.files()[0].Write(ctx, w, e.selection)
}

// files are the tables that are sent.
func (e *exporting) files() []export.Table {
	if e.table == "" {
		return e.format.Files(strings.TrimSuffix(e.file(), "."+e.format.Extension))
	}
	t, err := e.format.Table(e.table)
	if err != nil {
		return nil // it was looked up when the request was read
	}
	t.Name = strings.TrimSuffix(e.file(), "."+e.format.Extension)
	return []export.Table{t}
}

// tell writes the manifest. To know the digest of what would be sent, it writes that to nowhere.
func (e *exporting) tell(ctx context.Context, out *outlet) error {
	var files []export.FileDigest
	for _, f := range e.files() {
		d := export.NewDigesting(out.nowhere())
		write := f.Write
		if write == nil { // JSON Lines
			write = func(ctx context.Context, w io.Writer, _ *export.Selection) error { return e.write(ctx, w) }
		}
		if err := write(ctx, d, e.selection); err != nil {
			return err
		}
		files = append(files, d.File(f.Name+"."+e.format.Extension))
	}
	m, err := e.manifest(ctx, files)
	if err != nil {
		return err
	}
	return m.Encode(out)
}

// manifest says what was written.
func (e *exporting) manifest(ctx context.Context, files []export.FileDigest) (*export.Manifest, error) {
	census, err := e.selection.Census(ctx)
	if err != nil {
		return nil, err
	}
	data := export.DataDigest{Transaction: e.selection.Transaction()}
	if data.SHA256, err = e.s.c.Resolvers.Digest(ctx, data.Transaction); err != nil {
		return nil, err
	}
	version, _ := e.s.c.Resolvers.Build()
	return export.NewManifest(version, e.format, e.asked, data, census, files), nil
}

// errPanic stands for what went wrong where nothing should.
var errPanic = &graph.Error{Fault: graph.Internal, Err: errors.New("a panic, which was logged")}

// guarded runs do, and makes an error of a panic.
func (s *Server) guarded(ctx context.Context, do func() error) (err error) {
	defer func() {
		if problem := recover(); problem != nil {
			s.c.Log.ErrorContext(ctx, "panic", "request", requestID(ctx), "panic", fmt.Sprint(problem), "stack", string(debug.Stack()))
			err = errPanic
		}
	}()
	return do()
}
