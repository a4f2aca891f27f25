package coretest

import (
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
)

// Dump is a database as SQL: tables, rows, then indexes, views and triggers,
// a blank line after each statement.
func Dump(t testing.TB, db sqldb.DB) string {
	t.Helper()
	var b strings.Builder
	err := db.View(t.Context(), func(tx sqldb.Tx) error {
		tables, err := tx.Query("SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name")
		if err != nil {
			return err
		}
		for _, table := range tables {
			b.WriteString(table[1].(string) + "\n\n")
		}
		for _, table := range tables {
			rows, err := tx.Query(`SELECT * FROM "` + table[0].(string) + `"`)
			if err != nil {
				return err
			}
			lines := make([]string, len(rows))
			for i, row := range rows {
				values := make([]string, len(row))
				for i, v := range row {
					values[i] = literal(v)
				}
				lines[i] = `INSERT INTO "` + table[0].(string) + `" VALUES (` + strings.Join(values, ", ") + ")\n\n"
			}
			slices.Sort(lines)
			b.WriteString(strings.Join(lines, ""))
		}
		rest, err := tx.Query("SELECT sql FROM sqlite_schema WHERE type <> 'table' AND sql IS NOT NULL ORDER BY type, name")
		for _, row := range rest {
			b.WriteString(row[0].(string) + "\n\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// literal is a cell as SQL; text with line breaks in hex, as a blank line
// ends the statement.
func literal(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		if strings.ContainsAny(v, "\n\x00") {
			return "CAST(x'" + hex.EncodeToString([]byte(v)) + "' AS TEXT)"
		}
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	}
	return fmt.Sprint(v)
}

// Load runs a dump.
func Load(t testing.TB, db sqldb.DB, script string) {
	t.Helper()
	err := db.Update(t.Context(), func(tx sqldb.Tx) error {
		for sql := range strings.SplitSeq(strings.TrimSpace(script), "\n\n") {
			if _, err := tx.Exec(sql); err != nil {
				return fmt.Errorf("%w\n%s", err, sql)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
