package core

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed schema.sql
var schemaSQL string

// databaseVersion counts the migrations of the engine's own tables.
const databaseVersion = 1

// migrations[i] leads from version i to i+1. Released ones never change.
var migrations = [databaseVersion]string{schemaSQL}

// migrate brings the engine's tables to databaseVersion, inside the caller's
// transaction. A database of a newer build is refused: newer_database.
func migrate(tx Tx) error {
	version, err := readVersion(tx)
	if err != nil {
		return err
	}
	if version > databaseVersion {
		return Errorf(CodeNewerDatabase, "database version %d, this build knows %d", version, databaseVersion).
			WithHint("open it with a newer build; nothing was changed")
	}
	for v := version; v < databaseVersion; v++ {
		for _, sql := range splitSQL(migrations[v]) {
			if _, err := tx.Exec(sql); err != nil {
				return fmt.Errorf("migration %d: %w\n%s", v+1, err, sql)
			}
		}
	}
	if version == databaseVersion {
		return nil
	}
	return setMeta(tx, "version", strconv.Itoa(databaseVersion))
}

func readVersion(tx Tx) (int, error) {
	there, err := tx.Text("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'amora_meta'")
	if err != nil || there == "" {
		return 0, err
	}
	text, err := meta(tx, "version")
	if err != nil || text == "" {
		return 0, err
	}
	return strconv.Atoi(text)
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

// meta reads one fact about the database, "" if it is not there.
func meta(tx Tx, key string) (string, error) {
	return tx.Text("SELECT value FROM amora_meta WHERE key = ?1", key)
}

func setMeta(tx Tx, key, value string) error {
	_, err := tx.Exec("INSERT INTO amora_meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
	return err
}
