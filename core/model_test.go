package core_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/value"
)

const schoolSchema = `{"profile": "school",
 "scopes": [{"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "description": "", "read_filter_template": "",
   "write_filter_template": "", "read_write_filter_template": "${dataset_id}", "params": {"sub": "text"}}],
 "models": [
  {"name": "attempt", "table": "attempt", "partition": "${dataset_id}:${user_id}", "source": null,
   "columns": {"user_id": "uuid", "dataset_id": "uuid", "when": "datetime", "score": {"type": "real?", "default": 0.5}, "price": {"type": "decimal", "scale": 2, "default": 0}, "paid": {"type": "decimal?", "scale": 0}},
   "references": {"user_id": "user"}},
  {"name": "user", "table": "user", "partition": "${dataset_id}:user-ro:${id}", "source": null, "id": "source",
   "columns": {"dataset_id": "uuid", "order": "integer", "group": {"type": "json", "default": {"a": [1, null]}}}},
  {"name": "place", "table": "places", "partition": "${dataset_id}", "source": "${code}:${n}",
   "columns": {"dataset_id": "uuid", "code": "text", "n": "integer", "parent_id": "uuid?"}, "references": {"parent_id": "place"}}]}`

func TestParseSchema(t *testing.T) {
	s, err := schema.Parse([]byte(schoolSchema))
	if err != nil {
		t.Fatal(err)
	}
	if s.Profile != "school" || len(s.Scopes) != 1 || s.Scopes[0].ReadWriteFilterTemplate != "${dataset_id}" || s.Scopes[0].Params["sub"] != "text" {
		t.Errorf("profile and scopes: %+v", s)
	}
	m := s.Model("attempt")
	var columns []string
	for _, c := range m.Columns {
		columns = append(columns, fmt.Sprintf("%s %s %v %v", c.Name, c.Type, c.Nullable, c.Default))
	}
	want := []string{"user_id uuid false <nil>", "dataset_id uuid false <nil>", "when datetime false <nil>", "score real true 0.5", "price decimal false 0", "paid decimal true <nil>"}
	if !slices.Equal(columns, want) {
		t.Errorf("columns %q, want %q: the order of the text counts", columns, want)
	}
	if got := s.Model("place"); *got.Source != "${code}:${n}" || got.SelfReference() != "parent_id" || got.DirtyTable() != `"amora_dirty_places"` {
		t.Errorf("place: %+v", got)
	}
	if s.Model("user").SelfReference() != "" || s.Model("nobody") != nil || s.Model("user").Source != nil {
		t.Error("a model that is not there, or a reference")
	}
}

