package golden

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/schema"
)

// A harness that cannot fail proves nothing. These tests hold the comparison
// itself to account: against Morango's own states, which it must accept but
// for the purposeful differences, and against ones that were tampered with,
// which it must refuse. Our engine takes no part in them.

// everyScenario loads the project's golden files, those of both folders.
func everyScenario(t *testing.T) (list []*scenario) {
	t.Helper()
	schema, err := goldenSchema(goldenDir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range append(goldenFiles(t, goldenDir), goldenFiles(t, moreDir)...) {
		sc, err := loadScenario(schema, file)
		if err != nil {
			t.Fatalf("%s: %v", filepath.Base(file), err)
		}
		list = append(list, sc)
	}
	return list
}

// shown are findings that Morango's own states must lead to: where each
// difference shows itself.
var shown = []struct{ number, scenario, finding string }{
	{"1", "store_conflict", "A.dmc " + bob + "|6619b4ee655bd3c20ec0c060dcef4b25: counter: got 3 want 5"},
	{"1", "three_peers", "B.dmc " + bob + "|6619b4ee655bd3c20ec0c060dcef4b25: counter: got 2 want 3"},
	{"1", "tree", "A.dmc |6619b4ee655bd3c20ec0c060dcef4b25: counter: got 3 want 5"},
	{"2", "two_sessions", "B.buffer 4354709b5becac060cd4388c40ad9db3 " + bob + ": missing"},
	{"2", "two_sessions", "B.rmcb " + bob + " 6619b4ee655bd3c20ec0c060dcef4b25 3: missing"},
	{"5", "partitions", "B.store e1529b5d7fcddd10fd50760981f64630: deserialization_error: got true want false"},
	{"5", "fk_errors", "B.store 509b3f57a1f02cbd1f822d3f873160c6: deserialization_error: got true want false"},
	{"6", "store_conflict_deletes", "B.store 0e853683f9de1b90152c8b9cdd49a430: serialized: got \"not JSON: \" want {}"},
	{"10", "wide_narrow", "C.dmc " + bob + "|6619b4ee655bd3c20ec0c060dcef4b25: missing, want {\"counter\":1}"},
	{"13", "store_conflict", "C.store " + bob + ": conflicting_serialized_data"},
	{"13", "both_conflicts", "C.store " + bob + ": conflicting_serialized_data"},
	{"20", "tree", "A.store 355029466765c27e03906aa67bfd7838: _self_ref_fk: got \"8caec678dfe7b7ebefcfabbe48c98532\" want \"524b872b6366bfe83d09c1aceebda88a\""},
	{"20", "tree", "B.buffer d5c52c7c35f6bd955ddea820c6a0f3d9 355029466765c27e03906aa67bfd7838: _self_ref_fk"},
	{"schema.sql", "unknown_fields", "A.rmc dd8014cbc2d1f0e5a3ef5b23a46c123f 6619b4ee655bd3c20ec0c060dcef4b25: missing"},
	{"schema.sql", "unknown_fields", "B.rmcb dd8014cbc2d1f0e5a3ef5b23a46c123f 6619b4ee655bd3c20ec0c060dcef4b25 1: missing"},
}

const bob = "11111111111111111111111111111111"

// TestGoldenAcceptsMorango: Morango's own states pass, but for the purposeful
// differences, and each of those is shown by some scenario.
func TestGoldenAcceptsMorango(t *testing.T) {
	found := map[string][]string{}
	for _, sc := range everyScenario(t) {
		j, outcomes := newJudgement(sc), []outcome{}
		for i, st := range sc.steps {
			j.advance(i)
			outcomes = append(outcomes, outcome{tables: j.golden, fsic: st.fsic, records: st.records})
		}
		found[sc.Scenario] = judge(sc, outcomes, 1000)
	}
	differs, numbers := map[string]bool{}, map[string]bool{}
	for _, s := range shown {
		differs[s.scenario], numbers[s.number] = true, true
		if !slices.ContainsFunc(found[s.scenario], func(f string) bool { return strings.Contains(f, s.finding) }) {
			t.Errorf("difference %s, %s: no finding %q in %d", s.number, s.scenario, s.finding, len(found[s.scenario]))
		}
	}
	for scenario, list := range found {
		if !differs[scenario] && len(list) > 0 {
			t.Errorf("%s: %d findings: %s", scenario, len(list), list[0])
		}
	}
	for _, d := range differences {
		for number := range strings.SplitSeq(d.number, ", ") {
			if !numbers[number] {
				t.Errorf("difference %s is shown by no scenario", number)
			}
		}
	}
}

// TestGoldenFindsChanges tampers with the expectations, one at a time, and
// demands a finding each time.
func TestGoldenFindsChanges(t *testing.T) {
	const share = 97 // one in so many; all of them take minutes
	tried, n := map[string]int{}, 0
	for _, sc := range everyScenario(t) {
		outcomes := settled(sc)
		if found := judge(sc, outcomes, 1); len(found) > 0 {
			t.Fatalf("%s: %s", sc.Scenario, found[0])
		}
		for what, tamper := range changes(sc) {
			if n++; n%share != 0 {
				continue
			}
			tried[strings.Fields(what)[0]]++
			undo := tamper()
			if len(judge(sc, outcomes, 1)) == 0 {
				t.Errorf("%s, %s: not found", sc.Scenario, what)
			}
			undo()
		}
	}
	t.Logf("tried %v of %d", tried, n)
}

// settled is an engine that does exactly what is wanted of ours.
func settled(sc *scenario) (outcomes []outcome) {
	j := newJudgement(sc)
	for i := range sc.steps {
		j.advance(i)
		j.applyDifferences()
		outcomes = append(outcomes, outcome{tables: j.want, fsic: maps.Clone(j.fsic), records: j.records})
	}
	return outcomes
}

// tampering changes one thing and returns what puts it right again.
type tampering func() (undo func())

// changes yields every way to tamper with a scenario's expectations by one
// row, one column, one counter.
func changes(sc *scenario) iter.Seq2[string, tampering] {
	return func(yield func(string, tampering) bool) {
		for i := range sc.steps {
			if !changesOfStep(sc, i, yield) {
				return
			}
		}
	}
}

func changesOfStep(sc *scenario, i int, yield func(string, tampering) bool) bool {
	st := &sc.steps[i]
	for _, side := range slices.Sorted(maps.Keys(st.fsic)) {
		if !yield(fmt.Sprintf("fsic %s of step %d", side, i), func() func() { return swap(st.fsic, side, changed(st.fsic[side])) }) {
			return false
		}
	}
	if st.records != nil && !yield(fmt.Sprintf("records of step %d", i), func() func() {
		old := st.records
		st.records = changed(old)
		return func() { st.records = old }
	}) {
		return false
	}
	for _, p := range slices.Sorted(maps.Keys(st.changed)) {
		for _, name := range slices.Sorted(maps.Keys(st.changed[p])) {
			where := fmt.Sprintf(" of step %d %s.%s", i, p, name)
			if !changesOfTable(sc.schema, name, st.changed[p][name], where, yield) {
				return false
			}
		}
	}
	return true
}

func changesOfTable(schema *schema.Schema, name string, t table, where string, yield func(string, tampering) bool) bool {
	for _, key := range slices.Sorted(maps.Keys(t)) {
		r := t[key]
		if !yield("row "+key+where, func() func() { delete(t, key); return func() { t[key] = r } }) {
			return false
		}
		for _, column := range slices.Sorted(maps.Keys(r)) {
			if column == "deserialization_error" && r["dirty_bit"] == false {
				continue // MORANGO.md §13.5 takes either
			}
			if !yield("column "+column+" of "+key+where, func() func() { return swap(t, key, changedRow(r, column)) }) {
				return false
			}
		}
	}
	key, r := extraRow(schema, name)
	return yield("extra row"+where, func() func() { t[key] = r; return func() { delete(t, key) } })
}

// extraRow makes a row that no scenario has.
func extraRow(schema *schema.Schema, name string) (key string, r row) {
	one, two, three := strings.Repeat("e", 32), strings.Repeat("f", 32), json.Number("3")
	cells := map[string]any{
		"id": one, "model_uuid": one, "transfer_session_id": two, "serialized": "{}", "profile": schema.Profile,
		"last_saved_instance": two, "last_saved_counter": three,
	}
	switch name {
	case "store":
		return one, canonical(schema, storeColumns, cells)
	case "buffer":
		return two + " " + one, canonical(schema, bufferColumns, cells)
	case "rmcb":
		return one + " " + two + " 3", row{"times": 1}
	case "dmc":
		return one + "|" + two, row{"counter": three}
	case "rmc", "instance":
		return one + " " + two, row{"counter": three}
	case "deleted_models", "hard_deleted_models":
		return one, row{}
	}
	return one, canonical(schema, appColumns(schema.Model(strings.TrimPrefix(name, "app."))), cells)
}

// swap puts v in place of an entry and returns what puts the old one back.
func swap[V any](m map[string]V, key string, v V) func() {
	old := m[key]
	m[key] = v
	return func() { m[key] = old }
}

// changedRow is a row with one column changed by as little as there is.
func changedRow(r row, column string) row {
	out := maps.Clone(r)
	out[column] = changed(r[column])
	return out
}

func changed(v any) any {
	switch v := v.(type) {
	case bool:
		return !v
	case int:
		return v + 1
	case json.Number:
		return v + "1"
	case string:
		return v + "x"
	case []any:
		if len(v) == 0 {
			return []any{map[string]any{}}
		}
		return append(slices.Clone(v[:len(v)-1]), changed(v[len(v)-1]))
	case map[string]any:
		out := maps.Clone(v)
		out["x"] = json.Number("1")
		for _, key := range slices.Sorted(maps.Keys(v)) {
			delete(out, "x")
			out[key] = changed(v[key])
			break
		}
		return out
	}
	return "x"
}

// TestGoldenRefuses: what the loader does not know, or finds incomplete, is
// an error, never skipped.
func TestGoldenRefuses(t *testing.T) {
	schema, err := goldenSchema(goldenDir)
	if err != nil {
		t.Fatal(err)
	}
	const peers = `"peers": {"A": {"instance_id": "a", "database_id": "d"}, "B": {"instance_id": "b", "database_id": "d"}}`
	const transfer = `"push": true, "producer": "A", "receiver": "B", "filter": [""], "fsic": 2`
	const good = `{"op": "serialize", "producer": "A", "filter": [""]}`
	for name, steps := range map[string]string{
		"no steps":          `[]`,
		"no ops":            `[{"step": "x", "ops": []}]`,
		"unknown op":        `[{"ops": [{"op": "vacuum", "peer": "A"}]}]`,
		"unknown op key":    `[{"ops": [{"op": "sql", "peer": "A", "sql": "SELECT 1", "then": 1}]}]`,
		"missing op key":    `[{"ops": [{"op": "queue", "producer": "A", "receiver": "B", "filter": [""], "fsic": 2}]}]`,
		"unknown peer":      `[{"ops": [{"op": "sql", "peer": "Z", "sql": "SELECT 1"}]}]`,
		"unknown FSIC":      `[{"ops": [{"op": "queue", "push": true, "producer": "A", "receiver": "B", "filter": [""], "fsic": 3}]}]`,
		"unknown step key":  `[{"ops": [` + good + `], "error": "x"}]`,
		"unknown table":     `[{"ops": [` + good + `], "A": {"nonces": []}}]`,
		"unknown column":    `[{"ops": [` + good + `], "A": {"app": {"user": [{"id": "1", "nick": "x"}]}}}]`,
		"missing column":    `[{"ops": [` + good + `], "A": {"app": {"user": [{"id": "1"}]}}}]`,
		"unknown model":     `[{"ops": [` + good + `], "A": {"app": {"role": []}}}]`,
		"unknown set model": `[{"ops": [{"op": "set", "peer": "A", "app": {"role": []}}]}]`,
		"row twice":         `[{"ops": [` + good + `], "A": {"dmc": ["p|i|1", "p|i|2"]}}]`,
		"bad line":          `[{"ops": [` + good + `], "A": {"rmc": ["i 1"]}}]`,
		"bad counter":       `[{"ops": [` + good + `], "A": {"instance": ["i x"]}}]`,
		"key twice":         `[{"ops": [` + good + `], "ops": [` + good + `]}]`,
		"no FSICs":          `[{"ops": [{"op": "serialize", ` + transfer + `}]}]`,
		"FSICs of nothing":  `[{"ops": [` + good + `], "client_fsic": {}, "server_fsic": {}}]`,
		"no records":        `[{"ops": [{"op": "transfer", ` + transfer + `}]}]`,
		"no session":        `[{"ops": [{"op": "initialize", ` + transfer + `}]}]`,
	} {
		if _, err := parseScenario(schema, []byte(`{`+peers+`, "steps": `+steps+`}`)); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := parseScenario(schema, []byte(`{`+peers+`, "steps": [{"ops": [`+good+`]}]}`)); err != nil {
		t.Errorf("the good one: %v", err)
	}
}
