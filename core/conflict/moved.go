package conflict

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// A row that moves to another partition becomes another record (MORANGO.md
// §13.32). Changes that others made of the earlier record meet its deletion, and
// are merged with it. Whoever may write both carries them over to the later
// record, where they are conflicts. Every device makes the same of it, so that
// two that do it at once come to versions that are alike.

// movedKey is the path of apptable.MovedKey.
const movedKey = "'$." + apptable.MovedKey + "'"

// LearnMoves notes what the received records say of moves that are to be
// applied. A record that is live again has not moved. It reports whether they
// concern any move, or those did that were applied since more is expected.
func LearnMoves(tx sqldb.Tx, more bool) (bool, error) {
	err := sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "INSERT INTO amora_relocated (id, moved_to) SELECT s.id, l.value ->> " + movedKey +
			" FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id CROSS JOIN json_each(" + lineArray(valueLines("s")) + ") l" +
			" WHERE " + apptable.SaysMoved("s") + " AND json_valid(l.value) AND (" + value.NotID("l.value ->> "+movedKey) + ") IS FALSE ON CONFLICT DO NOTHING"},
		sqldb.Statement{SQL: "DELETE FROM amora_relocated WHERE pending = 0 AND id IN (SELECT s.id FROM amora_store_dirty d" +
			" CROSS JOIN morango_store s ON s.id = d.id WHERE s.deleted = 0)"},
		sqldb.Statement{SQL: noteConcernedSQL})
	if err != nil || more {
		return false, err
	}
	n, err := tx.Exec("DELETE FROM amora_meta WHERE key = '" + movesKey + "'")
	return n > 0, err
}

// movesKey is the key in amora_meta that is there while rows are to be moved
// along.
const movesKey = "moves"

// MovesConcerned is a SQL condition: received records, applied already or not,
// concern moves.
const MovesConcerned = "EXISTS (SELECT 1 FROM amora_meta WHERE key = '" + movesKey + "')"

// noteConcernedSQL notes that a record which is to be applied is the earlier or
// the later one of a move, or refers to an earlier one.
const noteConcernedSQL = "INSERT INTO amora_meta (key, value) SELECT '" + movesKey + `', '' WHERE EXISTS (SELECT 1 FROM amora_relocated)
 AND EXISTS (SELECT 1 FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id
 WHERE EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = s.id) OR EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = s.id)
  OR EXISTS (SELECT 1 FROM json_each(CASE WHEN json_valid(s.serialized) THEN s.serialized END) j
   WHERE j.type = 'text' AND j.key <> '` + apptable.MovedKey + `' AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = j.value)))
 ON CONFLICT DO NOTHING`

// CarryMoved carries what is left of the earlier records of moved rows over to
// the later ones, as the version v: conflicts, and what others have changed. The
// records are those that are to be applied, and those of rows that have been
// moved here.
func CarryMoved(tx sqldb.Tx, m *apptable.Table, v counter.Version) error {
	if !m.Movable() {
		return nil
	}
	n, err := tx.Exec(carrySQL(m), v.Instance, v.Counter)
	if err != nil || n == 0 {
		return err
	}
	_, err = tx.Exec(crossedSQL(m)+`UPDATE morango_store AS s SET last_saved_instance = ?1, last_saved_counter = ?2,
 last_transfer_session_id = NULL,
 serialized = (SELECT l.value FROM line l WHERE l.id = s.id AND l.moved ORDER BY l.n LIMIT 1),
 conflicting_serialized_data = ifnull((SELECT group_concat(value || char(10), '') FROM (
   SELECT DISTINCT l.value FROM line l WHERE l.id = s.id AND l.moved ORDER BY l.n LIMIT -1 OFFSET 1)), '')
WHERE s.id IN (SELECT start FROM goal)`, v.Instance, v.Counter)
	return err
}

// MovesSaved ends the moves of which both records are serialized.
func MovesSaved(tx sqldb.Tx, m *apptable.Table) error {
	if !m.Movable() {
		return nil
	}
	_, err := tx.Exec("UPDATE amora_relocated SET pending = 0 WHERE pending = 1 AND EXISTS (SELECT 1 FROM morango_store s" +
		" WHERE s.id = moved_to AND s.model_name = " + sqldb.QuoteText(m.Name) + ")" +
		" AND NOT EXISTS (SELECT 1 FROM " + m.DirtyTable() + " d WHERE d.id = moved_to)")
	return err
}

