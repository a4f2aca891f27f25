package apptable

import (
	"strings"
	"sync"

	"github.com/amora-sync/amora/core/moves"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/unlinked"
	"github.com/amora-sync/amora/core/value"
)

// Table is the app table of a model, which writes its SQL.
type Table struct {
	*schema.Model
	put func() putStatements // written when first needed
}

// New is the table of a model. It writes nothing to a database.
func New(m *schema.Model) *Table {
	t := &Table{Model: m}
	t.put = sync.OnceValue(t.putStatements)
	return t
}

// createSQL creates the app table with its indexes. Models of one table share
// it.
func (m *Table) createSQL() []string {
	// id and the two that make it are NULL only while a row is being
	// inserted. A rowid table: text keys WITHOUT ROWID are slower.
	columns := []string{"id TEXT UNIQUE"}
	for _, c := range m.Columns {
		columns = append(columns, column(c).definition(m.References[c.Name]))
	}
	columns = append(columns, "_morango_source_id TEXT", "_morango_partition TEXT")
	table := "CREATE TABLE " + sqldb.Quote(m.Table) + " (\n " + strings.Join(columns, ",\n ") + "\n) STRICT"
	return append([]string{table}, m.referenceIndexes()...)
}

// referenceIndexes create the indexes of reference columns.
func (m *Table) referenceIndexes() (statements []string) {
	for _, c := range m.Columns {
		if m.References[c.Name].Table != "" {
			statements = append(statements, m.indexSQL(c.Name))
		}
	}
	return statements
}

// dirtySetSQL creates the model's dirty set.
func (m *Table) dirtySetSQL() string {
	return "CREATE TABLE " + m.DirtyTable() + " (id TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID"
}

// indexSQL creates the index of a reference column, or of columns that are
// unique together, unless it is there.
func (m *Table) indexSQL(columns ...string) string {
	return "CREATE INDEX IF NOT EXISTS " + sqldb.Quote("amora_"+m.Table+"_"+strings.Join(columns, ".")) +
		" ON " + sqldb.Quote(m.Table) + " (" + quotedList(columns) + ")"
}

// triggerSQL creates the triggers that make plain SQL tracked:
//
//	fill     an inserted row that lacks id, source id or partition gets them
//	filled   such a row then passes the checks of insert
//	insert   checks; the row is dirty, a remembered deletion of it forgotten
//	update   size, write scope; the row is dirty
//	fixed    id, source id, partition and what they follow from stay, but for
//	         moves to another partition
//	move     a row whose partition changes becomes another record
//	checked  values that the column's storage class does not vouch for
//	stored   values that plain SQL wrote in another form get the stored one
//	delete   write scope; the deletion is remembered, the row no longer dirty
//	orphan   a row that goes with another which deserialize deletes
//	unlink   what a reference does when the other row is deleted (package unlinked)
//
// SQLite runs the statements of a trigger under the conflict clause of the
// statement that fired it (INSERT OR REPLACE …), so none relies on its own.
func (m *Table) triggerSQL() []string {
	statements := []string{
		m.trigger("fill", "AFTER INSERT", "NOT ("+owntrigger.CompleteRow("NEW")+")", nil, m.fill()...),
		m.trigger("filled", "AFTER UPDATE OF id, _morango_source_id, _morango_partition", "NOT ("+owntrigger.CompleteRow("OLD")+")",
			m.insertProblems("OLD.id IS NOT NULL"), m.markInserted()...),
		m.trigger("insert", "AFTER INSERT", owntrigger.CompleteRow("NEW"), m.insertProblems("true"), m.markInserted()...),
		m.trigger("update", "AFTER UPDATE", owntrigger.CompleteRow("OLD")+" AND NOT "+m.stale(), m.updateProblems(), m.markDirty()),
		m.trigger("fixed", "AFTER UPDATE OF "+quotedList(m.fixedColumns()), owntrigger.CompleteRow("OLD"), m.keyProblems()),
		m.trigger("delete", "AFTER DELETE", owntrigger.CompleteRow("OLD"), m.deleteProblems(), m.rememberDeleted()...),
	}
	if m.Movable() {
		statements = append(statements, m.moveTrigger())
	}
	if len(m.References) > 0 {
		statements = append(statements, m.orphanTrigger())
	}
	statements = append(statements, m.storedTriggers()...)
	if columns, problems := m.changeProblems(); len(problems) > 0 {
		statements = append(statements, m.trigger("checked", "AFTER UPDATE OF "+quotedList(columns), owntrigger.CompleteRow("OLD"), problems))
	}
	return append(statements, unlinked.Triggers(m.Model)...)
}

// orphanTrigger remembers the rows that go while deserialize writes and whose
// records live on: SQLite cascades, and their records were not deleted. As in
// Morango such a record stays as it is, until an instance that receives it anew
// finds what it refers to deleted (MORANGO.md §6). Should that come back first,
// the record is applied again (MORANGO.md §13.18).
func (m *Table) orphanTrigger() string {
	return "CREATE TRIGGER " + sqldb.Quote("amora_"+m.OwnName()+"_orphan") + " AFTER DELETE ON " + sqldb.Quote(m.Table) +
		" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0)" + m.Rows("OLD") +
		" BEGIN\n INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;\nEND"
}

