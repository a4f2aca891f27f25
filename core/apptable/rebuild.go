package apptable

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Tables that are written anew: the rows are turned into records by the schema
// that there was, and into rows again by the one that there is. So a row becomes
// what it will be on every device that gets the record.

// moved is a model's rows as records, in a table of their own.
type moved struct {
	was *Table
	now *Table
	in  string // that table
}

// rebuild writes the tables anew.
func (c *change) rebuild(tables []string) error {
	if err := c.checkForeign(tables); err != nil {
		return err
	}
	own, err := owntrigger.Take(c.tx, tables)
	if err != nil {
		return err
	}
	err = sqldb.Nested(c.tx, func() error { return c.rewrite(tables) })
	if e, ok := fault.AsError(err); ok && e.Code == fault.Constraint {
		err = schemaChanged("rows that do not fit the schema are referred to by tables of the app's own: %s", e.Text).
			WithHint("delete what refers to them with the version of the app that wrote it")
	}
	if err != nil {
		return err
	}
	return own.Restore(c.tx)
}

func (c *change) rewrite(tables []string) error {
	if err := sqldb.RunAll(c.tx, []string{"PRAGMA defer_foreign_keys = ON"}); err != nil {
		return err
	}
	list, err := c.takeRows(tables)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := c.replace(table); err != nil {
			return err
		}
	}
	unfit := int64(0)
	for _, m := range list {
		n, err := c.putRows(m, isOnly(m, list))
		if err != nil {
			return fmt.Errorf("model %s: %w", m.now.Name, err)
		}
		unfit += n
	}
	if unfit > 0 || c.new.Version < c.old.Version {
		return c.hideDangling()
	}
	return nil
}

// takeRows copies the rows of the models that go on, parents first.
func (c *change) takeRows(tables []string) (list []moved, err error) {
	for i, now := range tablesOf(c.new) {
		model := c.old.Model(now.Name)
		if model == nil || !slices.Contains(tables, model.Table) {
			continue
		}
		m := moved{was: New(model), now: now, in: "amora_moved_" + strconv.Itoa(i)}
		list = append(list, m)
		if _, err := c.tx.Exec(m.takeSQL()); err != nil {
			return nil, fmt.Errorf("model %s: %w", now.Name, err)
		}
	}
	return list, nil
}

// takeSQL copies the rows as records. Of a row that was changed since it was
// serialized the record has the columns of other versions of the app; of one
// whose record has a newer version, which waits, it is the row alone.
func (m moved) takeSQL() string {
	pairs := func(prefix string) string { return m.was.JSONPairs("a", prefix) }
	return "CREATE TABLE " + m.in + " AS SELECT a._rowid_ AS number, a.id AS id," +
		" a._morango_source_id AS source_id, a._morango_partition AS partition," +
		" CASE WHEN s.id IS NULL" +
		" OR EXISTS (SELECT 1 FROM amora_store_dirty w WHERE w.model_name = s.model_name AND w.id = s.id)" +
		" THEN json_object(" + pairs("") + ")" +
		// The dirty set has its new name already.
		" WHEN a.id IN (SELECT id FROM " + m.now.DirtyTable() + ") THEN json_set(s.serialized, " + pairs("$.") + ")" +
		" ELSE s.serialized END AS serialized" +
		" FROM " + sqldb.Quote(m.was.Table) + " a LEFT JOIN morango_store s ON s.id = a.id AND s.deleted = 0" +
		" WHERE a.id IS NOT NULL" + m.was.Rows("a")
}

// replace drops a table, and creates it as the schema has it. Rows lose their
// ids first, so that no foreign key acts on what refers to them.
func (c *change) replace(table string) error {
	var statements []string
	if slices.Contains(c.old.Tables(), table) {
		q := sqldb.Quote(table)
		statements = append(statements, "UPDATE "+q+" SET id = NULL", "DROP TABLE "+q)
	}
	if i := slices.IndexFunc(c.new.Models, func(m *schema.Model) bool { return m.Table == table }); i >= 0 {
		statements = append(statements, New(c.new.Models[i]).createSQL()...)
	}
	return makeTables(c.tx, statements)
}

// isOnly reports whether all rows of the new table come from one table.
func isOnly(m moved, list []moved) bool {
	return !slices.ContainsFunc(list, func(o moved) bool {
		return o.now.Table == m.now.Table && o.was.Table != m.was.Table
	})
}

