package core

// Unique indexes of the app's own: received records may exchange their values.

// rearrange writes the rows of source all together or, if one of them breaks
// a unique index, none. SQLite looks at the indexes row by row: so the rows
// first give up all their values for random ones, then take their new ones.
func (m *modelStatements) rearrange(source string) string {
	to, from, set := m.written()
	parked := []string{"0 AS _amora_n", "a.id AS id", "a._morango_source_id AS source_id", "a._morango_partition AS partition"}
	for _, c := range m.table.Columns {
		parked = append(parked, column(c).random()+" AS "+quoteIdent(c.Name))
	}
	app := quoteIdent(m.table.Table)
	return "INSERT INTO " + app + " (" + to + ") SELECT " + from + " FROM (SELECT " + sqlList(parked...) +
		" FROM amora_work w CROSS JOIN " + app + " a ON a.id = w.id WHERE w.reason IS NULL" +
		" UNION ALL SELECT 1, " + from + " FROM (" + source + ")) WHERE true ORDER BY _amora_n ON CONFLICT (id) DO UPDATE SET " + set
}

// random is a SQL expression: a value that no other row has, of the column's
// storage class, which is all that the table itself asks for.
func (c column) random() string {
	switch {
	case c.Type == TypeJSON: // an index may look into it
		return "json_quote(hex(randomblob(16)))"
	case c.Type.SQL() == "TEXT":
		return "hex(randomblob(16))"
	case c.Type.SQL() == "REAL":
		return "random() + 0.0"
	}
	return "random()"
}
