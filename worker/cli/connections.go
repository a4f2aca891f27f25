//go:build !js

package cli

import (
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	// writePatience is how long a client may take over each part of an answer,
	// of at most 32 KiB. So it reads at least a KiB a second.
	writePatience = 30 * time.Second
	// maxConnections bounds the connections that are no WebSockets.
	maxConnections = 512
)

// paced has every part of an answer taken in time, however long the answer is.
func paced(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(pacedWriter{w}, r) })
}

// pacedWriter is a response whose parts have to be taken in time. It hides the
// response's ReadFrom, so that files go through Write in parts of 32 KiB.
type pacedWriter struct{ http.ResponseWriter }

// Unwrap is for [http.ResponseController].
func (w pacedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Write implements [http.ResponseWriter].
func (w pacedWriter) Write(p []byte) (int, error) {
	// A response without deadlines, as of tests, has nobody who could keep it.
	_ = http.NewResponseController(w.ResponseWriter).SetWriteDeadline(time.Now().Add(writePatience))
	return w.ResponseWriter.Write(p)
}

// connections bounds the connections of a server that are no WebSockets. One too
// many takes the place of another: of the address that has most, first one that
// waits for a request, then the oldest. So one address cannot keep others out.
type connections struct {
	max int

	mu    sync.Mutex
	next  uint64
	plain map[net.Conn]connection
}

type connection struct {
	number  uint64 // of those that came before
	address string // without the port
	idle    bool
}

func newConnections(most int) *connections {
	return &connections{max: most, plain: map[net.Conn]connection{}}
}

// changed is [http.Server]'s ConnState.
func (c *connections) changed(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known, there := c.plain[conn]
	switch state {
	case http.StateHijacked, http.StateClosed:
		delete(c.plain, conn)
		return
	case http.StateNew:
		if len(c.plain) >= c.max {
			victim := c.victim()
			delete(c.plain, victim)
			go victim.Close() // TLS may wait for its goodbye
		}
		host, _, _ := net.SplitHostPort(conn.RemoteAddr().String())
		c.next++
		known, there = connection{number: c.next, address: host}, true
	}
	if known.idle = state == http.StateIdle; there {
		c.plain[conn] = known
	}
}

// victim is the connection that gives way.
func (c *connections) victim() (victim net.Conn) {
	of := map[string]int{}
	for _, k := range c.plain {
		of[k.address]++
	}
	for conn, k := range c.plain {
		if victim == nil || k.before(c.plain[victim], of) {
			victim = conn
		}
	}
	return victim
}

// before reports whether k gives way before other does.
func (k connection) before(other connection, of map[string]int) bool {
	switch {
	case of[k.address] != of[other.address]:
		return of[k.address] > of[other.address]
	case k.idle != other.idle:
		return k.idle
	}
	return k.number < other.number
}
