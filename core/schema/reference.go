package schema

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
)

// Reference is what a column refers to: a record of one of several models. A
// foreign key sees to it, unless the reference is optional.
type Reference struct {
	Models []string // names; those of several have one table
	// OnDelete is "null" where the column becomes NULL once the record referred
	// to is deleted, else "": the row is deleted too.
	OnDelete string
	// Optional is set where the record referred to may be out of this device's
	// sight: the column keeps the id.
	Optional bool

	Table string // of the models
	// rows is a condition, led by AND: a row of the table, by its alias, is one
	// of the models'; "" where the table has no others.
	rows func(alias string) string
}

// Rows is a SQL condition, led by AND: a row of the table, by its alias, is one
// of the models'. It is "" where the table has no others.
func (r Reference) Rows(alias string) string { return r.rows(alias) }

// There is a SQL condition: the record whose id is a SQL expression has its
// row.
func (r Reference) There(id string) string {
	return "EXISTS (SELECT 1 FROM " + sqldb.Quote(r.Table) + " t WHERE t.id = " + id + r.Rows("t") + ")"
}

// ThereFor is a SQL condition: the record whose id is a SQL expression has its
// row, and belongs to the dataset of a partition. Devices that hold fewer
// datasets do not have the records of the others, and a dataset's writers decide
// about their own records only.
func (r Reference) ThereFor(id, partition string) string {
	return "EXISTS (SELECT 1 FROM " + sqldb.Quote(r.Table) + " t WHERE t.id = " + id + r.Rows("t") +
		" AND " + rooms.Same("t._morango_partition", partition) + ")"
}

// onDeleteNull is the only value of on_delete that has to be written.
const onDeleteNull = "null"

// ForeignKey reports whether SQLite keeps the column to rows that are there.
func (r Reference) ForeignKey() bool { return len(r.Models) > 0 && !r.Optional }

// SetsNull reports whether the column becomes NULL when the record referred to
// is deleted.
func (r Reference) SetsNull() bool { return r.OnDelete == onDeleteNull }

// ahead lists the other models whose records are applied before those of m.
func (r Reference) ahead(m *Model) []string {
	if r.Optional {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(r.Models), func(name string) bool { return name == m.Name })
}

// readReferences reads the columns that refer to models.
func (m *Model) readReferences(where string, text []byte) error {
	list, err := objectMembers(text)
	if err != nil {
		return badSchema(where, "must be an object of references")
	}
	m.References = map[string]Reference{}
	for _, entry := range list {
		r, err := readReference(where+"."+entry.name, entry.value)
		if err != nil {
			return err
		}
		m.References[entry.name] = r
	}
	return nil
}

// readReference reads a model's name, a list of names, or an object that says
// more.
func readReference(where string, text []byte) (r Reference, err error) {
	if !bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		err = oneOrMore(&r.Models)(where, text)
		return r, err
	}
	err = readObject(where, text,
		member{"model", true, oneOrMore(&r.Models)},
		member{"on_delete", false, into(&r.OnDelete)},
		member{"optional", false, into(&r.Optional)},
	)
	if err == nil && r.OnDelete != "" && r.OnDelete != onDeleteNull && r.OnDelete != "cascade" {
		err = badSchema(where+".on_delete", "is %q", r.OnDelete).WithHint(`it is "cascade", as without it, or "null"`)
	}
	if r.OnDelete == "cascade" {
		r.OnDelete = ""
	}
	return r, err
}

// oneOrMore reads a string, or a list of strings that are not twice in it.
func oneOrMore(target *[]string) func(where string, text []byte) error {
	return func(where string, text []byte) error {
		var one *string
		if json.Unmarshal(text, &one) == nil && one != nil {
			*target = []string{*one}
			return nil
		}
		if json.Unmarshal(text, target) != nil || len(*target) == 0 {
			return badSchema(where, "must be a string, or a list of them")
		}
		sorted := slices.Sorted(slices.Values(*target))
		if len(slices.Compact(sorted)) < len(*target) {
			return badSchema(where, "has the same string twice")
		}
		return nil
	}
}

