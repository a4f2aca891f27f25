package schema

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Schema is what an app registers: the profile its models belong to, the
// scopes its certificates may have, and its synced tables. [Parse] makes it.
type Schema struct {
	Profile string                  // the kind of data, on every record (Morango's profile)
	Scopes  []trust.ScopeDefinition // by which certificates may be made
	Models  []*Model                // in the schema's order; see Ordered
}

// Model is one synced table (Morango's SyncableModel, models/core.py).
type Model struct {
	Name  string // in records, as all peers know it
	Table string // in the app's SQL
	// Partition is a template over columns and ${id}, by which a record's
	// partition follows.
	Partition string
	// Source is a template over columns that the id follows from; nil gives
	// each row a random source id. Rows whose templates fill in alike are one
	// record, as in Morango: "${a}:${b}" does not tell ("x:y", "z") from
	// ("x", "y:z"). A template tells all rows apart if all of its columns but
	// the last are uuids, integers or dates, or texts without the separator.
	Source *string
	// ID is "source" where the id is the source id itself, else "": the id is
	// value.ModelID of partition, source id and name.
	ID         string
	Columns    []Column          // in the schema's order
	References map[string]string // columns that refer to a model, with its name

	// What follows from the rest of the schema:
	Profile           string            // the schema's
	PartitionTemplate Template          // Partition, parsed
	SourceTemplate    Template          // Source, parsed; nil where Source is
	Parents           map[string]string // columns that refer to a model, with its table
	Others            []string          // tables of the other models
}

// Column is one column of a model.
type Column struct {
	Name     string // in the app's SQL and in serialized records
	Type     Type   // how its values are stored and serialized
	Nullable bool   // whether NULL is a value of it
	// Default is the value where a row or a record lacks the column: a string,
	// int64, float64 or bool in the column's stored form, if HasDefault.
	Default    any
	HasDefault bool // whether there is a Default
	// Scale is how many decimal places a decimal is serialized with (Django's
	// decimal_places); without HasScale it is as many as the value takes.
	Scale    int
	HasScale bool // whether there is a Scale
}

// Model returns the model of that name, nil if there is none.
func (s *Schema) Model(name string) *Model {
	i := slices.IndexFunc(s.Models, func(m *Model) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return s.Models[i]
}

// ModelOf is the model of a synced table, whose name may differ in case; nil
// for any other table.
func (s *Schema) ModelOf(table string) *Model {
	i := slices.IndexFunc(s.Models, func(m *Model) bool { return strings.EqualFold(m.Table, table) })
	if i < 0 {
		return nil
	}
	return s.Models[i]
}

// Declared is the part of the schema that the rooms of its datasets go by.
func (s *Schema) Declared() trust.Declared {
	d := trust.Declared{Profile: s.Profile, Scopes: s.Scopes, IDRules: map[string]string{}}
	for _, m := range s.Models {
		d.IDRules[m.Name] = m.ID
	}
	return d
}

// Tables lists the synced tables; a nil Schema has none.
func (s *Schema) Tables() []string {
	tables := []string{}
	if s != nil {
		for _, m := range s.Models {
			tables = append(tables, m.Table)
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
	for _, parent := range m.References {
		if parent == m.Name {
			continue
		}
		i := slices.IndexFunc(list, func(other *Model) bool { return other.Name == parent })
		if i < 0 {
			return 0, false
		}
		at = max(at, i+1)
	}
	return at, true
}

// SelfReference is the column that refers to the model itself, "" if there is
// none.
func (m *Model) SelfReference() string {
	for column, model := range m.References {
		if model == m.Name {
			return column
		}
	}
	return ""
}

// DirtyTable is the quoted name of the table that has the ids of rows changed
// since they were last serialized (Morango's dirty bit).
func (m *Model) DirtyTable() string { return sqldb.Quote("amora_dirty_" + m.Table) }

// Column returns the column of that name, nil if there is none.
func (m *Model) Column(name string) *Column {
	i := slices.IndexFunc(m.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return nil
	}
	return &m.Columns[i]
}

// KeyColumns lists the columns that partition and source id follow from,
// sorted. They never change once a row has its id.
func (m *Model) KeyColumns() []string {
	names := append(m.PartitionTemplate.Columns(), m.SourceTemplate.Columns()...)
	slices.Sort(names)
	return slices.Compact(names)
}

// MarshalJSON gives the canonical text: [Parse] of it is the same
// schema, and equal schemas have equal texts.
func (s *Schema) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Profile string                  `json:"profile"`
		Scopes  []trust.ScopeDefinition `json:"scopes"`
		Models  []*Model                `json:"models"`
	}{s.Profile, append([]trust.ScopeDefinition{}, s.Scopes...), append([]*Model{}, s.Models...)})
}

// MarshalJSON is for [Schema.MarshalJSON].
func (m *Model) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name       string            `json:"name"`
		Table      string            `json:"table"`
		Partition  string            `json:"partition"`
		Source     *string           `json:"source"`
		ID         string            `json:"id,omitempty"`
		Columns    columnList        `json:"columns"`
		References map[string]string `json:"references,omitempty"`
	}{m.Name, m.Table, m.Partition, m.Source, m.ID, m.Columns, m.References})
}

// columnList is an object in JSON, whose order counts.
type columnList []Column

func (list columnList) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	for i, c := range list {
		if i > 0 {
			b.WriteByte(',')
		}
		spec, err := json.Marshal(c.spec())
		if err != nil {
			return nil, err
		}
		b.WriteString(`"` + c.Name + `":` + string(spec))
	}
	return []byte("{" + b.String() + "}"), nil
}

// spec is the column as the schema writes it.
func (c Column) spec() any {
	t := string(c.Type)
	if c.Nullable {
		t += "?"
	}
	if !c.HasDefault && !c.HasScale {
		return t
	}
	spec := struct {
		Type    string `json:"type"`
		Scale   *int   `json:"scale,omitempty"`
		Default any    `json:"default,omitempty"`
	}{Type: t}
	if c.HasScale {
		spec.Scale = &c.Scale
	}
	if c.HasDefault {
		spec.Default = c.Default
	}
	if text, ok := c.Default.(string); ok && c.Type == TypeJSON {
		spec.Default = json.RawMessage(text)
	}
	return spec
}