// crossedSQL is a WITH clause: line has the values of the earlier records, moved
// tells those that say where the row is; goal has the later records, if they are
// here and have to get some of the values.
func crossedSQL(m *apptable.Table) string {
	name := sqldb.QuoteText(m.Name)
	received := "SELECT id FROM amora_store_dirty WHERE model_name = " + name
	return `WITH RECURSIVE line AS MATERIALIZED (
  SELECT s.id, l.key AS n, l.value, (l.value -> ` + movedKey + `) IS NOT NULL AS moved
  FROM morango_store s CROSS JOIN json_each(` + lineArray(valueLines("s")) + `) l
  WHERE s.id IN (` + received + ` UNION SELECT id FROM amora_relocated WHERE pending = 1
    UNION SELECT id FROM amora_relocated WHERE moved_to IN (` + received + `))
   AND s.model_name = ` + name + ` AND NOT s.hard_deleted AND ` + apptable.SaysMoved("s") + ` AND ` + value.Writable("s.partition") + `
   AND json_valid(l.value)
), way (start, id, hops) AS (
  SELECT DISTINCT l.id, l.id, 0 FROM line l WHERE NOT l.moved UNION ` + apptable.Hops + `
), goal AS MATERIALIZED (
  SELECT w.start, min(n.id) AS id FROM way w CROSS JOIN morango_store n ON n.id = w.id
  WHERE n.deleted = 0 AND n.id <> w.start
   AND ` + value.Writable("n.partition") + ` AND EXISTS (SELECT 1 FROM line l WHERE l.id = w.start AND l.moved) GROUP BY w.start
)
`
}

// carrySQL adds the values to the conflicts of the later records. The version is
// ?1 and ?2.
func carrySQL(m *apptable.Table) string {
	pairs := []string{"'$.id', t.id", "'$._morango_source_id', t.source_id", "'$._morango_partition', t.partition"}
	for _, name := range m.PartitionTemplate.Columns() {
		path := sqldb.QuoteText("$." + m.Column(name).Key())
		pairs = append(pairs, path+", json(t.serialized -> "+path+")")
	}
	return crossedSQL(m) + `UPDATE morango_store AS n SET last_saved_instance = ?1, last_saved_counter = ?2, last_transfer_session_id = NULL,
 conflicting_serialized_data = ` + Bounded("x.lines || n.conflicting_serialized_data", "octet_length(n.serialized)") + `
FROM (SELECT id, ifnull(group_concat(line || char(10), '' ORDER BY n), '') AS lines FROM (
  SELECT t.id, l.n, json_set(l.value, ` + strings.Join(pairs, ", ") + `) AS line
  FROM goal g CROSS JOIN line l ON l.id = g.start AND NOT l.moved CROSS JOIN morango_store t ON t.id = g.id)
  WHERE true GROUP BY id) x
WHERE n.id = x.id`
}

// Reapply has the rows applied again whose references to deleted records of
// target would become NULL, where the rows of those have moved: they are to be
// followed. received is the FROM and WHERE of the target's received records s
// under the filter ?1.
func Reapply(tx sqldb.Tx, m, target *apptable.Table, received string, filter any) error {
	for _, c := range m.Columns {
		r := m.References[c.Name]
		if !r.SetsNull() || !slices.Contains(r.Models, target.Name) {
			continue
		}
		_, err := tx.Exec("INSERT INTO amora_store_dirty (model_name, id) SELECT e.model_name, e.id FROM (SELECT s.id "+received+
			" AND s.deleted = 1) x CROSS JOIN amora_relocated v ON v.id = x.id CROSS JOIN "+sqldb.Quote(m.Table)+" a ON a."+sqldb.Quote(c.Name)+
			" = x.id CROSS JOIN morango_store e ON e.id = a.id WHERE e.deleted = 0 AND e.model_name = ?2 ON CONFLICT DO NOTHING",
			filter, m.Name)
		if err != nil {
			return err
		}
	}
	return nil
}