// The canonical text is a schema again, and says the same whatever the
// spacing and the order of keys were.
func TestSchemaCanonical(t *testing.T) {
	canonical := func(text string) string {
		t.Helper()
		s, err := schema.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	first := canonical(schoolSchema)
	if again := canonical(first); again != first {
		t.Errorf("parsed again\n got %s\nwant %s", again, first)
	}
	spaced := strings.Replace(schoolSchema, `{"name": "user", "table": "user",`, `{ "table":"user" , "name":"user",`, 1)
	if got := canonical(spaced); got != first {
		t.Errorf("other spacing\n got %s\nwant %s", got, first)
	}
}

func TestParseSchemaRefuses(t *testing.T) {
	model := func(columns, rest string) string {
		return `{"profile": "p", "models": [{"name": "m", "table": "m", "partition": "x", "source": null, "columns": {` + columns + `}` + rest + `}]}`
	}
	edit := func(old, new string) string { return strings.Replace(schoolSchema, old, new, 1) }
	tests := []struct{ name, schema, mention string }{
		{"no JSON", `{`, "cannot be read"},
		{"no object", `[]`, "schema must be an object"},
		{"trailing text", schoolSchema + " {}", "cannot be read"},
		{"key twice", edit(`"profile": "school"`, `"profile": "school", "profile": "b"`), `"profile"`},
		{"unknown key", edit(`"profile"`, `"profil"`), `schema has the unknown key "profil" (keys here are profile`},
		{"unknown model key", edit(`"source": null, "id"`, `"source": null, "ID"`), `schema.models[1] has the unknown key "ID"`},
		{"no profile", edit(`"profile": "school",`, ``), `lacks the key "profile"`},
		{"empty profile", edit(`"school"`, `""`), "schema.profile"},
		{"long profile", edit(`"school"`, `"`+strings.Repeat("s", 41)+`"`), "schema.profile"},
		{"number for text", edit(`"school"`, `7`), "schema.profile must be a string"},
		{"null for text", edit(`"table": "places"`, `"table": null`), "schema.models[2].table must not be null"},
		{"version as text", edit(`"version": 1`, `"version": "1"`), "schema.scopes[0].version must be a whole number"},
		{"scope twice", edit(`"scopes": [`, `"scopes": [{"id": "full", "version": 1},`), `"full" version 1 twice`},
		{"scope without id", edit(`"id": "full"`, `"id": ""`), "schema.scopes"},
		{"source missing", edit(`"source": "${code}:${n}",`, ``), `schema.models[2] lacks the key "source"`},
		{"unknown type", edit(`"when": "datetime"`, `"when": "timestamp"`), `schema.models[0].columns.when has the unknown type "timestamp"`},
		{"type of two marks", edit(`"when": "datetime"`, `"when": "datetime??"`), "unknown type"},
		{"columns as list", model(`}, "references": [`, `]`), "cannot be read"},
		{"columns as text", strings.Replace(model(`"a": "text"`, ``), `{"a": "text"}`, `"a"`, 1), "columns must be an object"},
		{"no columns", model(``, ``), "has 0 columns"},
		{"too many columns", model(manyColumns(91), ``), "has 91 columns"},
		{"column of other key", model(`"a": {"type": "text", "default": "", "unique": true}`, ``), `unknown key "unique"`},
		{"default missing", model(`"a": {"type": "text"}`, ``), `lacks the key "default"`},
		{"scale too large", model(`"a": {"type": "decimal", "scale": 16}`, ``), "scale must be a number from 0 to 15"},
		{"scale no number", model(`"a": {"type": "decimal", "scale": "4"}`, ``), "scale must be a number from 0 to 15"},
		{"scale below zero", model(`"a": {"type": "decimal", "scale": -1}`, ``), "scale must be a number from 0 to 15"},
		{"scale of a real", model(`"a": {"type": "real", "scale": 2}`, ``), "scale belongs to decimals"},
		{"default beyond the scale", model(`"a": {"type": "decimal", "scale": 2, "default": 1.234}`, ``), "default must be a decimal"},
		{"default null", model(`"a": {"type": "text", "default": null}`, ``), "is null, but the column is required"},
		{"default of other type", model(`"a": {"type": "integer", "default": 1.5}`, ``), "columns.a.default must be an integer"},
		{"default no date", model(`"a": {"type": "date", "default": "2024-02-30"}`, ``), "default must be a date"},
		{"default no uuid", model(`"a": {"type": "uuid", "default": "x"}`, ``), "default must be a uuid"},
		{"default no duration", model(`"a": {"type": "duration", "default": -9223372036854775808}`, ``), "default must be a duration"},
		{"model name", edit(`"name": "user"`, `"name": "us-er"`), `a model named "us-er"`},
		{"model name of 41", edit(`"name": "user"`, `"name": "`+strings.Repeat("u", 41)+`"`), "at most 40"},
		{"table name", edit(`"table": "user"`, `"table": "9user"`), `a table named "9user"`},
		{"table of the engine", edit(`"table": "user"`, `"table": "Morango_store"`), "morango_ are taken"},
		{"table of SQLite", edit(`"table": "user"`, `"table": "sqlite_x"`), "sqlite_ are taken"},
		{"table new", edit(`"table": "user"`, `"table": "NEW"`), "triggers use this name"},
		{"table twice", edit(`"table": "places"`, `"table": "USER"`), "has the table USER, as another model does"},
		{"model twice", edit(`"name": "place"`, `"name": "User"`), "has the name User, as another model does"},
		{"column name", model(`"a b": "text"`, ``), `a column named "a b"`},
		{"column of quotes", model(`"a\"b": "text"`, ``), "letters, digits and underscores"},
		{"column id", model(`"Id": "text"`, ``), "which is reserved"},
		{"column partition", model(`"partition": "text"`, ``), "which is reserved"},
		{"column of Morango", model(`"_morango_dirty_bit": "text"`, ``), "which is reserved"},
		{"column twice", model(`"a": "text", "A": "text"`, ``), `two columns "A"`},
		{"template column", edit(`"partition": "${dataset_id}:${user_id}"`, `"partition": "${dataset}:${user_id}"`), "mentions ${dataset}, which is no column"},
		{"template dollar", edit(`"partition": "${dataset_id}:${user_id}"`, `"partition": "$dataset_id"`), `has a "$"`},
		{"template open", edit(`"partition": "${dataset_id}:${user_id}"`, `"partition": "${dataset_id"`), `has a "$"`},
		{"template long", edit(`"partition": "${dataset_id}:${user_id}"`, `"partition": "`+strings.Repeat("p", 513)+`"`), "is too long"},
		{"template of a datetime", edit(`"partition": "${dataset_id}:${user_id}"`, `"partition": "${when}"`), "mentions ${when}, a datetime"},
		{"source of id", edit(`"source": "${code}:${n}"`, `"source": "${id}"`), "model place.source mentions ${id}"},
		{"source of nothing", edit(`"source": "${code}:${n}"`, `"source": "all"`), "mentions no column"},
		{"id rule", edit(`"id": "source"`, `"id": "column"`), `the id rule "column"`},
		{"reference of no column", edit(`"references": {"user_id"`, `"references": {"person_id"`), "model attempt.references.person_id is no column"},
		{"reference of text", edit(`"references": {"parent_id"`, `"references": {"code"`), "must be a uuid column, it is text"},
		{"reference to nothing", edit(`{"user_id": "user"}`, `{"user_id": "person"}`), `unknown model "person"`},
		{"reference with default", model(`"a": {"type": "uuid", "default": "`+hexID("0")+`"}`, `, "references": {"a": "m"}`), "must have no default"},
		{"two self references", model(`"a": "uuid?", "b": "uuid?"`, `, "references": {"a": "m", "b": "m"}`), "refers to itself twice"},
		{"circle of two", circle, "closes a circle of references"},
		{"too many models", `{"profile": "p", "models": [` + manyModels(201) + `]}`, "has 201 models"},
		{"too long", `{"profile": "` + strings.Repeat("x", 1<<20) + `"}`, "bytes"},
		{"lone surrogate", edit(`"school"`, `"\ud800"`), "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := schema.Parse([]byte(test.schema))
			wantCode(t, err, fault.BadSchema, test.mention)
		})
	}
}

