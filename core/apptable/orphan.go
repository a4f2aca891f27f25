package apptable

import (
	"github.com/amora-sync/amora/core/sqldb"
)

// Orphans: rows that deserialize takes from the app tables because SQLite
// cascades, while their records were not deleted. As in Morango such a record
// stays as it is, until an instance that meets it anew finds what it refers
// to deleted (MORANGO.md §6). Should that come back first, the record is
// applied again.

// orphanTrigger remembers the rows that go while deserialize writes and whose
// records live on.
func (m *Table) orphanTrigger() string {
	return "CREATE TRIGGER " + sqldb.Quote("amora_"+m.Table+"_orphan") + " AFTER DELETE ON " + sqldb.Quote(m.Table) +
		" WHEN EXISTS (SELECT 1 FROM amora_applying) AND EXISTS (SELECT 1 FROM morango_store s WHERE s.id = OLD.id AND s.deleted = 0)" +
		" BEGIN\n INSERT INTO amora_orphan (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;\nEND"
}
