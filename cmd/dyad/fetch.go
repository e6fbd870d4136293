package main

import (
	"archive/zip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	"dyad/graph"
	"dyad/internal/conditions"
	"dyad/internal/export"

	"github.com/spf13/cobra"
)

// A fetching is an export that a server writes.
type fetching struct {
	url        string // of the export, without its query
	parameters url.Values
	mediaType  string // of what is asked for; "": whoever reads it tells
	token      string // of a curator; "" for none
}

// fetch has the server at an address write what the flags ask for.
func (e *exporter) fetch(cmd *cobra.Command, address string, format *export.Format) error {
	if e.history {
		return usageError{errors.New("--history is for a data directory: a server exports what is")}
	}
	if err := e.check(); err != nil {
		return err
	}
	f := &fetching{url: address + "/export/" + e.format, parameters: e.parameters(), mediaType: e.mediaType(format)}
	several := format != nil && len(format.Tables) > 1 && e.table == ""
	switch {
	case e.loss:
		m, err := f.manifest(cmd.Context())
		if err != nil {
			return err
		}
		return printLoss(cmd.OutOrStdout(), m.Lost, m.Notes)
	case several && e.out == "":
		return errTables(format)
	case several:
		return f.folder(cmd.Context(), e.out, e.manifest)
	}
	return f.file(cmd.Context(), e.out, cmd.OutOrStdout(), e.manifest)
}

// check refuses values of flags that no server is to be asked for.
func (e *exporter) check() error {
	_, view := e.view.input()
	_, filter := e.filter.input()
	return errors.Join(view, filter)
}

// parameters are the flags as a server takes them.
func (e *exporter) parameters() url.Values {
	p := url.Values{}
	for name, values := range map[string][]string{
		"around": e.wanted.Around, "between": e.wanted.Between, "dyad": e.wanted.Pair, "table": given(e.table),
	} {
		setList(p, name, values)
	}
	if len(e.wanted.Around) > 0 {
		p.Set("depth", strconv.Itoa(e.wanted.Depth))
	}
	if len(e.wanted.Between) > 0 {
		p.Set("max-length", strconv.Itoa(e.wanted.Length))
	}
	if e.options.GuardFormulas {
		p.Set("guard-formulas", "true")
	}
	if format, err := e.known(); err == nil && format != nil && format.Periods {
		p.Set("period", e.period)
	}
	for _, flags := range []conditions.Given{e.view.given(), e.filter.given()} {
		for name, values := range flags {
			setList(p, name, values)
		}
	}
	return p
}

// setList sets a parameter to a list, unless that is empty.
func setList(p url.Values, name string, values []string) {
	if len(values) > 0 {
		p.Set(name, conditions.Join(values))
	}
}

// file writes one file, and its manifest if it has a name and one is wanted.
func (f *fetching) file(ctx context.Context, out string, stdout io.Writer, manifest bool) error {
	var written export.FileDigest
	err := writeTo(out, stdout, func(w io.Writer) error {
		d := export.NewDigesting(w)
		if err := f.get(ctx, "", d); err != nil {
			return err
		}
		written = d.File(filepath.Base(out))
		return nil
	})
	if err != nil || out == "" || !manifest || !replaced(out) {
		return err
	}
	m, err := f.manifest(ctx)
	if err != nil {
		return err
	}
	if len(m.Files) != 1 || m.Files[0].SHA256 != written.SHA256 {
		return &graph.Error{On: f.url, Fault: graph.Conflict, Err: errors.New("the data changed while it was exported, and the manifest is of another export: ask again")}
	}
	m.Files[0].Name = written.Name
	return writeFile(manifestOf(out), m.Encode)
}

// folder writes the tables of a format into a folder.
func (f *fetching) folder(ctx context.Context, out string, manifest bool) error {
	packed, err := os.CreateTemp("", "dyad-*.zip")
	if err != nil {
		return fileError(os.TempDir(), err)
	}
	defer os.Remove(packed.Name())
	if err := errors.Join(f.get(ctx, "", packed), packed.Close()); err != nil {
		return err
	}
	z, err := zip.OpenReader(packed.Name())
	if err != nil {
		return &graph.Error{On: f.url, Fault: graph.Internal, Err: err}
	}
	defer z.Close()
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fileError(out, err)
	}
	for _, entry := range z.File {
		where := filepath.Join(out, filepath.Base(entry.Name)) // whatever a server says, into this folder
		if entry.Name == export.ManifestName {
			if !manifest {
				continue
			}
			where = manifestOf(out)
		}
		if err := unpack(entry, where); err != nil {
			return err
		}
	}
	return nil
}

// unpack writes a file of a zip.
func unpack(entry *zip.File, where string) error {
	in, err := entry.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	return writeFile(where, func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	})
}

// manifest asks for the manifest.
func (f *fetching) manifest(ctx context.Context) (*export.Manifest, error) {
	in, out := io.Pipe()
	told := *f
	told.mediaType = "application/json"
	go func() { out.CloseWithError(told.get(ctx, "/manifest", out)) }()
	defer in.Close()
	var m export.Manifest
	if err := json.NewDecoder(in).Decode(&m); err != nil {
		return nil, broken(f.url, err)
	}
	return &m, nil
}

// get writes what the server answers.
func (f *fetching) get(ctx context.Context, below string, w io.Writer) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, f.url+below+"?"+f.parameters.Encode(), nil)
	if err != nil {
		return usageError{err}
	}
	if f.token != "" {
		r.Header.Set("Authorization", "Bearer "+f.token)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return &graph.Error{On: f.url, Fault: graph.Overloaded, Err: fmt.Errorf("no server answers: %w", err)}
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return f.refused(res)
	}
	if got, _, _ := mime.ParseMediaType(res.Header.Get("Content-Type")); f.mediaType != "" && got != f.mediaType {
		return &graph.Error{On: f.url, Fault: graph.Internal, Err: fmt.Errorf("the answer (%s) is not a dyad server's", got)}
	}
	_, err = io.Copy(w, res.Body)
	return broken(f.url, err)
}

// broken names the server of which an answer broke off. Other errors stay as they are.
func broken(url string, err error) error {
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return &graph.Error{On: url, Fault: graph.Internal, Err: errors.New("what it sends broke off, and is not whole: the log of the server says why")}
}

// refused is why the server did not write an export.
func (f *fetching) refused(res *http.Response) error {
	var a answer
	if err := json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&a); err != nil || a.err() == nil {
		return &graph.Error{On: f.url, Fault: graph.Internal, Err: fmt.Errorf("the answer (%s) is not a dyad server's", res.Status)}
	}
	return a.err()
}

// mediaType is what a server sends an export as.
func (e *exporter) mediaType(format *export.Format) string {
	media := export.Lines().MediaType
	switch {
	case format == nil:
	case len(format.Tables) > 1 && e.table == "":
		media = "application/zip"
	default:
		media = format.MediaType
	}
	bare, _, _ := mime.ParseMediaType(media)
	return bare
}