// checkReferences looks at what the model refers to, and finds the tables.
func (s *Schema) checkReferences(m *Model) error {
	self := false
	for _, column := range slices.Sorted(maps.Keys(m.References)) {
		where, r := m.where()+".references."+column, m.References[column]
		if err := m.checkReference(where, column, r); err != nil {
			return err
		}
		for _, name := range r.Models {
			target := s.Model(name)
			switch {
			case target == nil:
				return badSchema(where, "refers to the unknown model %q", name)
			case r.Table != "" && target.Table != r.Table:
				return badSchema(where, "refers to models of the tables %s and %s", r.Table, target.Table).
					WithHint("SQLite's foreign keys lead to one table: give the models the same one, with a constant column that tells them apart")
			case target == m && self && !r.Optional:
				return badSchema(m.where(), "refers to itself twice").WithHint("Morango allows one self reference per model")
			}
			r.Table = target.Table
		}
		self = self || !r.Optional && slices.Contains(r.Models, m.Name)
		r.rows = func(alias string) string { return s.rowsOf(r.Models, alias) }
		m.References[column] = r
	}
	return m.checkSelf()
}

// checkReference looks at the column of a reference.
func (m *Model) checkReference(where, column string, r Reference) error {
	c := m.Column(column)
	switch {
	case c == nil:
		return badSchema(where, "is no column of the model")
	case c.Type != TypeUUID:
		return badSchema(where, "must be a uuid column, it is %s", c.Type)
	case c.HasDefault:
		return badSchema(where, "must have no default")
	case r.SetsNull() && !c.Nullable:
		return badSchema(where, "becomes null, but the column is required").WithHint(`write the type as "uuid?"`)
	case r.SetsNull() && slices.Contains(m.KeyColumns(), column):
		return badSchema(where, "becomes null, but the row's id or partition follow from it")
	case r.SetsNull() && slices.Contains(r.Models, m.Name) && !r.Optional:
		return badSchema(where, "refers to the model itself, which deletes what hangs on a row").WithHint(`leave out "on_delete"`)
	}
	return nil
}

// checkSelf looks at the column that is said to be _self_ref_fk.
func (m *Model) checkSelf() error {
	if m.Self == "" {
		return nil
	}
	c := m.Column(m.Self)
	if c == nil || c.Type != TypeUUID {
		return badSchema(m.where()+".self_reference", "is %q, which is no uuid column", m.Self)
	}
	if own := m.SelfReference(); own != "" && own != m.Self {
		return badSchema(m.where()+".self_reference", "is %q, but %q refers to the model itself", m.Self, own)
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
		for column, r := range m.References {
			for _, name := range r.ahead(m) {
				switch state[name] {
				case done:
					continue
				case open:
					return badSchema(m.where()+".references."+column, "closes a circle of references through %s", name)
				}
				if err := visit(s.Model(name)); err != nil {
					return err
				}
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

// checkShared looks at models of one table: their columns are the same, but for
// a constant one by which each row's model can be told.
func (s *Schema) checkShared(m *Model) error {
	for _, other := range s.Models[:slices.Index(s.Models, m)] {
		switch {
		case !strings.EqualFold(other.Table, m.Table):
			continue
		case other.Table != m.Table || !m.toldFrom(other):
			return badSchema(m.where(), "has the table %s, as another model does", m.Table).
				WithHint("case does not make a difference; models of one table need a constant column that tells them apart")
		case m.ID == trust.IDRuleSource || other.ID == trust.IDRuleSource:
			return badSchema(m.where(), "has the table %s, as another model does, and an id rule", m.Table)
		case !slices.EqualFunc(m.Columns, other.Columns, sameButConstant):
			return badSchema(m.where(), "has other columns than %s, which has the same table", other.Name).
				WithHint("models of one table have the same columns, in the same order")
		}
		if err := m.sameKeys(other); err != nil {
			return err
		}
	}
	return nil
}

// toldFrom reports whether a constant tells rows of the two models apart.
func (m *Model) toldFrom(other *Model) bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool {
		o := other.Column(c.Name)
		return c.Constant != "" && o != nil && o.Constant != "" && c.Constant != o.Constant
	})
}

func sameButConstant(a, b Column) bool {
	if (a.Constant == "") != (b.Constant == "") {
		return false
	}
	a.Constant, b.Constant = "", ""
	return a.SameStorage(b)
}

// sameKeys reports, as an error, that two models of one table refer to other
// tables by one column.
func (m *Model) sameKeys(other *Model) error {
	for _, c := range m.Columns {
		a, b := m.References[c.Name], other.References[c.Name]
		if a.Table != b.Table || a.OnDelete != b.OnDelete || a.Optional != b.Optional {
			return badSchema(m.where()+".references."+c.Name, "is another reference than that of %s, which has the same table", other.Name).
				WithHint("the table has one foreign key for it; which models it leads to may differ")
		}
	}
	return nil
}
