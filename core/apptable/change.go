package apptable

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// change leads from the tables of one schema to those of another.
type change struct {
	tx  sqldb.Tx
	old *schema.Schema // what is there; its names follow those of the tables
	new *schema.Schema
}

// changeSchema leads from the tables of one schema to those of another, which
// fits. The engine's triggers are away meanwhile, and written anew at last.
func changeSchema(tx sqldb.Tx, old, s *schema.Schema, save func(old *schema.Schema) error) error {
	if err := checkBackfills(tx, s); err != nil {
		return err
	}
	c := &change{tx: tx, old: old, new: s}
	if len(c.affected()) > 0 {
		if err := save(old); err != nil {
			return err
		}
	}
	if err := dropTriggers(tx, old); err != nil {
		return err
	}
	if err := c.renameDirtySets(); err != nil {
		return err
	}
	if err := c.rename(); err != nil {
		return err
	}
	rebuilt := c.affected()
	if len(rebuilt) > 0 {
		if err := c.rebuild(rebuilt); err != nil {
			return err
		}
	}
	if err := c.complete(rebuilt); err != nil {
		return err
	}
	if err := saveMergeRules(tx, s); err != nil {
		return err
	}
	models := tablesOf(s)
	var last []string
	for _, m := range models {
		last = append(last, m.indexes()...)
	}
	return sqldb.RunAll(tx, append(last, triggersOf(models)...))
}

// complete creates what is new, and extends the tables that were not written
// anew.
func (c *change) complete(rebuilt []string) error {
	there, extended := slices.Concat(c.old.Tables(), rebuilt), map[string]bool{}
	models := tablesOf(c.new)
	for _, m := range models { // first, because new columns may refer to new models
		if c.old.Model(m.Name) != nil {
			continue
		}
		if err := m.create(c.tx, slices.Contains(there, m.Table)); err != nil {
			return fmt.Errorf("model %s: %w", m.Name, err)
		}
		there = append(there, m.Table)
	}
	for _, m := range models {
		was := c.old.Model(m.Name)
		if was == nil || slices.Contains(rebuilt, m.Table) {
			continue
		}
		if err := m.extend(c.tx, was, extended[m.Table]); err != nil {
			return fmt.Errorf("model %s: %w", m.Name, err)
		}
		extended[m.Table] = true
	}
	return nil
}

// affected lists the tables, of either schema, that have to be written anew.
func (c *change) affected() []string {
	var list []string
	add := func(table string) {
		if !slices.Contains(list, table) {
			list = append(list, table)
		}
	}
	for _, was := range c.old.Models {
		switch now := c.new.Model(was.Name); {
		case now == nil:
			add(was.Table)
		case now.Table != was.Table:
			add(was.Table)
			add(now.Table)
		case rewrites(was, now):
			add(now.Table)
		}
	}
	return list
}

// rewrites reports whether rows of the model change by more than new columns
// that are filled as any row that lacks them.
func rewrites(was, now *schema.Model) bool {
	for _, a := range was.Columns {
		b := now.ByKey(a.Key())
		if b == nil || !b.SameStorage(a) || column(a).lacking() != column(*b).lacking() ||
			column(a).definition(was.References[a.Name]) != column(*b).definition(now.References[b.Name]) {
			return true
		}
	}
	return slices.ContainsFunc(now.Columns, func(b schema.Column) bool {
		plain := !b.Fills() && b.Constant == "" && (b.Nullable || b.HasDefault)
		return was.ByKey(b.Key()) == nil && !plain
	})
}

// naming is what becomes of a table's name, and of those of its columns.
type naming struct {
	table, to string
	columns   map[string]string // by their earlier names
}

// rename gives tables and columns their new names where SQLite can, so that the
// app's own triggers, views and tables follow. What it cannot, because a name is
// in the app's way for example, is written anew.
func (c *change) rename() error {
	names := c.namings()
	statements := renameStatements(names)
	if len(statements) == 0 {
		return nil
	}
	if err := c.dropIndexes(names); err != nil {
		return err
	}
	err := sqldb.Undoable(c.tx, func() error { return sqldb.RunAll(c.tx, statements) })
	if err == nil {
		c.old = renamed(c.old, names)
	} else if sqldb.IsRefusal(err) {
		err = nil
	}
	return err
}

// namings lists the tables with their new names. Where several become one, they
// keep their names, and are written anew.
func (c *change) namings() []naming {
	var list []naming
	for _, table := range c.old.Tables() {
		list = append(list, c.naming(table))
	}
	for i := 0; i < len(list); i++ {
		n := &list[i]
		taken := func(o naming) bool { return o.table != n.table && strings.EqualFold(o.to, n.to) }
		if n.to != n.table && slices.ContainsFunc(list, taken) {
			n.to = n.table
			i = -1 // whoever was to have this name looks again
		}
	}
	return list
}

