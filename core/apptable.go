package core

import (
	"fmt"
	"strings"
)

// applies is the condition under which deserialize runs, idle the opposite:
// then the triggers of app tables act.
const (
	applies = "EXISTS (SELECT 1 FROM amora_applying)"
	idle    = "NOT " + applies
)

// createSQL creates the app table, its indexes, its dirty set and the
// triggers.
func (m *Model) createSQL() []string {
	// id and the two that make it are NULL only while a row is being
	// inserted. A rowid table: text keys WITHOUT ROWID are slower.
	columns := []string{"id TEXT UNIQUE"}
	for _, c := range m.Columns {
		columns = append(columns, c.definition(m.parents[c.Name]))
	}
	columns = append(columns, "_morango_source_id TEXT", "_morango_partition TEXT")
	statements := []string{
		"CREATE TABLE " + quoteIdent(m.Table) + " (\n " + strings.Join(columns, ",\n ") + "\n) STRICT",
		"CREATE TABLE " + m.DirtyTable() + " (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID",
	}
	for _, c := range m.Columns {
		if m.parents[c.Name] != "" {
			statements = append(statements, m.indexSQL(c.Name))
		}
	}
	return append(statements, m.triggerSQL()...)
}

// indexSQL creates the index of a reference column.
func (m *Model) indexSQL(column string) string {
	return "CREATE INDEX " + quoteIdent("amora_"+m.Table+"_"+column) + " ON " + quoteIdent(m.Table) + " (" + quoteIdent(column) + ")"
}

// triggerSQL creates the triggers that make plain SQL tracked:
//
//	fill     an inserted row that lacks id, source id or partition gets them
//	filled   such a row then passes the checks of insert
//	insert   checks; the row is dirty, a remembered deletion of it forgotten
//	update   size, write scope; the row is dirty
//	fixed    id, source id, partition and what they follow from stay
//	checked  values that the column's storage class does not vouch for
//	stored   values that plain SQL wrote in another form get the stored one
//	delete   write scope; the deletion is remembered, the row no longer dirty
//	orphan   a row that goes with another which deserialize deletes
//
// SQLite runs the statements of a trigger under the conflict clause of the
// statement that fired it (INSERT OR REPLACE …), so none relies on its own.
func (m *Model) triggerSQL() []string {
	key := append(m.keyColumns(), "id", "_morango_source_id", "_morango_partition")
	statements := []string{
		m.trigger("fill", "AFTER INSERT", "NOT ("+completeRow("NEW")+")", nil, m.fill()...),
		m.trigger("filled", "AFTER UPDATE OF id, _morango_source_id, _morango_partition", "NOT ("+completeRow("OLD")+")",
			m.insertProblems("OLD.id IS NOT NULL"), m.markInserted()...),
		m.trigger("insert", "AFTER INSERT", completeRow("NEW"), m.insertProblems("true"), m.markInserted()...),
		m.trigger("update", "AFTER UPDATE", completeRow("OLD"), append(m.sizeProblems(), m.scopeProblem("NEW")), m.markDirty()),
		m.trigger("fixed", "AFTER UPDATE OF "+quotedList(key), completeRow("OLD"), m.keyProblems(key)),
		m.trigger("delete", "AFTER DELETE", completeRow("OLD"), []problem{m.deleteProblem()}, m.rememberDeleted()...),
	}
	if len(m.References) > 0 {
		statements = append(statements, m.orphanTrigger())
	}
	statements = append(statements, m.storedTriggers()...)
	if columns, problems := m.valueProblems(); len(problems) > 0 {
		statements = append(statements, m.trigger("checked", "AFTER UPDATE OF "+quotedList(columns), completeRow("OLD"), problems))
	}
	return statements
}

// completeRow is the condition under which a row has its id and what makes it.
func completeRow(row string) string {
	return fmt.Sprintf("%[1]s.id IS NOT NULL AND %[1]s._morango_source_id IS NOT NULL AND %[1]s._morango_partition IS NOT NULL", row)
}

func quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = quoteIdent(name)
	}
	return strings.Join(quoted, ", ")
}

// trigger checks first, then runs the statements.
func (m *Model) trigger(what, event, when string, problems []problem, statements ...string) string {
	if len(problems) > 0 {
		statements = append([]string{m.raise(problems)}, statements...)
	}
	return "CREATE TRIGGER " + quoteIdent("amora_"+m.Table+"_"+what) + " " + event + " ON " + quoteIdent(m.Table) +
		" WHEN " + when + " AND " + idle + " BEGIN\n " + strings.Join(statements, ";\n ") + ";\nEND"
}

// fill completes an inserted row. What was given stays, for the checks to
// compare with what it should be. If another row has the id already and the
// statement says to ignore that, nothing remains of the new one.
//
// The layers keep SQLite from asking for two random ids where it needs one.
func (m *Model) fill() []string {
	const layer = " LIMIT -1 OFFSET 0)"
	otherwise := "amora_uuid()"
	switch {
	case m.source != nil:
		otherwise = m.source.sql(columnOf("NEW"), "")
	case m.ID == idRuleSource:
		otherwise = "NEW.id, amora_uuid()"
	}
	sources := "(SELECT coalesce(NEW._morango_source_id, " + otherwise + ") AS source" + layer
	id := "source"
	if m.ID != idRuleSource {
		id = m.modelID(columnOf("NEW"), "source")
	}
	ids := "(SELECT coalesce(NEW.id, " + id + ") AS id, source FROM " + sources + layer
	values := "SELECT id, source, coalesce(NEW._morango_partition, " + m.partition.sql(columnOf("NEW"), "id") + ") FROM " + ids
	table := quoteIdent(m.Table)
	return []string{
		"UPDATE " + table + " SET (id, _morango_source_id, _morango_partition) = (" + values + ") WHERE _rowid_ = NEW._rowid_",
		"DELETE FROM " + table + " WHERE _rowid_ = NEW._rowid_ AND id IS NULL",
	}
}

// modelID is the id that follows from columns and a source id.
func (m *Model) modelID(column func(name string) string, source string) string {
	return "amora_id(" + m.partition.placeholder(column) + ", " + source + ", " + quoteText(m.Name) + ")"
}

func (m *Model) markDirty() string {
	return "INSERT INTO " + m.DirtyTable() + " (id) VALUES (NEW.id) ON CONFLICT DO NOTHING"
}

// markInserted: a deletion that serialize has yet to carry is undone by
// creating the row again.
func (m *Model) markInserted() []string {
	return []string{
		m.markDirty(),
		"DELETE FROM morango_deletedmodels WHERE id = NEW.id",
		"DELETE FROM morango_harddeletedmodels WHERE id = NEW.id",
	}
}

// rememberDeleted is what serialize carries into the Store; cascades fire it
// too (core.py, _receive_morango_delete_signals).
func (m *Model) rememberDeleted() []string {
	profile := quoteText(m.profile)
	return []string{
		"INSERT INTO morango_deletedmodels (id, profile) VALUES (OLD.id, " + profile + ") ON CONFLICT DO NOTHING",
		"INSERT INTO morango_harddeletedmodels (id, profile) SELECT OLD.id, " + profile +
			" WHERE EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING",
		"DELETE FROM " + m.DirtyTable() + " WHERE id = OLD.id",
	}
}
