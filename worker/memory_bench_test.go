//go:build linux

package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/relay"
)

const (
	deafSockets = 1000
	deafBytes   = 500e6 // that the process may have in all, with as many sockets
)

// BenchmarkDeaf: what the native relay has in memory, at most, while a thousand
// peers read nothing of what they are sent, in each of the ways in which a peer
// can have much sent to it. A relay closes sockets that take nothing for two
// minutes, so that on a slow machine not all are left at the end.
func BenchmarkDeaf(b *testing.B) {
	for _, way := range []struct {
		name    string
		measure func(b *testing.B) *hosted
	}{{"files", deafFiles}, {"hellos", deafHellos}, {"pulls", deafPulls}, {"live", deafLive}} {
		b.Run(way.name, func(b *testing.B) {
			relay := way.measure(b)
			peak := peakBytes(b, relay)
			b.ReportMetric(peak/1e6, "MB-at-most")
			b.ReportMetric(float64(metric(b, relay, "amora_queued_bytes"))/1e6, "MB-queued")
			b.ReportMetric(float64(metric(b, relay, "amora_sockets")), "sockets-left")
			b.ReportMetric(0, "ns/op")
			if peak > deafBytes {
				b.Errorf("%.0f MB, %.0f are allowed", peak/1e6, deafBytes/1e6)
			}
		})
	}
}

// deafRelay is a native relay in a folder.
func deafRelay(b *testing.B, c relayConfig, args ...string) *hosted {
	b.Helper()
	c.maxSockets = deafSockets + 100
	cmd := nativeCommand(b, c.withDefaults(b))
	cmd.Args = append(cmd.Args, append(args, "--admin", testAdmin)...)
	return launch(b, cmd)
}

// deafDialer makes connections from many addresses, for which the kernel takes
// little: what it takes is not the relay's memory, but delays it.
func deafDialer(n int) *net.Dialer {
	return &net.Dialer{
		LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1+byte(n/200), 1+byte(n%200))},
		Control: func(_, _ string, raw syscall.RawConn) error {
			return raw.Control(func(fd uintptr) {
				_ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4<<10)
			})
		},
	}
}

// deafDial dials a WebSocket that reads only when it is told to.
func deafDial(b testing.TB, n int) wire.Dialer {
	return func(ctx context.Context, url string) (wire.Conn, error) {
		c, err := relay.Dialer{Transport: &http.Transport{DialContext: deafDialer(n).DialContext}}.Dial(ctx, url)
		if err == nil {
			b.Cleanup(func() { c.Close(wire.CloseGoingAway, "") })
		}
		return c, err
	}
}

func deafFiles(b *testing.B) *hosted {
	web := b.TempDir()
	writeFile(b, web, "large.wasm", strings.Repeat("0123456789abcdef", 8<<20/16))
	h := deafRelay(b, relayConfig{}, "--web", web)
	for n := range deafSockets {
		c, err := deafDialer(n).DialContext(b.Context(), "tcp", h.address())
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { c.Close() })
		fmt.Fprintf(c, "GET /large.wasm HTTP/1.1\r\nHost: localhost\r\n\r\n")
		if _, err := io.ReadFull(c, make([]byte, 12)); err != nil {
			b.Fatal(err)
		}
	}
	return h
}

// deafHellos: strangers show a member's chain for as long as the relay answers.
func deafHellos(b *testing.B) *hosted {
	h := deafRelay(b, relayConfig{})
	owner, room := newRoom(b)
	owner.sync(h.ws)
	var said [][]byte
	_, err := coretest.NewRawPeer(b.Context(), owner.Instance, func(ctx context.Context, url string) (wire.Conn, error) {
		c, err := dial(ctx, h.ws+"/sync/"+room)
		return overheard{c, &said}, err
	})
	owner.must(err)
	for n := range deafSockets {
		c, err := deafDial(b, n)(b.Context(), h.ws+"/sync/"+room)
		if err != nil {
			b.Fatal(err)
		}
		for range 200 {
			if c.Send(b.Context(), said[0]) != nil {
				break // the relay has enough
			}
		}
	}
	return h
}

// overheard notes what a client says.
type overheard struct {
	wire.Conn
	said *[][]byte
}

func (c overheard) Send(ctx context.Context, msg []byte) error {
	*c.said = append(*c.said, append([]byte(nil), msg...))
	return c.Conn.Send(ctx, msg)
}

