package schema

import (
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
)

// maxBackfillBytes bounds a backfill's expression.
const maxBackfillBytes = 1000

// differing are words that give another value at another time.
var differing = []string{"now", "current_date", "current_time", "current_timestamp"}

// checkBackfills looks at the expressions of backfills, as far as their text
// tells. SQLite looks at the rest once there is a database.
func (m *Model) checkBackfills() error {
	for _, c := range m.Columns {
		if c.BackfillSQL == "" {
			continue
		}
		where := m.where() + ".columns." + c.Name + ".backfill_sql"
		text := c.BackfillSQL
		if len(text) > maxBackfillBytes || strings.Contains(text, "--") || strings.Contains(text, "/*") || !balanced(text) {
			return badSchema(where, "is no SQL expression of at most %d bytes", maxBackfillBytes)
		}
		for _, token := range sqldb.Tokenize(text) {
			if slices.Contains(differing, token.Name()) {
				return badSchema(where, "mentions %s", token.Text).WithHint("all devices have to come to the same value")
			}
			if of := m.mentioned(token); of != nil && of.BackfillSQL != "" {
				return badSchema(where, "mentions %s, which has a backfill_sql itself", of.Name)
			}
		}
	}
	return nil
}

// mentioned is the column that a token names, nil for none.
func (m *Model) mentioned(token sqldb.Token) *Column {
	i := slices.IndexFunc(m.Columns, func(c Column) bool { return strings.ToLower(c.Name) == token.Name() })
	if i < 0 {
		return nil
	}
	return &m.Columns[i]
}

// Mentions lists the other columns that a column's backfill follows from.
func (m *Model) Mentions(c Column) (list []Column) {
	for _, token := range sqldb.Tokenize(c.BackfillSQL) {
		of := m.mentioned(token)
		if of != nil && !slices.ContainsFunc(list, func(o Column) bool { return o.Name == of.Name }) {
			list = append(list, *of)
		}
	}
	return list
}

// balanced reports whether a text is one SQL expression by its brackets.
func balanced(text string) bool {
	depth := 0
	for _, token := range sqldb.Tokenize(text) {
		switch token.Text {
		case "(":
			depth++
		case ")":
			depth--
		case ";", "?", ":", "@":
			return false
		}
		if depth < 0 {
			return false
		}
	}
	return depth == 0 && strings.TrimSpace(text) != ""
}
