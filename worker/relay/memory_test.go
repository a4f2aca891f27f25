//go:build !js

package relay

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/line"
)

// records are messages as pulls send them: text that compresses to a fifth.
func records(bytes int) []byte {
	var text strings.Builder
	for text.Len() < bytes {
		fmt.Fprintf(&text, `{"id":"%016x","last_saved_instance":"%s","serialized":"{\"title\":\"some title\"}"},`, rand.Uint64(), testRoom)
	}
	return []byte(text.String()[:bytes])
}

// deaf is a WebSocket that reads nothing after its handshake, and whose small
// windows keep the kernel from reading for it.
func deaf(t *testing.T, url string) net.Conn {
	t.Helper()
	c, err := net.Dial("tcp", strings.TrimPrefix(url, "ws://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if err := c.(*net.TCPConn).SetReadBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(c, "GET /sync/%s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"+
		"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: %s\r\n"+
		"Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover; server_no_context_takeover\r\n\r\n",
		testRoom, wire.Subprotocol)
	head := make([]byte, 12)
	if _, err := io.ReadFull(c, head); err != nil || string(head) != "HTTP/1.1 101" {
		t.Fatalf("%q %v", head, err)
	}
	return c
}

// heapBytes is what the process holds, after it has been tidied up.
func heapBytes() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// Sockets that read nothing cost a message each, compressed, and no more: what a
// pull has left stays in the database, however many sockets there are.
func TestMemoryOfSocketsThatReadNothing(t *testing.T) {
	const sockets, perSocket = 1000, 500 << 10
	message := records(900 << 10)
	fill := func(s server.Socket) error {
		for !s.(server.Drainer).Busy() {
			if err := s.Send(bytes.Clone(message)); err != nil {
				return err
			}
		}
		return nil
	}
	start := func(r *room) peer { return filler{fakePeer{}, fill} }
	h, url := testRelay(t, start, func(s *Server) { s.rooms.places.max = sockets })
	before := heapBytes()
	for range sockets {
		deaf(t, url)
	}
	rs := h.rooms
	waitFor(t, "all sockets", func() bool { _, n := rs.count(); return n == sockets && len(socketsOf(rs)) == sockets })
	for _, s := range socketsOf(rs) {
		smallBuffer(t, s)
		s.drained()
		waitFor(t, "a message that is compressed", func() bool { return s.sentBytes.Load() > 0 })
	}
	waitFor(t, "sockets that are stuck", func() bool {
		for _, s := range socketsOf(rs) {
			if s.sentBytes.Load() < int64(len(message)) || !s.Busy() {
				return false
			}
		}
		return true
	})
	if took := (heapBytes() - before) / sockets; took > perSocket {
		t.Errorf("a socket costs %d KB, %d KB are allowed", took>>10, perSocket>>10)
	} else {
		t.Logf("a socket costs %d KB", took>>10)
	}
}

// smallBuffer keeps the kernel from taking much for a socket's peer. What it
// takes is no memory of the process.
func smallBuffer(t *testing.T, s *socket) {
	t.Helper()
	if err := s.line.Conn().(*net.TCPConn).SetWriteBuffer(4 << 10); err != nil {
		t.Fatal(err)
	}
}

// noise is a message that no compression makes smaller.
func noise(bytes int) []byte {
	noise := make([]byte, bytes)
	for i := range noise {
		noise[i] = byte(rand.Uint32())
	}
	return noise
}

// filler is a fakePeer that sends as long as its sockets take it.
type filler struct {
	fakePeer
	fill func(server.Socket) error
}

func (f filler) Drained(_ context.Context, s server.Socket) error { return f.fill(s) }

func socketsOf(rs *rooms) (list []*socket) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for s := range rs.sockets {
		list = append(list, s)
	}
	return list
}

// of is the bytes that wait for one socket's peer.
func (b *budget) of(s *socket) int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if a := b.accounts[s]; a != nil {
		return a.bytes
	}
	return 0
}

