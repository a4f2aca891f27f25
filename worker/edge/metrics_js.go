package edge

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/worker/host"
)

// Figures that only this host tells of a room.
var (
	memoryBytes  = host.Metric{Name: "amora_room_memory_bytes", Help: "Bytes of memory that the room's program has."}
	rowsRead     = host.Metric{Name: "amora_room_rows_read", Help: "Rows read since the room woke, as billed."}
	rowsWritten  = host.Metric{Name: "amora_room_rows_written", Help: "Rows written since the room woke, as billed."}
	awakeSeconds = host.Metric{Name: "amora_room_awake_seconds", Help: "Seconds since the room woke."}
)

// metrics tells about this room. There is no process to ask about all rooms:
// the platform's own analytics sum them up.
func (r *room) metrics(w http.ResponseWriter, req *http.Request) {
	var records, transfers float64
	exists, err := r.exists(req.Context())
	if err == nil && exists {
		err = r.storage.View(req.Context(), func(tx sqldb.Tx) (err error) {
			records, transfers, err = host.RoomCounts(tx)
			return err
		})
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	r.gauge(w, host.RoomSockets, float64(r.host.Call("sockets").Length()))
	r.gauge(w, host.RoomRecords, records)
	r.gauge(w, host.RoomTransfers, transfers)
	r.gauge(w, host.RoomDatabaseBytes, r.host.Call("size").Float())
	r.gauge(w, memoryBytes, r.host.Call("memory").Float())
	r.gauge(w, rowsRead, r.host.Call("usage", "read").Float())
	r.gauge(w, rowsWritten, r.host.Call("usage", "written").Float())
	r.gauge(w, awakeSeconds, time.Since(r.awake).Seconds())
}

// gauge writes a figure in Prometheus' text format. It is written by hand here:
// package expfmt alone would add 4.2 MB to this program, 0.8 MB compressed, of
// which 2.2 MB are used and 3 MB are allowed.
func (r *room) gauge(w io.Writer, m host.Metric, value float64) {
	fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s gauge\n%s{room=%q} %s\n",
		m.Name, m.Help, m.Name, m.Name, r.id, strconv.FormatFloat(value, 'f', -1, 64))
}
