package export

import (
	"archive/zip"
	"context"
	"io"
)

// ManifestName is the name of the manifest in a bundle.
const ManifestName = "manifest.json"

// Bundle writes the tables of a format as a zip, and behind them the manifest, which tell makes of what was written. There is no time
// in it: the same tables give the same bytes.
func Bundle(ctx context.Context, w io.Writer, f *Format, s *Selection, tell func([]FileDigest) (*Manifest, error)) error {
	z := zip.NewWriter(w)
	var files []FileDigest
	for _, t := range f.Tables {
		name := t.Name + "." + f.Extension
		entry, err := z.Create(name)
		if err != nil {
			return err
		}
		d := NewDigesting(entry)
		if err := t.Write(ctx, d, s); err != nil {
			return err
		}
		files = append(files, d.File(name))
	}
	m, err := tell(files)
	if err != nil {
		return err
	}
	entry, err := z.Create(ManifestName)
	if err != nil {
		return err
	}
	if err := m.Encode(entry); err != nil {
		return err
	}
	return z.Close()
}
