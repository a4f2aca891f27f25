package schema

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
)

// Template is a parsed partition or source template: text with ${column}
// placeholders. The empty template is one empty text, nil is no template.
type Template []segment

// segment is text, or the column whose value stands there ("id" for ${id}).
type segment struct{ text, column string }

// parseTemplate reads a template; "$" stands only in placeholders. The
// problem is "" or what is wrong.
func parseTemplate(text string) (t Template, problem string) {
	if len(text) > maxTemplateBytes {
		return nil, "is too long"
	}
	t = Template{}
	for text != "" {
		before, after, found := strings.Cut(text, "$")
		if before != "" {
			t = append(t, segment{text: before})
		}
		if !found {
			break
		}
		name, rest, closed := strings.Cut(after, "}")
		if !closed || !strings.HasPrefix(name, "{") {
			return nil, `has a "$" that begins no ${column}`
		}
		t = append(t, segment{column: name[1:]})
		text = rest
	}
	return t, ""
}

// Columns lists the columns that the template mentions, without id, each once.
func (t Template) Columns() []string {
	var names []string
	for _, s := range t {
		if s.column != "" && s.column != "id" && !slices.Contains(names, s.column) {
			names = append(names, s.column)
		}
	}
	return names
}

// mentionsID reports whether ${id} stands in the template.
func (t Template) mentionsID() bool {
	return slices.ContainsFunc(t, func(s segment) bool { return s.column == "id" })
}

// SQL is the SQL expression that fills the template in: each column as the
// expression that column gives, ${id} as the expression id. Always text; NULL
// if one of them is.
func (t Template) SQL(column func(name string) string, id string) string {
	if len(t) == 0 {
		return "''"
	}
	parts := make([]string, len(t))
	for i, s := range t {
		switch s.column {
		case "":
			parts[i] = sqldb.QuoteText(s.text)
		case "id":
			parts[i] = id
		default:
			parts[i] = column(s.column)
		}
	}
	if len(parts) == 1 {
		parts = append(parts, "''") // || makes text of an integer
	}
	return "(" + strings.Join(parts, " || ") + ")"
}

// Text is the template with its columns renamed.
func (t Template) Text(name func(column string) string) string {
	var b strings.Builder
	for _, s := range t {
		switch s.column {
		case "":
			b.WriteString(s.text)
		case "id":
			b.WriteString("${id}")
		default:
			b.WriteString("${" + name(s.column) + "}")
		}
	}
	return b.String()
}

// ColumnOf gives columns to [Template.SQL] from a row, as NEW, or from what is
// in scope if row is "".
func ColumnOf(row string) func(name string) string {
	if row != "" {
		row += "."
	}
	return func(name string) string { return row + sqldb.Quote(name) }
}

// Templates are those of a partition: the first counts whose columns all have
// values. None at all is for records that keep the partition they came with.
type Templates []Template

// Columns lists the columns that the templates mention, without id, each once.
func (list Templates) Columns() []string {
	var names []string
	for _, t := range list {
		for _, name := range t.Columns() {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// First is the column that the first template begins with, "" if that is none.
func (list Templates) First() string {
	if len(list) == 0 || len(list[0]) == 0 {
		return ""
	}
	return list[0][0].column
}

// SQL is [Template.SQL] of the template that counts; NULL if none does.
func (list Templates) SQL(column func(name string) string, id string) string {
	parts := make([]string, len(list))
	for i, t := range list {
		parts[i] = t.SQL(column, id)
	}
	switch len(parts) {
	case 0:
		return "NULL"
	case 1:
		return parts[0]
	}
	return "coalesce(" + strings.Join(parts, ", ") + ")"
}

// Placeholder is [Templates.SQL] with ${id} left as it stands: what ids are made
// of (Morango's models/core.py, compute_namespaced_id).
func (list Templates) Placeholder(column func(name string) string) string {
	return list.SQL(column, sqldb.QuoteText("${id}"))
}
