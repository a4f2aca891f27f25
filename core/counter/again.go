package counter

import (
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// SaveAgain saves all versions of an earlier instance of this database above
// the shared counter, or what the relay acknowledged, once more, as what this
// database is now, and forgets what is known of that instance above it, replaced
// versions included: the other copy has not made its own of these.
//
// A later version that was made of such a one is saved again as well. It may
// be elsewhere with all that it knew, and one version must not know less here:
// two devices would choose differently between it and another, for good. Where
// this instance may not write the record, nothing is forgotten.
func (i *Identity) SaveAgain(tx sqldb.Tx, before string, shared int64, relay string) error {
	v, err := i.NextVersion(tx)
	if err != nil {
		return err
	}
	common := func(partition string) string {
		return `max(?2, ifnull((SELECT max(a.counter) FROM amora_acknowledged a
 WHERE a.relay = ?3 AND a.instance_id = ?1 AND substr(` + partition + `, 1, length(a.partition)) = a.partition), 0))`
	}
	args := []any{before, shared, relay}
	saved := append(args, v.Instance, v.Counter)
	err = RaiseDatabaseMaxCounters(tx, []Entry{NewEntry("", before, shared), NewEntry("", v.Instance, v.Counter)})
	if err != nil {
		return err
	}
	const again = "UPDATE morango_store AS s SET last_saved_instance = ?4, last_saved_counter = ?5\n"
	err = sqldb.ExecAll(tx,
		sqldb.Statement{SQL: again + `FROM amora_recordmaxcounter r
WHERE r.instance_id = ?1 AND r.counter > ?2 AND s.id = r.store_model_id AND s.last_saved_instance <> ?1
 AND r.counter > ` + common("s.partition") + " AND " + value.Writable("s.partition"), Args: saved},
		sqldb.Statement{SQL: again + `WHERE last_saved_instance = ?1
 AND last_saved_counter > ` + common("s.partition"), Args: saved},
		sqldb.Statement{SQL: `DELETE FROM amora_base AS z WHERE z.counters ->> ('$."' || ?1 || '"') > (
 SELECT ` + common("s.partition") + " FROM morango_store s WHERE s.id = z.id AND " + value.Writable("s.partition") + ")", Args: args},
		sqldb.Statement{SQL: `UPDATE morango_databasemaxcounter AS d
 SET counter = min(counter, ` + common("d.partition") + ") WHERE instance_id = ?1", Args: args},
		sqldb.Statement{SQL: `UPDATE amora_recordmaxcounter AS r SET counter = ` + common("s.partition") + `
FROM morango_store s WHERE r.instance_id = ?1 AND r.counter > ?2 AND s.id = r.store_model_id
 AND r.counter > ` + common("s.partition") + " AND s.last_saved_instance = ?4 AND s.last_saved_counter = ?5", Args: saved},
		sqldb.Statement{SQL: "DELETE FROM amora_recordmaxcounter WHERE instance_id = ?1 AND counter = 0",
			Args: []any{before}},
	)
	if err != nil {
		return err
	}
	return NoteSaved(tx, v)
}