// Whatever is taken as a schema has a canonical text that is the same schema.
func FuzzParseSchema(f *testing.F) {
	fuzzing.Start(f)
	f.Add([]byte(schoolSchema))
	f.Add([]byte(`{"profile": "p", "scopes": [], "models": []}`))
	f.Add([]byte(`{"profile": "p", "models": [{"name": "m", "table": "m", "partition": "a${id}$", "source": "${a}", "columns": {"a": {"type": "text?", "default": "<"}}}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := schema.Parse(text)
		if err != nil {
			if fault.CodeOf(err) != fault.BadSchema {
				t.Errorf("error %v", err)
			}
			return
		}
		first, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		again, err := schema.Parse(first)
		if err != nil {
			t.Fatalf("%v in %s", err, first)
		}
		if second, err := json.Marshal(again); err != nil || string(second) != string(first) {
			t.Errorf("%v\n got %s\nwant %s", err, second, first)
		}
	})
}

const circle = `{"profile": "p", "models": [
 {"name": "a", "table": "a", "partition": "", "source": null, "columns": {"b_id": "uuid"}, "references": {"b_id": "b"}},
 {"name": "b", "table": "b", "partition": "", "source": null, "columns": {"c_id": "uuid"}, "references": {"c_id": "c"}},
 {"name": "c", "table": "c", "partition": "", "source": null, "columns": {"a_id": "uuid"}, "references": {"a_id": "a"}}]}`

func manyColumns(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`"c%d": "text"`, i)
	}
	return strings.Join(list, ", ")
}

func manyModels(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprintf(`{"name": "m%d", "table": "m%d", "partition": "", "source": null, "columns": {"a": "text"}}`, i, i)
	}
	return strings.Join(list, ", ")
}

func TestSchemaOrdered(t *testing.T) {
	tests := []struct {
		models string // NAME>REFERENCE,… in the schema's order
		want   string
	}{
		{"a b c", "c b a"}, // at the front if there is nothing to come after
		{"facility>facility user summary>user interaction>user", "user interaction summary facility"},
		{"c>b b>a a", "a b c"},
		{"a x>b b>a", "a b x"}, // Morango would leave x before b
		{"d>b,c c>a b>a a", "a b c d"},
	}
	for _, test := range tests {
		var models []string
		for spec := range strings.FieldsSeq(test.models) {
			name, targets, _ := strings.Cut(spec, ">")
			var columns, references []string
			for target := range strings.SplitSeq(targets, ",") {
				if target != "" {
					columns = append(columns, `"`+target+`_id": "uuid?"`)
					references = append(references, `"`+target+`_id": "`+target+`"`)
				}
			}
			columns = append(columns, `"x": "text"`)
			models = append(models, fmt.Sprintf(`{"name": "%[1]s", "table": "%[1]s", "partition": "", "source": null, "columns": {%s}, "references": {%s}}`,
				name, strings.Join(columns, ", "), strings.Join(references, ", ")))
		}
		s, err := schema.Parse([]byte(`{"profile": "p", "models": [` + strings.Join(models, ", ") + `]}`))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range s.Ordered() {
			got = append(got, m.Name)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: ordered %v, want %s", test.models, got, test.want)
		}
	}
}

// Every app row of the golden files has the id that ModelID gives it.
func TestModelIDGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/morango/*.json")
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	checked := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var golden struct {
			Steps []struct {
				Ops []struct{ App json.RawMessage } // [] for no rows at all
			}
		}
		if err := json.Unmarshal(text, &golden); err != nil {
			t.Fatal(err)
		}
		for _, step := range golden.Steps {
			for _, op := range step.Ops {
				apps := map[string][]map[string]any{}
				if len(op.App) > 0 && op.App[0] == '{' {
					if err := json.Unmarshal(op.App, &apps); err != nil {
						t.Fatal(err)
					}
				}
				for model, rows := range apps {
					for _, row := range rows {
						id, source, partition := row["id"].(string), row["_morango_source_id"].(string), row["_morango_partition"].(string)
						want := value.ModelID(strings.ReplaceAll(partition, id, "${id}"), source, model)
						if model == "user" { // id: "source"
							want = source
						}
						if id != want {
							t.Errorf("%s: %s %s, want %s", file, model, id, want)
						}
						checked++
					}
				}
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d rows", checked)
	}
}
