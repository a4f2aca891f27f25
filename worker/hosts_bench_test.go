//go:build !js

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/hosttest"
)

// BenchmarkHosts measures the same on both hosts, one beside the other, over
// loopback. A run is a table of its own: ns/op says nothing. SCALE.md reckons
// with what it prints.
func BenchmarkHosts(b *testing.B) {
	for _, m := range []struct {
		name    string
		measure func(b *testing.B, relay *hosted)
	}{
		{"handshake", benchHandshake},
		{"chunk-of-500-in", benchChunk},
		{"chunk-of-900-KB-in", benchLargeChunk},
		{"push-20000", benchPush},
		{"device-to-device", benchLive},
		{"fan-out-1", func(b *testing.B, relay *hosted) { benchFanOut(b, relay, 1) }},
		{"fan-out-20", func(b *testing.B, relay *hosted) { benchFanOut(b, relay, 20) }},
		{"fan-out-200", func(b *testing.B, relay *hosted) { benchFanOut(b, relay, 200) }},
		{"sockets-2000", benchSockets},
		{"boot-of-a-room", benchBoot},
		{"wake-of-a-room", benchWake},
		{"memory-of-a-room", benchMemory},
	} {
		for _, h := range hosts {
			b.Run(m.name+"/"+h.name, func(b *testing.B) {
				env := []string{"AMORA_ADMIN=" + testAdmin, "AMORA_MAX_RATE=0", "AMORA_MAX_HANDSHAKES=0"}
				c := relayConfig{maxSockets: 3000, env: env}
				relay := launch(b, h.command(b, c.withDefaults(b)))
				relay.edge = h.name == "edge"
				m.measure(b, relay)
				b.ReportMetric(0, "ns/op")
			})
		}
	}
	b.Run("program/edge", benchProgram)
}

