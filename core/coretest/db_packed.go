package coretest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
)

// testPacked: rows that cross in one text are those of the table, whatever
// characters their cells have, and however many they are.
func testPacked(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (seq INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT NOT NULL)`)
	cells := []string{"", ":", "3:abc", "1", "0:", "Zürich", "山", "🜚", "a\nb\tc", `"\u0000"`, "'", strings.Repeat("x", 10_000)}
	var want [][]string
	update(t, db, func(tx sqldb.Tx) error {
		for _, a := range cells {
			for _, b := range cells {
				seq := len(want) + 1
				exec(t, tx, `INSERT INTO t VALUES (?1, ?2, ?3)`, seq, a, b)
				want = append(want, []string{fmt.Sprint(seq), a, b})
			}
		}
		packed := text(t, tx, `SELECT `+sqldb.Packed("seq", "a", "b")+` FROM (SELECT * FROM t ORDER BY seq)`)
		for _, row := range want {
			got := make([]string, len(row))
			var err error
			if packed, err = sqldb.Unpack(packed, got); err != nil || !slices.Equal(got, row) {
				t.Fatalf("%.80q, %v; want %.80q", got, err, row)
			}
		}
		if packed != "" {
			t.Errorf("after the last row comes %.80q", packed)
		}
		if none := text(t, tx, `SELECT `+sqldb.Packed("seq", "a")+` FROM t WHERE false`); none != "" {
			t.Errorf("no rows are packed as %q", none)
		}
		return nil
	})
}
