package pipeline

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/conflict"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/moves"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/unlinked"
	"github.com/amora-sync/amora/core/value"
)

// Applied is what one [Engine.Deserialize] did to the app tables.
type Applied struct {
	Records     int64 // rows written
	Deleted     int64 // rows deleted
	Quarantined int64 // records that stay dirty, with a deserialization_error
	Conflicts   int64 // received records that met a local edit, which won
}

// Deserialize is the fifth stage: Store → app tables (MORANGO.md §6;
// operations.py, _deserialize_from_store). It serializes first, so that local
// edits win over what was received, then applies the received records under
// the filter, parents first, within the app's triggers' silence.
//
// A record that cannot be applied stays in the Store, dirty, with a reason in
// deserialization_error (a code, a colon, the column), and is tried again by
// every later call; its error is cleared when it succeeds. A record that
// refers to a deleted one is deleted too, as in Morango.
//
// The number of statements depends on the number of models with received
// records, never on the records.
func (e *Engine) Deserialize(tx sqldb.Tx, filter value.Filter) (Applied, error) {
	return e.deserialize(tx, filter, false)
}

// deserializeArrived is Deserialize in the middle of a pull. It applies only
// what needs nothing that may still come: deletions wait, so does a record that
// refers to one which is not there, or deleted (the next chunk may undelete it),
// and one that the app's tables refuse (the next chunk may make room). They stay
// as they are, without a reason, for the Deserialize at the end.
func (e *Engine) deserializeArrived(tx sqldb.Tx, filter value.Filter) (Applied, error) {
	return e.deserialize(tx, filter, true)
}

func (e *Engine) deserialize(tx sqldb.Tx, filter value.Filter, more bool) (Applied, error) {
	conflicts, v, err := e.serialize(tx, filter)
	if err != nil {
		return Applied{}, err
	}
	a := &applying{
		tx: tx, instance: v.Instance, counter: v.Counter, filter: filter, prefixes: value.FilterArg(filter), more: more,
		done: Applied{Conflicts: conflicts},
	}
	received, err := e.received(a)
	if err != nil || len(received) == 0 && !a.moves {
		return a.done, err
	}
	if err := e.followMoves(a, v); err != nil {
		return a.done, err
	}
	if _, err := tx.Exec("INSERT INTO amora_applying (x) VALUES (1)"); err != nil {
		return a.done, fmt.Errorf("deserialize: %w", err)
	}
	for _, m := range e.models {
		if !slices.Contains(received, m.App.Name) && (!a.orphans || m.reviveSQL == "") {
			continue
		}
		if err := m.deserialize(a); err != nil {
			return a.done, fmt.Errorf("deserialize %s: %w", m.App.Name, err)
		}
	}
	if err := e.refollow(a); err != nil {
		return a.done, err
	}
	if err := sqldb.ExecAll(tx, sqldb.Statement{SQL: "DELETE FROM amora_applying"}); err != nil {
		return a.done, err
	}
	return a.done, e.moveAlong(a)
}

// applying is one deserialize under way.
type applying struct {
	tx       sqldb.Tx
	instance string
	counter  int64 // of the serialize before it
	filter   value.Filter
	prefixes any  // the filter, as an argument
	orphans  bool // there are some, or may be by now
	more     bool // records are to come that these may depend on
	moves    bool // rows may have to follow others that have moved
	done     Applied
}

