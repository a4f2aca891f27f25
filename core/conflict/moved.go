package conflict

import (
	"strings"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/moves"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// A row that moves to another partition becomes another record (MORANGO.md
// §13.32). Changes that others made of the earlier record meet its deletion, and
// are merged with it. Whoever may write both carries them over to the later
// record, where they are conflicts. Every device makes the same of it, so that
// two that do it at once come to versions that are alike.

// movedKey is the path of moves.Key.
const movedKey = "'$." + moves.Key + "'"

// LearnMoves notes what the received records say of moves that are to be
// applied. A record that is live again has not moved. It reports whether they
// concern any move, or those did that were applied since more is expected.
func LearnMoves(tx sqldb.Tx, more bool) (bool, error) {
	err := sqldb.ExecAll(tx,
		sqldb.Statement{SQL: "INSERT INTO amora_relocated (id, moved_to) SELECT s.id, l.value ->> " + movedKey +
			" FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id CROSS JOIN json_each(" + lineArray(valueLines("s")) + ") l" +
			" WHERE " + moves.Says("s") + " AND json_valid(l.value) AND (" + value.NotID("l.value ->> "+movedKey) + ") IS FALSE ON CONFLICT DO NOTHING"},
		sqldb.Statement{SQL: "DELETE FROM amora_relocated WHERE pending = 0 AND id IN (SELECT s.id FROM amora_store_dirty d" +
			" CROSS JOIN morango_store s ON s.id = d.id WHERE s.deleted = 0 AND EXISTS (SELECT 1 FROM amora_relocated))"},
		sqldb.Statement{SQL: noteConcernedSQL})
	if err != nil || more {
		return false, err
	}
	n, err := tx.Exec("DELETE FROM amora_meta WHERE key = '" + movesKey + "'")
	if err != nil || n == 0 {
		return false, err
	}
	return true, EraseEarlier(tx)
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
   WHERE j.type = 'text' AND j.key <> '` + moves.Key + `' AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.id = j.value)))
 ON CONFLICT DO NOTHING`

// CarryMoved carries what is left of the earlier records of moved rows over to
// the later ones, as the version v: conflicts, and what others have changed. The
// records are those that are to be applied, and those of rows that have been
// moved here, in the datasets that the filter is about, a parameter of
// rooms.InAnyOf.
func CarryMoved(tx sqldb.Tx, m *apptable.Table, v counter.Version, filter any) error {
	if !m.Movable() {
		return nil
	}
	args := []any{v.Instance, v.Counter, filter}
	n, err := tx.Exec(carrySQL(m), args...)
	if err != nil || n == 0 {
		return err
	}
	_, err = tx.Exec(crossedSQL(m)+`UPDATE morango_store AS s SET last_saved_instance = ?1, last_saved_counter = ?2,
 last_transfer_session_id = NULL,
 serialized = (SELECT l.value FROM line l WHERE l.id = s.id AND l.moved ORDER BY l.n LIMIT 1),
 conflicting_serialized_data = ifnull((SELECT group_concat(value || char(10), '') FROM (
   SELECT DISTINCT l.value FROM line l WHERE l.id = s.id AND l.moved ORDER BY l.n LIMIT -1 OFFSET 1)), '')
