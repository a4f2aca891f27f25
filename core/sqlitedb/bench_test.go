package sqlitedb_test

import (
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
)

// BenchmarkRows reads 10,000 rows of 5 cells into one JSON text.
func BenchmarkRows(b *testing.B) {
	db := openMemory(b)
	run(b, db, `CREATE TABLE t (id TEXT PRIMARY KEY, name, n, x, missing)`, `INSERT INTO t
		WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 10000)
		SELECT amora_uuid(), 'a name of middle length', n, n / 7.0, NULL FROM c`)
	for b.Loop() {
		rows, err := db.Rows(b.Context(), `SELECT * FROM t`)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(rows)))
	}
}

// BenchmarkUpdate is the least that a transaction costs.
func BenchmarkUpdate(b *testing.B) {
	db := openMemory(b)
	run(b, db, `CREATE TABLE t (a INTEGER)`, `INSERT INTO t VALUES (0)`)
	for b.Loop() {
		err := db.Update(b.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Exec(`UPDATE t SET a = a + ?1`, 1)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkView reads one value.
func BenchmarkView(b *testing.B) {
	db := openMemory(b)
	run(b, db, `CREATE TABLE t (a INTEGER PRIMARY KEY, b)`, `INSERT INTO t VALUES (1, 'x')`)
	for b.Loop() {
		err := db.View(b.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Text(`SELECT b FROM t WHERE a = ?1`, 1)
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
}
