package hosttest

import (
	"errors"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
)

// Ending is how a proxy ends a connection.
type Ending int

const (
	ByFIN     Ending = iota // it closes, in an orderly way
	ByRST                   // it resets
	ByGarbage               // it sends bytes that mean nothing, and closes
	BySilence               // it passes nothing on any more and closes nothing
)

func (e Ending) String() string { return [...]string{"FIN", "RST", "garbage", "silence"}[e] }

// Proxy passes bytes on to a relay, until it is told to end a connection.
type Proxy struct {
	t      testing.TB
	target string
	listen net.Listener

	mu    sync.Mutex
	next  Cut
	bytes [2]int64 // passed up and down by all connections
	conns []net.Conn
	cuts  int // made
}

// Cut says when and how the next connection ends: after so many bytes up, to
// the relay, or down. The zero value never ends it.
type Cut struct {
	After int64 // 0: never
	Down  bool
	How   Ending
}

// NewProxy starts a proxy to a relay's ws:// address.
func NewProxy(t testing.TB, relay string) *Proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{t: t, target: strings.TrimPrefix(relay, "ws://"), listen: l}
	t.Cleanup(p.close)
	go p.accept()
	return p
}

// WS is the proxy's address.
func (p *Proxy) WS() string { return "ws://" + p.listen.Addr().String() }

func (p *Proxy) close() {
	p.listen.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.Close()
	}
}

// CutNext says how the connections from now on end, and forgets the counts.
func (p *Proxy) CutNext(c Cut) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.next, p.bytes, p.cuts = c, [2]int64{}, 0
}

// BreakAll resets the connections that there are.
func (p *Proxy) BreakAll() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.(*net.TCPConn).SetLinger(0)
		c.Close()
	}
	p.conns = nil
}

// Passed is how many bytes went up and down, and how many cuts were made.
func (p *Proxy) Passed() (up, down int64, cuts int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.bytes[0], p.bytes[1], p.cuts
}

func (p *Proxy) accept() {
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
		both := &proxied{Proxy: p, client: client.(*net.TCPConn), relay: relay.(*net.TCPConn), cut: c}
		go both.pass(both.client, both.relay, false)
		go both.pass(both.relay, both.client, true)
	}
}

// proxied is one connection through a proxy.
type proxied struct {
	*Proxy
	client, relay *net.TCPConn
	cut           Cut

	mu   sync.Mutex
	over bool
}

// pass carries bytes in one direction.
func (c *proxied) pass(from, to *net.TCPConn, down bool) {
	left := int64(-1)
	if c.cut.After > 0 && c.cut.Down == down {
		left = c.cut.After
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
	c.Proxy.mu.Lock()
	defer c.Proxy.mu.Unlock()
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
	c.Proxy.mu.Lock()
	c.cuts++
	c.Proxy.mu.Unlock()
	for _, side := range []*net.TCPConn{c.client, c.relay} {
		switch c.cut.How {
		case BySilence:
			continue
		case ByRST:
			side.SetLinger(0)
		case ByGarbage:
			side.Write([]byte("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\nplease log in"))
		}
		side.Close()
	}
}
