package apptable

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/moves"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Movable reports whether rows of the model may move to another partition
// (MORANGO.md §13.32). Their source ids are random, so that a row which moves may
// get another one.
func (m *Table) Movable() bool { return movable(m.Model) }

func movable(m *schema.Model) bool {
	return !m.ReadOnly && m.SourceTemplate == nil && m.ID != trust.IDRuleSource && len(m.PartitionTemplate.Columns()) > 0
}

// partitionOf is the partition that follows from the columns of a row of a
// trigger.
func (m *Table) partitionOf(row string) string {
	return m.PartitionTemplate.SQL(schema.ColumnOf(row), row+".id")
}

// stale is a SQL condition of an update trigger: the row's columns give another
// partition than the row lay in, and its id does not follow from them yet.
func (m *Table) stale() string {
	if !m.Movable() {
		return "false"
	}
	return "(NEW.id = OLD.id AND " + m.partitionOf("NEW") + " IS NOT " + m.partitionOf("OLD") +
		" AND " + m.partitionOf("NEW") + " IS NOT OLD._morango_partition)"
}

// unlessMoved is a SQL condition, led by AND: a column that identifies a row has
// not changed because the row moves.
func (m *Table) unlessMoved(name string) string {
	switch {
	case m.Movable() && (name == "id" || name == "_morango_source_id"):
		return " AND NOT EXISTS (SELECT 1 FROM amora_relocated WHERE id = OLD.id AND moved_to = NEW.id)"
	case m.Movable() && name == "_morango_partition":
		return " AND NEW._morango_partition IS NOT " + m.partitionOf("NEW")
	}
	return ""
}

// moveTrigger makes another record of a row whose columns give another
// partition: the earlier record is remembered as deleted, and rows that refer to
// the row go on referring to it. Values that are in another form than the stored
// one are brought to that first. In another dataset the row is a new one, as its
// members see it: the earlier record does not say where the row is.
func (m *Table) moveTrigger() string {
	when := owntrigger.CompleteRow("OLD") + " AND " + m.stale()
	if other, _ := m.storedForm("NEW"); other != "" {
		when += " AND NOT (" + other + ")"
	}
	const later = "(SELECT moved_to FROM amora_relocated WHERE id = OLD.id)"
	table := sqldb.Quote(m.Table)
	statements := []string{
		"DELETE FROM amora_relocated WHERE id = OLD.id",
		"INSERT INTO amora_relocated (id, moved_to, pending, apart) VALUES (OLD.id, " + m.movedID() + ", " + saved + ", " +
			rooms.Apart("OLD._morango_partition", m.partitionOf("NEW")) + ") ON CONFLICT DO NOTHING",
		"DELETE FROM amora_relocated WHERE id = " + later,
		"UPDATE " + table + " SET id = " + later + ", _morango_source_id = " + movedSource + ", _morango_partition = " +
			m.PartitionTemplate.SQL(schema.ColumnOf("NEW"), later) + " WHERE _rowid_ = NEW._rowid_",
		"INSERT INTO morango_deletedmodels (id, profile) SELECT OLD.id, " + sqldb.QuoteText(m.Profile) +
			" WHERE " + saved + " ON CONFLICT DO NOTHING",
		"DELETE FROM " + m.DirtyTable() + " WHERE id = OLD.id",
		"DELETE FROM morango_deletedmodels WHERE id = " + later,
		"DELETE FROM morango_harddeletedmodels WHERE id = " + later,
	}
	statements = append(append(statements, m.moveChildren(later)...), m.movedOn(later)...)
	return m.trigger("move", "AFTER UPDATE OF "+quotedList(m.PartitionTemplate.Columns()), when, m.moveProblems(), statements...)
}

// movedOn has the record that a row was before it moved lead past the place that
// the row has now left before it was serialized there: nobody else will hear of
// that place. If that record says it already, it says anew where the row is.
func (m *Table) movedOn(later string) []string {
	before := " FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1 AND NOT " + saved
	return []string{
		"INSERT INTO morango_deletedmodels (id, profile) SELECT v.id, " + sqldb.QuoteText(m.Profile) + before +
			" AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = v.id AND s.deleted = 1) ON CONFLICT DO NOTHING",
		"INSERT INTO amora_relocated (id, moved_to, pending, apart) SELECT v.id, " + later + ", 1, " +
			"EXISTS (SELECT 1 FROM morango_store s WHERE s.id = v.id AND " + rooms.Apart("s.partition", m.partitionOf("NEW")) + ")" + before +
			" ON CONFLICT (id, moved_to) DO UPDATE SET pending = 1",
		"DELETE FROM amora_relocated WHERE moved_to = OLD.id AND pending = 1 AND NOT " + saved,
	}
}

// saved is a SQL condition of a trigger: the row has been serialized under
// the id that it had.
const saved = "EXISTS (SELECT 1 FROM morango_store WHERE id = OLD.id)"

