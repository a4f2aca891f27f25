package apptable

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/fault"
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
//   - New columns that are nullable or have a default are added, and filled from
//     the Store where peers with a newer schema had sent them (MORANGO.md
//     §13.15).
//   - Anything else that no longer fits the tables is refused. Error:
//     schema_changed, with nothing changed.
func Register(tx sqldb.Tx, s *schema.Schema) (changed bool, err error) {
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
	if err := changeSchema(tx, old, s); err != nil {
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
	for _, m := range s.Models {
		for _, sql := range New(m).triggerSQL() {
			h.Write([]byte(sql))
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// changeSchema leads from the tables of one schema to those of another. All
// differences are looked at before the first statement.
func changeSchema(tx sqldb.Tx, old, s *schema.Schema) error {
	if s.Profile != old.Profile {
		return schemaChanged("the profile was %q, it is %q", old.Profile, s.Profile)
	}
	for _, was := range old.Models {
		m := s.Model(was.Name)
		if m == nil {
			return schemaChanged("model %s is gone", was.Name)
		}
		if err := New(m).fits(was); err != nil {
			return err
		}
	}
	for _, m := range s.Ordered() {
		var err error
		if was := old.Model(m.Name); was == nil {
			err = New(m).create(tx)
		} else {
			err = New(m).extend(tx, was)
		}
		if err != nil {
			return fmt.Errorf("model %s: %w", m.Name, err)
		}
	}
	return nil
}

func schemaChanged(format string, args ...any) error {
	return fault.Errorf(fault.SchemaChanged, format, args...).
		WithHint("models and nullable or defaulted columns can be added; for anything else leave the model as it is, add one with " +
			"another name and table, and copy the rows with their old id as _morango_source_id")
}

// fits reports what keeps the model from living in was's table.
func (m *Table) fits(was *schema.Model) error {
	source := func(m *schema.Model) string {
		if m.Source == nil {
			return "null"
		}
		return *m.Source
	}
	for _, pair := range [][3]string{
		{"table", was.Table, m.Table}, {"partition", was.Partition, m.Partition},
		{"source", source(was), source(m.Model)}, {"id rule", was.ID, m.ID},
	} {
		if pair[1] != pair[2] {
			return schemaChanged("model %s: the %s was %q, it is %q", m.Name, pair[0], pair[1], pair[2])
		}
	}
	for _, c := range was.Columns {
		now := m.Column(c.Name)
		switch {
		case now == nil:
			return schemaChanged("model %s: column %s is gone", m.Name, c.Name)
		case *now != c:
			return schemaChanged("model %s: the type or default of column %s changed", m.Name, c.Name)
		case was.References[c.Name] != m.References[c.Name]:
			return schemaChanged("model %s: column %s referred to %q, now to %q", m.Name, c.Name, was.References[c.Name], m.References[c.Name])
		}
	}
	for _, c := range m.added(was) {
		if !c.Nullable && !c.HasDefault {
			return schemaChanged("model %s: the new column %s is required, but there may be rows without it", m.Name, c.Name)
		}
	}
	return nil
}

// added lists the columns that was did not have.
func (m *Table) added(was *schema.Model) []schema.Column {
	return slices.DeleteFunc(slices.Clone(m.Columns), func(c schema.Column) bool { return was.Column(c.Name) != nil })
}

// create makes the model's tables. Its records may have come before it.
func (m *Table) create(tx sqldb.Tx) error {
	for _, sql := range m.createSQL() {
		if _, err := tx.Exec(sql); err != nil {
			if taken, ok := errors.AsType[*fault.Error](err); ok && strings.Contains(taken.Text, "already exists") {
				return fault.Errorf(fault.SchemaChanged, "there is a table or index in the way: %s", taken.Text).WithHint("give the model another table name")
			}
			return err
		}
	}
	_, err := tx.Exec("INSERT INTO amora_store_dirty (model_name, id) SELECT model_name, id FROM morango_store WHERE model_name = ?1 AND profile = ?2 ON CONFLICT DO NOTHING",
		m.Name, m.Profile)
	return err
}

// extend adds columns, brings values to the stored form, and writes the
// triggers anew. The app's own triggers, whose names begin otherwise, stay.
func (m *Table) extend(tx sqldb.Tx, was *schema.Model) error {
	triggers, err := tx.Query("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1 AND substr(name, 1, 6) = 'amora_' AND substr(name, 1, length(?2)) <> ?2",
		m.Table, companionPrefix)
	if err != nil {
		return err
	}
	var statements []string
	for _, row := range triggers {
		statements = append(statements, "DROP TRIGGER "+sqldb.Quote(row[0].(string)))
	}
	added := m.added(was)
	for _, c := range added {
		statements = append(statements, "ALTER TABLE "+sqldb.Quote(m.Table)+" ADD COLUMN "+column(c).definition(m.Parents[c.Name]))
		if m.Parents[c.Name] != "" {
			statements = append(statements, m.indexSQL(c.Name))
		}
	}
	if err := sqldb.RunAll(tx, statements); err != nil {
		return err
	}
	if len(added) > 0 {
		if err := m.fillAdded(tx, added); err != nil {
			return err
		}
	}
	after := m.triggerSQL()
	if sql := m.storeSQL(); sql != "" {
		after = append([]string{startApplying, sql, endApplying}, after...)
	}
	return sqldb.RunAll(tx, after)
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
		key := "s.serialized -> " + sqldb.QuoteText(c.Name)
		present = append(present, key+" IS NOT NULL")
		values = append(values, key+" IS NOT NULL AS "+sqldb.Quote("_amora_has_"+c.Name))
		bad := column(c).bad("x." + name)
		if !c.Nullable {
			bad += " OR x." + name + " IS NULL"
		}
		if parent := m.Parents[c.Name]; parent != "" {
			bad += " OR x." + name + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + sqldb.Quote(parent) + " p WHERE p.id = x." + name + ")"
		}
		bad = "(" + bad + ") IS TRUE"
		has := "x." + sqldb.Quote("_amora_has_"+c.Name)
		wrong = append(wrong, has+" AND "+bad)
		set = append(set, name+" = CASE WHEN "+has+" AND NOT ("+bad+") THEN x."+name+" ELSE t."+name+" END")
	}
	part := &Table{Model: &schema.Model{Columns: added}}
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
