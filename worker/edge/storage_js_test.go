package edge

import (
	"slices"
	"syscall/js"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/sqldb"
)

// TestStorage runs in a Durable Object: TestStorageInWorkerd starts it.
func TestStorage(t *testing.T) {
	host := js.Global().Get("context").Get("host")
	coretest.TestDB(t, func(t *testing.T) sqldb.DB {
		db := newStorage(host)
		if err := db.Update(t.Context(), empty); err != nil {
			t.Fatal(err)
		}
		return db
	})
}

// empty drops everything, the youngest first: others may refer to what is
// older.
func empty(tx sqldb.Tx) error {
	rows, err := tx.Query(`SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')
 AND substr(name, 1, 7) <> 'sqlite_' AND substr(name, 1, 4) <> '_cf_' ORDER BY rowid`)
	if err != nil {
		return err
	}
	slices.Reverse(rows)
	for _, r := range rows {
		if _, err := tx.Exec("DROP " + r[0].(string) + ` "` + r[1].(string) + `"`); err != nil {
			return err
		}
	}
	return nil
}
