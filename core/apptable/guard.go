package apptable

import (
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Guarded runs a statement of the app's by fn. A statement that is not about
// rows, but makes or drops tables for example, must leave alone what the engine
// made: without its triggers a table would silently be synced no longer. Error:
// bad_request if it does not, upon which the caller rolls back.
func Guarded(tx sqldb.Tx, s *schema.Schema, sql string, fn func() error) error {
	if aboutRows(sql) {
		return fn()
	}
	before, err := madeHere(tx, s)
	if err != nil {
		return err
	}
	triggers, err := owntrigger.Texts(tx)
	if err != nil {
		return err
	}
	if err := fn(); err != nil {
		return err
	}
	after, err := madeHere(tx, s)
	if err != nil {
		return err
	}
	if after != before {
		return fault.Errorf(fault.BadRequest, "the statement would change a synced table, or what belongs to one").
			WithHint("models and columns change by the schema that the database is opened with; names that begin with amora_ or morango_ are taken")
	}
	if err := checkOwnSchema(tx, s); err != nil {
		return err
	}
	return owntrigger.Arrange(tx, s, triggers)
}

// checkOwnSchema looks at what the app has made besides the engine's tables:
//
//   - a temporary table or view hides a table of that name;
//   - a temporary trigger fires while a sync applies, and is on one connection
//     only;
//   - a foreign key to a table of the engine's would refuse its deletions.
func checkOwnSchema(tx sqldb.Tx, s *schema.Schema) error {
	problem, err := tx.Text(`SELECT 'a temporary ' || type || ' may not be named ' || name FROM sqlite_temp_schema
 WHERE lower(name) IN (SELECT lower(value) FROM json_each(?1)) OR `+owntrigger.EngineName("name")+`
UNION ALL SELECT 'the temporary trigger ' || name || ' is on a table that is not temporary' FROM sqlite_temp_schema t
 WHERE type = 'trigger' AND NOT EXISTS (SELECT 1 FROM sqlite_temp_schema o
  WHERE o.type <> 'trigger' AND o.name = t.tbl_name COLLATE NOCASE)
UNION ALL SELECT 'table ' || t.name || ' may not refer to the engine''s table ' || f."table" FROM sqlite_schema t
 CROSS JOIN pragma_foreign_key_list(t.name) f
 WHERE t.type = 'table' AND `+owntrigger.EngineName(`f."table"`)+`
LIMIT 1`, sqldb.ToJSON(s.Tables()))
	if err == nil && problem != "" {
		err = fault.Errorf(fault.BadRequest, "%s", problem)
	}
	return err
}

// aboutRows reports whether a statement can change nothing but rows. In doubt,
// before a comment, say, it is not.
func aboutRows(sql string) bool {
	words := strings.Fields(sql[:min(len(sql), 100)])
	if len(words) == 0 {
		return true
	}
	switch strings.ToUpper(words[0]) {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH":
		return true
	}
	return false
}

// madeHere lists the tables, indexes, views and triggers that are the engine's,
// and the app tables. Indexes and triggers of the app's own may come and go,
// and with a trigger its companions.
func madeHere(tx sqldb.Tx, s *schema.Schema) (string, error) {
	return tx.Text(`SELECT json_group_array(json_array(name, sql)) FROM (SELECT name, sql FROM sqlite_schema
WHERE (`+owntrigger.EngineName("name")+` OR type = 'table'
 AND name IN (SELECT value FROM json_each(?1)))
 AND substr(name, 1, `+strconv.Itoa(len(owntrigger.CompanionPrefix))+`) <> '`+owntrigger.CompanionPrefix+`' ORDER BY name)`,
		sqldb.ToJSON(s.Tables()))
}
