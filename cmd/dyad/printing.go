package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dyad/graph"
	"dyad/internal/export"
)

// A printing is a selection on its way into files.
type printing struct {
	workspace *workspace
	format    *export.Format
	selection *export.Selection
	asked     export.Asked
	table     string // only this one; "" is all
}

// print writes the files of the format: to out, or to standard output. With a manifest, what was written is told beside out.
func (p *printing) print(ctx context.Context, out string, stdout io.Writer, manifest bool) error {
	if err := p.format.Fits(p.selection); err != nil {
		return err
	}
	tables, err := p.tables()
	if err != nil {
		return err
	}
	if out == "" {
		if len(tables) > 1 {
			return errTables(p.format)
		}
		return writeTo("", stdout, func(w io.Writer) error { return tables[0].Write(ctx, w, p.selection) })
	}
	where := func(export.Table) string { return out }
	if len(tables) > 1 {
		if err := os.MkdirAll(out, 0o755); err != nil {
			return fileError(out, err)
		}
		where = func(t export.Table) string { return filepath.Join(out, t.Name+"."+p.format.Extension) }
	}
	var files []export.FileDigest
	for _, t := range tables {
		file, err := digested(where(t), func(w io.Writer) error { return t.Write(ctx, w, p.selection) })
		if err != nil {
			return err
		}
		files = append(files, file)
	}
	if !manifest || !replaced(out) && len(tables) == 1 {
		return nil
	}
	return p.tell(ctx, manifestOf(out), files)
}

// digested writes a file and says what was written.
func digested(name string, write func(io.Writer) error) (file export.FileDigest, err error) {
	err = writeFile(name, func(w io.Writer) error {
		d := export.NewDigesting(w)
		err := write(d)
		file = d.File(filepath.Base(name))
		return err
	})
	return file, err
}

// documents writes the files of a format that has some for each source into a folder, and tells which sources are left out.
func (p *printing) documents(ctx context.Context, out string, talk io.Writer, manifest bool) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return fileError(out, err)
	}
	var files []export.FileDigest
	left, err := p.format.Documents(ctx, p.selection, func(d export.Document) error {
		file, err := digested(filepath.Join(out, d.Name), d.Write)
		files = append(files, file)
		return err
	})
	if err != nil {
		return err
	}
	for _, l := range left {
		fmt.Fprintf(talk, "%s is left out: %s\n", l.Source, l.Why)
	}
	if len(files) == 0 {
		return &graph.Error{On: out, Fault: graph.NotFound, Err: errors.New("nothing was written: --texts names the folder that has the texts of the sources")}
	}
	if !manifest {
		return nil
	}
	return p.tell(ctx, manifestOf(out), files)
}

// tables are those that are to be written.
func (p *printing) tables() ([]export.Table, error) {
	all := p.format.Files(p.format.Name)
	if p.table == "" {
		return all, nil
	}
	t, err := p.format.Table(p.table)
	return []export.Table{t}, err
}

// errTables is a format of several tables where there is room for one.
func errTables(f *export.Format) error {
	return usageError{fmt.Errorf("%s has the tables %s: name a folder with -o, or one of them with --table", f.Name, names(f.Tables))}
}

// names lists tables.
func names(tables []export.Table) string {
	var all []string
	for _, t := range tables {
		all = append(all, t.Name)
	}
	return strings.Join(all, ", ")
}

// tell writes the manifest of files.
func (p *printing) tell(ctx context.Context, name string, files []export.FileDigest) error {
	census, err := p.selection.Census(ctx)
	if err != nil {
		return err
	}
	data := export.DataDigest{Transaction: p.selection.Transaction()}
	if data.SHA256, err = p.workspace.digest(ctx, data.Transaction); err != nil {
		return err
	}
	m := export.NewManifest(version, p.format, p.asked, data, census, files)
	return writeFile(name, m.Encode)
}

// tellLoss prints what of the selection the format has no place for, and what it writes otherwise.
func (p *printing) tellLoss(ctx context.Context, w io.Writer) error {
	census, err := p.selection.Census(ctx)
	if err != nil {
		return err
	}
	return printLoss(w, p.format.Lost(census), p.format.Notes)
}

func printLoss(w io.Writer, lost []export.Loss, notes []string) error {
	var wrong error
	for _, l := range lost {
		line := string(l.What)
		if l.Records != nil {
			line = fmt.Sprintf("%s: %d", l.What, *l.Records)
		}
		_, err := fmt.Fprintln(w, line)
		wrong = errors.Join(wrong, err)
	}
	for _, n := range notes {
		_, err := fmt.Fprintln(w, n)
		wrong = errors.Join(wrong, err)
	}
	return wrong
}

// manifestOf is the name of the manifest of a file or a folder.
func manifestOf(out string) string {
	return strings.TrimRight(out, string(filepath.Separator)) + manifestEnding
}
