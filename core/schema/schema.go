package schema

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Schema is what an app registers: the profile its models belong to, the
// scopes its certificates may have, and its synced tables. [Parse] makes it.
type Schema struct {
	Profile string // the kind of data, on every record (Morango's profile)
	// Version counts the versions of the schema, 0 where nobody counts. A database
	// may go back to a lower one: see apptable.Register.
	Version int
	Scopes  []trust.ScopeDefinition // by which certificates may be made
	Models  []*Model                // in the schema's order; see Ordered
}

// Model is one synced table, or the rows of one that have a constant value in a
// column (Morango's SyncableModel and its proxies, models/core.py).
type Model struct {
	Name string // in records, as all peers know it
	// Called is the name that the app has for it, "" where that is Name: a model
	// that was renamed keeps its first name in records, from which ids follow.
	Called string
	Table  string // in the app's SQL
	// Partition lists templates over columns and ${id}, by which a record's
	// partition follows: the first counts whose columns all have values. It is
	// nil where records keep the partition that they came with, which only a
	// model that is ReadOnly may do.
	Partition Partition
	// Source is a template over columns that the id follows from; nil gives
	// each row a random source id. Rows whose templates fill in alike are one
	// record, as in Morango: "${a}:${b}" does not tell ("x:y", "z") from
	// ("x", "y:z"). A template tells all rows apart if all of its columns but
	// the last are uuids, integers or dates, or texts without the separator.
	Source *string
	// ID is "source" where the id is the source id itself. Otherwise the id is
	// value.ModelID of partition, source id and name, or, where ID is "" and
	// there is no template of the source, the one that the app gives: then the
	// source id is that id. IDComputed rules this out.
	ID string
	// ReadOnly is set where only other peers write records. Their source ids
	// may follow from rules that a schema cannot say.
	ReadOnly bool
	// Root is the id of a scope definition: each root certificate that is made
	// for it comes with a row of this model, whose id is the certificate's. ""
	// for other models.
	Root       string
	Columns    []Column             // in the schema's order
	References map[string]Reference // by column
	// Self is the column whose value is a record's _self_ref_fk, "" if it is
	// the one that refers to the model itself. Morango's self references may
	// lead to another model of the same table.
	Self   string
	Unique [][]string // columns whose values together no other row may have
	// Merge is MergeColumns where changes of different columns are both kept, ""
	// where of two versions of a record one stays, as in Morango.
	Merge string

	// What follows from the rest of the schema:
	Profile           string    // the schema's
	PartitionTemplate Templates // Partition, parsed
	SourceTemplate    Template  // Source, parsed; nil where Source is
	Others            []*Model  // the other models
}

// MergeColumns is a [Model.Merge].
const MergeColumns = "columns"

// Partition lists the templates of a partition, of which the first counts whose
// columns all have values.
type Partition []string

// String is for people.
func (p Partition) String() string { return strings.Join(p, " or ") }

