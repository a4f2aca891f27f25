package core

// Unique indexes of the app's own: a received record that one of them keeps
// out of the app table waits in quarantine, and keeps out no other.

// applyJudged applies the records that amora_work has no reason against, and
// counts them. Those that a unique index keeps out are left as they are, or
// get their reason here.
func (m *modelStatements) applyJudged(tx Tx) (int64, error) {
	due, err := integer(tx, "SELECT count(*) FROM amora_work WHERE reason IS NULL")
	if err != nil {
		return 0, err
	}
	n, err := tx.Exec(m.applyJudgedSQL)
	if err == nil && n == due || err != nil && CodeOf(err) != CodeConstraint {
		return n, err
	}
	// Rows may change places, or one take what another gives up.
	if _, err = tx.Exec(m.rearrangeSQL); CodeOf(err) != CodeConstraint {
		return due, err
	}
	if err := m.setApart(tx); err != nil {
		return 0, err
	}
	return tx.Exec(m.applyJudgedSQL)
}

// setApart gives the updates that a unique index keeps out their reason: each
// is tried by itself. The others are made.
func (m *modelStatements) setApart(tx Tx) error {
	made, err := tx.Query(m.apartSQL)
	if err != nil {
		return err
	}
	ids := make([]string, len(made))
	for i, row := range made {
		ids[i] = row[0].(string)
	}
	_, err = tx.Exec(m.keptOutSQL, toJSON(ids))
	return err
}

// rearrange writes the rows of source all together or, if one of them breaks
// a unique index, none. SQLite looks at the indexes row by row: so the rows
// first give up all their values for random ones, then take their new ones.
func (m *modelStatements) rearrange(source string) string {
	to, from, set := m.written()
	parked := []string{"0 AS _amora_n", "a.id AS id", "a._morango_source_id AS source_id", "a._morango_partition AS partition"}
	for _, c := range m.model.Columns {
		parked = append(parked, c.random()+" AS "+quoteIdent(c.Name))
	}
	app := quoteIdent(m.model.Table)
	return "INSERT INTO " + app + " (" + to + ") SELECT " + from + " FROM (SELECT " + sqlList(parked...) +
		" FROM amora_work w CROSS JOIN " + app + " a ON a.id = w.id WHERE w.reason IS NULL" +
		" UNION ALL SELECT 1, " + from + " FROM (" + source + ")) WHERE true ORDER BY _amora_n ON CONFLICT (id) DO UPDATE SET " + set
}

// random is a SQL expression: a value that no other row has, of the column's
// storage class, which is all that the table itself asks for.
func (c Column) random() string {
	switch {
	case c.Type == TypeJSON: // an index may look into it
		return "json_quote(hex(randomblob(16)))"
	case typeFacts[c.Type].sql == "TEXT":
		return "hex(randomblob(16))"
	case typeFacts[c.Type].sql == "REAL":
		return "random() + 0.0"
	}
	return "random()"
}

// apart updates the rows that are there from source, each by itself, and
// gives the ids of those it could.
func (m *modelStatements) apart(source string) string {
	to, from, set := m.written()
	return "WITH new (" + to + ") AS (SELECT " + from + " FROM (" + source + ")) UPDATE OR IGNORE " + quoteIdent(m.model.Table) + " AS a SET " + set +
		" FROM new AS excluded WHERE a.id = excluded.id RETURNING id"
}

// keptOut gives those that are there and not among the ids ?1 their reason.
func keptOut(app string) string {
	return "UPDATE amora_work SET reason = '" + reasonConstraint + "' WHERE reason IS NULL AND id NOT IN (SELECT value FROM json_each(?1))" +
		" AND EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = amora_work.id)"
}