WHERE s.id IN (SELECT start FROM goal)`, args...)
	return err
}

// MovesSaved ends the moves of which both records are serialized.
func MovesSaved(tx sqldb.Tx, m *apptable.Table) error {
	if !m.Movable() {
		return nil
	}
	there := " WHERE pending = 1 AND EXISTS (SELECT 1 FROM morango_store s" +
		" WHERE s.id = moved_to AND s.model_name = " + sqldb.QuoteText(m.Name) + ")" +
		" AND NOT EXISTS (SELECT 1 FROM " + m.DirtyTable() + " d WHERE d.id = moved_to)"
	_, err := tx.Exec("UPDATE amora_relocated SET pending = 0" + there)
	return err
}

// crossedSQL is a WITH clause: line has the values of the earlier records, moved
// tells those that say where the row is; goal has the later records, if they are
// here and have to get some of the values. ?3 is a filter.
func crossedSQL(m *apptable.Table) string {
	name := sqldb.QuoteText(m.Name)
	received := "SELECT id FROM amora_store_dirty WHERE model_name = " + name
	return `WITH RECURSIVE line AS MATERIALIZED (
  SELECT s.id, l.key AS n, l.value, (l.value -> ` + movedKey + `) IS NOT NULL AS moved
  FROM morango_store s CROSS JOIN json_each(` + lineArray(valueLines("s")) + `) l
  WHERE s.id IN (` + received + ` UNION SELECT id FROM amora_relocated WHERE pending = 1
    UNION SELECT id FROM amora_relocated WHERE moved_to IN (` + received + `))
   AND s.model_name = ` + name + ` AND NOT s.hard_deleted AND ` + moves.Says("s") + ` AND ` + value.Writable("s.partition") + `
   AND ` + rooms.InAnyOf("s.partition", "?3") + ` AND json_valid(l.value)
), way (start, id, hops) AS (
  SELECT DISTINCT l.id, l.id, 0 FROM line l WHERE NOT l.moved UNION ` + moves.Hops + `
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

// EraseEarlier remembers as hard-deleted the earlier records of rows that were
// hard-deleted where they had moved to, by this device or another, if it may write
// them. A row that has another place as well keeps its earlier record: what refers
// to that is to find it.
func EraseEarlier(tx sqldb.Tx) error {
	return sqldb.ExecAll(tx, sqldb.Statement{SQL: eraseEarlierSQL},
		sqldb.Statement{SQL: "INSERT INTO morango_deletedmodels (id, profile) SELECT id, profile FROM morango_harddeletedmodels WHERE true ON CONFLICT DO NOTHING"})
}

var eraseEarlierSQL = `WITH RECURSIVE back (id) AS (
  SELECT id FROM morango_harddeletedmodels
  UNION SELECT s.id FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE s.hard_deleted = 1
  UNION SELECT n.id FROM amora_store_dirty d CROSS JOIN amora_relocated v ON v.id = d.id
   CROSS JOIN morango_store n ON n.id = v.moved_to WHERE n.hard_deleted = 1
  UNION SELECT e.id FROM back b CROSS JOIN amora_relocated v ON v.moved_to = b.id CROSS JOIN morango_store e ON e.id = v.id
   CROSS JOIN morango_store n ON n.id = b.id AND ` + moves.Became("e", "n") + `
)
INSERT INTO morango_harddeletedmodels (id, profile) SELECT e.id, e.profile FROM back b CROSS JOIN morango_store e ON e.id = b.id
WHERE e.deleted = 1 AND NOT e.hard_deleted AND ` + moves.Has("e.id") + ` AND NOT ` + moves.Awaited("e.id") + `
 AND ` + value.Writable("e.partition") + ` ON CONFLICT DO NOTHING`

// Refollow leads references of rows that stay where their row has moved to, once
// the later record is here, which may come long after the earlier one: on_delete has
// made them NULL, or they are optional.
func Refollow(tx sqldb.Tx, m *apptable.Table) error {
	for _, c := range m.Columns {
		if !m.Lingers(c.Name) {
			continue
		}
		err := sqldb.Nested(tx, func() error {
			_, err := sqldb.AsApp(tx).Exec(refollowSQL(m, c.Name, c.Key()))
			return err
		})
		if err != nil && !sqldb.IsRefusal(err) {
			return err
		}
	}
	return nil
}

func refollowSQL(m *apptable.Table, name, key string) string {
	const earlier = " IN (SELECT id FROM amora_relocated)"
	table, column, model := sqldb.Quote(m.Table), "a."+sqldb.Quote(name), sqldb.QuoteText(m.Name)
	was := "(e.serialized ->> " + sqldb.QuoteText(key) + ")"
	return "UPDATE " + table + " AS a SET " + sqldb.Quote(name) + " = x.place FROM (SELECT a.id, " + m.Followed(name, was) + " AS place FROM " + table + " a" +
		" CROSS JOIN morango_store e ON e.id = a.id WHERE EXISTS (SELECT 1 FROM amora_relocated)" +
		" AND (" + column + earlier + " OR " + column + " IS NULL AND " + was + earlier + ")" +
		" AND e.deleted = 0 AND e.model_name = " + model + " AND NOT EXISTS (SELECT 1 FROM " + m.DirtyTable() + " d WHERE d.id = a.id)" +
		" AND NOT EXISTS (SELECT 1 FROM amora_store_dirty d WHERE d.model_name = " + model + " AND d.id = a.id) LIMIT -1 OFFSET 0) x" +
		" WHERE a.id = x.id AND " + m.References[name].There("x.place")
}
