//go:build !js

package relay

import (
	"context"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/worker/host"
)

// traffic sums up sessions that are over.
type traffic struct {
	sessions                                 atomic.Int64
	received, receivedBytes, sent, sentBytes atomic.Int64
}

func (t *traffic) add(s *socket) {
	t.sessions.Add(1)
	t.received.Add(s.received.Load())
	t.receivedBytes.Add(s.receivedBytes.Load())
	t.sent.Add(s.sent.Load())
	t.sentBytes.Add(s.sentBytes.Load())
}

// Figures of the process. Counters rise when a session ends.
var (
	openRooms        = describe("amora_rooms", "Rooms that are open.")
	openSockets      = describe("amora_sockets", "Peers connected to all rooms.")
	memoryBytes      = describe("amora_memory_bytes", "Bytes of memory that the process has.")
	queuedBytes      = describe("amora_queued_bytes", "Bytes that wait for peers to take them.")
	buildInfo        = prometheus.NewDesc("amora_build_info", "The relay's version; the value is 1.", []string{"version"}, nil)
	uptimeSeconds    = describe("amora_uptime_seconds", "Seconds since the relay began.")
	sessions         = describe("amora_sessions_total", "Sessions that have ended.")
	receivedMessages = describe("amora_received_messages_total", "Messages received in them.")
	receivedBytes    = describe("amora_received_bytes_total", "Bytes of messages received in them, unpacked.")
	sentMessages     = describe("amora_sent_messages_total", "Messages sent in them.")
	sentBytes        = describe("amora_sent_bytes_total", "Bytes of messages sent in them, unpacked.")
)

// Figures of each open room, under the names that they have on every host.
var (
	roomSockets       = describeRoom(host.RoomSockets)
	roomRecords       = describeRoom(host.RoomRecords)
	roomTransfers     = describeRoom(host.RoomTransfers)
	roomDatabaseBytes = describeRoom(host.RoomDatabaseBytes)
)

func describe(name, help string) *prometheus.Desc { return prometheus.NewDesc(name, help, nil, nil) }

func describeRoom(m host.Metric) *prometheus.Desc {
	return prometheus.NewDesc(m.Name, m.Help, []string{"room"}, nil)
}

// metrics tells of the process and of each open room, for Prometheus.
func (srv *Server) metrics(w http.ResponseWriter, r *http.Request) {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collector{srv, r.Context()})
	w.Header().Set("Cache-Control", "no-store")
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(w, r)
}

// collector asks for the figures, for one request.
type collector struct {
	relay *Server
	ctx   context.Context // of the request
}

// Describe implements [prometheus.Collector].
func (c collector) Describe(descs chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		openRooms, openSockets, memoryBytes, queuedBytes, buildInfo, uptimeSeconds, sessions, receivedMessages, receivedBytes, sentMessages, sentBytes,
		roomSockets, roomRecords, roomTransfers, roomDatabaseBytes,
	} {
		descs <- d
	}
}

// Collect implements [prometheus.Collector].
func (c collector) Collect(metrics chan<- prometheus.Metric) {
	gauge := func(d *prometheus.Desc, value float64, labels ...string) {
		metrics <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	counter := func(d *prometheus.Desc, value *atomic.Int64) {
		metrics <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(value.Load()))
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	rooms, sockets := c.relay.rooms.count()
	gauge(openRooms, float64(rooms))
	gauge(openSockets, float64(sockets))
	gauge(memoryBytes, float64(memory.Sys-memory.HeapReleased))
	gauge(queuedBytes, float64(c.relay.rooms.budget.queued()))
	gauge(buildInfo, 1, c.relay.version)
	gauge(uptimeSeconds, time.Since(c.relay.started).Seconds())
	ended := &c.relay.ended
	counter(sessions, &ended.sessions)
	counter(receivedMessages, &ended.received)
	counter(receivedBytes, &ended.receivedBytes)
	counter(sentMessages, &ended.sent)
	counter(sentBytes, &ended.sentBytes)
	for _, room := range c.relay.rooms.open() {
		f, err := room.figures(c.ctx)
		if err != nil {
			room.log.Error("metrics", "error", err)
			continue
		}
		gauge(roomSockets, f.sockets, room.id)
		gauge(roomRecords, f.records, room.id)
		gauge(roomTransfers, f.transfers, room.id)
		gauge(roomDatabaseBytes, f.databaseBytes, room.id)
	}
}

// open lists the rooms that are open, by their ids.
func (rs *rooms) open() (list []*room) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(rs.byID)) {
		list = append(list, rs.byID[id])
	}
	return list
}

// figures are those of one room.
type figures struct{ sockets, records, transfers, databaseBytes float64 }

// figures counts what the room has.
func (r *room) figures(ctx context.Context) (f figures, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f.sockets, f.databaseBytes = float64(len(r.sockets)), float64(r.sizeLocked())
	if r.instance == nil {
		return f, nil
	}
	err = r.instance.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		f.records, f.transfers, err = host.RoomCounts(tx)
		return err
	})
	return f, err
}
