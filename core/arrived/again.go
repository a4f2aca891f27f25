package arrived

import (
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Completed forgets that records of a pull were shown, because its
// DatabaseMaxCounters cover them now.
func Completed(tx sqldb.Tx, transfer string) error {
	_, err := tx.Exec("DELETE FROM amora_arrived WHERE transfer_session_id = ?1", transfer)
	return err
}

// givenUp lists the pulls of a dataset of which records were shown and that
// nobody will complete: those that have ended without it, and those that were
// idle for so long that their servers have ended them ([idle.Age]). The list is
// a JSON array of ids, "[]" if there are none.
func givenUp(tx sqldb.Tx, identity *counter.Identity, room string) (list string, err error) {
	return tx.Text(`SELECT json_group_array(a.transfer_session_id)
FROM amora_arrived a LEFT JOIN morango_transfersession t ON t.id = a.transfer_session_id
WHERE a.room = ?1 AND (t.active IS NOT 1 OR t.last_activity_timestamp < ?2)`,
		room, value.FormatTime(identity.Time().Add(-idle.Age)))
}

// SaveAgain saves what was shown of the pulls that givenUp lists again, as the
// present instance, unless a DatabaseMaxCounter covers it: another pull has
// brought it, too, or everything before it. Contents stay as they are, and the
// record keeps knowing the version that arrived. What this database may not
// write stays as it arrived, because nobody would take it from here.
func SaveAgain(tx sqldb.Tx, identity *counter.Identity, room string) error {
	list, err := givenUp(tx, identity, room)
	if err != nil || list == "[]" {
		return err
	}
	if err := idle.AbandonAll(tx, "id IN (SELECT value FROM json_each(?1))", list); err != nil {
		return err
	}
	v, err := identity.NextVersion(tx)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(saveAgainSQL, list, v.Instance, v.Counter); err != nil {
		return err
	}
	if err := counter.NoteSaved(tx, v); err != nil {
		return err
	}
	err = counter.RaiseDatabaseMaxCounters(tx, []counter.Entry{counter.NewEntry("", v.Instance, v.Counter)})
	if err != nil {
		return err
	}
	_, err = tx.Exec("DELETE FROM amora_arrived WHERE transfer_session_id IN (SELECT value FROM json_each(?1))", list)
	return err
}

// saveAgainSQL looks for the DatabaseMaxCounters of a record's partition and of
// those above it by the lengths that there are.
var saveAgainSQL = `WITH sizes AS MATERIALIZED (SELECT DISTINCT length(partition) AS n FROM morango_databasemaxcounter)
UPDATE morango_store AS s SET last_saved_instance = ?2, last_saved_counter = ?3
WHERE s.last_transfer_session_id IN (SELECT value FROM json_each(?1)) AND ` + value.Writable("s.partition") + `
 AND NOT EXISTS (SELECT 1 FROM sizes CROSS JOIN morango_databasemaxcounter d
  WHERE d.partition = substr(s.partition, 1, sizes.n) AND d.instance_id = s.last_saved_instance
   AND d.counter >= s.last_saved_counter)`
