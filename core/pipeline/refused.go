package pipeline

import (
	"fmt"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/quarantine"
	"github.com/amora-sync/amora/core/sqldb"
)

// refusedStatements writes the statements that apply chosen records, the ids
// ?1 or all if it is NULL.
func (m *Table) refusedStatements(columns string) {
	const chosen = " AND (?1 IS NULL OR w.id IN (SELECT value FROM json_each(?1)))"
	const work = " FROM amora_work w CROSS JOIN morango_store s ON s.id = w.id WHERE w.reason IS NULL"
	app, source := sqldb.Quote(m.App.Table), columns+work+chosen+" LIMIT -1 OFFSET 0"
	to, from, _ := m.written()
	var sets []string
	differs := []string{"a.id IS NULL", "a._morango_source_id IS NOT x.source_id", "a._morango_partition IS NOT x.partition"}
	for _, c := range m.App.Columns {
		q := sqldb.Quote(c.Name)
		sets = append(sets, q+" = x."+q)
		differs = append(differs, "a."+q+" IS NOT x."+q)
	}
	sets = append(sets, "_morango_source_id = x.source_id", "_morango_partition = x.partition")
	m.updateJudgedSQL = "UPDATE " + app + " AS a SET " + sqldb.List(sets...) + " FROM (" + source + ") x" +
		" WHERE a.id = x.id"
	m.knownJudgedSQL = "SELECT EXISTS (SELECT 1" + work + chosen + " AND EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = w.id))"
	m.insertJudgedSQL = "INSERT INTO " + app + " (" + to + ") SELECT " + from + " FROM (" + source + ") x" +
		" WHERE NOT EXISTS (SELECT 1 FROM " + app + " a WHERE a.id = x.id)"
	m.leftSQL = "SELECT json_group_array(x.id) FROM (" + source + ") x LEFT JOIN " + app + " a ON a.id = x.id" +
		" WHERE " + strings.Join(differs, " OR ")
	m.rearrangeSQL = m.rearrange(columns + work + " LIMIT -1 OFFSET 0")
	m.removeSQL = "DELETE FROM " + app + " WHERE id IN (SELECT value FROM json_each(?1))"
	m.remainSQL = "SELECT json_group_array(id) FROM " + app + " WHERE id IN (SELECT value FROM json_each(?1))"
	if self := m.App.SelfReference(); self != "" {
		m.belowSQL = "WITH RECURSIVE below (id) AS (SELECT s.id " + m.received() + " AND s.deleted = 1" +
			" UNION SELECT t.id FROM below b CROSS JOIN " +
			app + " t ON t." + sqldb.Quote(self) + " = b.id) SELECT json_group_array(id) FROM below"
		m.loosenSQL = "UPDATE " + app + " SET " + sqldb.Quote(self) + " = NULL" +
			" WHERE id IN (SELECT value FROM json_each(?1))"
	}
	// What came last goes first: a deletion takes what hangs on the row with
	// it, and SQLite follows a thousand levels at most.
	m.undeletedSQL = "SELECT json_group_array(id) FROM (SELECT s.id AS id " + m.received() + " AND s.deleted = 1" +
		" AND EXISTS (SELECT 1 FROM " + app +
		" a WHERE a.id = s.id) ORDER BY (SELECT a._rowid_ FROM " + app + " a WHERE a.id = s.id) DESC)"
}

// stringsOf runs a query that gives a JSON array of strings.
func stringsOf(tx sqldb.Tx, sql string, args ...any) ([]string, error) {
	var list []string
	err := sqldb.ReadJSON(tx, &list, sql, args...)
	return list, err
}

// applyJudged applies the records that amora_work has no reason against, and
// counts them. Those that are refused get their reason there.
func (m *Table) applyJudged(tx sqldb.Tx) (int64, error) {
	due, err := sqldb.Int(tx, "SELECT count(*) FROM amora_work WHERE reason IS NULL")
	if err != nil || due == 0 {
		return 0, err
	}
	err = sqldb.Nested(tx, func() error { return m.writeJudged(tx, nil, due) })
	if err == nil || !sqldb.IsRefusal(err) {
		return due, err
	}
	// Rows may change places, or one take what another gives up.
	if strings.Contains(err.Error(), "UNIQUE") {
		err = sqldb.Nested(tx, func() error { return m.exchange(tx) })
		if err == nil || !sqldb.IsRefusal(err) {
			return due, err
		}
	}
	refused, err := m.applyApart(tx)
	return due - int64(refused), err
}

// writeJudged applies the records with the ids, all if that is nil. It fails
// if they are not as many as are due.
func (m *Table) writeJudged(tx sqldb.Tx, ids any, due int64) error {
	// A trigger of the app's that does not compile refuses an UPDATE of no rows,
	// too, and those of the tables whose rows its own would move along with.
	known, err := sqldb.Int(tx, m.knownJudgedSQL, ids)
	if err != nil {
		return err
	}
	updated, err := sqldb.AsApp(tx).Exec(m.updateJudgedSQL, ids)
	if err != nil && known > 0 {
		return err
	}
	inserted, err := sqldb.AsApp(tx).Exec(m.insertJudgedSQL, ids)
	if err == nil && due >= 0 && updated+inserted != due {
		err = fault.Errorf(fault.Constraint, quarantine.Ignored)
	}
	return err
}