// received lists the models with dirty Store rows or orphans, and looks whether
// there are orphans, or moves to follow. Rows of unknown models stay dirty until
// a schema knows them.
func (e *Engine) received(a *applying) (models []string, err error) {
	if err := unlinked.Relink(a.tx); err != nil || len(e.models) == 0 {
		return nil, err
	}
	var found struct {
		Models         []string
		Orphans, Moves int
	}
	err = sqldb.ReadJSON(a.tx, &found, `SELECT json_object('Models', json_group_array(model_name), 'Orphans', EXISTS (SELECT 1 FROM amora_orphan),
 'Moves', `+conflict.MovesConcerned+`) FROM (
 SELECT DISTINCT model_name FROM amora_store_dirty UNION
 SELECT s.model_name FROM amora_orphan o CROSS JOIN morango_store s ON s.id = o.id)`)
	if err != nil {
		return nil, fmt.Errorf("deserialize: %w", err)
	}
	a.orphans, a.moves = found.Orphans != 0 && !a.more, found.Moves != 0 && !a.more
	models = slices.DeleteFunc(found.Models, func(name string) bool { return e.schema.Model(name) == nil })
	return models, nil
}

// received is the FROM and WHERE of a model's dirty Store rows under the
// filter ?1.
func (m *Table) received() string {
	return "FROM amora_store_dirty d CROSS JOIN morango_store s ON s.id = d.id WHERE d.model_name = " + sqldb.QuoteText(m.App.Name) +
		" AND " + value.Matches("s.partition", "?1")
}

// deserialize applies one model's received records.
func (m *Table) deserialize(a *applying) error {
	var found struct{ All, Deleted, Failed, Dirty int64 }
	if err := sqldb.ReadJSON(a.tx, &found, m.countSQL, a.prefixes); err != nil {
		return err
	}
	if a.moves || found.Deleted > 0 && !a.more {
		if err := m.saveFollowers(a); err != nil {
			return err
		}
	}
	if found.Deleted > 0 && !a.more {
		refused, err := m.deleteReceived(a, found.Failed > 0)
		if err != nil {
			return err
		}
		found.Failed += refused
		a.orphans = true
	}
	revived, err := m.revive(a)
	if err != nil {
		return err
	}
	live := found.All - found.Deleted + revived
	if err := unlinked.Note(a.tx, m.App.Model, m.received(), a.prefixes); err != nil || live == 0 {
		return err
	}
	if found.Failed == 0 && m.App.SelfReference() == "" && (found.Deleted == 0 || !a.more) {
		err := sqldb.Nested(a.tx, func() error {
			n, err := sqldb.AsApp(a.tx).Exec(m.applySQL, a.prefixes)
			if err == nil && n != live {
				err = fault.Errorf(fault.Constraint, "%d of %d records", n, live)
			}
			return err
		})
		if err != nil && !sqldb.IsRefusal(err) {
			return err
		}
		if err == nil {
			a.done.Records += live
			if found.All == found.Dirty { // SQLite empties a whole table at once
				_, err = a.tx.Exec("DELETE FROM amora_store_dirty")
			} else {
				_, err = a.tx.Exec(m.settleAllSQL, a.prefixes)
			}
			return err
		}
	}
	return m.deserializeOneByOne(a)
}

// deserializeOneByOne judges each record by itself and applies those that may
// be applied: for trees, and where something cannot be applied. Still a fixed
// number of statements.
func (m *Table) deserializeOneByOne(a *applying) error {
	if _, err := a.tx.Exec(m.judgeSQL, a.prefixes); err != nil {
		return err
	}
	if m.App.SelfReference() != "" {
		if _, err := a.tx.Exec(m.treeSQL); err != nil {
			return err
		}
	}
	n, err := m.applyJudged(a.tx)
	if err != nil {
		return err
	}
	a.done.Records += n
	if a.more {
		return m.settleArrived(a.tx)
	}
	follow, err := a.tx.Exec(m.followSQL)
	if err != nil {
		return err
	}
	if follow > 0 {
		if err := m.saveFollowers(a); err != nil {
			return err
		}
		a.orphans = true
	}
	if err := m.follow(a.tx); err != nil {
		return err
	}
	if err := sqldb.ExecAll(a.tx, m.settleJudged...); err != nil {
		return err
	}
	failed, err := sqldb.Int(a.tx, "SELECT count(*) FROM amora_work WHERE reason <> '"+reasonFollows+"'")
	if err != nil {
		return err
	}
	a.done.Quarantined += failed
	_, err = a.tx.Exec("DELETE FROM amora_work")
	return err
}