// movedSource is a SQL expression: the source id of the record that the row of an
// update trigger becomes, by the id and the source id of the earlier record. Every
// device makes the same record of a row that moves to the same place, and no
// record comes back that was deleted. Whoever reads both records knows that those
// who could write the later one agree that it is the same row. A row that moves on
// before it was serialized keeps the source id that it got by the first move.
const movedSource = "iif(NOT " + saved + " AND EXISTS (SELECT 1 FROM amora_relocated v WHERE v.moved_to = OLD.id AND v.pending = 1)," +
	" OLD._morango_source_id, amora_id(OLD.id, OLD._morango_source_id, 'moved'))"

// movedID is the id that the row of an update trigger gets by its move.
func (m *Table) movedID() string { return m.modelID(schema.ColumnOf("NEW"), movedSource) }

// moveProblems are what keeps a row from moving. Whether the other partition may
// be written is checked when the row has got there.
func (m *Table) moveProblems() []problem {
	const most = value.MaxIdentityBytes - schema.MaxModelName
	return []problem{
		{
			when: m.partitionOf("NEW") + " IS NULL OR " + m.partitionOf("OLD") + " IS NULL", code: fault.ImmutableColumn,
			text: strings.Join(m.PartitionTemplate.Columns(), " or ") + " is or was NULL, but the row's partition follows from it",
		},
		m.deleteProblem(),
		{
			when: fmt.Sprintf("32 + octet_length(%s) > %d", m.partitionOf("NEW"), most),
			code: fault.RecordTooLarge, text: fmt.Sprintf("source id and partition have more than %d bytes", most),
		},
		{
			when: "EXISTS (SELECT 1 FROM " + sqldb.Quote(m.Table) + " WHERE id = " + m.movedID() + ")",
			code: fault.Constraint, text: "the row is in that partition already: another device has moved it there, too",
		},
	}
}

// moveChildren has the rows that refer to a moved row refer to its later id.
// Where their partition follows from a column of the same name and value as the
// moved row's, they move along.
func (m *Table) moveChildren(later string) []string {
	var statements []string
	for child, column := range m.referrers() {
		q, table := sqldb.Quote(column), sqldb.Quote(child.Table)
		sets := []string{q + " = " + later}
		for _, name := range m.sharedWith(child) {
			own := sqldb.Quote(name)
			sets = append(sets, own+" = iif("+own+" IS OLD."+own+", NEW."+own+", "+own+")")
		}
		statements = append(statements, "UPDATE "+table+" SET "+sqldb.List(sets...)+" WHERE "+q+" = OLD.id"+child.Rows(table))
	}
	return statements
}

// family are the models of the schema, this one last.
func (m *Table) family() []*schema.Model { return append(slices.Clone(m.Others), m.Model) }

// referrers goes through the columns that refer to the model, with their models.
func (m *Table) referrers() iter.Seq2[*schema.Model, string] {
	return func(yield func(*schema.Model, string) bool) {
		for _, child := range m.family() {
			for _, c := range child.Columns {
				if slices.Contains(child.References[c.Name].Models, m.Name) && !yield(child, c.Name) {
					return
				}
			}
		}
	}
}

// sharedWith lists the columns that the partitions of both models follow from.
func (m *Table) sharedWith(child *schema.Model) []string {
	if !movable(child) {
		return nil
	}
	return slices.DeleteFunc(child.PartitionTemplate.Columns(), func(name string) bool {
		return child.References[name].Table != "" || !slices.Contains(m.PartitionTemplate.Columns(), name)
	})
}

// SerializedNew is a SQL expression: the serialized form of a row, by its alias,
// whose record is new.
func (m *Table) SerializedNew(row string) string {
	if !m.Movable() {
		return "json_object(" + m.JSONPairs(row, "") + ")"
	}
	return "json_set(" + m.SerializedBase(row, "'{}'") + ", " + m.JSONPairs(row, "$.") + ")"
}

// SerializedBase is a SQL expression: the serialized form that a row's values are
// put into, which has the keys of other versions of the app. A row that has just
// moved takes along what its earlier record has, otherwise it is present.
func (m *Table) SerializedBase(row, present string) string {
	if !m.Movable() {
		return present
	}
	return "json_remove(coalesce((SELECT o.serialized FROM amora_relocated v CROSS JOIN morango_store o ON o.id = v.id" +
		" WHERE v.moved_to = " + row + ".id AND v.pending = 1), " + present + "), '$." + moves.Key + "')"
}

// StillMoved is a SQL expression for serialize, 1 or 0: what a row of
// morango_store says of its deletion once its app row is serialized, which was
// changed here. A row that another device has moved meanwhile stays deleted: the
// change goes to where the row is now. That it has moved may stand in a conflicting
// value alone. received is the condition that the record
// was not applied yet.
func (m *Table) StillMoved(received string) string {
	if !m.Movable() {
		return "0"
	}
	return "(" + received + " AND " + moves.Says("morango_store") + ")"
}