// Model returns the model of that name in records, nil if there is none.
func (s *Schema) Model(name string) *Model {
	i := slices.IndexFunc(s.Models, func(m *Model) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return s.Models[i]
}

// AppName is what the app calls the model.
func (m *Model) AppName() string { return cmp.Or(m.Called, m.Name) }

// AppName is what the app calls the model that has a name in records.
func (s *Schema) AppName(name string) string {
	if m := s.Model(name); m != nil {
		return m.AppName()
	}
	return name
}

// ModelOf is a model of a synced table, whose name may differ in case; nil for
// any other table.
func (s *Schema) ModelOf(table string) *Model {
	i := slices.IndexFunc(s.Models, func(m *Model) bool { return strings.EqualFold(m.Table, table) })
	if i < 0 {
		return nil
	}
	return s.Models[i]
}

// Declared is the part of the schema that the rooms of its datasets go by.
func (s *Schema) Declared() trust.Declared {
	d := trust.Declared{Profile: s.Profile, IDRules: map[string]string{}, MergeRules: map[string]string{}}
	for _, scope := range s.Scopes {
		d.Scopes = append(d.Scopes, scope.Explicit())
	}
	for _, m := range s.Models {
		d.IDRules[m.Name] = m.IDRule()
		if m.Merge == MergeColumns {
			m.declareMerge(d.MergeRules)
		}
	}
	return d
}

// IDComputed as [Model.ID] has all ids follow from the source id, as in stock
// Morango.
const IDComputed = "computed"

// IDRule is the rule for the model's ids in a room: [trust.IDRuleSource],
// [trust.IDRuleGiven], or "" for ids that recompute.
func (m *Model) IDRule() string {
	switch {
	case m.ID == trust.IDRuleSource:
		return trust.IDRuleSource
	case m.TakesIDs():
		return trust.IDRuleGiven
	}
	return ""
}

// TakesIDs reports whether the app may give the id of a new row, though the
// model's other ids follow from their random source ids.
func (m *Model) TakesIDs() bool { return m.ID == "" && m.Source == nil && !m.ReadOnly }

// declareMerge adds how the model's records merge.
func (m *Model) declareMerge(rules map[string]string) {
	rules[m.Name] = MergeColumns
	for _, c := range m.Columns {
		if c.Merge != "" {
			rules[m.Name+"."+c.Key()] = c.Merge
		}
	}
	if self := m.SelfColumn(); self != "" {
		rules[m.Name+"."+m.Column(self).Key()] = "self"
	}
}

// Tables lists the synced tables; a nil Schema has none.
func (s *Schema) Tables() []string {
	tables := []string{}
	if s != nil {
		for _, m := range s.Models {
			if !slices.Contains(tables, m.Table) {
				tables = append(tables, m.Table)
			}
		}
	}
	return tables
}

// Ordered returns the models parents first, in Morango's class order: each
// right after the last model it refers to, else at the front (registry.py,
// _insert_model_in_dependency_order). Unlike there, a model waits until what
// it refers to is in the list, whatever the schema's order.
func (s *Schema) Ordered() []*Model {
	var list []*Model
	waiting := slices.Clone(s.Models)
	for len(waiting) > 0 {
		waiting = slices.DeleteFunc(waiting, func(m *Model) bool {
			at, ready := m.place(list)
			if ready {
				list = slices.Insert(list, at, m)
			}
			return ready
		})
	}
	return list
}

// place tells where in list the model belongs, and whether all the others it
// refers to are there.
func (m *Model) place(list []*Model) (at int, ready bool) {
	for _, r := range m.References {
		for _, parent := range r.ahead(m) {
			i := slices.IndexFunc(list, func(other *Model) bool { return other.Name == parent })
			if i < 0 {
				return 0, false
			}
			at = max(at, i+1)
		}
	}
	return at, true
}

// SelfReference is the column that refers to the model itself, "" if there is
// none.
func (m *Model) SelfReference() string {
	for column, r := range m.References {
		if !r.Optional && slices.Contains(r.Models, m.Name) {
			return column
		}
	}
	return ""
}

// SelfColumn is the column whose value is a record's _self_ref_fk, "" if there
// is none.
func (m *Model) SelfColumn() string { return cmp.Or(m.Self, m.SelfReference()) }

// Constants lists the columns that have the same value in each row of the
// model.
func (m *Model) Constants() []Column {
	return slices.DeleteFunc(slices.Clone(m.Columns), func(c Column) bool { return c.Constant == "" })
}

// OwnName names what belongs to the model within the database: its table or,
// where other models may have the same one, table and model. No table has a
// name with a point.
func (m *Model) OwnName() string {
	if len(m.Constants()) > 0 {
		return m.Table + "." + m.Name
	}
	return m.Table
}

// Rows is a SQL condition, led by AND: a row, by its alias, is one of the
// model's. It is "" where the table has no others.
func (m *Model) Rows(row string) string {
	sql := ""
	for _, c := range m.Constants() {
		sql += " AND " + row + "." + sqldb.Quote(c.Name) + " = " + sqldb.QuoteText(c.Constant)
	}
	return sql
}

// rowsOf is [Model.Rows] for rows of one of the models with these names.
func (s *Schema) rowsOf(names []string, row string) string {
	var any []string
	for _, name := range names {
		of := s.Model(name).Rows(row)
		if of == "" {
			return ""
		}
		any = append(any, strings.TrimPrefix(of, " AND "))
	}
	return " AND (" + strings.Join(any, " OR ") + ")"
}

// DirtyTable is the quoted name of the table that has the ids of rows changed
// since they were last serialized (Morango's dirty bit).
func (m *Model) DirtyTable() string { return sqldb.Quote("amora_dirty_" + m.OwnName()) }

// Column returns the column of that name, nil if there is none.
func (m *Model) Column(name string) *Column {
	i := slices.IndexFunc(m.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &m.Columns[i]
}

// ByKey returns the column of that name in serialized records, nil if there is
// none.
func (m *Model) ByKey(key string) *Column {
	i := slices.IndexFunc(m.Columns, func(c Column) bool { return c.Key() == key })
	if i < 0 {
		return nil
	}
	return &m.Columns[i]
}

// AppNames is a serialized record with the app's names for its columns. What is
// none of the model's columns keeps its name, unless a column has that.
func (m *Model) AppNames(record json.RawMessage) json.RawMessage {
	if !slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Was != "" }) {
		return record
	}
	list, err := objectMembers(record)
	if err != nil {
		return record
	}
	var b bytes.Buffer
	for _, entry := range list {
		if c := m.ByKey(entry.name); c != nil {
			entry.name = c.Name
		} else if m.Column(entry.name) != nil {
			continue
		}
		b.WriteString("," + sqldb.ToJSON(entry.name) + ":" + string(entry.value))
	}
	return json.RawMessage("{" + strings.TrimPrefix(b.String(), ",") + "}")
}

// KeyColumns lists the columns that partition and source id follow from,
// sorted. They never change once a row has its id.
func (m *Model) KeyColumns() []string {
	names := append(m.PartitionTemplate.Columns(), m.SourceTemplate.Columns()...)
	slices.Sort(names)
	return slices.Compact(names)
}
