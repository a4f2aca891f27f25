package conflict

import (
	"fmt"

	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// Records of models that merge by columns (schema.MergeColumns) keep what both
// sides of a conflict have changed. Each side is held against the version that
// both were made of, which is among those that were replaced here (amora_base).
// Any device that merges the same two versions comes to the same values: which
// side stays where both changed a column does not depend on whose Store it is.
// So two such merges are alike.

// byColumns is a SQL condition: the Store row s is of a model that merges by
// columns.
const byColumns = "EXISTS (SELECT 1 FROM amora_merge_rule u WHERE u.name = s.model_name)"

// noTrace is a SQL condition: two versions of the Store row s that hold the same
// are alike without a trace of a merge, because merges by columns leave none.
// But where numbers are added up two devices may have added the same.
var noTrace = byColumns + ` AND NOT EXISTS (SELECT 1 FROM amora_merge_rule u
    WHERE u.rule = '` + schema.MergeAdd + "' AND " + ofColumn + ")"

// ofColumn is a SQL condition: rule u is of a column of the Store row s.
const ofColumn = "substr(u.name, 1, length(s.model_name) + 1) = s.model_name || '.'"

// MergeColumns merges by columns what of a session is to be merged (outcome
// 'merged' of amora_merge), where the models say so. It returns how many are no
// conflicts, because nothing of either side is lost.
func MergeColumns(tx sqldb.Tx, session int64) (whole int64, err error) {
	there, err := sqldb.Int(tx, "SELECT EXISTS (SELECT 1 FROM amora_merge_rule)")
	if err != nil || there == 0 {
		return 0, err
	}
	if _, err := tx.Exec(columnsSQL, session); err != nil {
		return 0, err
	}
	if _, err := tx.Exec(keepSQL, session); err != nil {
		return 0, err
	}
	return sqldb.Int(tx, "SELECT count(*) FROM amora_merge WHERE merged IS NOT NULL AND NOT clash")
}

// keepSQL keeps the incoming versions that are merged: the peer may go on from
// them, and has not heard of the merge. ?1 is the session.
const keepSQL = `INSERT INTO amora_base (id, counters, serialized, conflicts)
SELECT s.id, ` + BufferKnows + `, b.serialized, b.conflicting_serialized_data
FROM amora_merge m CROSS JOIN morango_store s ON s.id = m.id CROSS JOIN ` + Incoming + `
WHERE m.outcome = 'merged' AND NOT b.deleted AND ` + byColumns

// mergedSelf is a SQL expression: the _self_ref_fk of the Store row s that was
// merged by columns into row m of amora_merge.
const mergedSelf = `ifnull((SELECT m.merged ->> ('$."' || substr(u.name, length(s.model_name) + 2) || '"')
  FROM amora_merge_rule u WHERE u.rule = 'self' AND ` + ofColumn + "), '')"

// lastCommon is a SQL query: of the versions of the Store row s that were
// replaced here the one that s and the buffered row b were made of, by its row
// number. All that it knows b knows, too, and what both know it knows.
var lastCommon = `SELECT z.n FROM amora_base z WHERE z.id = s.id
     AND NOT EXISTS (SELECT 1 FROM json_each(z.counters) c WHERE c.value > ifnull(` + there("c.key") + `, -1))
     AND NOT EXISTS (SELECT 1 FROM (
       SELECT s.last_saved_instance AS id, s.last_saved_counter AS counter
       UNION ALL SELECT r.instance_id, r.counter FROM amora_recordmaxcounter r WHERE r.store_model_id = s.id) k
      WHERE min(k.counter, ifnull(` + there("k.id") + `, -1)) > ifnull(z.counters ->> ('$."' || k.id || '"'), -1))
     ORDER BY z.n DESC LIMIT 1`

// there is a SQL expression: the counter of an instance that the buffered row b
// knows, NULL without one.
func there(instance string) string {
	return "nullif(max(ifnull(b.rmcb ->> ('$.\"' || " + instance + " || '\"'), -1)," +
		" iif(b.last_saved_instance = " + instance + ", b.last_saved_counter, -1)), -1)"
}

// columnsSQL merges the records of outcome 'merged' by columns, where their
// model says so and the version is here that the two were made of: nothing that
// both know lies beyond it. In merges that cross, devices could otherwise
// exchange a column's values for ever. ?1 is the session, as in package pipeline.
//
// Where both changed a column, the value of the version with the greater
// instance id stays. Of the conflicts that both sides had those are dropped that
// one of them has settled since.
var columnsSQL = `WITH pair AS MATERIALIZED (
  SELECT m.id, s.model_name, z.serialized AS base, z.conflicts AS base_lines,
   s.conflicting_serialized_data AS here, b.conflicting_serialized_data AS there, ` + bothConflicts + ` AS older,
   iif(` + storeLater + `, s.serialized, b.serialized) AS first,
   iif(` + storeLater + `, b.serialized, s.serialized) AS second
  FROM amora_merge m CROSS JOIN morango_store s ON s.id = m.id CROSS JOIN ` + Incoming + `
  CROSS JOIN amora_base z ON z.n = (` + lastCommon + `)
  WHERE m.outcome = 'merged' AND NOT s.deleted AND NOT b.deleted AND ` + byColumns + `
), field AS (
  SELECT p.id, e.key, 0 AS part, e.id AS n, u.rule, p.first -> e.fullkey AS f, p.second -> e.fullkey AS s,
   p.base -> e.fullkey AS z
  FROM pair p CROSS JOIN json_each(p.first) e
  LEFT JOIN amora_merge_rule u ON u.name = p.model_name || '.' || e.key
  UNION ALL
  SELECT p.id, e.key, 1, e.id, NULL, NULL, p.second -> e.fullkey, NULL
  FROM pair p CROSS JOIN json_each(p.second) e WHERE (p.first -> e.fullkey) IS NULL
), result AS (
  SELECT id, json_group_object(key, json(ifnull(v, f)) ORDER BY part, n) AS merged, max(v IS NULL) AS clash
  FROM (SELECT id, key, part, n, f, ` + field + ` AS v FROM field) GROUP BY id
)
UPDATE amora_merge AS m SET merged = r.merged, clash = r.clash, lost = ` + newest(
	"iif(r.clash, "+OneLine("p.second")+" || char(10), '') || p.older",
	"value NOT IN ('', "+OneLine("r.merged")+") AND NOT ("+settled+")", room("octet_length(r.merged)")) + `
FROM result r JOIN pair p ON p.id = r.id
WHERE m.id = r.id AND octet_length(r.merged) <= ` + fmt.Sprint(value.MaxRecordBytes)

// settled is a SQL condition on value, a conflict of one side or both: it was
// one of the version that they were made of, too, and one side has settled it.
// The version that a clash leaves out is not settled. Whoever chose a conflict has
// it as the record's value, and no longer as a conflict. A conflict equal to that
// version's own value only shows that it was merged (see alike), and the next
// merge drops it: there was nothing to settle, and the side that has it met the
// value without having seen it.
var settled = "NOT (r.clash AND value = " + OneLine("p.second") + ") AND value <> " + OneLine("p.base") +
	" AND value IN (" + eachValue("p.base_lines") +
	") AND NOT (value IN (" + eachValue("p.here") + ") AND value IN (" + eachValue("p.there") + "))"

// field is a SQL expression: the merged value of a field, of which the two sides
// have f and s, and had z, each JSON or NULL. NULL is a clash.
var field = `CASE WHEN s IS NULL THEN f
   WHEN rule = '` + schema.MergeAdd + `' AND json_type(f) = 'integer' AND json_type(s) = 'integer'
    AND ifnull(json_type(z), 'null') IN ('integer', 'null') AND typeof(` + sum + `) = 'integer' THEN CAST(` + sum + ` AS TEXT)
   WHEN s IS f THEN f WHEN f IS NULL OR f IS z THEN s WHEN s IS z THEN f
   WHEN rule = '` + schema.MergeUnion + `' AND json_type(f) = 'array' AND json_type(s) = 'array' THEN ` + union + ` END`

const sum = "(f ->> '$') + (s ->> '$') - ifnull(z ->> '$', 0)"

// union is a SQL expression: the list f without what s has taken out of z, and
// behind it what s has added.
var union = `(SELECT json_group_array(json(v) ORDER BY part, n) FROM (
     SELECT f -> x.fullkey AS v, 0 AS part, x.id AS n FROM json_each(f) x
     UNION ALL SELECT s -> y.fullkey, 1, y.id FROM json_each(s) y)
    WHERE iif(part = 0, v NOT IN ` + items("z") + " OR v IN " + items("s") +
	", v NOT IN " + items("z") + " AND v NOT IN " + items("f") + "))"

// items is a SQL query of a list's items, as JSON.
func items(list string) string {
	return "(SELECT " + list + " -> w.fullkey FROM json_each(" + list + ") w)"
}
