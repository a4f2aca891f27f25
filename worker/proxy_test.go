//go:build !js

package main

import (
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// ending is how a proxy ends a connection.
type ending int

const (
	byFIN     ending = iota // it closes, in an orderly way
	byRST                   // it resets
	byGarbage               // it sends bytes that mean nothing, and closes
	bySilence               // it passes nothing on any more and closes nothing
)

func (e ending) String() string { return [...]string{"FIN", "RST", "garbage", "silence"}[e] }

// proxy passes bytes on to a relay, until it is told to end a connection.
type proxy struct {
	t      testing.TB
	target string
	listen net.Listener

	mu    sync.Mutex
	next  cut
	bytes [2]int64 // passed up and down by all connections
	conns []net.Conn
	cuts  int // made
}

// cut says when and how the next connection ends: after so many bytes up, to
// the relay, or down. The zero value never ends it.
type cut struct {
	after int64 // 0: never
	down  bool
	how   ending
}

// newProxy starts a proxy to a relay's ws:// address.
func newProxy(t testing.TB, relay string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{t: t, target: strings.TrimPrefix(relay, "ws://"), listen: l}
	t.Cleanup(p.close)
	go p.accept()
	return p
}

// ws is the proxy's address.
func (p *proxy) ws() string { return "ws://" + p.listen.Addr().String() }

func (p *proxy) close() {
	p.listen.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.Close()
	}
}

// cutNext says how the connections from now on end, and forgets the counts.
func (p *proxy) cutNext(c cut) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next, p.bytes, p.cuts = c, [2]int64{}, 0
}

// breakAll resets the connections that there are.
func (p *proxy) breakAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
	p.conns = nil
}

// passed is how many bytes went up and down, and how many cuts were made.
func (p *proxy) passed() (up, down int64, cuts int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes[0], p.bytes[1], p.cuts
}

func (p *proxy) accept() {
	for {
		client, err := p.listen.Accept()
		if err != nil {
			return
		}
		relay, err := net.Dial("tcp", p.target)
		if err != nil {
			client.Close()
			continue
		}
		p.mu.Lock()
		p.conns = append(p.conns, client, relay)
		c := p.next
		p.mu.Unlock()
		both := &proxied{proxy: p, client: client.(*net.TCPConn), relay: relay.(*net.TCPConn), cut: c}
		go both.pass(both.client, both.relay, false)
		go both.pass(both.relay, both.client, true)
	}
}

// proxied is one connection through a proxy.
type proxied struct {
	*proxy
	client, relay *net.TCPConn
	cut           cut

	mu   sync.Mutex
	over bool
}

// pass carries bytes in one direction.
func (c *proxied) pass(from, to *net.TCPConn, down bool) {
	left := int64(-1)
	if c.cut.after > 0 && c.cut.down == down {
		left = c.cut.after
	}
	buf := make([]byte, 4096)
	for {
		size := int64(len(buf))
		if left >= 0 {
			size = min(size, left)
		}
		n, err := from.Read(buf[:size])
		if c.ended() {
			return
		}
		if n > 0 {
			if _, failed := to.Write(buf[:n]); err == nil {
				err = failed
			}
			c.count(down, int64(n))
		}
		if left >= 0 {
			if left -= int64(n); left == 0 {
				c.end()
				return
			}
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				to.CloseWrite()
			} else {
				from.Close()
				to.Close()
			}
			return
		}
	}
}

func (c *proxied) ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.over
}

func (c *proxied) count(down bool, n int64) {
	c.proxy.mu.Lock()
	defer c.proxy.mu.Unlock()
	if down {
		c.bytes[1] += n
	} else {
		c.bytes[0] += n
	}
}

// end ends the connection on both sides, as the cut says.
func (c *proxied) end() {
	c.mu.Lock()
	c.over = true
	c.mu.Unlock()
	c.proxy.mu.Lock()
	c.cuts++
	c.proxy.mu.Unlock()
	for _, side := range []*net.TCPConn{c.client, c.relay} {
		switch c.cut.how {
		case bySilence:
			continue
		case byRST:
			side.SetLinger(0)
		case byGarbage:
			side.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nplease log in"))
		}
		side.Close()
	}
}
