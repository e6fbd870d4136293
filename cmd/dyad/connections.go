package main

import (
	"net"
	"sync"
)

// A limited listener has so many connections at once, and lets others wait until one of them is closed. So whoever connects can't take the
// files that the store needs.
type limited struct {
	net.Listener
	open chan struct{} // holds one element for each connection
	shut chan struct{} // closed with the listener
	once sync.Once
}

// atMost limits a listener to n connections, one at least.
func atMost(l net.Listener, n int) net.Listener {
	return &limited{Listener: l, open: make(chan struct{}, max(n, 1)), shut: make(chan struct{})}
}

// Accept waits for a connection, and before that for one to be closed if there are too many.
func (l *limited) Accept() (net.Conn, error) {
	select {
	case l.open <- struct{}{}:
	case <-l.shut:
		return nil, net.ErrClosed
	}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.open
		return nil, err
	}
	return &connection{Conn: c, closed: func() { <-l.open }}, nil
}

// Close ends the listener, and whoever waits to accept.
func (l *limited) Close() error {
	l.once.Do(func() { close(l.shut) })
	return l.Listener.Close()
}

// A connection counts until it is closed.
type connection struct {
	net.Conn
	once   sync.Once
	closed func()
}

// Close closes the connection.
func (c *connection) Close() error {
	err := c.Conn.Close()
	c.once.Do(c.closed)
	return err
}
