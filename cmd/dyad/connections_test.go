package main

import (
	"errors"
	"net"
	"testing"
)

// TestAtMost has three clients come to a listener of two connections: the third is accepted once another has gone, and whoever waits to accept
// ends with the listener.
func TestAtMost(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := atMost(inner, 2)
	accepted := make(chan net.Conn)
	ended := make(chan error)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				ended <- err
				return
			}
			accepted <- c
		}
	}()
	for range 3 {
		c, err := net.Dial("tcp", inner.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	first := <-accepted
	<-accepted
	select {
	case <-accepted:
		t.Error("a third connection is accepted beside two")
	default:
	}
	for range 2 { // the second time nothing is given back
		_ = first.Close()
	}
	<-accepted
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if err := <-ended; !errors.Is(err, net.ErrClosed) {
		t.Errorf("Accept of a closed listener = %v, want %v", err, net.ErrClosed)
	}
}
