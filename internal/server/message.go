package server

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/coder/websocket"

	"dyad/schema/resolver"
)

// The types of messages of the protocol graphql-transport-ws.
const (
	initMessage      = "connection_init"
	ackMessage       = "connection_ack"
	pingMessage      = "ping"
	pongMessage      = "pong"
	subscribeMessage = "subscribe"
	nextMessage      = "next"
	errorMessage     = "error"
	completeMessage  = "complete"
)

// A message is one of the protocol graphql-transport-ws, as it is written.
type message struct {
	ID      string `json:"id,omitempty"`
	Type    string `json:"type"`
	Payload any    `json:"payload,omitempty"`
}

// A received message has come from a client.
type received struct {
	id, kind string
	payload  json.RawMessage // of a ping: an object; nil if there is none
	request  Request         // that a subscribe asks for
}

// parseMessage reads a message from a client. The error says what is wrong with one that the protocol does not have.
func parseMessage(text []byte, limits resolver.Limits) (received, error) {
	if err := scanJSON(text, limits, 2); err != nil {
		return received{}, err
	}
	fields, err := jsonObject(text, "the message")
	if err != nil {
		return received{}, err
	}
	var m received
	if err := field(fields, "type", &m.kind, "a string"); err != nil {
		return m, err
	}
	switch m.kind {
	case initMessage, pingMessage, pongMessage:
		var payload map[string]json.RawMessage
		if err := field(fields, "payload", &payload, "an object"); err != nil {
			return m, err
		}
		if payload != nil {
			m.payload = fields["payload"]
		}
		return m, nil
	case subscribeMessage:
		if m.request, err = asked(fields["payload"]); err != nil {
			return m, err
		}
		fallthrough
	case completeMessage:
		m.id, err = operationID(fields, limits.TextLength)
		return m, err
	case "":
		return m, bad("the message has no type")
	}
	return m, bad("a client sends no message of type %q", m.kind)
}

// asked reads the question of a subscribe message.
func asked(payload json.RawMessage) (Request, error) {
	if payload == nil {
		return Request{}, bad("payload is missing")
	}
	fields, err := jsonObject(payload, "payload")
	if err != nil {
		return Request{}, err
	}
	return fromFields(fields)
}

// operationID reads the id of an operation.
func operationID(fields map[string]json.RawMessage, most int) (id string, err error) {
	if err := field(fields, "id", &id, "a string"); err != nil {
		return "", err
	}
	if id == "" {
		return "", bad("id is missing")
	}
	if len(id) > most {
		return "", bad("an id here has at most %d bytes", most)
	}
	return id, nil
}

// A closing is why a connection is closed, with a code of the protocol.
type closing struct {
	code   websocket.StatusCode
	reason string
}

// The close codes of the protocol.
const (
	closedInvalid      = 4400
	closedUnauthorized = 4401
	closedSubprotocol  = 4406
	closedTimeout      = 4408
	closedDuplicate    = 4409
	closedTwice        = 4429
)

// reasonBytes is how long a reason may be: what a control frame holds besides the code.
const reasonBytes = 123

// closeWith is a closing with a reason, cut at the length that a close frame has.
func closeWith(code websocket.StatusCode, format string, args ...any) *closing {
	reason := fmt.Sprintf(format, args...)
	return &closing{code, strings.ToValidUTF8(reason[:min(len(reason), reasonBytes)], "")}
}