// settleArrived is done with the records that were applied, and leaves the
// others as they are.
func (m *Table) settleArrived(tx sqldb.Tx) error {
	refused, settle := m.settleJudged[0], m.settleJudged[1:]
	if err := sqldb.ExecAll(tx, refused, sqldb.Statement{SQL: "DELETE FROM amora_work WHERE reason IS NOT NULL"}); err != nil {
		return err
	}
	if err := sqldb.ExecAll(tx, settle...); err != nil {
		return err
	}
	_, err := tx.Exec("DELETE FROM amora_work")
	return err
}

// reasonFollows marks a record that is deleted because it refers to a deleted
// one (quarantine.DeletedReference), and because this instance may delete it.
const reasonFollows = "follows"

// deserializeStatements writes a model's statements for this stage.
func (m *Table) deserializeStatements(profile string) {
	name, app := sqldb.QuoteText(m.App.Name), sqldb.Quote(m.App.Table)
	from := m.received()
	m.countSQL = `SELECT json_object('All', count(*), 'Deleted', ifnull(sum(s.deleted), 0),
 'Failed', EXISTS (SELECT 1 FROM morango_store WHERE deserialization_error <> ''),
 'Dirty', (SELECT count(*) FROM amora_store_dirty)) ` + from
	m.deleteSQL = "DELETE FROM " + app + " WHERE id IN (SELECT s.id " + from + " AND s.deleted = 1)"
	done := "id IN (SELECT s.id " + from + " AND s.deleted = 1 AND NOT EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = s.id))"
	m.settleDeletedSQL = "DELETE FROM amora_store_dirty WHERE model_name = " + name + " AND " + done
	m.forgiveDeletedSQL = "UPDATE morango_store SET deserialization_error = '' WHERE deserialization_error <> '' AND " + done

	columns := "SELECT s.id AS id, s.source_id AS source_id, s.partition AS partition, " + m.App.Extract("s.serialized")
	parent := "NULL"
	if self := m.App.SelfReference(); self != "" {
		parent = sqldb.Quote(self)
		m.treeSQL = quarantine.HangingSQL(app)
	} else {
		m.applySQL = m.insertInto(columns+" "+from+" AND s.deleted = 0 LIMIT -1 OFFSET 0",
			"("+m.App.Invalid()+") IS NULL"+m.referencesThere(sourceColumn, sourceColumn("partition")))
		m.settleAllSQL = "DELETE FROM amora_store_dirty WHERE model_name = " + name +
			" AND (?1 IS NULL OR id IN (SELECT s.id " + from + "))"
	}
	m.judgeSQL = "INSERT INTO amora_work (id, parent, reason) SELECT id, " + parent + ", coalesce(" + m.App.Invalid() + m.referenceReasons() + ") FROM (" +
		columns + " " + from + " AND s.deleted = 0 LIMIT -1 OFFSET 0) AS " + sourceAlias
	m.refusedStatements(columns)
	m.settleJudgedStatements(profile, name, app)
}

// sourceAlias names the records that a statement writes from. Their columns
// have to be qualified beside every other table: SQLite takes a bare name for
// the column of the innermost table that has one of that name.
const sourceAlias = "r"

// sourceColumn is a column of the records that a statement writes from.
func sourceColumn(column string) string { return sourceAlias + "." + sqldb.Quote(column) }

// insertInto writes rows of source into the app table where they hold. New
// rows that break a unique index of the app's own are left out; an update that
// does is the error constraint.
func (m *Table) insertInto(source, holds string) string {
	to, from, set := m.written()
	return "INSERT INTO " + sqldb.Quote(m.App.Table) + " (" + to + ")" +
		" SELECT " + from + " FROM (" + source + ") AS " + sourceAlias + " WHERE " + holds +
		" ON CONFLICT (id) DO UPDATE SET " + set + " ON CONFLICT DO NOTHING"
}

