// Package idle ends transfers that nobody goes on with, and forgets what has
// long been over.
package idle

import (
	"time"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// AbandonAll ends all active transfers for which a SQL condition over
// morango_transfersession holds.
func AbandonAll(tx sqldb.Tx, condition string, args ...any) error {
	list, err := tx.Text("SELECT json_group_array(seq) FROM morango_transfersession"+
		" WHERE active = 1 AND "+condition, args...)
	if err != nil || list == "[]" {
		return err
	}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM morango_buffer" +
			" WHERE transfer_session_id IN (SELECT value FROM json_each(?1))", Args: []any{list}},
		sqldb.Statement{SQL: `UPDATE morango_transfersession
 SET active = 0, transfer_stage_status = 'errored', buffer_first = NULL,
 client_fsic = '{}', server_fsic = '{}' WHERE seq IN (SELECT value FROM json_each(?1))`, Args: []any{list}},
	)
}

// Age is how long a transfer may lie idle before [Expire] ends it (MORANGO.md
// §13.7).
const Age = 6 * time.Hour

// Expire ends the transfers and sync sessions that have been idle for longer
// than age, and forgets those that had ended by then, except for the last
// completed transfer, and old nonces (Morango's cleanupsyncs, which nothing
// runs by itself: MORANGO.md §13.7).
func Expire(tx sqldb.Tx, identity *counter.Identity, age time.Duration) error {
	if err := identity.Nonces("").Expire(tx); err != nil {
		return err
	}
	before := value.FormatTime(identity.Time().Add(-age))
	err := sqldb.ExecAll(tx,
		sqldb.Statement{SQL: `DELETE FROM morango_transfersession
 WHERE active = 0 AND last_activity_timestamp < ?1 AND seq NOT IN
 (SELECT seq FROM morango_transfersession WHERE transfer_stage = 'cleanup' AND transfer_stage_status = 'completed'
  ORDER BY last_activity_timestamp DESC LIMIT 1)`, Args: []any{before}},
		sqldb.Statement{SQL: `DELETE FROM morango_syncsession WHERE active = 0 AND last_activity_timestamp < ?1
 AND id NOT IN (SELECT sync_session_id FROM morango_transfersession)`, Args: []any{before}},
	)
	if err != nil {
		return err
	}
	if err := AbandonAll(tx, "last_activity_timestamp < ?1", before); err != nil {
		return err
	}
	_, err = tx.Exec(`UPDATE morango_syncsession SET active = 0 WHERE active = 1 AND last_activity_timestamp < ?1
 AND id NOT IN (SELECT sync_session_id FROM morango_transfersession WHERE active = 1)`, before)
	return err
}
