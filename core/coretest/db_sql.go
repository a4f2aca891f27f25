package coretest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// testChanges: a statement counts its own rows, not those of triggers, and
// not those of the statement before.
func testChanges(t *testing.T, db sqldb.DB) {
	setup(t, db,
		`CREATE TABLE t (a PRIMARY KEY, b)`,
		`CREATE TABLE log (a)`,
		`CREATE TRIGGER ins AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a), (-new.a); END`,
		`CREATE TRIGGER del AFTER DELETE ON t BEGIN DELETE FROM log; END`,
	)
	update(t, db, func(tx sqldb.Tx) error {
		for _, step := range []struct {
			sql  string
			want int64
		}{
			{`INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)`, 3},
			{`UPDATE t SET b = 0 WHERE a = 9`, 0},
			{`UPDATE t SET b = 0 WHERE a > 1`, 2},
			{`SELECT * FROM t`, 0},
			{`CREATE TABLE u (a)`, 0},
			{`INSERT INTO t VALUES (1, 7) ON CONFLICT (a) DO UPDATE SET b = excluded.b`, 1},
			{`INSERT INTO t VALUES (1, 8) ON CONFLICT DO NOTHING`, 0},
			{`REPLACE INTO t VALUES (1, 9)`, 1},
			{`INSERT INTO u SELECT a FROM t`, 3},
			{`DELETE FROM t WHERE a = 1`, 1},
			{`DELETE FROM t`, 2},
		} {
			if got := exec(t, tx, step.sql); got != step.want {
				t.Errorf("%s: %d changes, want %d", step.sql, got, step.want)
			}
		}
		return nil
	})
}

// testConstraints: the statement that fails does nothing, and the transaction
// goes on.
func testConstraints(t *testing.T, db sqldb.DB) {
	setup(t, db,
		`CREATE TABLE parent (id INTEGER PRIMARY KEY)`,
		`CREATE TABLE t (a UNIQUE, b NOT NULL, c CHECK (c > 0), p REFERENCES parent)`,
		`INSERT INTO t VALUES (1, 1, 1, NULL)`,
	)
	update(t, db, func(tx sqldb.Tx) error {
		exec(t, tx, `INSERT INTO t VALUES (2, 2, 2, NULL)`)
		for _, bad := range []struct {
			sql  string
			code fault.Code
			text string // what the message names
		}{
			{`INSERT INTO t VALUES (8, 8, 8, NULL), (1, 3, 3, NULL)`, fault.Constraint, "t.a"},
			{`INSERT INTO t VALUES (3, NULL, 3, NULL)`, fault.Required, "t.b"},
			{`INSERT INTO t VALUES (3, 3, 0, NULL)`, fault.Constraint, "c > 0"},
			{`INSERT INTO t VALUES (3, 3, 3, 77)`, fault.Constraint, "FOREIGN KEY"},
		} {
			_, err := tx.Exec(bad.sql)
			if code := fault.CodeOf(err); code != bad.code {
				t.Errorf("%s: code %q of %v, want %s", bad.sql, code, err, bad.code)
			} else if !strings.Contains(err.Error(), bad.text) {
				t.Errorf("%s: %q does not name %s", bad.sql, err, bad.text)
			}
		}
		exec(t, tx, `INSERT INTO t VALUES (3, 3, 3, NULL)`)
		return nil
	})
	wantText(t, db, `SELECT group_concat(a) FROM t`, "1,2,3")
}

func testTriggerErrors(t *testing.T, db sqldb.DB) {
	setup(t, db,
		`CREATE TABLE t (a)`,
		`CREATE TRIGGER guard BEFORE INSERT ON t WHEN new.a < 0
			BEGIN SELECT RAISE(ABORT, 'amora:not_writable:t: below zero'); END`,
	)
	update(t, db, func(tx sqldb.Tx) error {
		_, err := tx.Exec(`INSERT INTO t VALUES (1), (-1)`)
		if code := fault.CodeOf(err); code != fault.NotWritable {
			t.Errorf("code %q of %v, want the trigger's", code, err)
		} else if !strings.Contains(err.Error(), "t: below zero") {
			t.Errorf("%q lacks the trigger's text", err)
		}
		return nil
	})
	wantText(t, db, `SELECT count(*) FROM t`, "0")
}

