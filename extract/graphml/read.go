package graphml

import (
	"io"

	"dyad/extract"
)

func Read(name string, r io.Reader) (*extract.Foreign, []extract.Problem) { return nil, nil }