func quotedList(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = sqldb.Quote(name)
	}
	return strings.Join(quoted, ", ")
}

// trigger checks first, then runs the statements.
func (m *Table) trigger(what, event, when string, problems []problem, statements ...string) string {
	if len(problems) > 0 {
		statements = append([]string{m.raise(problems)}, statements...)
	}
	row := "OLD"
	if strings.HasPrefix(event, "AFTER INSERT") {
		row = "NEW"
	}
	return "CREATE TRIGGER " + sqldb.Quote("amora_"+m.OwnName()+"_"+what) + " " + event + " ON " + sqldb.Quote(m.Table) +
		" WHEN " + when + m.Rows(row) + " AND " + owntrigger.Idle + " BEGIN\n " + strings.Join(statements, ";\n ") + ";\nEND"
}

// fill completes an inserted row. What was given stays, for the checks to
// compare with what it should be. If another row has the id already and the
// statement says to ignore that, nothing remains of the new one.
//
// The layers keep SQLite from asking for two random ids where it needs one.
func (m *Table) fill() []string {
	given := value.PlainIDOf("NEW.id")
	otherwise := "amora_uuid()"
	switch {
	case m.SourceTemplate != nil:
		otherwise = m.SourceTemplate.SQL(schema.ColumnOf("NEW"), "")
	case m.ID == trust.IDRuleSource:
		otherwise = given + ", amora_uuid()"
	case m.TakesIDs():
		otherwise = knownSource(given) + ", " + given + ", amora_uuid()"
	}
	sources := "(SELECT coalesce(NEW._morango_source_id, " + otherwise + ") AS source" + layer
	id := "source"
	if m.ID != trust.IDRuleSource {
		id = m.modelID(schema.ColumnOf("NEW"), "source")
	}
	ids := "(SELECT coalesce(" + given + ", " + id + ") AS id, source FROM " + sources + layer
	values := "SELECT id, source, coalesce(NEW._morango_partition, " + m.PartitionTemplate.SQL(schema.ColumnOf("NEW"), "id") + ") FROM " + ids
	table := sqldb.Quote(m.Table)
	return []string{
		"UPDATE " + table + " SET (id, _morango_source_id, _morango_partition) = (" + values + ") WHERE _rowid_ = NEW._rowid_",
		"DELETE FROM " + table + " WHERE _rowid_ = NEW._rowid_ AND id IS NULL",
	}
}

// knownSource is the source id of the record with that id, NULL where there is
// none: a row that was deleted comes back as the record that it was.
func knownSource(id string) string {
	return "(SELECT source_id FROM morango_store WHERE id = " + id + ")"
}

// declaredRule is a SQL expression: the id rule of the model in the bundle that
// has the text, NULL where it has none.
func (m *Table) declaredRule() string { return "text -> '$.id_rules' ->> " + sqldb.QuoteText(m.Name) }

// UndeclaredIDs is a SQL condition: peers would take ids of dirty rows for wrong
// ones, and refuse whatever comes with them. The owner's device declares the id
// rules of a new version of the app when it syncs, and a member may have that
// version before. filter is a parameter, see rooms.InAnyOf: of other datasets
// neither rows nor rules count. The condition is "" for models whose ids
// recompute.
func (m *Table) UndeclaredIDs(filter string) string {
	undeclared := "EXISTS (SELECT 1 FROM amora_bundle WHERE " + m.declaredRule() + " IS NULL AND " + rooms.InAnyOf("room", filter) + ")"
	switch m.IDRule() {
	case trust.IDRuleSource:
		return undeclared
	case trust.IDRuleGiven:
		return undeclared + " AND EXISTS (SELECT 1 FROM " + m.DirtyTable() + " d CROSS JOIN " + sqldb.Quote(m.Table) +
			" a ON a.id = d.id WHERE a.id = a._morango_source_id AND " + rooms.InAnyOf("a._morango_partition", filter) + ")"
	}
	return ""
}

// modelID is the id that follows from columns and a source id.
func (m *Table) modelID(column func(name string) string, source string) string {
	return "amora_id(" + m.PartitionTemplate.Placeholder(column) + ", " + source + ", " + sqldb.QuoteText(m.Name) + ")"
}

func (m *Table) markDirty() string {
	return "INSERT INTO " + m.DirtyTable() + " (id) VALUES (NEW.id) ON CONFLICT DO NOTHING"
}

// markInserted marks the row as dirty, and forgets a deletion of it that was
// not serialized yet. What referred to it is led to it by the next sync.
func (m *Table) markInserted() []string {
	return append([]string{
		m.markDirty(),
		"DELETE FROM morango_deletedmodels WHERE id = NEW.id",
		"DELETE FROM morango_harddeletedmodels WHERE id = NEW.id",
		"DELETE FROM amora_relocated WHERE id = NEW.id",
	}, unlinked.BackSQL("NEW.id")...)
}