// Followed is a SQL expression: where the reference of a column leads that has
// the value given. A record whose row has moved is followed to the record that
// the row became, if that is here. Where the partition follows from the
// reference it leads where it did, because the row's place would change with it.
func (m *Table) Followed(column, reference string) string {
	r := m.References[column]
	if slices.Contains(m.KeyColumns(), column) || !slices.ContainsFunc(m.family(), func(o *schema.Model) bool {
		return movable(o) && slices.Contains(r.Models, o.Name)
	}) {
		return reference
	}
	return "(SELECT CASE WHEN " + moves.Has("x") + " THEN coalesce((WITH RECURSIVE way (id, hops) AS (SELECT x, 0 UNION " + moves.Hop + ") SELECT min(t.id) FROM way CROSS JOIN " +
		sqldb.Quote(r.Table) + " t ON t.id = way.id WHERE t.id <> x), x) ELSE x END FROM (SELECT " + reference + " AS x" + layer + ")"
}

// Lingers reports whether rows stay, or come, whose column refers to a row that has
// moved out of sight.
func (m *Table) Lingers(column string) bool {
	r := m.References[column]
	return (r.SetsNull() || r.Optional) && m.Followed(column, "") != ""
}

// KeepsAwaited is a list of arguments of json_set, each led by a comma: references
// that are NULL here only because their row is out of sight, where it has moved to,
// stay what they are in the record, a SQL expression. row is the app row's alias.
func (m *Table) KeepsAwaited(row, record string) string {
	var list strings.Builder
	for _, c := range m.Columns {
		if !m.References[c.Name].SetsNull() || !m.Lingers(c.Name) {
			continue
		}
		column, key := row+"."+sqldb.Quote(c.Name), sqldb.QuoteText("$."+c.Key())
		was := "(" + record + " ->> " + key + ")"
		list.WriteString(", " + key + ", CASE WHEN " + column + " IS NULL AND " + moves.Awaited(was) +
			" AND NOT " + m.References[c.Name].There(m.Followed(c.Name, was)) + " THEN " + was + " ELSE " + column + " END")
	}
	return list.String()
}

// MoveAlong moves rows along that others have made refer to a row which had moved
// already. A row that has been written since lies where it is meant to. A row
// stays that this instance may not write, here or there, and so do all where the
// app's own SQL refuses one.
func (m *Table) MoveAlong(tx sqldb.Tx) error {
	for _, sql := range m.alongStatements() {
		err := sqldb.Nested(tx, func() error {
			_, err := sqldb.AsApp(tx).Exec(sql)
			return err
		})
		if code := fault.CodeOf(err); err != nil && !sqldb.IsRefusal(err) && code != fault.NotWritable && code != fault.Constraint {
			return fmt.Errorf("rows along with %s: %w", m.Name, err)
		}
	}
	return nil
}

// alongStatements has a statement for each model and column that leads to this
// model.
func (m *Table) alongStatements() (statements []string) {
	if !m.Movable() {
		return nil
	}
	for child, column := range m.referrers() {
		if shared := m.sharedWith(child); len(shared) > 0 {
			statements = append(statements, m.alongSQL(child, column, shared))
		}
	}
	return statements
}

// alongSQL takes the values of the earlier record, which is deleted and was never
// held against the app's tables, for what they say only where its partition
// follows from them: whoever may write that one could name any other.
func (m *Table) alongSQL(child *schema.Model, reference string, shared []string) string {
	was := func(name string) string {
		return "(o.serialized ->> " + sqldb.QuoteText(m.Column(name).Key()) + ")"
	}
	var sets, lag []string
	for _, name := range shared {
		q := sqldb.Quote(name)
		sets = append(sets, q+" = n."+q)
		lag = append(lag, "a."+q+" IS "+was(name))
	}
	there := child.PartitionTemplate.SQL(func(name string) string {
		if slices.Contains(shared, name) {
			return "n." + sqldb.Quote(name)
		}
		return "a." + sqldb.Quote(name)
	}, "a.id")
	table, q := sqldb.Quote(child.Table), sqldb.Quote(reference)
	return "WITH RECURSIVE way (start, id, hops) AS (SELECT DISTINCT id, id, 0 FROM amora_relocated UNION " + moves.Hops + ")" +
		" UPDATE " + table + " SET " + sqldb.List(sets...) + " FROM " + sqldb.Quote(m.Table) + " n WHERE n.id = " + table + "." + q +
		" AND " + table + ".id IN (SELECT a.id FROM way w CROSS JOIN morango_store o ON o.id = w.start AND o.model_name = " + sqldb.QuoteText(m.Name) +
		" CROSS JOIN " + sqldb.Quote(m.Table) + " n ON n.id = w.id CROSS JOIN " + table + " a ON a." + q + " = n.id" + child.Rows("a") +
		" CROSS JOIN morango_store s ON s.id = a.id AND s.serialized ->> " + sqldb.QuoteText(child.Column(reference).Key()) + " = w.start" +
		" WHERE o.partition = " + m.PartitionTemplate.SQL(was, "o.id") + " AND " + strings.Join(lag, " AND ") +
		" AND " + there + " <> a._morango_partition" +
		" AND " + value.Writable("a._morango_partition") + " AND " + value.Writable(there) +
		" AND " + rooms.Same("a._morango_partition", there) + ")"
}
