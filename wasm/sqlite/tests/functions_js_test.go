package tests

import "testing"

// The functions that native builds of go-sqlite3 have, and FTS5.
func TestFunctions(t *testing.T) {
	c := open(t)
	exec(t, c, `CREATE VIRTUAL TABLE note USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2');
		INSERT INTO note VALUES ('Water the mulberries'), ('Crème brûlée');
		CREATE TABLE moment (at TEXT COLLATE time);
		INSERT INTO moment VALUES ('2026-01-01T00:00:00.5Z'), ('2026-01-01T00:00:00Z')`)
	for sql, want := range map[string]string{
		"SELECT decimal_add('0.1', '0.2')":               "0.3",
		"SELECT decimal_exp('12345.678')":                "+1.2345678e+04",
		"SELECT ieee754(2.0)":                            "ieee754(2,0)",
		"SELECT 'abcd' REGEXP '^a.*d$'":                  "1",
		"SELECT count(*) FROM generate_series(1, 10, 3)": "4",
		"SELECT group_concat(v) FROM (SELECT 'a10' v UNION SELECT 'a9' ORDER BY v COLLATE uint)": "a9,a10",
		"SELECT at FROM moment ORDER BY at":                                         "2026-01-01T00:00:00Z",
		"SELECT highlight(note, 0, '[', ']') FROM note WHERE note MATCH 'mulberr*'": "Water the [mulberries]",
		"SELECT text FROM note WHERE note MATCH 'creme AND brulee'":                 "Crème brûlée",
		"SELECT bm25(note) < 0 FROM note WHERE note MATCH 'water'":                  "1",
		"SELECT round(sin(1) * cosh(2) + log2(8) + pow(2, 0.5) + mod(7, 4), 6)":     "10.579992",
		"SELECT printf('%.3f %s %d', 2.5, 'x', 1 << 40)":                            "2.500 x 1099511627776",
		"SELECT 9223372036854775807 - 1":                                            "9223372036854775806",
		"SELECT CAST('9.5e3' AS REAL) || '|' || (1e300 * 10)":                       "9500.0|1.0e+301",
		"SELECT datetime('2026-07-01 12:00', 'utc', 'localtime')":                   "2026-07-01 12:00:00",
		"SELECT soundex('amora')":                                                   "A560",
		"SELECT json_extract('{\"a\":[1,2.5]}', '$.a[1]')":                          "2.5",
	} {
		if got := query(t, c, sql); got != want {
			t.Errorf("%s: %s, not %s", sql, got, want)
		}
	}
}