// naming finds the new names of a table and its columns, on which its models
// agree.
func (c *change) naming(table string) naming {
	n, first := naming{table: table, to: table}, true
	for _, was := range c.old.Models {
		now := c.new.Model(was.Name)
		if was.Table != table || now == nil {
			continue
		}
		columns := map[string]string{}
		for _, a := range was.Columns {
			if b := now.ByKey(a.Key()); b != nil && b.Name != a.Name {
				columns[a.Name] = b.Name
			}
		}
		if !first && (now.Table != n.to || !maps.Equal(columns, n.columns)) {
			return naming{table: table, to: table}
		}
		n.to, n.columns, first = now.Table, columns, false
	}
	return n
}

// renameStatements renames tables and columns, by way of other names, as they
// may change places.
func renameStatements(names []naming) []string {
	var first, second []string
	for i, n := range names {
		table := sqldb.Quote(n.table)
		if n.to != n.table {
			between := "amora_renamed_" + strconv.Itoa(i)
			first = append(first, "ALTER TABLE "+table+" RENAME TO "+between)
			table = sqldb.Quote(n.to)
			second = append(second, "ALTER TABLE "+between+" RENAME TO "+table)
		}
		var last []string
		for j, from := range slices.Sorted(maps.Keys(n.columns)) {
			between := "_amora_renamed_" + strconv.Itoa(j)
			second = append(second, "ALTER TABLE "+table+" RENAME COLUMN "+sqldb.Quote(from)+" TO "+between)
			last = append(last, "ALTER TABLE "+table+" RENAME COLUMN "+between+" TO "+sqldb.Quote(n.columns[from]))
		}
		second = append(second, last...)
	}
	return append(first, second...)
}

// renamed is the schema after tables and columns were renamed.
func renamed(s *schema.Schema, names []naming) *schema.Schema {
	of := map[string]naming{}
	for _, n := range names {
		of[n.table] = n
	}
	out := *s
	out.Models = nil
	for _, m := range s.Models {
		n, was := of[m.Table], *m
		was.Table, was.Columns = n.to, slices.Clone(m.Columns)
		for i, column := range was.Columns {
			was.Columns[i].Name, was.Columns[i].Was = n.column(column.Name), column.Key()
		}
		was.References = map[string]schema.Reference{}
		for name, r := range m.References {
			r.Table = of[r.Table].to
			was.References[n.column(name)] = r
		}
		out.Models = append(out.Models, &was)
	}
	return &out
}

// column is the new name of a column.
func (n naming) column(name string) string { return cmp.Or(n.columns[name], name) }

// dropIndexes drops the engine's indexes of tables that change, whose names
// follow those of tables and columns.
func (c *change) dropIndexes(names []naming) error {
	var tables []string
	for _, n := range names {
		if n.to != n.table || len(n.columns) > 0 {
			tables = append(tables, n.table)
		}
	}
	var indexes []string
	err := sqldb.ReadJSON(c.tx, &indexes, "SELECT json_group_array(name) FROM sqlite_schema WHERE type = 'index'"+
		" AND tbl_name IN (SELECT value FROM json_each(?1)) AND lower(substr(name, 1, 6)) = 'amora_'", sqldb.ToJSON(tables))
	if err != nil {
		return err
	}
	var statements []string
	for _, name := range indexes {
		statements = append(statements, "DROP INDEX "+sqldb.Quote(name))
	}
	return sqldb.RunAll(c.tx, statements)
}

// renameDirtySets gives the models' dirty sets their new names, which follow from
// the tables.
func (c *change) renameDirtySets() error {
	var gone, first, second []string
	for i, was := range c.old.Models {
		now := c.new.Model(was.Name)
		switch {
		case now == nil:
			gone = append(gone, "DROP TABLE "+was.DirtyTable())
		case now.DirtyTable() != was.DirtyTable():
			between := "amora_renamed_" + strconv.Itoa(i)
			first = append(first, "ALTER TABLE "+was.DirtyTable()+" RENAME TO "+between)
			second = append(second, "ALTER TABLE "+between+" RENAME TO "+now.DirtyTable())
		}
	}
	return sqldb.RunAll(c.tx, slices.Concat(gone, first, second))
}

// otherTable is what to do where a table is in the way.
const otherTable = "give the model another table name"

func schemaChanged(format string, args ...any) *fault.Error {
	return fault.Errorf(fault.SchemaChanged, format, args...)
}
