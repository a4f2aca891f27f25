//go:build !js

package relay

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core"
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

// metrics tells of the process and of each open room, in Prometheus' text
// format. Counters of messages and bytes rise when a session ends.
func (h *Handler) metrics(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", host.MetricsType)
	w.Header().Set("Cache-Control", "no-store")
	h.processMetrics(w)
	for _, room := range h.rooms.open() {
		room.metrics(r.Context(), w)
	}
}

func (h *Handler) processMetrics(w io.Writer) {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	rooms, sockets := h.rooms.count()
	for _, m := range []struct {
		name, kind string
		value      any
	}{
		{"rooms", "gauge", rooms},
		{"sockets", "gauge", sockets},
		{"memory_bytes", "gauge", memory.Sys - memory.HeapReleased},
		{"uptime_seconds", "gauge", time.Since(h.started).Seconds()},
		{"sessions_total", "counter", h.ended.sessions.Load()},
		{"received_messages_total", "counter", h.ended.received.Load()},
		{"received_bytes_total", "counter", h.ended.receivedBytes.Load()},
		{"sent_messages_total", "counter", h.ended.sent.Load()},
		{"sent_bytes_total", "counter", h.ended.sentBytes.Load()},
	} {
		fmt.Fprintf(w, "# TYPE amora_%s %s\namora_%s %v\n", m.name, m.kind, m.name, m.value)
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

// metrics writes a room's, under the names that they have on the edge too.
func (r *room) metrics(ctx context.Context, w io.Writer) {
	size := r.size()
	r.mu.Lock()
	sockets, records, transfers := len(r.sockets), "0", "0"
	var err error
	if r.instance != nil {
		err = r.instance.DB().View(ctx, func(tx core.Tx) (err error) {
			records, transfers, err = host.RoomCounts(tx)
			return err
		})
	}
	r.mu.Unlock()
	if err != nil {
		r.log.Error("metrics", "error", err)
		return
	}
	host.WriteRoomMetrics(w, r.id, []host.Metric{
		{Name: "sockets", Value: sockets},
		{Name: "records", Value: records},
		{Name: "transfers", Value: transfers},
		{Name: "database_bytes", Value: size},
	})
}