// deafMembers connects members that have proved themselves.
func deafMembers(b testing.TB, h *hosted, member *member, room string, count int) (peers []*coretest.RawPeer) {
	b.Helper()
	for n := range count {
		p, err := coretest.NewRawPeer(b.Context(), member.Instance, func(ctx context.Context, _ string) (wire.Conn, error) {
			return deafDial(b, n)(ctx, h.ws+"/sync/"+room)
		})
		member.must(err)
		peers = append(peers, p)
	}
	return peers
}

// deafPulls: members pull from a full room, which makes no copies.
func deafPulls(b *testing.B) *hosted {
	data := b.TempDir()
	h := deafRelay(b, relayConfig{data: data})
	owner, room := newRoom(b)
	owner.writeNoise(room, 800)
	owner.sync(h.ws)
	shared := owner.invited("full-facility", nil)
	h.kill()
	h = deafRelay(b, relayConfig{data: data, limits: host.Limits{RoomBytes: 1}})
	for _, p := range deafMembers(b, h, shared, room, deafSockets) {
		pullMuch(b, p, shared, room, 1)
		if _, err := p.Hear(b.Context()); err != nil { // opened: a chunk follows
			b.Log(err)
		}
	}
	return h
}

// pullMuch asks for everything in the room, several times, or until the relay
// ends the connection because too much waits for all.
func pullMuch(b testing.TB, p *coretest.RawPeer, m *member, room string, times int) {
	b.Helper()
	for range times {
		id, err := m.Engine().Identity().NewID()
		m.must(err)
		open := wire.Open{Transfer: id, Filter: []string{room}, FSIC: []byte(`{"super":{},"sub":{}}`), Chunk: 10_000}
		if p.Say(b.Context(), wire.KindOpen, open, "") != nil {
			return
		}
	}
}

// deafLive: members listen, and do not read, while another one has much carried
// to them.
func deafLive(b *testing.B) *hosted {
	h := deafRelay(b, relayConfig{})
	owner, room := newRoom(b)
	owner.sync(h.ws)
	for _, p := range deafMembers(b, h, owner.invited("full-facility", nil), room, deafSockets) {
		owner.must(p.Say(b.Context(), wire.KindLive, wire.Live{}, ""))
	}
	carryMuch(b, h, owner, room)
	return h
}

// carryMuch has 30 messages of 80 KB carried to whoever listens, one after the
// other.
func carryMuch(b *testing.B, h *hosted, owner *member, room string) {
	b.Helper()
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	const records = 40
	sent := make(chan int64, 1000)
	go owner.Sync(ctx, h.ws, dial, client.Options{Live: true, Progress: func(p client.Progress) {
		if p.Direction == "" || p.Direction == "push" && p.Stage == pipeline.StageCleanup {
			sent <- p.Records
		}
	}})
	<-sent // it listens
	for range 30 {
		owner.writeNoise(room, records)
		for left := int64(records); left > 0; {
			left -= <-sent
		}
	}
}

// writeNoise adds records of 1.7 KB that compression makes half as large.
func (m *member) writeNoise(room string, count int) {
	m.t.Helper()
	_, err := m.Exec(m.t.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
INSERT INTO log (facility_id, user_id, content) SELECT ?1, ?2, hex(randomblob(850)) FROM n`, room, testUser, count)
	m.must(err)
}

// peakBytes is the most that a process ever had in memory.
func peakBytes(b testing.TB, h *hosted) (bytes float64) {
	b.Helper()
	return peakOf(b, h.cmd.Process.Pid)
}

func peakOf(b testing.TB, pid int) (bytes float64) {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		b.Fatal(err)
	}
	_, line, _ := strings.Cut(string(text), "VmHWM:")
	fmt.Sscan(line, &bytes)
	return bytes * 1024
}

// metric is one of the relay's own figures.
func metric(b *testing.B, h *hosted, name string) (value int64) {
	b.Helper()
	req, err := http.NewRequest("GET", h.http+"/metrics", nil)
	if err != nil {
		b.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+testAdmin)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		b.Fatal(err)
	}
	_, line, found := strings.Cut(string(text), "\n"+name+" ")
	var f float64
	if _, err := fmt.Sscan(line, &f); !found || err != nil {
		b.Fatalf("%s: %v in %.300s", name, err, text)
	}
	return int64(f)
}
