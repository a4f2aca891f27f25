package host

import (
	"fmt"
	"io"

	"github.com/amora-sync/amora/core"
)

// MetricsType is the media type of Prometheus' text format.
const MetricsType = "text/plain; version=0.0.4"

// Metric is one figure of a room.
type Metric struct {
	Name  string // amora_room_NAME
	Value any    // a number
}

// WriteRoomMetrics writes a room's figures in Prometheus' text format, under
// the names that they have on every host.
func WriteRoomMetrics(w io.Writer, room string, metrics []Metric) {
	for _, m := range metrics {
		fmt.Fprintf(w, "amora_room_%s{room=%q} %v\n", m.Name, room, m.Value)
	}
}

// RoomCounts are what a room's database tells for its metrics: records, and
// transfers under way.
func RoomCounts(tx core.Tx) (records, transfers string, err error) {
	if records, err = tx.Text("SELECT count(*) FROM morango_store"); err != nil {
		return "", "", err
	}
	transfers, err = tx.Text("SELECT count(*) FROM morango_transfersession WHERE active = 1")
	return records, transfers, err
}
