package idbvfs

import (
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/wasm/jsx"
)

// storedBytes is how many bytes of blocks there are in IndexedDB, and how many
// the file has.
func storedBytes(t *testing.T, name string) (stored, size int) {
	t.Helper()
	v, err := Open(t.Context(), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer v.Close()
	request, err := v.getBlocks(0, v.stored.blocks())
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := jsx.Request(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	for i := range blocks.Length() {
		stored += blocks.Index(i).Length()
	}
	return stored, int(v.stored.size)
}

// Blocks that hold free pages alone take no room in IndexedDB, and what was
// there before them and after them is intact.
func TestUnusedBlocks(t *testing.T) {
	const fill = `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 2000) SELECT n, hex(randomblob(400)) FROM c`
	name := newName(t)
	d := open(t, name, Options{})
	d.MustExec(t, `CREATE TABLE buffer (a, b)`)
	d.MustExec(t, `CREATE TABLE kept (a, b)`)
	d.MustExec(t, `INSERT INTO buffer `+fill)
	err := d.Update(t.Context(), func(tx sqldb.Tx) error {
		for _, sql := range []string{`INSERT INTO buffer ` + fill, `INSERT INTO kept ` + fill, `DELETE FROM buffer`} {
			if _, err := tx.Exec(sql); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	d.close(t)
	if stored, size := storedBytes(t, name); stored > size*3/4 {
		t.Errorf("%d bytes are stored of %d", stored, size)
	}
	d = open(t, name, Options{})
	d.WantIntact(t)
	d.MustExec(t, `INSERT INTO buffer `+fill)
	d.WantIntact(t)
	d.close(t)
	d = open(t, name, Options{})
	d.WantIntact(t)
	for _, table := range []string{"buffer", "kept"} {
		if n := d.Count(t, `SELECT count(DISTINCT b) FROM `+table); n != 2000 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
	d.close(t)
}