// putRows writes the rows that fit into the new table, and counts the others,
// whose records wait. Rows keep their numbers where the app may know them, in a
// search index say.
func (c *change) putRows(m moved, numbered bool) (unfit int64, err error) {
	to, from := []string{"id", "_morango_source_id", "_morango_partition"}, []string{"id", "source_id", "partition"}
	for _, column := range m.now.Columns {
		to, from = append(to, sqldb.Quote(column.Name)), append(from, sqldb.Quote(column.Name))
	}
	if numbered {
		to, from = append(to, "_rowid_"), append(from, "_amora_number")
	}
	table := sqldb.Quote(m.now.Table)
	put, err := c.tx.Exec("INSERT INTO " + table + " (" + sqldb.List(to...) + ") SELECT " + sqldb.List(from...) +
		" FROM (SELECT m.number AS _amora_number, m.id AS id, m.source_id AS source_id, m.partition AS partition, " +
		m.now.Extract("m.serialized") + " FROM " + m.in + " m ORDER BY m.number" + layer + " AS r" +
		" WHERE (" + m.now.Invalid() + ") IS NULL")
	if err != nil {
		return 0, err
	}
	all, err := sqldb.Int(c.tx, "SELECT count(*) FROM "+m.in)
	if err == nil && all > put {
		err = c.wait(m.now, "SELECT m.id FROM "+m.in+" m WHERE NOT EXISTS (SELECT 1 FROM "+table+" t WHERE t.id = m.id)")
	}
	if err != nil {
		return 0, err
	}
	return all - put, sqldb.RunAll(c.tx, []string{"DROP TABLE " + m.in})
}

// wait marks the records of rows, a query of ids, for deserialize, which says
// what is wrong with them. Error: schema_changed if a row has no record that says
// the same.
func (c *change) wait(m *Table, ids string) error {
	lost, err := sqldb.Int(c.tx, "SELECT count(*) FROM ("+ids+") x WHERE x.id IN (SELECT id FROM "+m.DirtyTable()+")"+
		" OR NOT EXISTS (SELECT 1 FROM morango_store s WHERE s.id = x.id AND s.deleted = 0)")
	if err != nil {
		return err
	}
	if lost > 0 {
		return schemaChanged("model %s: %d rows do not fit, and are nowhere but here", m.Name, lost).
			WithHint("open the database with the version of the app that wrote them, and sync or change them there")
	}
	_, err = c.tx.Exec("INSERT INTO amora_store_dirty (model_name, id) SELECT " + sqldb.QuoteText(m.Name) + ", id" +
		" FROM (" + ids + ") WHERE true ON CONFLICT DO NOTHING")
	return err
}

// hideDangling takes away the rows that refer to rows which wait, and has their
// records wait, too.
func (c *change) hideDangling() error {
	var last []string
	for _, m := range tablesOf(c.new) {
		table := sqldb.Quote(m.Table)
		var dangling []string
		for _, column := range m.Columns {
			if r, v := m.References[column.Name], table+"."+sqldb.Quote(column.Name); r.ForeignKey() {
				dangling = append(dangling, v+" IS NOT NULL AND NOT "+r.There(v))
			}
		}
		if c.old.Model(m.Name) == nil || len(dangling) == 0 {
			continue
		}
		where := " WHERE " + table + ".id IS NOT NULL AND (" + strings.Join(dangling, " OR ") + ")" + m.Rows(table)
		for gone := int64(1); gone > 0; {
			if err := c.wait(m, "SELECT id FROM "+table+where); err != nil {
				return err
			}
			var err error
			if gone, err = c.tx.Exec("UPDATE " + table + " SET id = NULL" + where); err != nil {
				return err
			}
		}
		last = append(last, "DELETE FROM "+table+" WHERE id IS NULL")
	}
	return sqldb.RunAll(c.tx, last)
}

// checkForeign refuses what foreign keys of the app's own tables would make of
// tables that are written anew.
func (c *change) checkForeign(tables []string) error {
	problem, err := c.tx.Text(`SELECT t.name FROM sqlite_schema t CROSS JOIN pragma_foreign_key_list(t.name) f
 WHERE t.type = 'table' AND lower(f."table") IN (SELECT lower(value) FROM json_each(?1))
  AND t.name NOT IN (SELECT value FROM json_each(?2)) AND (f.on_update NOT IN ('NO ACTION', 'RESTRICT')
   OR lower(f."table") NOT IN (SELECT lower(value) FROM json_each(?3))) LIMIT 1`,
		sqldb.ToJSON(tables), sqldb.ToJSON(slices.Concat(c.old.Tables(), c.new.Tables())), sqldb.ToJSON(c.new.Tables()))
	if err == nil && problem != "" {
		return schemaChanged("the app's own table %s refers to one that changes, by a foreign key that would act", problem).
			WithHint("drop it, or its foreign key, with the earlier version of the app")
	}
	return err
}
