package apptable

import (
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// saveMergeRules writes how the models' records merge, for the SQL of package
// conflict. What the schema does not know merges by the room's rules, as on a
// relay (version3.sql): models and columns of other versions of the app.
func saveMergeRules(tx sqldb.Tx, s *schema.Schema) error {
	return sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "DELETE FROM amora_merge_rule"},
		sqldb.Statement{SQL: "INSERT INTO amora_merge_rule (name, rule) SELECT key, value FROM json_each(?1)",
			Args: []any{sqldb.ToJSON(s.Declared().MergeRules)}},
		sqldb.Statement{SQL: `INSERT INTO amora_merge_rule (name, rule) SELECT e.key, e.value
 FROM amora_bundle b CROSS JOIN json_each(b.text, '$.merge_rules') e WHERE true ON CONFLICT DO NOTHING`},
		sqldb.Statement{SQL: `DELETE FROM amora_base AS b WHERE NOT EXISTS (SELECT 1 FROM morango_store s
 JOIN amora_merge_rule r ON r.name = s.model_name WHERE s.id = b.id)`},
	)
}
