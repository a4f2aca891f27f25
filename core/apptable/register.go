package apptable

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Keys of amora_meta.
const (
	metaSchema   = "schema"   // the registered schema's canonical text
	metaTriggers = "triggers" // SHA-256 of the triggers, which another build may write otherwise
)

// Register makes the app tables fit the schema, inside the caller's
// transaction, and reports whether the schema is another one than before.
//
//   - What is missing is created. The records of a new model, which may have come
//     before it, are marked for deserialize.
//   - New columns are filled from the Store where peers with a newer schema had
//     sent them (MORANGO.md §13.15), else by default or backfill.
//   - Columns and tables that are renamed stay as they are in records. Those that
//     are gone, and the rows of models that are, stay in the Store.
//   - Tables that change otherwise are written anew, from the records. Rows that
//     do not fit any more wait in quarantine: there are few, but where the app
//     goes back to a schema of a lower version.
//   - What a schema cannot become is refused (see schema.Schema.Follows). Error: schema_changed,
//     with nothing changed.
//
// save is called before tables are written anew, with the schema that there was:
// it serializes what was written since the last sync. It may be nil.
func Register(tx sqldb.Tx, s *schema.Schema, save func(old *schema.Schema) error) (changed bool, err error) {
	text, err := json.Marshal(s)
	if err != nil {
		return false, err
	}
	known, err := sqldb.Meta(tx, metaSchema)
	if err != nil {
		return false, err
	}
	triggers, err := sqldb.Meta(tx, metaTriggers)
	if err != nil {
		return false, err
	}
	sum := triggerSum(s)
	if known == string(text) && triggers == sum {
		return false, nil
	}
	old := &schema.Schema{Profile: s.Profile}
	if known != "" {
		if old, err = schema.Parse([]byte(known)); err != nil {
			return false, fmt.Errorf("the schema kept in the database: %w", err)
		}
	}
	if err := s.Follows(old); err != nil {
		return false, err
	}
	if save == nil {
		save = func(*schema.Schema) error { return nil }
	}
	if err := changeSchema(tx, old, s, save); err != nil {
		return false, err
	}
	if err := sqldb.SetMeta(tx, metaSchema, string(text)); err != nil {
		return false, err
	}
	return known != string(text), sqldb.SetMeta(tx, metaTriggers, sum)
}

// triggerSum tells whether the triggers in the database are this build's.
func triggerSum(s *schema.Schema) string {
	h := sha256.New()
	for _, sql := range triggersOf(tablesOf(s)) {
		h.Write([]byte(sql))
	}
	return hex.EncodeToString(h.Sum(nil))
}

// tablesOf are the models' tables, parents first.
func tablesOf(s *schema.Schema) []*Table {
	var list []*Table
	for _, m := range s.Ordered() {
		list = append(list, New(m))
	}
	return list
}

// triggersOf writes all triggers.
func triggersOf(models []*Table) []string {
	var statements []string
	byTable := map[string][]*Table{}
	for _, m := range models {
		statements = append(statements, m.triggerSQL()...)
		byTable[m.Table] = append(byTable[m.Table], m)
	}
	for _, table := range slices.Sorted(maps.Keys(byTable)) {
		if sql := constantsTrigger(byTable[table]); sql != "" {
			statements = append(statements, sql)
		}
	}
	return statements
}

