package schema

import (
	"cmp"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/trust"
)

// tableFunctions are those that our statements read from. A table of the same
// name would hide them.
var tableFunctions = []string{"json_each", "json_tree", "jsonb_each", "jsonb_tree"}

// reservedColumns have a meaning of their own in our statements. SQLite reads
// true and false as numbers, though they be quoted.
var reservedColumns = []string{"id", "source_id", "partition", "_rowid_", "true", "false"}

// check looks at what a schema means, and prepares its models.
func (s *Schema) check() error {
	if s.Version < 0 {
		return badSchema("schema.version", "is negative")
	}
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
		for _, name := range slices.Compact([]string{m.AppName(), m.Name}) {
			if taken[strings.ToLower(name)] {
				return badSchema(m.where(), "has the name %s, as another model does or did", name).WithHint("case does not make a difference")
			}
			taken[strings.ToLower(name)] = true
		}
	}
	s.nameReferences()
	for _, m := range s.Models {
		m.Profile = s.Profile
		m.Others = slices.DeleteFunc(slices.Clone(s.Models), func(other *Model) bool { return other == m })
		if err := m.checkTemplates(); err != nil {
			return err
		}
		if err := m.checkUnique(); err != nil {
			return err
		}
		if err := m.checkMerge(); err != nil {
			return err
		}
		if err := m.checkBackfills(); err != nil {
			return err
		}
		if err := s.checkRoot(m); err != nil {
			return err
		}
		if err := s.checkReferences(m); err != nil {
			return err
		}
	}
	for _, m := range s.Models {
		if err := s.checkShared(m); err != nil {
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

func (m *Model) where() string { return "model " + m.AppName() }

// nameReferences has references lead to models by their names in records.
func (s *Schema) nameReferences() {
	names := map[string]string{}
	for _, m := range s.Models {
		names[m.AppName()] = m.Name
	}
	for _, m := range s.Models {
		for _, r := range m.References {
			for i, name := range r.Models {
				r.Models[i] = cmp.Or(names[name], name)
			}
		}
	}
}

func (m *Model) checkNames() error {
	for _, name := range []string{m.AppName(), m.Name} {
		if !isName(name, MaxModelName) {
			return badSchema("schema.models", "has a model named %q", name).WithHint("letters, digits and underscores, at most 40, no digit first")
		}
	}
	if m.Called == m.Name {
		return badSchema(m.where()+".was", "is the name that the model has")
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
	return m.checkKeys()
}

// checkKeys looks at the columns' names in records.
func (m *Model) checkKeys() error {
	seen := map[string]bool{}
	for _, c := range m.Columns {
		if err := m.checkColumnName(c.Key()); err != nil {
			return err
		}
		if seen[strings.ToLower(c.Key())] {
			return badSchema(m.where()+".columns", "has two columns that are %q in records", c.Key()).
				WithHint("a column that was renamed keeps its first name there: give the other one another name")
		}
		seen[strings.ToLower(c.Key())] = true
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
	if m.ID != "" && m.ID != trust.IDRuleSource && m.ID != IDComputed {
		return badSchema(m.where(), `has the id rule %q`, m.ID).WithHint(`there are "source" and "computed"`)
	}
	if err := m.checkPartition(); err != nil {
		return err
	}
	if m.Source == nil {
		return nil
	}
	var err error
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

// checkPartition looks at the templates of the partition. Of several the last
// one has to do for every row.
func (m *Model) checkPartition() error {
	where := m.where() + ".partition"
	switch {
	case len(m.Partition) == 0 && !m.ReadOnly:
		return badSchema(where, "is null: a row that is written here would have none").WithHint(`only a model with "readonly": true can leave it to others`)
	case len(m.Partition) > maxTemplates:
		return badSchema(where, "has %d templates, at most %d are taken", len(m.Partition), maxTemplates)
	}
	for i, text := range m.Partition {
		t, err := m.checkTemplate("partition", text)
		if err != nil {
			return err
		}
		m.PartitionTemplate = append(m.PartitionTemplate, t)
		last := i == len(m.Partition)-1
		nullable := slices.ContainsFunc(t.Columns(), func(name string) bool { return m.Column(name).Nullable })
		switch {
		case len(m.Partition) > 1 && last && nullable:
			return badSchema(where, "ends with %q, of which a column may be null", text).WithHint("the last template is for the rows that no other one is for")
		case !last && !nullable && !m.ReadOnly:
			return badSchema(where, "has templates behind %q, which is for every row", text)
		}
	}
	return nil
}

// checkUnique looks at the columns whose values are unique together.
func (m *Model) checkUnique() error {
	where := m.where() + ".unique"
	if len(m.Unique) > maxUnique {
		return badSchema(where, "has %d lists, at most %d are taken", len(m.Unique), maxUnique)
	}
	for _, names := range m.Unique {
		if len(names) > maxUnique {
			return badSchema(where, "has a list of %d columns, at most %d are taken", len(names), maxUnique)
		}
		for i, name := range names {
			if m.Column(name) == nil || slices.Contains(names[:i], name) {
				return badSchema(where, "names %q, which is no column, or twice in a list", name)
			}
		}
	}
	return nil
}

// checkMerge looks at what becomes of changes that meet.
func (m *Model) checkMerge() error {
	if m.Merge != "" && m.Merge != MergeColumns {
		return badSchema(m.where()+".merge", "is %q", m.Merge).WithHint(`the only rule there is to name is "columns"`)
	}
	mergeable := map[string]Type{MergeAdd: TypeInteger, MergeUnion: TypeJSON}
	for _, c := range m.Columns {
		where := m.where() + ".columns." + c.Name + ".merge"
		switch {
		case c.Merge == "":
		case mergeable[c.Merge] != c.Type:
			return badSchema(where, "is %q, of a column of type %s", c.Merge, c.Type).
				WithHint(`integers can be merged by "add", json by "union"`)
		case m.Merge == "":
			return badSchema(where, "is there, but the model does not merge by columns").WithHint(`give it "merge": "columns"`)
		}
	}
	return nil
}

// checkRoot looks at a model whose rows come with root certificates.
func (s *Schema) checkRoot(m *Model) error {
	if m.Root == "" {
		return nil
	}
	where := m.where() + ".root"
	d, err := trust.LatestDefinition(s.Scopes, m.Root)
	switch {
	case err != nil || d.PrimaryScopeParamKey == "":
		return badSchema(where, "is %q, which is no scope that begins a dataset", m.Root)
	case m.ID != trust.IDRuleSource || m.Source != nil:
		return badSchema(where, "is for models whose ids are given").WithHint(`it needs "source": null and "id": "source"`)
	case m.ReadOnly:
		return badSchema(where, "makes rows of a model that is only read")
	}
	for _, c := range m.Columns {
		if c.Required || !c.Nullable && !c.HasDefault && !c.Now {
			return badSchema(where, "makes rows without a value for %s", c.Name).WithHint("give the column a default")
		}
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