// written lists the columns of the app table, those of a source that they
// come from, and what an upsert sets.
func (m *Table) written() (to, from, set string) {
	var names, sets []string
	for _, c := range m.App.Columns {
		q := sqldb.Quote(c.Name)
		names = append(names, q)
		sets = append(sets, q+" = excluded."+q)
	}
	sets = append(sets, "_morango_source_id = excluded._morango_source_id", "_morango_partition = excluded._morango_partition")
	to = sqldb.List(append([]string{"id", "_morango_source_id", "_morango_partition"}, names...)...)
	from = sqldb.List(append([]string{"id", "source_id", "partition"}, names...)...)
	return to, from, sqldb.List(sets...)
}

// foreignReferences lists the columns that refer to other records, which have
// to be there or, if the reference is optional, not to be deleted.
func (m *Table) foreignReferences() []string {
	var out []string
	for _, c := range m.App.Columns {
		r := m.App.References[c.Name]
		if r.Table != "" && c.Name != m.App.SelfReference() && (r.ForeignKey() || !r.SetsNull()) {
			out = append(out, c.Name)
		}
	}
	return out
}

// referencesThere is a SQL condition, led by AND: every record referred to
// has its app row, in the same dataset. value is the expression for a column's
// value, partition that for the record's partition.
func (m *Table) referencesThere(value func(column string) string, partition string) string {
	var sql strings.Builder
	for _, c := range m.foreignReferences() {
		column, r := value(c), m.App.References[c]
		sql.WriteString(" AND (" + column + " IS NULL OR ")
		switch {
		case r.Optional:
			sql.WriteString("NOT " + moves.DeletedRecord(column, partition))
		case r.SetsNull():
			sql.WriteString(r.ThereFor(column, partition) + " OR " + moves.DeletedRecord(column, partition))
		default:
			sql.WriteString(r.ThereFor(column, partition))
		}
		sql.WriteString(")")
	}
	return sql.String()
}

// referenceReasons is a list of SQL expressions, each led by a comma: why a
// reference keeps the record out, else NULL. A parent in the same table is
// only looked up among the deleted records; treeSQL does the rest.
func (m *Table) referenceReasons() string {
	var sql strings.Builder
	partition := sourceColumn("partition")
	deleted := func(c string) { // a row that has moved may come into sight, and takes none with it
		sql.WriteString(", CASE WHEN " + moves.DeletedRecord(sourceColumn(c), partition) + " AND NOT " + moves.Awaited(sourceColumn(c)) + " THEN " + sqldb.QuoteText(quarantine.DeletedReference.About(c)))
	}
	for _, c := range m.foreignReferences() {
		deleted(c)
		if column, r := sourceColumn(c), m.App.References[c]; r.ForeignKey() {
			sql.WriteString(" WHEN " + column + " IS NULL OR " + r.ThereFor(column, partition) + " THEN NULL" +
				" WHEN EXISTS (SELECT 1 FROM morango_store t WHERE t.id = " + column + " AND " + rooms.Same("t.partition", partition) + ")" +
				" THEN " + sqldb.QuoteText(quarantine.FailedReference.About(c)) + " ELSE " + sqldb.QuoteText(quarantine.MissingReference.About(c)))
		}
		sql.WriteString(" END")
	}
	if self := m.App.SelfReference(); self != "" {
		deleted(self)
		column, r := sourceColumn(self), m.App.References[self]
		sql.WriteString(" WHEN " + r.There(column) + " AND NOT " + r.ThereFor(column, partition) +
			" THEN " + sqldb.QuoteText(quarantine.MissingReference.About(self)) + " END")
	}
	if sql.Len() == 0 {
		return ", NULL"
	}
	return sql.String()
}

