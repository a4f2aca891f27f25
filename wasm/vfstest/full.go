package vfstest

import (
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core/fault"
)

// Fill adds rows of a megabyte to a new table t until there is no room, or there
// are most of them. It returns how many are stored, and what WantFull is to see.
func (d DB) Fill(t testing.TB, most int) (stored int, err error) {
	t.Helper()
	d.MustExec(t, `CREATE TABLE t (a INTEGER PRIMARY KEY, b)`)
	for stored < most {
		if err = d.Exec(`INSERT INTO t (b) VALUES (randomblob(1000000))`); err != nil {
			break
		}
		stored++
	}
	return stored, err
}

// WantFull fails unless err says that storage is full, and all that was stored is
// there.
func (d DB) WantFull(t testing.TB, err error, stored int) {
	t.Helper()
	if fault.CodeOf(err) != fault.StorageFull {
		t.Fatalf("after %d MB: %v, want storage_full", stored, err)
	}
	d.Want(t, `SELECT count(*) FROM t`, fmt.Sprintf("[[%d]]", stored))
	d.WantIntact(t)
}