// exchange applies all records by way of other values.
func (m *Table) exchange(tx sqldb.Tx) error {
	if _, err := sqldb.AsApp(tx).Exec(m.rearrangeSQL); err != nil {
		return err
	}
	left, err := stringsOf(tx, m.leftSQL, nil)
	if err == nil && len(left) > 0 {
		err = fault.Errorf(fault.Constraint, quarantine.Ignored)
	}
	return err
}

// applyApart applies the records that nothing refuses, and counts the others.
func (m *Table) applyApart(tx sqldb.Tx) (int, error) {
	var work [][2]string
	if err := sqldb.ReadJSON(tx, &work, "SELECT json_group_array(json_array(id, ifnull(parent, '')))"+
		" FROM amora_work WHERE reason IS NULL"); err != nil {
		return 0, err
	}
	var ids []string
	parent := map[string]string{}
	for _, w := range work {
		ids = append(ids, w[0])
		if w[1] != "" {
			parent[w[0]] = w[1]
		}
	}
	r := quarantine.Refusals{
		Tx:     tx,
		Parent: parent,
		Run:    func(ids []string) error { return m.writeJudged(tx, sqldb.ToJSON(ids), -1) },
		Left:   func(ids []string) ([]string, error) { return stringsOf(tx, m.leftSQL, sqldb.ToJSON(ids)) },
	}
	reasons, err := r.Among(quarantine.ParentsFirst(ids, parent))
	if err != nil {
		return 0, err
	}
	return len(reasons), noteWork(tx, reasons)
}

// deleteReceived deletes the rows whose records came deleted, and settles
// them. Records whose rows have to stay get a reason, and are counted.
func (m *Table) deleteReceived(a *applying, failed bool) (refused int64, err error) {
	var deleted int64
	err = sqldb.Nested(a.tx, func() (err error) {
		deleted, err = sqldb.AsApp(a.tx).Exec(m.deleteSQL, a.prefixes)
		return err
	})
	if sqldb.IsTooDeep(err) && m.belowSQL != "" {
		err = sqldb.Nested(a.tx, func() (err error) {
			deleted, err = m.deleteDeep(a)
			return err
		})
	}
	if err != nil && !sqldb.IsRefusal(err) {
		return 0, err
	}
	if err != nil {
		deleted = 0
	}
	rest, err := stringsOf(a.tx, m.undeletedSQL, a.prefixes)
	if err != nil {
		return 0, err
	}
	if len(rest) > 0 {
		reasons, err := m.removeApart(a.tx, rest)
		if err != nil {
			return 0, err
		}
		if _, err = a.tx.Exec(refusedSQL, sqldb.ToJSON(reasons)); err != nil {
			return 0, err
		}
		refused = int64(len(reasons))
		deleted += int64(len(rest)) - refused
	}
	a.done.Deleted += deleted
	a.done.Quarantined += refused
	if failed {
		if _, err := a.tx.Exec(m.forgiveDeletedSQL, a.prefixes); err != nil {
			return 0, err
		}
	}
	_, err = a.tx.Exec(m.settleDeletedSQL, a.prefixes)
	return refused, err
}

// deleteDeep deletes rows of a tree and what hangs on them without a cascade:
// they are taken apart first.
func (m *Table) deleteDeep(a *applying) (int64, error) {
	ids, err := a.tx.Text(m.belowSQL, a.prefixes)
	if err != nil {
		return 0, err
	}
	if _, err := sqldb.AsApp(a.tx).Exec(m.loosenSQL, ids); err != nil {
		return 0, err
	}
	return sqldb.AsApp(a.tx).Exec(m.removeSQL, ids)
}

// refusedSQL notes reasons, an object ?1 by id, in the Store.
const refusedSQL = "UPDATE morango_store SET deserialization_error = j.value FROM json_each(?1) j" +
	" WHERE j.key = morango_store.id"

// removeApart deletes the rows that nothing keeps, and gives the reasons of
// the others.
func (m *Table) removeApart(tx sqldb.Tx, ids []string) (map[string]string, error) {
	r := quarantine.Refusals{
		Tx: tx,
		Run: func(ids []string) error {
			_, err := sqldb.AsApp(tx).Exec(m.removeSQL, sqldb.ToJSON(ids))
			return err
		},
		Left: func(ids []string) ([]string, error) { return stringsOf(tx, m.remainSQL, sqldb.ToJSON(ids)) },
	}
	return r.Among(quarantine.Alone(ids))
}

// follow deletes the rows of records that refer to deleted ones. Those that
// have to stay get another reason.
func (m *Table) follow(tx sqldb.Tx) error {
	ids, err := stringsOf(tx, "SELECT json_group_array(id) FROM amora_work WHERE reason = '"+reasonFollows+"'")
	if err != nil || len(ids) == 0 {
		return err
	}
	refused, err := m.removeApart(tx, ids)
	if err != nil {
		return fmt.Errorf("records that follow: %w", err)
	}
	return noteWork(tx, refused)
}

// noteWork notes reasons, by id, in amora_work.
func noteWork(tx sqldb.Tx, reasons map[string]string) error {
	_, err := tx.Exec("UPDATE amora_work SET reason = j.value FROM json_each(?1) j WHERE j.key = amora_work.id",
		sqldb.ToJSON(reasons))
	return err
}
