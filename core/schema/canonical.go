package schema

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/trust"
)

// MarshalJSON gives the canonical text: [Parse] of it is the same
// schema, and equal schemas have equal texts.
func (s *Schema) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Profile string                  `json:"profile"`
		Version int                     `json:"version,omitempty"`
		Scopes  []trust.ScopeDefinition `json:"scopes"`
		Models  []*Model                `json:"models"`
	}{s.Profile, s.Version, append([]trust.ScopeDefinition{}, s.Scopes...), append([]*Model{}, s.Models...)})
}

// MarshalJSON is for [Schema.MarshalJSON].
func (m *Model) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Name       string               `json:"name"`
		Was        string               `json:"was,omitempty"`
		Table      string               `json:"table"`
		Partition  any                  `json:"partition"`
		Source     *string              `json:"source"`
		ID         string               `json:"id,omitempty"`
		ReadOnly   bool                 `json:"readonly,omitempty"`
		Root       string               `json:"root,omitempty"`
		Columns    columnList           `json:"columns"`
		References map[string]Reference `json:"references,omitempty"`
		Self       string               `json:"self_reference,omitempty"`
		Unique     [][]string           `json:"unique,omitempty"`
		Merge      string               `json:"merge,omitempty"`
	}{m.AppName(), m.was(), m.Table, oneOrList(m.Partition), m.Source, m.ID, m.ReadOnly, m.Root, m.Columns,
		m.written(), m.Self, m.Unique, m.Merge})
}

// was is the model's name in records, "" where the app calls it so.
func (m *Model) was() string {
	if m.Called == "" {
		return ""
	}
	return m.Name
}

// written are the references by the app's names for models.
func (m *Model) written() map[string]Reference {
	names := map[string]string{m.Name: m.AppName()}
	for _, other := range m.Others {
		names[other.Name] = other.AppName()
	}
	written := map[string]Reference{}
	for column, r := range m.References {
		r.Models = slices.Clone(r.Models)
		for i, name := range r.Models {
			r.Models[i] = names[name]
		}
		written[column] = r
	}
	return written
}

// oneOrList writes a list of one as its item, an empty one as null.
func oneOrList(list []string) any {
	switch len(list) {
	case 0:
		return nil
	case 1:
		return list[0]
	}
	return list
}

// MarshalJSON is for [Schema.MarshalJSON].
func (r Reference) MarshalJSON() ([]byte, error) {
	if r.OnDelete == "" && !r.Optional {
		return json.Marshal(oneOrList(r.Models))
	}
	return json.Marshal(struct {
		Model    any    `json:"model"`
		OnDelete string `json:"on_delete,omitempty"`
		Optional bool   `json:"optional,omitempty"`
	}{oneOrList(r.Models), r.OnDelete, r.Optional})
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

// columnSpec is a column that the schema writes as an object.
type columnSpec struct {
	Type     string   `json:"type"`
	Was      string   `json:"was,omitempty"`
	From     []Type   `json:"from,omitempty"`
	Scale    *int     `json:"scale,omitempty"`
	Default  any      `json:"default,omitempty"`
	Backfill any      `json:"backfill,omitempty"`
	SQL      string   `json:"backfill_sql,omitempty"`
	Constant string   `json:"constant,omitempty"`
	Required bool     `json:"required,omitempty"`
	Min      *float64 `json:"min,omitempty"`
	Max      *float64 `json:"max,omitempty"`
	In       []any    `json:"in,omitempty"`
	Glob     []string `json:"glob,omitempty"`
	NotGlob  []string `json:"not_glob,omitempty"`
	Merge    string   `json:"merge,omitempty"`
}

// spec is the column as the schema writes it.
func (c Column) spec() any {
	spec := columnSpec{
		Type: string(c.Type), Was: c.Was, From: c.From, SQL: c.BackfillSQL, Constant: c.Constant,
		Required: c.Required, Min: c.Min, Max: c.Max, In: c.In, Glob: c.Glob, NotGlob: c.NotGlob, Merge: c.Merge,
	}
	if c.Nullable {
		spec.Type += "?"
	}
	if c.SameStorage(Column{Name: c.Name, Type: c.Type, Nullable: c.Nullable}) && c.unchecked() && c.Merge == "" && !c.evolved() {
		return spec.Type
	}
	if c.HasScale {
		spec.Scale = &c.Scale
	}
	if c.HasDefault {
		spec.Default = c.written(c.Default)
	}
	if c.HasBackfill {
		spec.Backfill = c.written(c.Backfill)
	}
	if c.Now {
		spec.Default = defaultNow
	}
	return spec
}

// written is a default or backfill as the schema writes it.
func (c Column) written(stored any) any {
	if text, ok := stored.(string); ok && c.Type == TypeJSON {
		return json.RawMessage(text)
	}
	return stored
}

// evolved reports whether earlier versions of the schema had the column in
// another way, or lacked it.
func (c Column) evolved() bool { return c.Was != "" || c.From != nil || c.Fills() }

// unchecked reports whether the column has no checks.
func (c Column) unchecked() bool {
	return !c.Required && c.Min == nil && c.Max == nil && c.In == nil && c.Glob == nil && c.NotGlob == nil
}
