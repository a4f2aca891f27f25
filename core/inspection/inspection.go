// Package inspection says what lies in the engine's tables, for people and
// tools: records by model, counters, transfers, certificates (MORANGO.md §10).
//
// It hides in which tables that lies, and reads them only. No keys are shown.
// Begin with [Read].
//
// It imports rooms, sqldb, trust and members.
package inspection

import (
	"encoding/json"

	"github.com/amora-sync/amora/core/members"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Tables is what lies in the engine's tables.
type Tables struct {
	Models   json.RawMessage  `json:"models"`   // per model: records, deleted, dirty
	Counters []map[string]any `json:"counters"` // DatabaseMaxCounters
	Sessions []map[string]any `json:"sessions"` // the last 50 transfers, newest first
	Buffered int64            `json:"buffered"` // records in transfer buffers
	Reasons  map[string]int64 `json:"reasons"`  // quarantine, by reason
	// Certificates are all that are here, by dataset and id.
	Certificates []members.Known `json:"certificates"`
}

const tablesSQL = `SELECT json_object(
 'models', (SELECT json_group_array(json_object('model', model_name, 'records', records, 'deleted', deleted,
   'dirty', (SELECT count(*) FROM amora_store_dirty d WHERE d.model_name = m.model_name)))
  FROM (SELECT model_name, sum(deleted = 0) AS records, sum(deleted) AS deleted
   FROM morango_store GROUP BY model_name) m),
 'counters', (SELECT json_group_array(json_object('partition', partition, 'instance', instance_id,
  'counter', counter)) FROM morango_databasemaxcounter),
 'sessions', (SELECT json_group_array(json_object('transfer', id, 'push', push, 'server', is_server, 'active', active,
  'filter', filter,
   'stage', transfer_stage, 'status', transfer_stage_status, 'records', records_transferred, 'total', records_total,
   'conflicts', conflicts, 'quarantined', quarantined, 'bytesSent', bytes_sent, 'bytesReceived', bytes_received,
   'started', start_timestamp, 'last', last_activity_timestamp))
  FROM (SELECT * FROM morango_transfersession ORDER BY seq DESC LIMIT 50)),
 'buffered', (SELECT count(*) FROM morango_buffer),
 'reasons', (SELECT json_group_object(reason, n) FROM (SELECT reason, count(*) AS n FROM (
   SELECT deserialization_error AS reason FROM morango_store WHERE deserialization_error <> ''
   UNION ALL SELECT reason FROM amora_quarantine) GROUP BY reason)))`

// Read reads the tables of a database whose records are of that profile.
func Read(tx sqldb.Tx, profile string) (t Tables, err error) {
	if err = sqldb.ReadJSON(tx, &t, tablesSQL); err != nil {
		return t, err
	}
	t.Certificates = []members.Known{}
	held, err := rooms.Held(tx)
	for _, room := range held {
		rules, err := trust.RoomRules(tx, room, profile)
		if err != nil {
			return t, err
		}
		all, err := members.All(tx, rules)
		if err != nil {
			return t, err
		}
		t.Certificates = append(t.Certificates, all...)
	}
	return t, err
}
