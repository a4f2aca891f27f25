package apptable

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Checks of values that the schema declares (schema.Checks): what is written
// here passes them, so that no peer refuses it. What others wrote is taken as it
// comes, and stays as it is while other columns change.

// newRowProblems are the declared checks of a new row.
func (m *Table) newRowProblems() []problem {
	var list []problem
	for _, c := range m.Columns {
		if c.Required {
			list = append(list, problem{when: "NEW." + sqldb.Quote(c.Name) + " IS NULL", code: fault.Required, text: "a new row needs " + c.Name})
		}
		list = append(list, m.declared(c)...)
	}
	for _, names := range m.Unique {
		list = append(list, m.uniqueProblem(names))
	}
	return list
}

// changeProblems are the checks of columns that an update may have changed, and
// the columns.
func (m *Table) changeProblems() (columns []string, list []problem) {
	columns, list = m.valueProblems()
	add := func(names ...string) {
		columns = append(columns, slices.DeleteFunc(slices.Clone(names), func(name string) bool { return slices.Contains(columns, name) })...)
	}
	for _, c := range m.Columns {
		for _, p := range m.declared(c) {
			add(c.Name)
			list = append(list, problem{when: changed(c.Name) + " AND (" + p.when + ")", code: p.code, text: p.text})
		}
	}
	for _, names := range m.Unique {
		p := m.uniqueProblem(names)
		var any []string
		for _, name := range names {
			any = append(any, changed(name))
		}
		add(names...)
		list = append(list, problem{when: "(" + strings.Join(any, " OR ") + ") AND " + p.when, code: p.code, text: p.text})
	}
	return columns, list
}

// changed is a SQL condition: an update changes the column.
func changed(name string) string {
	q := sqldb.Quote(name)
	return "NEW." + q + " IS NOT OLD." + q
}

// uniqueProblem refuses values that another row of the model has, of the same
// dataset.
func (m *Table) uniqueProblem(names []string) problem {
	when := "EXISTS (SELECT 1 FROM " + sqldb.Quote(m.Table) + " t WHERE t.id <> NEW.id" + m.Rows("t") +
		" AND " + rooms.Same("t._morango_partition", m.partitionOf("NEW"))
	for _, name := range names {
		q := sqldb.Quote(name)
		when += " AND t." + q + " = NEW." + q
	}
	return problem{when: when + ")", code: fault.Constraint, text: "another row has the same " + strings.Join(names, ", ")}
}

// declared are the checks of one column's value in NEW.
func (m *Table) declared(c schema.Column) []problem {
	value := "NEW." + sqldb.Quote(c.Name)
	var list []problem
	refuse := func(when, text string) {
		list = append(list, problem{when: when, code: fault.BadValue, text: c.Name + " " + text})
	}
	if c.Min != nil || c.Max != nil {
		refuse(outside(c, value), "must "+bounds(c))
	}
	if c.In != nil {
		literals := make([]string, len(c.In))
		for i, v := range c.In {
			literals[i] = column(c).literal(v)
		}
		refuse(value+" NOT IN ("+sqldb.List(literals...)+")", "must be one of "+sqldb.List(literals...))
	}
	if len(c.Glob) > 0 {
		refuse("instr("+value+", char(0)) OR "+eachGlob(value, " NOT GLOB ", " AND ", c.Glob), "has none of the forms "+strings.Join(c.Glob, ", "))
	}
	if len(c.NotGlob) > 0 {
		refuse("instr("+value+", char(0)) OR "+eachGlob(value, " GLOB ", " OR ", c.NotGlob), "has characters or a form that are not taken")
	}
	if r := m.References[c.Name]; r.Table != "" && r.Rows("t") != "" {
		there := "EXISTS (SELECT 1 FROM " + sqldb.Quote(r.Table) + " t WHERE t.id = " + value + ")"
		list = append(list, problem{when: there + " AND NOT " + r.There(value), code: fault.Constraint, text: c.Name + " refers to a row that is not of " + strings.Join(r.Models, ", ")})
	}
	return list
}

// outside is a SQL condition: a value is out of its column's bounds. Most
// functions see nothing of a text beyond a NUL, so that these are replaced.
func outside(c schema.Column, value string) string {
	if c.Type == schema.TypeText {
		value = "length(replace(" + value + ", char(0), '0'))"
	}
	var any []string
	if c.Min != nil {
		any = append(any, value+" < "+number(*c.Min))
	}
	if c.Max != nil {
		any = append(any, value+" > "+number(*c.Max))
	}
	return strings.Join(any, " OR ")
}

// bounds says what a value must be, for people.
func bounds(c schema.Column) string {
	var parts []string
	if c.Min != nil {
		parts = append(parts, "at least "+number(*c.Min))
	}
	if c.Max != nil {
		parts = append(parts, "at most "+number(*c.Max))
	}
	text := strings.Join(parts, " and ")
	if c.Type == schema.TypeText {
		return "have " + text + " characters"
	}
	return "be " + text
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// eachGlob compares a value with each pattern.
func eachGlob(value, operator, join string, patterns []string) string {
	parts := make([]string, len(patterns))
	for i, pattern := range patterns {
		parts[i] = value + operator + sqldb.QuoteText(pattern)
	}
	return fmt.Sprintf("(%s)", strings.Join(parts, join))
}

// constantsTrigger refuses rows of a table that no model has, because nobody
// would sync them; "" where a table has one model without a constant.
func constantsTrigger(models []*Table) string {
	var any []string
	for _, m := range models {
		if rows := m.Rows("NEW"); rows != "" {
			any = append(any, strings.TrimPrefix(rows, " AND "))
		}
	}
	if len(any) == 0 {
		return ""
	}
	m := models[0]
	refuse := m.raise([]problem{{when: "true", code: fault.BadValue, text: "the row belongs to none of the table's models"}})
	return "CREATE TRIGGER " + sqldb.Quote("amora_"+m.Table+"_constants") + " AFTER INSERT ON " + sqldb.Quote(m.Table) +
		" WHEN NOT coalesce(" + strings.Join(any, " OR ") + ", false) AND " + owntrigger.Idle + " BEGIN\n " + refuse + ";\nEND"
}