func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("no %s", what)
		}
	}
}

// More than the budget is taken from those whose peers have taken nothing for
// longest, and from nobody else.
func TestBudgetOfAllSockets(t *testing.T) {
	const sockets, most = 8, 2 << 20
	h, url := testRelay(t, serving(fakePeer{}), func(h *Server) { h.rooms.budget = newBudget(most) })
	b := h.rooms.budget
	b.grace = 0
	reader, rs := connect(t, url), h.rooms
	waitFor(t, "the peer that reads", func() bool { return len(socketsOf(rs)) == 1 })
	own := socketsOf(rs)[0]
	for range sockets {
		deaf(t, url)
	}
	waitFor(t, "all sockets", func() bool { return len(socketsOf(rs)) == sockets+1 })
	for _, s := range socketsOf(rs) {
		if s != own { // which would get a few KB for each delayed acknowledgement
			smallBuffer(t, s)
		}
	}
	noise := noise(1 << 20)
	for range 8 {
		for _, s := range socketsOf(rs) {
			if s != own {
				_ = s.Send(noise) // those that are closed take no more
			}
		}
		waitFor(t, "sockets that are stuck or closed", func() bool {
			for _, s := range socketsOf(rs) {
				if _, _, closing := s.closed(); s != own && !closing && s.sentBytes.Load() == 0 {
					return false
				}
			}
			return true
		})
		if err := own.Send(noise); err != nil {
			t.Fatal(err)
		}
		if got := receive(t, reader); len(got) != len(noise) {
			t.Fatalf("%d bytes", len(got))
		}
		// What the peer has, the writer books a moment later.
		waitFor(t, "peer that has taken everything", func() bool { return b.of(own) == 0 })
	}
	b.mu.Lock()
	used, accounts := b.used, len(b.accounts)
	b.mu.Unlock()
	if used > most || accounts > 1+most/len(noise) {
		t.Errorf("%d sockets hold %d bytes of %d", accounts, used, most)
	}
	if err := reader.Send(t.Context(), []byte("still here")); err != nil {
		t.Error(err)
	}
	if got := receive(t, reader); string(got) != "still here" {
		t.Errorf("the peer that reads got %.20q", got)
	}
}

// A peer that takes a message bit by bit is not stuck: others that have taken
// nothing since give way, although they were sent something later.
func TestBudgetSparesWhoReadsSlowly(t *testing.T) {
	const size = 1 << 20
	h, url := testRelay(t, serving(fakePeer{}), func(h *Server) { h.rooms.budget = newBudget(5 * size / 2) })
	b, rs := h.rooms.budget, h.rooms
	b.grace = 0
	known := map[*socket]bool{}
	send := func() (net.Conn, *socket) {
		t.Helper()
		conn, before := deaf(t, url), len(known)
		waitFor(t, "the next socket", func() bool { return len(socketsOf(rs)) == before+1 })
		for _, s := range socketsOf(rs) {
			if known[s] {
				continue
			}
			known[s] = true
			smallBuffer(t, s)
			if err := s.Send(noise(size)); err != nil {
				t.Fatal(err)
			}
			waitFor(t, "a message that is being written", func() bool { return s.sentBytes.Load() == size })
			return conn, s
		}
		t.Fatal("no new socket")
		return nil, nil
	}
	conn, slow := send()
	_, silent := send()
	before := b.of(slow)
	if _, err := io.ReadFull(conn, make([]byte, line.PartBytes+32<<10)); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "parts that are taken", func() bool { return b.of(slow) < before })
	if _, last := send(); b.of(last) == 0 { // which is one too many
		t.Error("the newest socket was closed")
	}
	if b.of(silent) != 0 || b.of(slow) == 0 {
		t.Errorf("the silent peer's account has %d bytes, the slow peer's %d", b.of(silent), b.of(slow))
	}
}
