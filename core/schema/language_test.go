package schema_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
)

// placeModels are two models of one table, and one that refers to either.
const placeModels = `{"profile": "p",
 "scopes": [{"id": "all", "version": 1, "primary_scope_param_key": "d"}, {"id": "some", "version": 1}],
 "models": [
  {"name": "house", "table": "place", "partition": "x", "source": null,
   "columns": {"name": {"type": "text", "min": 1, "max": 9}, "in": "uuid?", "kind": {"type": "text", "constant": "house"}},
   "references": {"in": "house"}},
  {"name": "flat", "table": "place", "partition": "x", "source": null, "self_reference": "in",
   "columns": {"name": "text", "in": "uuid?", "kind": {"type": "text", "constant": "flat"}}, "references": {"in": "house"}},
  {"name": "person", "table": "person", "partition": ["${home}:a", "b"], "source": null,
   "columns": {"home": "uuid?", "by": {"type": "uuid?", "required": true}, "at": {"type": "datetimetz", "default": "now"},
    "sex": {"type": "text", "in": ["f", "m"], "default": "f"}, "n": {"type": "integer?", "in": [1, 2]}, "code": {"type": "text", "glob": "a*", "not_glob": ["*b", "*c"]}},
   "references": {"home": ["house", "flat"], "by": {"model": "person", "on_delete": "null", "optional": true}}, "unique": [["by", "sex"], ["code"]]},
  {"name": "stock", "table": "stock", "partition": "x", "source": null, "merge": "columns",
   "columns": {"n": {"type": "integer?", "merge": "add"}, "tags": {"type": "json", "merge": "union"}, "up": "uuid?"}, "references": {"up": "stock"}},
  {"name": "seen", "table": "seen", "partition": null, "source": null, "readonly": true, "columns": {"a": "text"}},
  {"name": "set", "table": "settings", "partition": "${id}", "source": null, "id": "source", "root": "all",
   "columns": {"a": {"type": "text", "default": ""}, "b": "text?", "c": {"type": "datetime", "default": "now"}}}]}`

// What the canonical text says is what was said.
func TestCanonicalTextOfTheWholeLanguage(t *testing.T) {
	first, err := schema.Parse([]byte(placeModels))
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		`"partition":["${home}:a","b"]`, `"partition":null`, `"readonly":true`, `"root":"all"`, `"self_reference":"in"`,
		`"home":["house","flat"]`, `"by":{"model":"person","on_delete":"null","optional":true}`, `"unique":[["by","sex"],["code"]]`,
		`"kind":{"type":"text","constant":"house"}`, `"by":{"type":"uuid?","required":true}`, `"at":{"type":"datetimetz","default":"now"}`,
		`"sex":{"type":"text","default":"f","in":["f","m"]}`, `"code":{"type":"text","glob":["a*"],"not_glob":["*b","*c"]}`,
		`"n":{"type":"integer?","merge":"add"}`, `"tags":{"type":"json","merge":"union"}`, `"references":{"up":"stock"},"merge":"columns"`,
		`"name":{"type":"text","min":1,"max":9}`, `"n":{"type":"integer?","in":[1,2]}`,
	} {
		if !strings.Contains(string(text), part) {
			t.Errorf("%s is missing in %s", part, text)
		}
	}
	second, err := schema.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	if again, _ := json.Marshal(second); string(again) != string(text) {
		t.Errorf("parsed again\n got %s\nwant %s", again, text)
	}
}