// report prints the middle and the slow end of what was measured.
func report(b *testing.B, samples []time.Duration) {
	b.Helper()
	if len(samples) == 0 {
		b.Fatal("nothing was measured")
	}
	slices.Sort(samples)
	at := func(q float64) float64 {
		return float64(samples[int(q*float64(len(samples)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.95), "p95-ms")
}

// stopwatch is a Conn that takes the time between two kinds of messages: the
// first sent, the second received.
type stopwatch struct {
	wire.Conn
	from, to byte
	started  time.Time
	took     []time.Duration
}

func (s *stopwatch) dial(ctx context.Context, url string) (wire.Conn, error) {
	c, err := dial(ctx, url)
	s.Conn = c
	return s, err
}

func (s *stopwatch) Send(ctx context.Context, msg []byte) error {
	if msg[0] == s.from {
		s.started = time.Now()
	}
	return s.Conn.Send(ctx, msg)
}

func (s *stopwatch) Receive(ctx context.Context) ([]byte, error) {
	msg, err := s.Conn.Receive(ctx)
	if err == nil && msg[0] == s.to {
		s.took = append(s.took, time.Since(s.started))
	}
	return msg, err
}

const (
	kindReady = 4
	kindAck   = 8
)

// benchHandshake: from hello to ready, in a room that is awake.
func benchHandshake(b *testing.B, relay *hosted) {
	owner, _ := newRoom(b)
	owner.sync(relay.ws)
	watch := &stopwatch{from: kindHello, to: kindReady}
	for range 30 {
		_, err := owner.Sync(b.Context(), relay.ws, watch.dial, client.Options{})
		owner.must(err)
	}
	report(b, watch.took[5:])
}

// benchChunks: from a chunk sent to its acknowledgement, one at a time.
func benchChunks(b *testing.B, relay *hosted, rounds, records, size int) {
	owner, room := newRoom(b)
	owner.sync(relay.ws)
	watch := &stopwatch{from: kindChunk, to: kindAck}
	for range rounds {
		_, err := owner.Exec(b.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
INSERT INTO log (facility_id, user_id, content) SELECT ?1, ?2, ?4 || i FROM n`, room, testUser, records, strings.Repeat("x", size))
		owner.must(err)
		_, err = owner.Sync(b.Context(), relay.ws, watch.dial, client.Options{})
		owner.must(err)
	}
	report(b, watch.took[3:])
}

func benchChunk(b *testing.B, relay *hosted)      { benchChunks(b, relay, 40, 500, 100) }
func benchLargeChunk(b *testing.B, relay *hosted) { benchChunks(b, relay, 20, 480, 1500) }

// benchPush: a whole push, with four chunks on their way.
func benchPush(b *testing.B, relay *hosted) {
	const records = 20_000
	owner, room := newRoom(b)
	owner.sync(relay.ws)
	var took []time.Duration
	for i := range 3 {
		owner.write(room, testUser, i*records, records)
		start := time.Now()
		owner.sync(relay.ws)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(records/took[1].Seconds(), "records/s")
}

// liveMember is a member in a live session; each pull that brought something
// is told to arrived.
func (m *member) liveMember(relay string) (arrived chan struct{}) {
	arrived = make(chan struct{}, 1000)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = m.Sync(ctx, relay, dial, client.Options{Live: true, Progress: func(client.Progress) {
			select {
			case arrived <- struct{}{}:
			default:
			}
		}})
	}()
	m.t.Cleanup(func() { stop(); <-ended })
	<-arrived
	return arrived
}

// benchLive: from a change on one device until another shows it.
func benchLive(b *testing.B, relay *hosted) {
	owner, room := newRoom(b)
	owner.sync(relay.ws)
	tablet := owner.invited("full-facility", nil)
	owner.liveMember(relay.ws)
	arrived := tablet.liveMember(relay.ws)
	var took []time.Duration
	for i := range 120 {
		start := time.Now()
		owner.write(room, testUser, i, 1)
		for tablet.text("SELECT count(*) FROM log") != fmt.Sprint(i+1) {
			select {
			case <-arrived:
			case <-time.After(hosttest.WaitAtMost):
				b.Fatalf("change %d did not arrive", i)
			}
		}
		took = append(took, time.Since(start))
	}
	report(b, took[20:])
}

// benchFanOut: from a change on one device until each of so many sockets has
// heard of it.
func benchFanOut(b *testing.B, relay *hosted, sockets int) {
	owner, room := newRoom(b)
	owner.sync(relay.ws)
	shared := owner.invited("full-facility", nil)
	listeners := make([]*listener, sockets)
	for i := range listeners {
		listeners[i] = shared.listen(b, relay.ws)
	}
	owner.liveMember(relay.ws)
	var took []time.Duration
	for i := range 30 {
		start := time.Now()
		owner.write(room, testUser, i, 1)
		var mu sync.Mutex
		var all sync.WaitGroup
		for _, l := range listeners {
			all.Go(func() {
				err := l.changed(b.Context())
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					b.Error(err)
				}
				if i >= 5 {
					took = append(took, time.Since(start))
				}
			})
		}
		all.Wait()
	}
	report(b, took)
}

// benchBoot: from a request for a socket until the answer, for rooms that are
// not in memory.
func benchBoot(b *testing.B, relay *hosted) {
	var took []time.Duration
	for i := range 30 {
		start := time.Now()
		c, err := dial(b.Context(), fmt.Sprintf("%s/sync/%032x", relay.ws, i))
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		c.Close(wire.CloseNormal, "")
	}
	report(b, took[1:])
}

// benchWake: from a message until its answer, for rooms that have been idle
// for long enough to be evicted, and their sockets not.
func benchWake(b *testing.B, relay *hosted) {
	const rooms = 20
	listeners := make([]*listener, rooms)
	for i := range listeners {
		owner, _ := newRoom(b)
		owner.sync(relay.ws)
		listeners[i] = owner.listen(b, relay.ws)
	}
	ask := func(l *listener) time.Duration {
		start := time.Now()
		question := wireMessage{kind: kindOpen, header: map[string]any{"transfer": testRoom, "filter": []string{"x"}, "fsic": map[string]any{}}}
		if err := l.Send(b.Context(), question.encode()); err != nil {
			b.Fatal(err)
		}
		if _, err := l.Receive(b.Context()); err != nil { // outside_scope
			b.Fatal(err)
		}
		return time.Since(start)
	}
	for range 2 { // the first time it is still warm elsewhere
		relay.hibernate()
		var asleep, awake []time.Duration
		for _, l := range listeners {
			asleep = append(asleep, ask(l))
			awake = append(awake, ask(l))
		}
		report(b, asleep)
		slices.Sort(awake)
		b.ReportMetric(float64(awake[rooms/2].Microseconds())/1000, "awake-p50-ms")
	}
}

// benchMemory: what rooms take, by the growth of the whole process, and on the
// edge by the program's own memory.
func benchMemory(b *testing.B, relay *hosted) {
	const rooms = 40
	before := residentBytes(b, relay)
	var last string
	var owner *member
	for range rooms {
		owner, last = newRoom(b)
		owner.sync(relay.ws)
	}
	b.ReportMetric((residentBytes(b, relay)-before)/rooms/1e6, "MB-process/room")
	if relay.edge {
		b.ReportMetric(roomMetrics(b, relay, last)["memory_bytes"]/1e6, "MB-at-rest")
		b.ReportMetric(roomMetrics(b, relay, last)["database_bytes"]/1e6, "MB-empty-database")
	}
	for range 5 {
		_, err := owner.Exec(b.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
INSERT INTO log (facility_id, user_id, content) SELECT ?1, ?2, ?3 || i FROM n`, last, testUser, strings.Repeat("x", 1500))
		owner.must(err)
		owner.sync(relay.ws)
	}
	if relay.edge {
		m := roomMetrics(b, relay, last)
		b.ReportMetric(m["memory_bytes"]/1e6, "MB-with-900-KB-chunks")
		b.ReportMetric(m["rows_written"]/10_000, "rows-written/record")
		b.ReportMetric(m["rows_read"]/10_000, "rows-read/record")
		b.ReportMetric(m["database_bytes"]/10_000, "database-bytes/record")
	}
}

// residentBytes is what a process has in memory, its children's left out.
func residentBytes(b *testing.B, relay *hosted) float64 {
	b.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", relay.cmd.Process.Pid))
	if err != nil {
		b.Skip(err)
	}
	_, line, _ := strings.Cut(string(text), "VmRSS:")
	var kilobytes float64
	fmt.Sscan(line, &kilobytes)
	return kilobytes * 1024
}

// benchProgram: the size of what is deployed.
func benchProgram(b *testing.B) {
	needEdge(b)
	info, err := os.Stat("edge/build/app.wasm")
	if err != nil {
		b.Fatal(err)
	}
	text, err := exec.Command("bash", "-c", "gzip -9 -c edge/build/app.wasm | wc -c").Output()
	if err != nil {
		b.Fatal(err)
	}
	var zipped float64
	fmt.Sscan(string(text), &zipped)
	b.ReportMetric(float64(info.Size())/1e6, "MB")
	b.ReportMetric(zipped/1e6, "MB-gzip")
	b.ReportMetric(0, "ns/op")
}
