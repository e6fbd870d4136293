package server

import "github.com/99designs/gqlgen/graphql"

// Replace makes the server answer from another schema.
func (s *Server) Replace(schema graphql.ExecutableSchema) { s.schema = schema }

// Open returns how many connections stay open.
func (s *Server) Open() int {
	s.streams.mu.Lock()
	defer s.streams.mu.Unlock()
	return s.streams.open
}

// Held returns how many bytes of answers wait for clients.
func (s *Server) Held() int {
	s.streams.mu.Lock()
	defer s.streams.mu.Unlock()
	return s.streams.backlog
}
