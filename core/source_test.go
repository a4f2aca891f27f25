package core_test

import "testing"

// Rows whose source templates fill in alike are one record, as in Morango: its
// source ids are plain text (models/core.py, calculate_source_id). Templates
// with one text, behind columns of fixed form, tell all rows apart.
func TestFaultSourceOfTwoTexts(t *testing.T) {
	model := func(source string) string {
		return `[{"name": "pair", "table": "pair", "partition": "p", "source": "` + source + `",
 "columns": {"u": "uuid", "n": "integer", "a": "text", "b": "text"}}]`
	}
	u := `"u": "` + hexID("1") + `", `
	for _, c := range []struct {
		name, source, first, second string
		same                        bool
	}{
		{"two texts", "${a}:${b}", `"n": 1, "a": "x:y", "b": "z"`, `"n": 1, "a": "x", "b": "y:z"`, true},
		{"two texts, none with the separator", "${a}:${b}", `"n": 1, "a": "x", "b": "yz"`, `"n": 1, "a": "xy", "b": "z"`, false},
		{"an integer before a text", "${n}:${b}", `"n": 1, "a": "", "b": "1:z"`, `"n": 11, "a": "", "b": "z"`, false},
		{"a uuid and an integer before a text", "${u}:${n}:${b}", `"n": 1, "a": "", "b": "2:z"`, `"n": 12, "a": "", "b": "z"`, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			// On one device the second would be refused as a change of the first.
			first := putRows(newAppDevice(t, model(c.source)), "pair", "{"+u+c.first+"}")
			second := putRows(newAppDevice(t, model(c.source)), "pair", "{"+u+c.second+"}")
			if same := first[0] == second[0]; same != c.same {
				t.Errorf("ids %s and %s", first[0], second[0])
			}
		})
	}
}
