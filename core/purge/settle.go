package purge

import (
	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// settle settles the conflicts of a table's records as conflict.Resolve does
// without values: the next serialize makes a version of each that leaves the
// conflicting values out, and that all devices take.
func settle(tx sqldb.Tx, m *apptable.Table, before string) error {
	list, err := tx.Text("SELECT json_group_array(s.id) FROM "+disputed(m), before, m.Name)
	if err != nil || list == "[]" {
		return err
	}
	const each = " FROM json_each(?1) j CROSS JOIN morango_store s ON s.id = j.value WHERE "
	args := []any{list}
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "INSERT INTO " + m.DirtyTable() + " (id) SELECT s.id" + each +
			"s.deleted = 0 ON CONFLICT DO NOTHING", Args: args},
		sqldb.Statement{SQL: "INSERT INTO morango_deletedmodels (id, profile) SELECT s.id, s.profile" + each +
			"s.deleted = 1 ON CONFLICT DO NOTHING", Args: args},
		sqldb.Statement{SQL: "INSERT INTO amora_resolved (id, settled) SELECT s.id, s.conflicting_serialized_data" + each +
			"true ON CONFLICT (id) DO UPDATE SET settled = excluded.settled", Args: args})
}

// disputed is the rest of a SQL query behind FROM: the Store rows s of a table
// that have a conflict and whose rows this database may write. A live record is
// in the app's table, and a deleted one is not. ?1 is the time since when they
// must be as they are, ?2 the model's name.
func disputed(m *apptable.Table) string {
	row := "EXISTS (SELECT 1 FROM " + sqldb.Quote(m.Table) + " a WHERE a.id = s.id)"
	return "amora_purgeable p CROSS JOIN morango_store s ON s.id = p.id WHERE p.since <= ?1 AND s.model_name = ?2" +
		" AND " + conflict.Unsettled + " AND s.deserialization_error = '' AND " + conflict.AtRest +
		" AND " + row + " <> s.deleted AND " + value.Writable("s.partition")
}
