//go:build !js

package main

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/client"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/relay"
)

// countedListener counts what passes over its connections.
type countedListener struct {
	net.Listener
	bytes *atomic.Int64
}

func (l countedListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return countedConn{c, l.bytes}, err
}

type countedConn struct {
	net.Conn
	bytes *atomic.Int64
}

func (c countedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.bytes.Add(int64(n))
	return n, err
}

func (c countedConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	c.bytes.Add(int64(n))
	return n, err
}

// benchRelay is a relay on a file, and the bytes it has on its wires.
func benchRelay(b *testing.B, dir string) (ws string, wire *atomic.Int64) {
	b.Helper()
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	folder, err := relay.OpenFolder(b.Context(), dir, relay.FolderOptions{Log: log})
	if err != nil {
		b.Fatal(err)
	}
	handler := relay.New(relay.Options{Folder: folder, MaxSockets: 100, Log: log})
	wire = new(atomic.Int64)
	server := httptest.NewUnstartedServer(handler)
	server.Listener = countedListener{server.Listener, wire}
	server.Start()
	b.Cleanup(func() { handler.Close(); server.Close(); folder.Close() })
	return strings.Replace(server.URL, "http", "ws", 1), wire
}

// benchDevice is a new database on file that has joined by an invite, or
// begun a dataset where there is none.
func benchDevice(b *testing.B, invite string) *core.Instance {
	b.Helper()
	db, err := sqlitedb.Open(b.Context(), filepath.Join(b.TempDir(), "device.db"), sqlitedb.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	schema, err := schema.Parse([]byte(testSchema))
	if err != nil {
		b.Fatal(err)
	}
	in, err := core.Open(b.Context(), db, core.Options{Schema: schema})
	if err == nil && invite == "" {
		_, err = in.CreateRoot(b.Context(), "full-facility", nil)
	} else if err == nil {
		_, err = in.Join(b.Context(), invite)
	}
	if err != nil {
		b.Fatal(err)
	}
	return in
}

func benchLogs(b *testing.B, in *core.Instance, records int) {
	b.Helper()
	status, err := in.Status(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	_, err = in.Exec(b.Context(), `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?3)
INSERT INTO log (facility_id, user_id, content, progress) SELECT ?1, ?2, 'lesson ' || i, i / 10.0 FROM n`,
		status.Room, testUser, records)
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkFirstSync brings 10,000 records from a device to the relay and on
// to another device, each over a loopback connection of its own, all on file.
func BenchmarkFirstSync(b *testing.B) {
	const records = 10_000
	var push, pull time.Duration
	var pushWire, pullWire int64
	for b.Loop() {
		ws, wire := benchRelay(b, b.TempDir())
		owner := benchDevice(b, "")
		benchLogs(b, owner, records)
		timed := func(in *core.Instance) time.Duration {
			start := time.Now()
			if _, err := in.Sync(b.Context(), ws, dial, client.Options{}); err != nil {
				b.Fatal(err)
			}
			return time.Since(start)
		}
		push += timed(owner)
		pushWire += wire.Swap(0)
		invite, err := owner.Invite(b.Context(), core.InviteRequest{Scope: "full-facility"})
		if err != nil {
			b.Fatal(err)
		}
		pull += timed(benchDevice(b, invite))
		pullWire += wire.Load()
	}
	n := float64(b.N)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(push.Seconds()/n, "push-s")
	b.ReportMetric(pull.Seconds()/n, "pull-s")
	b.ReportMetric(float64(pushWire)/n/records, "push-B/record")
	b.ReportMetric(float64(pullWire)/n/records, "pull-B/record")
}

// BenchmarkLive takes the time from one device's change to its arrival at
// another, through the relay, both syncing live. The budget: p50 10, p95 30 ms.
func BenchmarkLive(b *testing.B) {
	ws, _ := benchRelay(b, b.TempDir())
	owner := benchDevice(b, "")
	if _, err := owner.Sync(b.Context(), ws, dial, client.Options{}); err != nil {
		b.Fatal(err)
	}
	invite, err := owner.Invite(b.Context(), core.InviteRequest{Scope: "full-facility"})
	if err != nil {
		b.Fatal(err)
	}
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	arrived, ready := make(chan int64, 100), make(chan struct{}, 2)
	live := func(in *core.Instance, pulled func(int64)) {
		waiting := false
		go in.Sync(ctx, ws, dial, client.Options{Live: true, Progress: func(p client.Progress) {
			if p.Direction == "" && !waiting { // nothing left to do
				waiting = true
				ready <- struct{}{}
			}
			if p.Direction == "pull" && p.Stage == pipeline.StageCleanup && p.Total > 0 {
				pulled(p.Total)
			}
		}})
		<-ready
	}
	live(benchDevice(b, invite), func(n int64) { arrived <- n })
	live(owner, func(int64) {})
	var times []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		benchLogs(b, owner, 1)
		<-arrived
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	for _, p := range []int{50, 95} {
		b.ReportMetric(times[len(times)*p/100].Seconds()*1000, "p"+strconv.Itoa(p)+"-ms")
	}
}
