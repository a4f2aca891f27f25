//go:build !js

package cli

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"testing/fstest"
	"time"
)

// bigFiles serves a file of so many bytes, as the relay serves its page.
func bigFiles(t *testing.T, size int, most int) *httptest.Server {
	t.Helper()
	files := newStaticFiles(fstest.MapFS{"big.txt": {Data: make([]byte, size)}})
	s := httptest.NewUnstartedServer(paced(securityHeaders(files)))
	s.Config.ConnState = newConnections(most).changed
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// ask requests the file on a connection of its own, and reads the first byte.
func ask(t *testing.T, s *httptest.Server) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	fmt.Fprint(c, "GET /big.txt HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if _, err := io.ReadFull(c, make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	return c
}

// Requests whose answers are not read cost little, however large the file is.
func TestMemoryOfFilesThatNobodyReads(t *testing.T) {
	const clients, each = 100, 128 << 10
	s := bigFiles(t, 8<<20, clients)
	ask(t, s) // the ETag's work
	in := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapInuse + m.StackInuse)
	}
	before := in()
	for range clients - 1 {
		ask(t, s)
	}
	took := (in() - before) / (clients - 1)
	if t.Logf("a client costs %d KB", took>>10); took > each {
		t.Errorf("%d KB are allowed", each>>10)
	}
}

// A connection too many takes an older one's place: new ones are served.
func TestConnectionsAreBounded(t *testing.T) {
	const most = 5
	s := bigFiles(t, 64<<20, most)
	first := ask(t, s)
	for range most {
		ask(t, s)
	}
	if n, err := io.Copy(io.Discard, first); err == nil && n >= 64<<20 {
		t.Error("the oldest connection got everything")
	}
}

// A client that takes nothing is sent away, and one that takes its time is not.
func TestAnswersHaveDeadlines(t *testing.T) {
	w := &deadlines{ResponseRecorder: httptest.NewRecorder()}
	h := paced(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if _, ok := w.(io.ReaderFrom); ok {
			t.Error("a file would be sent in one part")
		}
		for range 3 {
			w.Write(make([]byte, 1<<10))
		}
	}))
	h.ServeHTTP(w, httptest.NewRequest("GET", "/", nil))
	if len(w.set) != 3 {
		t.Errorf("%d parts have deadlines", len(w.set))
	}
	for _, at := range w.set {
		if in := time.Until(at); in <= 0 || in > writePatience {
			t.Errorf("a deadline in %v", in)
		}
	}
}

type deadlines struct {
	*httptest.ResponseRecorder
	set []time.Time
}

func (d *deadlines) SetWriteDeadline(at time.Time) error {
	d.set = append(d.set, at)
	return nil
}

// Of the connections one gives way that belongs to the address with most.
func TestConnectionThatGivesWay(t *testing.T) {
	c := newConnections(4)
	come := func(address string) net.Conn {
		conn := &fakeConn{address: address}
		c.changed(conn, http.StateNew)
		return conn
	}
	honest, a, b, idle := come("192.0.2.1:1"), come("192.0.2.2:1"), come("192.0.2.2:2"), come("192.0.2.2:3")
	c.changed(idle, http.StateIdle)
	for _, gone := range []net.Conn{idle, a, b} {
		come("192.0.2.2:9")
		if _, there := c.plain[gone]; there || len(c.plain) != 4 {
			t.Errorf("%d connections, with %v", len(c.plain), gone.RemoteAddr())
		}
	}
	if _, there := c.plain[honest]; !there {
		t.Error("the only one of its address gave way")
	}
	c.changed(honest, http.StateHijacked)
	if len(c.plain) != 3 {
		t.Error("a WebSocket counts")
	}
}

type fakeConn struct {
	net.Conn
	address string
}

func (c *fakeConn) Close() error { return nil }

func (c *fakeConn) RemoteAddr() net.Addr {
	a, _ := net.ResolveTCPAddr("tcp", c.address)
	return a
}
