package host

import (
	"strconv"

	"github.com/amora-sync/amora/core/sqldb"
)

// Metric is what a figure of a room is called, and means. A host may have more
// of them than are listed here.
type Metric struct{ Name, Help string }

// Figures that every host tells of a room, as gauges with the label room.
var (
	RoomSockets       = Metric{"amora_room_sockets", "Peers connected to the room."}
	RoomRecords       = Metric{"amora_room_records", "Records in the room's Store."}
	RoomTransfers     = Metric{"amora_room_transfers", "Transfers under way."}
	RoomDatabaseBytes = Metric{"amora_room_database_bytes", "Bytes in use in the room's database."}
)

// RoomCounts are what a room's database tells for its metrics.
func RoomCounts(tx sqldb.Tx) (records, transfers float64, err error) {
	if records, err = number(tx, "SELECT count(*) FROM morango_store"); err != nil {
		return 0, 0, err
	}
	transfers, err = number(tx, "SELECT count(*) FROM morango_transfersession WHERE active = 1")
	return records, transfers, err
}

func number(tx sqldb.Tx, sql string) (float64, error) {
	text, err := tx.Text(sql)
	if err != nil {
		return 0, err
	}
	return strconv.ParseFloat(text, 64)
}
