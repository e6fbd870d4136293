package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"

	"dyad/graph"
)

// digest returns the SHA-256 of what is recorded: of its lines in an export, relationships apart, as they were when tx had been
// committed. The same content has the same digest on every machine.
func (w *workspace) digest(ctx context.Context, tx graph.Tx) (string, error) {
	h := sha256.New()
	var buf []byte
	for line, err := range w.store.Records(ctx, tx) {
		if err != nil {
			return "", err
		}
		buf = line.Append(buf[:0])
		h.Write(buf)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