// rememberDeleted remembers a deletion for serialize; cascades fire it too
// (Morango's models/core.py, _receive_morango_delete_signals).
func (m *Table) rememberDeleted() []string {
	profile := sqldb.QuoteText(m.Profile)
	statements := []string{
		"INSERT INTO morango_deletedmodels (id, profile) VALUES (OLD.id, " + profile + ") ON CONFLICT DO NOTHING",
		"INSERT INTO morango_harddeletedmodels (id, profile) SELECT OLD.id, " + profile +
			" WHERE EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING",
		"DELETE FROM " + m.DirtyTable() + " WHERE id = OLD.id",
	}
	if m.Movable() { // nobody else will hear of a place that the row was not serialized at
		const there = " FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT " + saved
		statements = append(statements, "INSERT INTO morango_harddeletedmodels (id, profile) SELECT id, "+profile+there+
			" AND EXISTS (SELECT 1 FROM amora_hard) ON CONFLICT DO NOTHING", "DELETE"+there)
	}
	return statements
}

// JSONPairs writes the arguments of json_object (keyPrefix "") or json_set
// ("$.") that bring a row, by its alias, to Morango's serialized form
// (MORANGO.md §2; models/core.py, serialize).
func (m *Table) JSONPairs(row, keyPrefix string) string {
	pairs := make([]string, 0, len(m.Columns)+3)
	for _, name := range []string{"id", "_morango_source_id", "_morango_partition"} {
		pairs = append(pairs, sqldb.QuoteText(keyPrefix+name)+", "+row+"."+name)
	}
	for _, c := range m.Columns {
		pairs = append(pairs, sqldb.QuoteText(keyPrefix+c.Key())+", "+column(c).toJSON(row+"."+sqldb.Quote(c.Name)))
	}
	return strings.Join(pairs, ", ")
}

// Extract writes `<expression> AS "column", …` for the schema's columns, in
// its order: their stored forms, taken from the JSON text expression of a record.
// A missing key gives the column's backfill or default. Values of a wrong type come out as they are,
// for [Table.Invalid] to find.
//
// Last comes the JSON itself as _amora_json, which [Table.Invalid] looks into.
// Callers select from `(SELECT id, source_id, partition, <extract> … LIMIT -1
// OFFSET 0)` by name: the LIMIT keeps SQLite from repeating the extraction for
// each mention.
func (m *Table) Extract(serialized string) string {
	var list []string
	for _, c := range m.Columns {
		value := m.Followed(c.Name, m.fromRecord(c, serialized))
		if m.References[c.Name].SetsNull() {
			value = "(SELECT CASE WHEN NOT " + moves.DeletedRecord("x", "partition") + " THEN x END FROM (SELECT " + value + " AS x" + layer + ")"
		}
		list = append(list, value+" AS "+sqldb.Quote(c.Name))
	}
	return strings.Join(append(list, serialized+" AS _amora_json"), ", ")
}

// Invalid is a SQL expression over what [Table.Extract] gives, id, source_id
// and partition: NULL if the row may go into the app table, else a reason and
// the column that it is about (quarantine.Reason.About): Required, BadValue,
// BadID or BadPartition. The last two say that id or partition are not those
// that follow from the columns, or that the JSON names others (MORANGO.md
// §13.11). Over NULL columns no partition follows, and none is right. The partition
// of a model without templates is taken as it comes. Checks are for what is
// written here.
func (m *Table) Invalid() string { return m.invalid("_amora_json ->> 'id'", schema.Column.Key) }

// columnName is the name of a column in the rows of put.
func columnName(c schema.Column) string { return c.Name }

// invalid is Invalid for JSON whose id is the SQL expression named, and that has
// columns by the name that key gives.
func (m *Table) invalid(named string, key func(schema.Column) string) string {
	var b strings.Builder
	badID := sqldb.QuoteText(quarantine.BadID.About("id"))
	b.WriteString("CASE")
	for _, c := range m.Columns {
		name := sqldb.Quote(c.Name)
		if !c.Nullable {
			b.WriteString(" WHEN " + name + " IS NULL THEN " + sqldb.QuoteText(quarantine.Required.About(c.Name)))
		}
		bad := column(c).bad(name, key(c))
		if c.Constant != "" {
			bad = name + " IS NOT " + sqldb.QuoteText(c.Constant)
		}
		b.WriteString(" WHEN " + bad + " THEN " + sqldb.QuoteText(quarantine.BadValue.About(c.Name)))
	}
	if m.ID == trust.IDRuleSource {
		b.WriteString(" WHEN id <> source_id THEN " + badID)
	}
	differs := " IS NOT "
	if len(m.PartitionTemplate) == 0 {
		differs = " <> "
	}
	b.WriteString(" WHEN partition" + differs + m.PartitionTemplate.SQL(schema.ColumnOf(""), "id") + " OR partition <> _amora_json ->> '_morango_partition' THEN " + sqldb.QuoteText(quarantine.BadPartition.About("partition")) +
		" WHEN id <> " + named + " OR source_id <> _amora_json ->> '_morango_source_id' THEN " + badID + " END")
	return b.String()
}
