// Package unlinked has what becomes of references whose row is deleted: what
// on_delete does where SQLite has no foreign key, and which references it has made
// NULL in the app's tables while the records keep them (MORANGO.md §13.18).
//
// A sync that deletes a row, or brings a record that refers to a deleted one,
// makes the column NULL without an edit of the record. Should the deletion lose
// against an edit elsewhere, the row comes back, and the reference with it.
//
// It imports sqldb, rooms, moves, schema and owntrigger. Begin with [Relink].
package unlinked

import (
	"github.com/amora-sync/amora/core/moves"
	"github.com/amora-sync/amora/core/owntrigger"
	"github.com/amora-sync/amora/core/rooms"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
)

// Relink marks the records to be applied again that refer to received ones which
// are not deleted, or no longer.
func Relink(tx sqldb.Tx) error {
	return sqldb.ExecAll(tx, sqldb.Statement{SQL: markSQL("u.refers_to IN (" + back + ")")},
		sqldb.Statement{SQL: "DELETE FROM amora_unlinked WHERE refers_to IN (" + back + ")"})
}

// back is a query for the ids of received records that are there again.
const back = "SELECT d.id FROM amora_store_dirty d CROSS JOIN morango_store x ON x.id = d.id" +
	" WHERE x.deleted = 0 AND EXISTS (SELECT 1 FROM amora_unlinked)"

// BackSQL are the statements that mark what refers to a row which the app has
// inserted anew, by the expression of its id.
func BackSQL(id string) []string {
	return []string{markSQL("u.refers_to = " + id), "DELETE FROM amora_unlinked WHERE refers_to = " + id}
}

// markSQL marks the records of the unlinked rows u that a condition selects.
func markSQL(where string) string {
	return "INSERT INTO amora_store_dirty (model_name, id) SELECT s.model_name, s.id FROM amora_unlinked u" +
		" CROSS JOIN morango_store s ON s.id = u.id WHERE s.deleted = 0 AND " + where + " ON CONFLICT DO NOTHING"
}

// Note remembers the references of a model's received records to deleted ones.
// from is the FROM and WHERE of these records, s; ?1 is prefixes.
func Note(tx sqldb.Tx, m *schema.Model, from string, prefixes any) error {
	for _, c := range m.Columns {
		if !m.References[c.Name].SetsNull() {
			continue
		}
		_, err := tx.Exec("INSERT INTO amora_unlinked (refers_to, id) SELECT x, id FROM (SELECT s.id, s.partition, s.serialized ->> "+
			sqldb.QuoteText(c.Key())+" AS x "+from+" AND s.deleted = 0 LIMIT -1 OFFSET 0) WHERE x IS NOT NULL AND "+
			moves.DeletedRecord("x", "partition")+" ON CONFLICT DO NOTHING", prefixes)
		if err != nil {
			return err
		}
	}
	return nil
}

// Triggers are those of a model's references:
//
//	unlink    does for an optional reference what a foreign key does for others,
//	          once the record referred to is deleted: it deletes the row, or sets
//	          the reference to NULL. A sync that applies a deletion fires it, too
//	unlinked  remembers what a sync makes NULL
func Triggers(m *schema.Model) (statements []string) {
	for _, c := range m.Columns {
		r := m.References[c.Name]
		if r.Optional {
			statements = append(statements, unlink(m, c, r))
		}
		if r.SetsNull() {
			q := sqldb.Quote(c.Name)
			statements = append(statements, "CREATE TRIGGER "+sqldb.Quote("amora_"+m.OwnName()+"_unlinked_"+c.Name)+" AFTER UPDATE OF "+q+
				" ON "+sqldb.Quote(m.Table)+" WHEN "+owntrigger.Applies+" AND OLD."+q+" IS NOT NULL AND NEW."+q+" IS NULL"+m.Rows("NEW")+
				" BEGIN\n INSERT INTO amora_unlinked (refers_to, id) VALUES (OLD."+q+", NEW.id) ON CONFLICT DO NOTHING;\nEND")
		}
	}
	return statements
}

func unlink(m *schema.Model, c schema.Column, r schema.Reference) string {
	name := "amora_" + r.Table + ".unlink." + m.Name + "." + c.Name
	table, q := sqldb.Quote(m.Table), sqldb.Quote(c.Name)
	do := "DELETE FROM " + table
	if r.SetsNull() {
		do = "UPDATE " + table + " SET " + q + " = NULL"
	}
	return "CREATE TRIGGER " + sqldb.Quote(name) + " AFTER DELETE ON " + sqldb.Quote(r.Table) +
		" WHEN OLD.id IS NOT NULL" + r.Rows("OLD") + " BEGIN\n " + do + " WHERE " + q + " = OLD.id" + m.Rows(table) +
		" AND " + rooms.Same("_morango_partition", "OLD._morango_partition") + ";\nEND"
}