func TestOrderOfSharedAndOptionalReferences(t *testing.T) {
	s, err := schema.Parse([]byte(strings.Replace(placeModels, `"model": "person"`, `"model": "seen"`, 1)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range s.Ordered() {
		names = append(names, m.Name)
	}
	order := strings.Join(names, " ")
	if strings.Index(order, "house") > strings.Index(order, "flat") || strings.Index(order, "flat") > strings.Index(order, "person") {
		t.Error(order)
	}
	if got := s.Tables(); len(got) != 5 {
		t.Errorf("tables %q", got)
	}
}

// TestParseRefusesLanguage: what cannot work is refused, with the place and
// what to do about it.
func TestParseRefusesLanguage(t *testing.T) {
	for _, c := range []struct{ name, old, new, mention string }{
		{"no constant", `, "kind": {"type": "text", "constant": "flat"}`, ``, "has the table place, as another model does"},
		{"equal constants", `"constant": "flat"`, `"constant": "house"`, "need a constant column that tells them apart"},
		{"table in other case", `"flat", "table": "place"`, `"flat", "table": "Place"`, ""},
		{"other columns", `{"name": "text", "in": "uuid?", "kind": {"type": "text", "constant": "flat"}`,
			`{"name": "text", "IN": "uuid?", "kind": {"type": "text", "constant": "flat"}`, ""},
		{"other type", `{"name": "text", "in"`, `{"name": "text?", "in"`, "the same columns"},
		{"a merge by rows", `"merge": "columns"`, `"merge": "rows"`, "is \"rows\""},
		{"a column's rule alone", `"merge": "columns",`, ``, "does not merge by columns"},
		{"a text is added up", `"n": {"type": "integer?", "merge": "add"}`, `"n": {"type": "text?", "merge": "add"}`, "of a column of type text"},
		{"a number is united", `"n": {"type": "integer?", "merge": "add"}`, `"n": {"type": "integer?", "merge": "union"}`, "of a column of type integer"},
		{"one has no foreign key", `"constant": "flat"}}, "references": {"in": "house"}`, `"constant": "flat"}}`, "another reference"},
		{"id rule in a shared table", `"flat", "table": "place", "partition": "x", "source": null,`,
			`"flat", "table": "place", "partition": "x", "source": null, "id": "source",`, "id rule"},
		{"constant of another type", `{"type": "text", "constant": "flat"}`, `{"type": "uuid", "constant": "flat"}`, "constant"},
		{"constant that may be null", `{"type": "text", "constant": "flat"}`, `{"type": "text?", "constant": "flat"}`, "constant"},
		{"references to two tables", `["house", "flat"]`, `["house", "seen"]`, "lead to one table"},
		{"no references", `["house", "flat"]`, `[]`, "must be a string, or a list"},
		{"reference twice", `["house", "flat"]`, `["house", "house"]`, "twice"},
		{"unknown model", `["house", "flat"]`, `["house", "tent"]`, `unknown model "tent"`},
		{"reference of another kind", `["house", "flat"]`, `7`, "must be a string, or a list"},
		{"unknown key of a reference", `"optional": true`, `"optionally": true`, `unknown key "optionally"`},
		{"unknown action", `"on_delete": "null"`, `"on_delete": "set"`, `it is "cascade"`},
		{"null in a required column", `"by": {"type": "uuid?", "required": true}`, `"by": "uuid"`, "becomes null"},
		{"null in a key", `["${home}:a", "b"]`, `["${by}:a", "b"]`, "becomes null, but the row's id"},
		{"null of a parent", `"references": {"in": "house"}},
  {"name": "flat"`, `"references": {"in": {"model": "house", "on_delete": "null"}}},
  {"name": "flat"`, "refers to the model itself"},
		{"self reference that is no column", `"self_reference": "in"`, `"self_reference": "up"`, "no uuid column"},
		{"self reference to text", `"self_reference": "in"`, `"self_reference": "name"`, "no uuid column"},
		{"last template needs a value", `["${home}:a", "b"]`, `["b", "${home}:a"]`, ""},
		{"last of the templates may be null", `["${home}:a", "b"]`, `["${home}:a", "${by}:b"]`, "the rows that no other one is for"},
		{"templates that never count", `["${home}:a", "b"]`, `["c", "b"]`, "for every row"},
		{"no template", `["${home}:a", "b"]`, `[]`, "must be a string, or a list"},
		{"no partition", `["${home}:a", "b"]`, `null`, `"readonly": true`},
		{"readonly as text", `"readonly": true`, `"readonly": "yes"`, "must be true or false"},
		{"unknown scope", `"root": "all"`, `"root": "none"`, "no scope that begins a dataset"},
		{"scope without roots", `"root": "all"`, `"root": "some"`, "no scope that begins a dataset"},
		{"row without a value", `"b": "text?"`, `"b": "text"`, "give the column a default"},
		{"row of another id", `"id": "source", "root"`, `"root"`, `it needs "source": null`},
		{"required beside not null", `{"type": "uuid?", "required": true}`, `{"type": "uuid", "required": true}`, "required"},
		{"now of another type", `{"type": "datetimetz", "default": "now"}`, `{"type": "date", "default": "now"}`, "must be a date"},
		{"default of a zone in short", `{"type": "datetimetz", "default": "now"}`, `{"type": "datetimetz", "default": "2024-01-01"}`, "default must be"},
		{"min above max", `"min": 1, "max": 9`, `"min": 10, "max": 9`, "min above its max"},
		{"length below zero", `"min": 1, "max": 9`, `"min": -1`, "no length"},
		{"bound as text", `"min": 1, "max": 9`, `"min": "1"`, "must be a number"},
		{"bound of a uuid", `"in": "uuid?", "kind": {"type": "text", "constant": "house"}`,
			`"in": {"type": "uuid?", "max": 3}, "kind": {"type": "text", "constant": "house"}`, "min and max are for numbers"},
		{"value of another type", `"in": [1, 2]`, `"in": [1, "2"]`, "which is not an integer"},
		{"no values", `"in": [1, 2]`, `"in": []`, "must be a list of values"},
		{"default that is no value", `"default": "f"`, `"default": "x"`, "none of the values"},
		{"pattern of a number", `{"type": "integer?", "in": [1, 2]}`, `{"type": "integer?", "glob": "1*"}`, "glob and not_glob are for text"},
		{"unique over nothing", `["code"]]`, `[]]`, "must be a list of columns"},
		{"unique over no column", `["code"]]`, `["cod"]]`, "no column"},
		{"unique over one twice", `["code"]]`, `["code", "code"]]`, "twice in a list"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(placeModels, c.old, c.new, 1)
			if text == placeModels {
				t.Fatal("nothing was replaced")
			}
			_, err := schema.Parse([]byte(text))
			if fault.CodeOf(err) != fault.BadSchema || !strings.Contains(err.Error(), c.mention) {
				t.Errorf("%v, want mention of %q", err, c.mention)
			}
		})
	}
}
