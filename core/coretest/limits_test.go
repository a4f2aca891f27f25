package coretest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

func limited(t *testing.T) sqldb.DB {
	t.Helper()
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return coretest.Limited(db)
}

// list is text n times, with commas between.
func list(n int, text string) string { return strings.TrimSuffix(strings.Repeat(text+", ", n), ", ") }

func TestLimited(t *testing.T) {
	db := limited(t)
	large := strings.Repeat("x", coretest.EdgeValue)
	arguments := make([]any, coretest.EdgeBinds)
	marks := make([]string, coretest.EdgeBinds)
	for i := range arguments {
		arguments[i], marks[i] = 1, fmt.Sprintf("?%d", i+1)
	}
	for _, c := range []struct {
		sql  string
		args []any
		ok   bool
	}{
		{"SELECT length(?1)", []any{large}, true},
		{"SELECT length(?1)", []any{large + "x"}, false},
		{"SELECT length(?1)", []any{[]byte(large + "x")}, false},
		{"SELECT ?1 || ?2", []any{large, "x"}, false},
		{"SELECT " + strings.Join(marks, ", "), arguments, true},
		{"SELECT 1 WHERE 1 IN (" + strings.Join(marks, ", ") + ", ?101)", append(arguments, 1), false},
		{"SELECT '" + strings.Repeat("x", coretest.EdgeStatement-9) + "'", nil, true},
		{"SELECT '" + strings.Repeat("x", coretest.EdgeStatement) + "'", nil, false},
		{"SELECT " + list(101, "1"), nil, false},
		{"SELECT max(" + list(32, "1") + ")", nil, true},
		{"SELECT max(" + list(33, "1") + ")", nil, false},
		{"SELECT max((SELECT count(*) FROM (VALUES " + list(40, "(1, 2)") + ")), 1)", nil, true},
		{"SELECT 1 IN (" + list(40, "1") + ")", nil, true},
		{strings.Repeat("SELECT 1 UNION ALL ", 4) + "SELECT 1", nil, true},
		{strings.Repeat("SELECT 1 UNION ALL ", 5) + "SELECT 1", nil, false},
		{"SELECT (SELECT 1 UNION SELECT 2 LIMIT 1), (SELECT 1 UNION SELECT 2 LIMIT 1), ' UNION ' -- UNION UNION UNION UNION UNION", nil, true},
		{"SELECT 'x' LIKE '" + strings.Repeat("x", 51) + "'", nil, false},
		{"SELECT amora_uuid()", nil, false},
		{"PRAGMA user_version", nil, false},
		{"SELECT 'PRAGMA'", nil, true},
	} {
		err := db.View(t.Context(), func(tx sqldb.Tx) error {
			_, err := tx.Query(c.sql, c.args...)
			return err
		})
		if (err == nil) != c.ok || err != nil && fault.CodeOf(err) != fault.Limit {
			t.Errorf("%.100s with %d arguments: %.200v", c.sql, len(c.args), err)
		}
	}
}

// The limits take nothing from what a database has to do.
func TestLimitedKeepsTheSuite(t *testing.T) {
	coretest.TestDB(t, limited)
}