// dropTriggers removes the engine's triggers. The app's own, whose names begin
// otherwise, stay.
func dropTriggers(tx sqldb.Tx, s *schema.Schema) error {
	triggers, err := tx.Query(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN (SELECT value FROM json_each(?1))
 AND substr(name, 1, 6) = 'amora_' AND substr(name, 1, length(?2)) <> ?2`, sqldb.ToJSON(s.Tables()), owntrigger.CompanionPrefix)
	if err != nil {
		return err
	}
	var statements []string
	for _, row := range triggers {
		statements = append(statements, "DROP TRIGGER "+sqldb.Quote(row[0].(string)))
	}
	return sqldb.RunAll(tx, statements)
}

// added lists the columns that was did not have.
func (m *Table) added(was *schema.Model) []schema.Column {
	return slices.DeleteFunc(slices.Clone(m.Columns), func(c schema.Column) bool { return was.ByKey(c.Key()) != nil })
}

// create makes the model's tables, of which the app table may be there, with
// other models' rows. The model's records may have come before it.
func (m *Table) create(tx sqldb.Tx, there bool) error {
	var statements []string
	if !there {
		statements = m.createSQL()
	}
	if err := makeTables(tx, append(statements, m.dirtySetSQL())); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO amora_store_dirty (model_name, id) SELECT model_name, id FROM morango_store WHERE model_name = ?1 AND profile = ?2 ON CONFLICT DO NOTHING",
		m.Name, m.Profile)
	return err
}

// makeTables runs statements that make tables. Error: schema_changed where what is
// there has one of their names.
func makeTables(tx sqldb.Tx, statements []string) error {
	err := sqldb.RunAll(tx, statements)
	if taken, ok := fault.AsError(err); ok && strings.Contains(taken.Text, "already exists") {
		return schemaChanged("there is a table or index in the way: %s", taken.Text).WithHint(otherTable)
	}
	return err
}

// indexes are those of references, and those that let the checks of unique
// columns find other rows.
func (m *Table) indexes() []string {
	statements := m.referenceIndexes()
	for _, names := range m.Unique {
		statements = append(statements, m.indexSQL(names...))
	}
	return statements
}

// extend adds columns, unless another model of the same table has done so, and
// brings values to the stored form. There are no triggers meanwhile.
func (m *Table) extend(tx sqldb.Tx, was *schema.Model, done bool) error {
	added := m.added(was)
	if !done {
		if err := m.addColumns(tx, added); err != nil {
			return err
		}
	}
	if len(added) > 0 {
		if err := m.fillAdded(tx, added); err != nil {
			return err
		}
	}
	if sql := m.storeSQL(); sql != "" && !done {
		return sqldb.RunAll(tx, []string{startApplying, sql, endApplying})
	}
	return nil
}

func (m *Table) addColumns(tx sqldb.Tx, added []schema.Column) error {
	var statements []string
	for _, c := range added {
		statements = append(statements, "ALTER TABLE "+sqldb.Quote(m.Table)+" ADD COLUMN "+column(c).definition(m.References[c.Name]))
		if m.References[c.Name].Table != "" {
			statements = append(statements, m.indexSQL(c.Name))
		}
	}
	return sqldb.RunAll(tx, statements)
}

// Between these, a sync applies for the app's own triggers.
const (
	startApplying = "INSERT INTO amora_applying (x) VALUES (1)"
	endApplying   = "DELETE FROM amora_applying"
)

// fillAdded fills new columns as a sync would: for the app's own triggers a
// sync applies. Where one of them refuses a row, deserialize tries each by
// itself.
func (m *Table) fillAdded(tx sqldb.Tx, added []schema.Column) error {
	fill, mark, markAll := m.fillSQL(added)
	if err := sqldb.RunAll(tx, []string{startApplying}); err != nil {
		return err
	}
	err := sqldb.Nested(tx, func() error {
		_, err := sqldb.AsApp(tx).Exec(fill)
		return err
	})
	switch {
	case err == nil:
	case sqldb.IsRefusal(err):
		mark = markAll
	default:
		return err
	}
	return sqldb.RunAll(tx, []string{mark, endApplying})
}

// fillSQL gives new columns the values that the Store has for them, while
// there are no triggers. Values that are wrong, and references to rows that
// are not there, are left to deserialize: mark marks such records for it,
// markAll all that have a value.
func (m *Table) fillSQL(added []schema.Column) (fill, mark, markAll string) {
	var values, set, present, wrong []string
	for _, c := range added {
		name := sqldb.Quote(c.Name)
		key := "s.serialized -> " + sqldb.QuoteText(c.Key())
		present = append(present, key+" IS NOT NULL")
		values = append(values, key+" IS NOT NULL AS "+sqldb.Quote("_amora_has_"+c.Name))
		bad := column(c).bad("x."+name, c.Key())
		if !c.Nullable {
			bad += " OR x." + name + " IS NULL"
		}
		if r := m.References[c.Name]; r.ForeignKey() {
			bad += " OR x." + name + " IS NOT NULL AND NOT " + r.There("x."+name)
		}
		bad = "(" + bad + ") IS TRUE"
		has := "x." + sqldb.Quote("_amora_has_"+c.Name)
		wrong = append(wrong, has+" AND "+bad)
		set = append(set, name+" = CASE WHEN "+has+" AND NOT ("+bad+") THEN x."+name+" ELSE t."+name+" END")
	}
	model := *m.Model
	model.Columns = added
	part := &Table{Model: &model}
	from := "(SELECT s.id AS id, " + strings.Join(values, ", ") + ", " + part.Extract("s.serialized") +
		" FROM morango_store s WHERE s.model_name = " + sqldb.QuoteText(m.Name) + " AND s.deleted = 0 AND json_valid(s.serialized) AND (" +
		strings.Join(present, " OR ") + ") LIMIT -1 OFFSET 0) x"
	markWhere := func(condition string) string {
		return "INSERT INTO amora_store_dirty (model_name, id) SELECT " + sqldb.QuoteText(m.Name) + ", x.id FROM " + from + " WHERE " +
			condition + " ON CONFLICT DO NOTHING"
	}
	fill = "UPDATE " + sqldb.Quote(m.Table) + " AS t SET " + strings.Join(set, ", ") + " FROM " + from + " WHERE x.id = t.id"
	return fill, markWhere(strings.Join(wrong, " OR ")), markWhere("true")
}
