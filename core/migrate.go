package core

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

//go:embed schema.sql
var schemaSQL string

//go:embed version3.sql
var version3SQL string

//go:embed quota.sql
var quotaSQL string

// migrations[i] leads the engine's own tables from version i to i+1, so their
// number is the version this build knows. Released ones never change;
// testdata/versions has a database of each version.
var migrations = []string{schemaSQL, quotaSQL, version3SQL}

// migrate runs the scripts that the database has not seen yet, inside the
// caller's transaction: all of them, or, on an error, none. A database of a
// newer build is refused: newer_database.
func migrate(tx sqldb.Tx, scripts []string) error {
	version, err := readVersion(tx)
	if err != nil {
		return err
	}
	if version > len(scripts) {
		return fault.Errorf(fault.NewerDatabase, "database version %d, this build knows %d", version, len(scripts)).
			WithHint("open it with a newer build; nothing was changed")
	}
	if version == len(scripts) {
		return nil
	}
	for i, script := range scripts[version:] {
		for _, sql := range splitSQL(script) {
			if _, err := tx.Exec(sql); err != nil {
				return fmt.Errorf("migration %d: %w\n%s", version+i+1, err, sql)
			}
		}
	}
	return sqldb.SetMeta(tx, "version", strconv.Itoa(len(scripts)))
}

// readVersion is the database's version, 0 for one without the engine's
// tables.
func readVersion(tx sqldb.Tx) (int, error) {
	there, err := tx.Text("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'amora_meta'")
	if err != nil || there == "" {
		return 0, err
	}
	text, err := sqldb.Meta(tx, "version")
	if err != nil || text == "" {
		return 0, err
	}
	version, err := strconv.Atoi(text)
	if err != nil || version < 1 {
		return 0, fault.Errorf(fault.NewerDatabase, "database version %.20q, this build knows %d", text, len(migrations)).
			WithHint("no build that is known writes this; nothing was changed")
	}
	return version, nil
}

// splitSQL splits a script into statements, which stand apart by blank lines
// (a trigger holds semicolons of its own). Comment lines are dropped.
func splitSQL(script string) []string {
	var out []string
	for block := range strings.SplitSeq(script, "\n\n") {
		var lines []string
		for line := range strings.SplitSeq(block, "\n") {
			if !strings.HasPrefix(line, "--") {
				lines = append(lines, line)
			}
		}
		if sql := strings.TrimSpace(strings.Join(lines, "\n")); sql != "" {
			out = append(out, sql)
		}
	}
	return out
}