// followSQL marks the records that follow a deleted one which they refer to,
// and those that hang on such a record, if this instance may write them: a
// deletion that could never leave would live on here alone. What a pull has
// brought that is still under way waits for its end, as it may undelete.
func followSQL() string {
	return `WITH RECURSIVE amora_following (id) AS (
 SELECT w.id FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id
 WHERE w.reason LIKE ` + quarantine.DeletedReference.Like() + ` AND ` + value.Writable("s.partition") + `
  AND NOT EXISTS (SELECT 1 FROM morango_transfersession t WHERE t.id = s.last_transfer_session_id
   AND t.active = 1 AND t.is_server = 0 AND t.push = 0 AND t.transfer_stage = '` + string(StageTransferring) + `')
 UNION
 SELECT w.id FROM amora_following f CROSS JOIN amora_work w ON w.parent = f.id CROSS JOIN morango_store s ON s.id = w.id
 WHERE w.reason = ` + quarantine.FailedReference.SQL() + ` AND ` + value.Writable("s.partition") + `)
UPDATE amora_work SET reason = '` + reasonFollows + `' WHERE id IN (SELECT id FROM amora_following)`
}

// settleJudgedStatements: reasons go to the Store or are cleared there,
// records that follow a deleted one are deleted under this instance if it may
// write them, what is done with is no longer dirty.
func (m *Table) settleJudgedStatements(profile, name, app string) {
	const gone = "SELECT id FROM amora_work WHERE reason = '" + reasonFollows + "'"
	m.followSQL = followSQL()
	m.settleJudged = []sqldb.Statement{
		{SQL: "UPDATE amora_work SET reason = " + quarantine.Constraint.SQL() + " WHERE reason IS NULL AND NOT EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = amora_work.id)"},
		{SQL: "INSERT INTO morango_deletedmodels (id, profile) SELECT id, " + sqldb.QuoteText(profile) + " FROM (" + gone + ") WHERE true ON CONFLICT DO NOTHING"},
		{SQL: m.followHardSQL(profile, gone)},
		{SQL: "UPDATE morango_store AS s SET deserialization_error = CASE WHEN w.reason = '" + reasonFollows + `' THEN '' ELSE ifnull(w.reason, '') END
FROM amora_work w WHERE s.id = w.id AND s.deserialization_error <> ifnull(w.reason, '')`},
		{SQL: "DELETE FROM amora_store_dirty WHERE model_name = " + name +
			" AND id IN (SELECT id FROM amora_work WHERE reason IS NULL OR reason = '" + reasonFollows + "')"},
	}
}

// followHardSQL remembers as hard-deleted those of the records that follow
// which refer to a hard-deleted one, or hang on one of them.
func (m *Table) followHardSQL(profile, following string) string {
	hard := []string{"false"}
	for _, column := range slices.Sorted(maps.Keys(m.App.References)) {
		if m.App.References[column].SetsNull() {
			continue
		}
		target := "s.serialized ->> " + sqldb.QuoteText(m.App.Column(column).Key())
		hard = append(hard, "EXISTS (SELECT 1 FROM morango_store t WHERE t.hard_deleted = 1 AND t.id = "+target+")",
			"EXISTS (SELECT 1 FROM morango_harddeletedmodels t WHERE t.id = "+target+")")
	}
	return `WITH RECURSIVE amora_wiped (id) AS (
 SELECT s.id FROM morango_store s WHERE s.id IN (` + following + ") AND (" + strings.Join(hard, " OR ") + `)
 UNION
 SELECT w.id FROM amora_wiped x CROSS JOIN amora_work w ON w.parent = x.id WHERE w.reason = '` + reasonFollows + `')
INSERT INTO morango_harddeletedmodels (id, profile)
SELECT id, ` + sqldb.QuoteText(profile) + " FROM amora_wiped WHERE true ON CONFLICT DO NOTHING"
}
