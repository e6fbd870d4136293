package server

import (
	"context"
	"encoding/hex"
	"io"
)

// idKey is the key of a request's id in its context.
type idKey struct{}

// identified gives a request an id unless it has one.
func (s *Server) identified(ctx context.Context) context.Context {
	if ctx.Value(idKey{}) != nil {
		return ctx
	}
	return renamed(ctx, s.c.Random)
}

// renamed gives an id of its own to one of several requests that come over one connection.
func renamed(ctx context.Context, random io.Reader) context.Context {
	var b [8]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return context.WithValue(ctx, idKey{}, "unnumbered") // an id is for finding a log line, no more
	}
	return context.WithValue(ctx, idKey{}, hex.EncodeToString(b[:]))
}

// requestID returns the id of a request: 16 hexadecimal digits.
func requestID(ctx context.Context) string {
	id, _ := ctx.Value(idKey{}).(string)
	return id
}
