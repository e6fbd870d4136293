package server

import "dyad/internal/explorer"

// WithGraphiQL makes the server serve g, whatever is in the program that runs the tests.
func (s *Server) WithGraphiQL(g explorer.GraphiQL) { s.graphiql = g }
