package sqlitedb_test

import (
	"testing"

	"github.com/amora-sync/amora/core/sqlitedb"
)

// TestFTS5: where SQLite has full-text search, an app can use it as it uses
// tables, also by triggers.
func TestFTS5(t *testing.T) {
	db := openDB(t, sqlitedb.Memory, sqlitedb.Options{})
	if query(t, db, `SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'`) == `[[0]]` {
		t.Skip("this SQLite has no FTS5; the tab's has (wasm/sqlite)")
	}
	run(t, db, `CREATE TABLE note (id INTEGER PRIMARY KEY, text)`,
		`CREATE VIRTUAL TABLE search USING fts5 (text, content = 'note', content_rowid = 'id')`,
		`CREATE TRIGGER note_added AFTER INSERT ON note BEGIN INSERT INTO search (rowid, text) VALUES (NEW.id, NEW.text); END`,
		`INSERT INTO note (text) VALUES ('water the mulberries'), ('mow the lawn')`,
		`INSERT INTO search (search) VALUES ('optimize')`)
	wantRows(t, db, `SELECT rowid, highlight(search, 0, '<', '>') FROM search WHERE search MATCH 'mulberr*'`,
		`[[1,"water the <mulberries>"]]`)
	wantRows(t, db, `PRAGMA integrity_check`, `[["ok"]]`)
	run(t, db, `DROP TABLE search`)
}
