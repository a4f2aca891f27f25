package chaos_test

import (
	"strings"
	"testing"
	"testing/synctest"
)

// mistake is a piece of the engine's statements, what it becomes, a word of
// the violation to be expected, and a seed that meets it.
type mistake struct {
	name, piece, becomes, noticed string
	seed                          uint64
}

var mistakes = []mistake{
	{"a record is not queued", "s.last_saved_counter > due.above", "s.last_saved_counter > due.above + 1", "never arrived", 1},
	{"a DatabaseMaxCounter is too high", "SELECT p.key, i.key, i.value FROM", "SELECT p.key, i.key, i.value + 3 FROM", "", 1},
	{"a DatabaseMaxCounter falls", "counter = excluded.counter WHERE excluded.counter > counter", "counter = excluded.counter", "fell", 1},
	{"a counter is used twice", "SET counter = counter + 1 WHERE", "SET counter = counter + (counter % 2 = 0) WHERE", "two contents", 1},
	{"a conflict is taken for a fast-forward", "THEN 'merged'", "THEN 'forward'", "without knowing", 1},
	{"a conflict is taken for known", "THEN 'merged'", "THEN 'reverse'", "dropped", 1},
	{"a merge forgets the other value", "replace(b.serialized, char(10), ' ') || char(10)", "''", "lost the value", 1},
	{"a local edit overwrites what came", "CASE WHEN EXISTS (SELECT 1 FROM amora_store_dirty", "CASE WHEN NOT EXISTS (SELECT 1 FROM amora_store_dirty", "lost the value", 1},
	{"a merge revives a deleted record", "deleted = s.deleted OR b.deleted", "deleted = s.deleted AND b.deleted", "", 2},
	{"a counter of another instance is too high", "SELECT b.model_uuid, c.key, min(c.value,", "SELECT b.model_uuid, c.key, 50 + min(c.value,", "RecordMaxCounter", 1},
	{"dirty rows are forgotten", `DELETE FROM "amora_dirty_answer" WHERE`, `DELETE FROM "amora_dirty_answer" WHERE true OR`, "taken for serialized", 1},
	{"the app table misses an update", `"tok" = excluded."tok"`, `"tok" = "tok"`, "app table has", 1},
	{"a scope is left", "THEN 'outside_filter'", "THEN NULL", "outside its scope", 1},
}

// TestPropertiesNotice puts mistakes into the engine, one at a time, and
// expects the oracle to notice them.
func TestPropertiesNotice(t *testing.T) {
	slowHere(t)
	keys := chaosKeys(t)
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			for seed := m.seed; seed < m.seed+10; seed++ {
				if violations := m.run(t, seed, keys); violations != "" && strings.Contains(violations, m.noticed) {
					t.Logf("seed %d: %.200s", seed, violations)
					return
				}
			}
			t.Error("not noticed")
		})
	}
}

// run plays a seed with the mistake and returns the violations.
func (m mistake) run(t *testing.T, seed uint64, keys []string) (violations string) {
	made := false
	rewrite := func(sql string) string {
		// What is due is not held against the filter either, else no record
		// would ever be sent that leaves a scope.
		if m.noticed == "outside its scope" {
			sql = strings.ReplaceAll(sql, "WHERE substr(s.partition, 1, length(due.prefix)) = due.prefix AND", "WHERE")
		}
		made = made || strings.Contains(sql, m.piece)
		return strings.ReplaceAll(sql, m.piece, m.becomes)
	}
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, seed, keys)
		defer w.end()
		w.rewrite = rewrite
		w.run()
		violations = strings.Join(w.broken, "\n")
	})
	if !made {
		t.Errorf("no statement holds %s any more", m.piece)
	}
	return violations
}
