package server

import (
	"context"
	"net/http"
	"strings"

	"github.com/coder/websocket"
)

// subprotocol is what is spoken over WebSockets: the protocol of the npm package graphql-ws.
const subprotocol = "graphql-transport-ws"

// upgraded answers requests to speak over a WebSocket, and leaves the others to next. It stands outside of compression, which
// can't hand over a connection.
func (s *Server) upgraded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != graphqlPath || !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
			next.ServeHTTP(w, r)
			return
		}
		s.serveWebSocket(w, r)
	})
}

// serveWebSocket holds a conversation until either side ends it.
func (s *Server) serveWebSocket(w http.ResponseWriter, r *http.Request) {
	if err := sameOrigin(r); err != nil {
		s.refuse(w, r, http.StatusForbidden, err)
		return
	}
	curator, err := s.curator(r)
	if err != nil {
		s.refuse(w, r, http.StatusUnauthorized, err)
		return
	}
	note(r.Context(), func(e *entry) { e.curator = curator })
	leave, err := s.streams.enter()
	if err != nil {
		s.refuse(w, r, http.StatusServiceUnavailable, err)
		return
	}
	defer leave()
	// Messages are not compressed, so that a small one can't unfold into a large one. The origin has been checked.
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, InsecureSkipVerify: true})
	if err != nil {
		return // it has been answered
	}
	defer conn.CloseNow()
	if conn.Subprotocol() != subprotocol {
		_ = conn.Close(closedSubprotocol, "Subprotocol not acceptable")
		return
	}
	conn.SetReadLimit(int64(s.limits.BodyBytes))
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	newSocket(ctx, s, conn, func() (string, error) { return s.curator(r) }).talk()
}
