package schema

import (
	"encoding/json"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// tableFunctions are those that our statements read from. A table of the same
// name would hide them.
var tableFunctions = []string{"json_each", "json_tree", "jsonb_each", "jsonb_tree"}

// reservedColumns have a meaning of their own in our statements. SQLite reads
// true and false as numbers, though they be quoted.
var reservedColumns = []string{"id", "source_id", "partition", "_rowid_", "true", "false"}

// check looks at what a schema means, and prepares its models.
func (s *Schema) check() error {
	if s.Profile == "" || len(s.Profile) > MaxModelName {
		return badSchema("schema.profile", "must have 1 to %d characters", MaxModelName)
	}
	if len(s.Models) > maxModels {
		return badSchema("schema.models", "has %d models, at most %d are taken", len(s.Models), maxModels)
	}
	if err := s.checkScopes(); err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, m := range s.Models {
		if err := m.checkNames(); err != nil {
			return err
		}
		for _, name := range []string{"name " + m.Name, "table " + m.Table} {
			if taken[strings.ToLower(name)] {
				return badSchema(m.where(), "has the %s, as another model does", name).WithHint("case does not make a difference")
			}
			taken[strings.ToLower(name)] = true
		}
	}
	for _, m := range s.Models {
		m.Profile = s.Profile
		if err := m.checkTemplates(); err != nil {
			return err
		}
		if err := s.checkReferences(m); err != nil {
			return err
		}
	}
	return s.checkCycles()
}

func (s *Schema) checkScopes() error {
	type key struct {
		id      string
		version int
	}
	seen := map[key]bool{}
	for _, d := range s.Scopes {
		if d.ID == "" || d.Version < 0 {
			return badSchema("schema.scopes", "has a scope without an id, or with a negative version")
		}
		if seen[key{d.ID, d.Version}] {
			return badSchema("schema.scopes", "has %q version %d twice", d.ID, d.Version)
		}
		seen[key{d.ID, d.Version}] = true
	}
	return nil
}

// isName reports whether a name needs no thought anywhere: letters, digits and
// underscores, no digit first.
func isName(name string, limit int) bool {
	for i := range len(name) {
		letter := name[i] == '_' || 'a' <= name[i]|0x20 && name[i]|0x20 <= 'z'
		if !letter && (i == 0 || name[i] < '0' || name[i] > '9') {
			return false
		}
	}
	return name != "" && len(name) <= limit
}

func (m *Model) where() string { return "model " + m.Name }

func (m *Model) checkNames() error {
	if !isName(m.Name, MaxModelName) {
		return badSchema("schema.models", "has a model named %q", m.Name).WithHint("letters, digits and underscores, at most 40, no digit first")
	}
	if !isName(m.Table, maxIdentifier) {
		return badSchema(m.where(), "has a table named %q", m.Table).WithHint("letters, digits and underscores, at most 64, no digit first")
	}
	lower := strings.ToLower(m.Table)
	for _, prefix := range []string{"amora_", "morango_", "sqlite_"} {
		if strings.HasPrefix(lower, prefix) {
			return badSchema(m.where(), "has a table named %q", m.Table).WithHint("names beginning with " + prefix + " are taken")
		}
	}
	if lower == "new" || lower == "old" || lower == "excluded" {
		return badSchema(m.where(), "has a table named %q", m.Table).WithHint("triggers use this name")
	}
	if slices.Contains(tableFunctions, lower) {
		return badSchema(m.where(), "has a table named %q", m.Table).WithHint("it would hide SQLite's function of this name")
	}
	if len(m.Columns) == 0 || len(m.Columns) > maxColumns {
		return badSchema(m.where(), "has %d columns, 1 to %d are taken", len(m.Columns), maxColumns)
	}
	seen := map[string]bool{}
	for _, c := range m.Columns {
		if err := m.checkColumnName(c.Name); err != nil {
			return err
		}
		if seen[strings.ToLower(c.Name)] {
			return badSchema(m.where(), "has two columns %q", c.Name).WithHint("case does not make a difference")
		}
		seen[strings.ToLower(c.Name)] = true
	}
	return nil
}

func (m *Model) checkColumnName(name string) error {
	lower := strings.ToLower(name)
	switch {
	case !isName(name, maxIdentifier):
		return badSchema(m.where(), "has a column named %q", name).WithHint("letters, digits and underscores, at most 64, no digit first")
	case slices.Contains(reservedColumns, lower) || strings.HasPrefix(lower, "_morango_") || strings.HasPrefix(lower, "_amora_"):
		return badSchema(m.where(), "has a column named %q, which is reserved", name).
			WithHint("reserved are " + strings.Join(reservedColumns, ", ") + " and names beginning with _morango_ or _amora_")
	}
	return nil
}

func (m *Model) checkTemplates() error {
	if m.ID != "" && m.ID != trust.IDRuleSource {
		return badSchema(m.where(), `has the id rule %q`, m.ID).WithHint(`the only one is "source"`)
	}
	var err error
	if m.PartitionTemplate, err = m.checkTemplate("partition", m.Partition); err != nil {
		return err
	}
	if m.Source == nil {
		return nil
	}
	if m.SourceTemplate, err = m.checkTemplate("source", *m.Source); err != nil {
		return err
	}
	switch {
	case m.SourceTemplate.mentionsID():
		return badSchema(m.where()+".source", "mentions ${id}, which follows from it")
	case len(m.SourceTemplate.Columns()) == 0:
		return badSchema(m.where()+".source", "mentions no column: all rows would be one").WithHint("null gives each row a random source id")
	}
	return nil
}

// checkTemplate parses a template and checks its columns.
func (m *Model) checkTemplate(key, text string) (Template, error) {
	where := m.where() + "." + key
	t, problem := parseTemplate(text)
	if problem != "" {
		return nil, badSchema(where, "%s", problem)
	}
	for _, name := range t.Columns() {
		c := m.Column(name)
		if c == nil {
			return nil, badSchema(where, "mentions ${%s}, which is no column", name)
		}
		if !typeFacts[c.Type].inKey {
			return nil, badSchema(where, "mentions ${%s}, a %s", name, c.Type).WithHint("only text, integer, date and uuid have the same text everywhere")
		}
	}
	return t, nil
}

func (s *Schema) checkReferences(m *Model) error {
	m.Parents = map[string]string{}
	for _, other := range s.Models {
		if other != m {
			m.Others = append(m.Others, other.Table)
		}
	}
	self := false
	for _, column := range slices.Sorted(maps.Keys(m.References)) {
		where, model := m.where()+".references."+column, m.References[column]
		c, parent := m.Column(column), s.Model(model)
		switch {
		case c == nil:
			return badSchema(where, "is no column of the model")
		case c.Type != TypeUUID:
			return badSchema(where, "must be a uuid column, it is %s", c.Type)
		case c.HasDefault:
			return badSchema(where, "must have no default")
		case parent == nil:
			return badSchema(where, "refers to the unknown model %q", model)
		case parent == m && self:
			return badSchema(m.where(), "refers to itself twice").WithHint("Morango allows one self reference per model")
		}
		self = self || parent == m
		m.Parents[column] = parent.Table
	}
	return nil
}

// checkCycles refuses models that refer to each other in a circle: no order
// would apply parents first.
func (s *Schema) checkCycles() error {
	const open, done = 1, 2
	state := map[string]int{}
	var visit func(m *Model) error
	visit = func(m *Model) error {
		state[m.Name] = open
		for column, name := range m.References {
			if name == m.Name || state[name] == done {
				continue
			}
			if state[name] == open {
				return badSchema(m.where()+".references."+column, "closes a circle of references through %s", name)
			}
			if err := visit(s.Model(name)); err != nil {
				return err
			}
		}
		state[m.Name] = done
		return nil
	}
	for _, m := range s.Models {
		if state[m.Name] == 0 {
			if err := visit(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// defaultLayouts are the forms a default may have, as stored.
var defaultLayouts = map[Type]string{TypeDatetime: "2006-01-02 15:04:05.999999", TypeDate: time.DateOnly, TypeTime: "15:04:05.999999"}

// readDefault reads a default of the column's type into its stored form; null
// gives nil.
func (c Column) readDefault(text []byte) (any, error) {
	if string(text) == "null" {
		return nil, nil
	}
	if c.Type == TypeJSON {
		compact, err := json.Marshal(json.RawMessage(text))
		return string(compact), err
	}
	switch c.Type {
	case TypeBoolean:
		return defaultOf(text, func(bool) bool { return true })
	case TypeInteger, TypeDuration:
		return defaultOf(text, func(n int64) bool { return n != math.MinInt64 })
	case TypeReal, TypeDecimal:
		return defaultOf(text, func(v float64) bool {
			rounded, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', c.Scale, 64), 64)
			return !c.HasScale || rounded == v && math.Abs(v) < math.Pow10(DecimalDigits-c.Scale)
		})
	case TypeUUID:
		return defaultOf(text, value.IsID)
	case TypeText:
		return defaultOf(text, func(string) bool { return true })
	}
	layout := defaultLayouts[c.Type]
	return defaultOf(text, func(s string) bool {
		t, err := time.Parse(layout, s)
		return err == nil && t.Format(layout) == s
	})
}

// defaultOf reads a default as a T that ok takes.
func defaultOf[T any](text []byte, ok func(T) bool) (any, error) {
	var v T
	if err := json.Unmarshal(text, &v); err != nil {
		return nil, err
	}
	if !ok(v) {
		return nil, fault.Errorf(fault.BadValue, "out of range")
	}
	return v, nil
}
