package server

import (
	"github.com/99designs/gqlgen/graphql"

	"dyad/internal/explorer"
	"dyad/internal/export"
)

// WithBundles makes the server serve an explorer and a GraphiQL, whatever is in the program that runs the tests.
func (s *Server) WithBundles(app, graphiql explorer.Bundle) { s.app, s.graphiql = app, graphiql }

// Replace makes the server answer from another schema.
func (s *Server) Replace(schema graphql.ExecutableSchema) { s.schema = schema }

// Open returns how many connections stay open.
func (s *Server) Open() int {
	s.streams.mu.Lock()
	defer s.streams.mu.Unlock()
	return s.streams.open
}

// Hold makes so many bytes of answers wait for clients, until release is called.
func (s *Server) Hold(bytes int) (release func(), err error) { return s.streams.hold(bytes) }

// Held returns how many bytes of answers wait for clients.
func (s *Server) Held() int {
	s.streams.mu.Lock()
	defer s.streams.mu.Unlock()
	return s.streams.backlog
}

// WithFormats makes the server write these formats, which are in the order of names.
func (s *Server) WithFormats(formats ...export.Format) { s.formats = formats }

// Working returns how many operations are worked on.
func (s *Server) Working() int {
	working, _ := s.queue.load()
	return working
}

// Exporting returns how many exports are under way.
func (s *Server) Exporting() int { return len(s.exports) }
