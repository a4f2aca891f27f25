//go:build !js

package edge

import (
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

func TestParseStatement(t *testing.T) {
	for _, c := range []struct{ sql, verb, integers string }{
		{"SELECT ?1, ?2", "SELECT", "SELECT CAST(?1 AS INTEGER), ?2"},
		{"select ?1 || ?12 || ?1", "SELECT", "select CAST(?1 AS INTEGER) || ?12 || CAST(?1 AS INTEGER)"},
		{"SELECT '?1', \"?1\", `?1`, [?1] -- ?1\n", "SELECT", "SELECT '?1', \"?1\", `?1`, [?1] -- ?1\n"},
		{"/* ?1 ; */ INSERT INTO t VALUES ('it''s;', ?1) ; -- done\n", "INSERT", "/* ?1 ; */ INSERT INTO t VALUES ('it''s;', CAST(?1 AS INTEGER)) "},
		{"WITH a AS (SELECT 1 UNION SELECT 2) SELECT replace(x, 'a', 'b') FROM a", "SELECT", ""},
		{"WITH a AS (SELECT ?1) INSERT INTO t SELECT * FROM a", "INSERT", "WITH a AS (SELECT CAST(?1 AS INTEGER)) INSERT INTO t SELECT * FROM a"},
		{"WITH RECURSIVE a(n) AS (SELECT 1) DELETE FROM t", "DELETE", ""},
		{"with a as materialized (select 1) update t set x = 1", "UPDATE", ""},
		{"REPLACE INTO t VALUES (1)", "REPLACE", ""},
		{"VALUES (1)", "VALUES", ""},
		{"CREATE TABLE t (a)", "CREATE", ""},
		{"CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; INSERT INTO u VALUES (CASE WHEN 1 THEN 2 END); END", "CREATE", ""},
		{"CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END;", "CREATE", "CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END"},
	} {
		s, err := parseStatement(c.sql)
		if err != nil || s.verb != c.verb {
			t.Errorf("%s: %s, %v, want %s", c.sql, s.verb, err, c.verb)
			continue
		}
		if c.integers == "" {
			c.integers = c.sql
		}
		if got := s.withIntegers(func(n int) bool { return n == 1 }); got != c.integers {
			t.Errorf("%s:\n%q, want\n%q", c.sql, got, c.integers)
		}
	}
}

func TestStatementsThatAreRefused(t *testing.T) {
	for _, sql := range []string{
		"", ";", " -- nothing", "SELECT 1; SELECT 2", "SELECT ?", "SELECT :name", "SELECT @a", "SELECT $a",
		"BEGIN", "COMMIT", "/* x */ ; COMMIT", "SAVEPOINT s", "PRAGMA foreign_keys = OFF", "VACUUM", "ATTACH ':memory:' AS o",
		"EXPLAIN SELECT 1", "ANALYZE", "WITH a AS (SELECT 1)",
		"CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM u; END; DELETE FROM t",
	} {
		if _, err := parseStatement(sql); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%q passed: %v", sql, err)
		}
	}
}

func FuzzParseStatement(f *testing.F) {
	fuzzing.Start(f)
	f.Add("WITH a AS (SELECT ?1) INSERT INTO t SELECT ';' FROM [a] -- x")
	f.Fuzz(func(t *testing.T, sql string) {
		s, err := parseStatement(sql)
		if err == nil && s.withIntegers(func(int) bool { return false }) != s.text {
			t.Errorf("%q became %q", sql, s.text)
		}
	})
}