func testOneStatement(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`)
	for _, sql := range []string{
		`INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)`,
		`INSERT INTO t VALUES (1); nonsense`,
		``,
		`nonsense`,
	} {
		err := db.Update(t.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Exec(sql)
			return err
		})
		if err == nil {
			t.Errorf("passed: %q", sql)
		}
	}
	wantText(t, db, `SELECT count(*) FROM t`, "0")
	setup(t, db, "INSERT INTO t VALUES ('a;b') ; -- one statement\n")
	wantText(t, db, `SELECT a FROM t`, "a;b")
}

func testNoTransactionControl(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`)
	for _, sql := range []string{
		`BEGIN`, `COMMIT`, `END`, `ROLLBACK`, `SAVEPOINT s`, `RELEASE s`,
		` /* hidden */ ; COMMIT`,
		`ATTACH ':memory:' AS other`, `VACUUM`,
		`PRAGMA foreign_keys = OFF`, `PRAGMA journal_mode = DELETE`,
	} {
		err := db.Update(t.Context(), func(tx sqldb.Tx) error {
			exec(t, tx, `INSERT INTO t VALUES (1)`)
			_, err := tx.Exec(sql)
			return err
		})
		if err == nil {
			t.Errorf("passed: %s", sql)
		}
	}
	wantText(t, db, `SELECT count(*) FROM t`, "0")
}

// testJSON moves a chunk's worth in and out as one text.
func testJSON(t *testing.T, db sqldb.DB) {
	const records = 500
	setup(t, db, `CREATE TABLE t (id TEXT PRIMARY KEY, n, payload)`)
	list := make([]string, records)
	for i := range list {
		list[i] = fmt.Sprintf(`{"id":"%032d","n":1,"payload":"%s"}`, i, strings.Repeat("é\\n", 500))
	}
	chunk := "[" + strings.Join(list, ",") + "]"
	if len(chunk) < 900_000 {
		t.Fatalf("the chunk has only %d bytes", len(chunk))
	}
	for _, function := range []string{"json_each", "jsonb_each"} {
		update(t, db, func(tx sqldb.Tx) error {
			exec(t, tx, `DELETE FROM t`)
			changes := exec(t, tx, `INSERT INTO t SELECT value ->> 'id', value ->> 'n', value ->> 'payload' FROM `+function+`(?1)`, chunk)
			if changes != records {
				t.Errorf("%s: %d records, want %d", function, changes, records)
			}
			return nil
		})
		err := db.View(t.Context(), func(tx sqldb.Tx) error {
			got := text(t, tx, `SELECT json_group_array(json_object('id', id, 'n', n, 'payload', payload)) FROM t`)
			if got != chunk {
				t.Errorf("%s: %d bytes came back as %d other ones", function, len(chunk), len(got))
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func testSQL(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a PRIMARY KEY, b)`, `INSERT INTO t VALUES (1, 1), (2, 1), (3, 2)`)
	update(t, db, func(tx sqldb.Tx) error {
		for _, step := range []struct{ sql, want string }{
			{`INSERT INTO t VALUES (1, 5) ON CONFLICT (a) DO UPDATE SET b = b + excluded.b RETURNING b`, "6"},
			{`SELECT group_concat(n) FROM (SELECT row_number() OVER (PARTITION BY b ORDER BY a) AS n FROM t ORDER BY a)`, "1,1,1"},
			{`WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 100) SELECT sum(n) FROM c`, "5050"},
			{`WITH m AS MATERIALIZED (SELECT max(a) AS a FROM t) SELECT a FROM m`, "3"},
			{`UPDATE t SET b = u.n FROM (SELECT 3 AS a, 9 AS n) AS u WHERE t.a = u.a RETURNING t.b`, "9"},
			{`SELECT json_set('{"a":1}', '$.b', json('[2]'))`, `{"a":1,"b":[2]}`},
			{`SELECT count(*) FROM t WHERE (a, b) IN (VALUES (3, 9), (2, 1))`, "2"},
			{`SELECT max(1, 2) || iif(1, 'y', 'n') || ('{"k":7}' ->> 'k')`, "2y7"},
			{`SELECT name FROM pragma_table_info('t') ORDER BY cid LIMIT 1`, "a"},
		} {
			if got := text(t, tx, step.sql); got != step.want {
				t.Errorf("%s: %s, want %s", step.sql, got, step.want)
			}
		}
		return nil
	})
}

// testSchemaChange: statements prepared before a column is added see it.
func testSchemaChange(t *testing.T, db sqldb.DB) {
	setup(t, db, `CREATE TABLE t (a)`, `INSERT INTO t VALUES (1)`)
	columns := func(want int) {
		t.Helper()
		err := db.View(t.Context(), func(tx sqldb.Tx) error {
			rows, err := tx.Query(`SELECT * FROM t`)
			if err == nil && len(rows[0]) != want {
				t.Errorf("%d columns, want %d", len(rows[0]), want)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
	columns(1)
	setup(t, db, `ALTER TABLE t ADD COLUMN b DEFAULT 2`)
	columns(2)
	setup(t, db, `DROP TABLE t`, `CREATE TABLE t (a, b, c)`, `INSERT INTO t VALUES (1, 2, 3)`)
	columns(3)
}
