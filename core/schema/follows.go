package schema

import (
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// What a later version of a schema may change. Devices with the earlier and the
// later version sync with each other, so everything that records are found by
// stays: the profile, a model's name, and what ids and partitions follow from.

// Follows reports what keeps a database from going on with the schema where it
// had another one. Error: schema_changed.
func (s *Schema) Follows(old *Schema) error {
	if s.Profile != old.Profile {
		return changedSchema("the profile was %q, it is %q", old.Profile, s.Profile).
			WithHint("records of another profile are other data: open another database")
	}
	for _, was := range old.Models {
		m := s.Model(was.Name)
		if m == nil {
			if err := s.forgets(was); err != nil {
				return err
			}
			continue // its records stay in the Store
		}
		step := step{was: was, now: m, back: s.Version < old.Version}
		if err := step.fits(); err != nil {
			return err
		}
	}
	return nil
}

// forgets reports that a model was renamed before, and would be another one now.
func (s *Schema) forgets(was *Model) error {
	named := func(m *Model) bool { return m.Name == was.AppName() }
	if was.Called == "" || !slices.ContainsFunc(s.Models, named) {
		return nil
	}
	return changedSchema("records have the model %s as %q", was.AppName(), was.Name).
		WithHint(`the first name that a model had counts: keep "was": "` + was.Name + `"`)
}

// step is what becomes of one model.
type step struct {
	was, now *Model
	back     bool // to an earlier version: what does not fit there waits
}

func (s step) fits() error {
	if err := s.fitsIdentity(); err != nil {
		return err
	}
	for _, c := range s.was.Columns {
		now := s.now.ByKey(c.Key())
		if now == nil {
			continue // its values stay in the records
		}
		if err := s.fitsColumn(c, *now); err != nil {
			return err
		}
	}
	for _, c := range s.now.Columns {
		if s.was.ByKey(c.Key()) == nil {
			if err := s.fitsAdded(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// fitsIdentity compares what ids and partitions follow from, by the columns'
// names in records.
func (s step) fitsIdentity() error {
	for _, pair := range [][3]string{
		{"partition", partitionText(s.was), partitionText(s.now)},
		{"source", sourceText(s.was), sourceText(s.now)},
		{"id rule", s.was.ID, s.now.ID},
	} {
		if pair[1] != pair[2] {
			return s.changed("the %s was %q, it is %q", pair[0], pair[1], pair[2]).
				WithHint("the ids that all devices know follow from it: leave the model as it is, add one with another " +
					"name and table, and copy the rows with their old id as _morango_source_id")
		}
	}
	return nil
}

func partitionText(m *Model) string {
	var list []string
	for _, t := range m.PartitionTemplate {
		list = append(list, t.Text(keyIn(m)))
	}
	return strings.Join(list, " or ")
}

func sourceText(m *Model) string {
	if m.SourceTemplate == nil {
		return "null"
	}
	return m.SourceTemplate.Text(keyIn(m))
}

// keyIn gives the names in records of a model's columns.
func keyIn(m *Model) func(string) string {
	return func(name string) string { return m.Column(name).Key() }
}

// fitsColumn compares a column that both schemas have.
func (s step) fitsColumn(was, now Column) error {
	key := slices.Contains(s.was.KeyColumns(), was.Name)
	switch {
	case was.Constant != now.Constant && now.Constant != "":
		return s.changed("column %s has the constant %q, it was %q", now.Name, now.Constant, was.Constant).
			WithHint("rows of a model are told from others by it: add a column with the constant")
	case key && (was.Type != now.Type || was.Nullable != now.Nullable):
		return s.changed("column %s was %s, it is %s, and ids or partitions follow from it",
			now.Name, typeText(was), typeText(now)).
			WithHint("add a column with the new type beside it")
	case s.back:
		return nil
	}
	if err := s.fitsType(was, now); err != nil {
		return err
	}
	if was.Nullable && !now.Nullable && !now.Fills() {
		return s.changed("column %s may not be null any more, and there may be rows where it is", now.Name).
			WithHint(`give it a "backfill", the value of those rows`)
	}
	return s.fitsReference(was, now)
}

// fitsType compares the types of a column, and those that it had before.
func (s step) fitsType(was, now Column) error {
	for _, earlier := range append(slices.Clone(was.From), was.Type) {
		can, named := now.Type.Widens(earlier)
		switch {
		case !can:
			return s.changed("column %s was %s, it is %s", now.Name, earlier, now.Type).
				WithHint("types may only widen: boolean, integer, real and text, in this order; " +
					"any but blob becomes text or json; for another type add a column")
		case named && !slices.Contains(now.From, earlier):
			return s.changed("column %s was %s, it is %s and does not say so", now.Name, earlier, now.Type).
				WithHint(`records of earlier versions have that type: add "from": "` + string(earlier) + `"`)
		}
	}
	if now.HasScale && (!was.HasScale || now.Scale != was.Scale) {
		return s.changed("column %s has another scale", now.Name).WithHint("leave the scale as it is, or leave it out")
	}
	return nil
}

// fitsReference compares what a column refers to: rows that are there stay
// valid.
func (s step) fitsReference(was, now Column) error {
	before, after := s.was.References[was.Name], s.now.References[now.Name]
	kept := !slices.ContainsFunc(before.Models, func(name string) bool { return !slices.Contains(after.Models, name) })
	if len(after.Models) == 0 || len(before.Models) > 0 && kept && (before.ForeignKey() || after.Optional) {
		return nil
	}
	return s.changed("column %s referred to %s, now to %s", now.Name, describe(before), describe(after)).
		WithHint("a reference may go, become optional, or lead to further models; for another one add a column")
}

// fitsAdded looks at a column that the earlier schema did not have.
func (s step) fitsAdded(c Column) error {
	if was := s.was.Column(c.Name); was != nil && s.now.ByKey(was.Key()) == nil {
		return s.changed("records have the column %s as %q", c.Name, was.Key()).
			WithHint(`keep its "was": "` + was.Key() + `"`)
	}
	if was := s.was.Column(c.Was); was != nil {
		return s.changed("column %s was %s, which records have as %q", c.Name, c.Was, was.Key()).
			WithHint(`the first name that a column had counts: "was": "` + was.Key() + `"`)
	}
	switch {
	case s.back || c.Nullable || c.HasDefault || c.Fills() || c.Constant != "":
		return nil
	case c.Now:
		return s.changed("the new column %s has the default now, which no row had that is there", c.Name).
			WithHint(`give it a "backfill", the value of those rows, or let it be null`)
	}
	return s.changed("the new column %s is required, but there may be rows without it", c.Name).
		WithHint(`give it a "backfill", the value of those rows`)
}

func (s step) changed(format string, args ...any) *fault.Error {
	return changedSchema("model "+s.now.AppName()+": "+format, args...)
}

func changedSchema(format string, args ...any) *fault.Error {
	return fault.Errorf(fault.SchemaChanged, format, args...)
}

// typeText is the column's type as the schema writes it.
func typeText(c Column) string {
	if c.Nullable {
		return string(c.Type) + "?"
	}
	return string(c.Type)
}

// describe says what a reference leads to.
func describe(r Reference) string {
	text := strconv.Quote(strings.Join(r.Models, " or "))
	if r.SetsNull() {
		text += " (null once deleted)"
	}
	if r.Optional {
		text += " (optional)"
	}
	return text
}
