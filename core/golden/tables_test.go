package golden

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core/schema"
)

// row is one row's columns, each brought to one form (see kind).
type row map[string]any

// table holds rows by key.
type table map[string]row

// tables holds one peer's tables by name: the engine's under the golden
// files' names, an app table as "app." and its model's name.
type tables map[string]table

// kind says how a column's values compare.
type kind int

const (
	text    kind = iota // NULL and "" are the same: the golden files leave both out
	flag                // true or false, SQLite's 1 and 0; left out: false
	truth               // the same, NULL apart
	number              //
	record              // a JSON text, compared as JSON
	lines               // JSON texts, one a line, each compared as JSON
	whether             // whether there is a text at all: error texts are for people
	raw                 // as it is, NULL included
	decimal             // number or text, compared by value
	nested              // a JSON text in a column that may be NULL
)

// payload are the columns that Store and Buffer share.
var payload = map[string]kind{
	"serialized": record, "conflicting_serialized_data": lines,
	"deleted": flag, "hard_deleted": flag,
	"last_saved_instance": text, "last_saved_counter": number,
	"model_name": text, "profile": text, "partition": text, "source_id": text, "_self_ref_fk": text,
}

var storeColumns = merged(payload, map[string]kind{
	"id": text, "dirty_bit": flag, "deserialization_error": whether, "last_transfer_session_id": text,
})

var bufferColumns = merged(payload, map[string]kind{"model_uuid": text, "transfer_session_id": text})

// merged is a map with the entries of both, b's where they meet.
func merged[V any](a, b map[string]V) map[string]V {
	c := map[string]V{}
	maps.Copy(c, a)
	maps.Copy(c, b)
	return c
}

// appColumns are the columns of a model's app rows.
func appColumns(m *schema.Model) map[string]kind {
	columns := map[string]kind{"id": raw, "_morango_dirty_bit": truth, "_morango_source_id": raw, "_morango_partition": raw}
	for _, c := range m.Columns {
		columns[c.Name] = raw
		switch c.Type {
		case "boolean":
			columns[c.Name] = truth
		case "decimal":
			columns[c.Name] = decimal
		case "json":
			columns[c.Name] = nested
		}
	}
	return columns
}

// guards are tables of our own that are empty whenever no statement runs and
// every record could be taken.
var guards = []string{"amora_quarantine", "amora_applying", "amora_hard"}

// emptyTables lists every table there is to compare.
func emptyTables(schema *schema.Schema) tables {
	t := tables{}
	for _, name := range append([]string{"store", "buffer", "rmc", "rmcb", "dmc", "instance", "deleted_models", "hard_deleted_models"}, guards...) {
		t[name] = table{}
	}
	for _, m := range schema.Models {
		t["app."+m.Name] = table{}
	}
	return t
}

// parseTables reads what a step lists for one peer. "app" stands for all app
// tables: those it does not name are empty.
func parseTables(schema *schema.Schema, text json.RawMessage) (tables, error) {
	var listed map[string]json.RawMessage
	if err := json.Unmarshal(text, &listed); err != nil {
		return nil, err
	}
	out := tables{}
	for name, list := range listed {
		if name == "app" {
			app, err := parseApp(schema, list)
			if err != nil {
				return nil, fmt.Errorf("app: %w", err)
			}
			maps.Copy(out, app)
			continue
		}
		t, err := parseTable(schema, name, list)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[name] = t
	}
	return out, nil
}

func parseTable(schema *schema.Schema, name string, list json.RawMessage) (table, error) {
	switch name {
	case "store":
		return parseRows(schema, list, storeColumns, storeKey)
	case "buffer":
		return parseRows(schema, list, bufferColumns, bufferKey)
	}
	if lineQueries[name] == "" {
		return nil, fmt.Errorf("unknown table")
	}
	var lines []string
	if err := json.Unmarshal(list, &lines); err != nil {
		return nil, err
	}
	t := table{}
	for _, l := range lines {
		if err := t.addLine(name, l); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// addLine takes in 'model instance counter' (rmc, rmcb), 'partition|instance|
// counter' (dmc), 'id counter' (instance) or a mere id. Only the lines of
// rmcb may repeat, as they do not name their session: those are counted.
func (t table) addLine(name, line string) error {
	separator, fields := " ", map[string]int{"rmc": 3, "rmcb": 3, "dmc": 3, "instance": 2}[name]
	if name == "dmc" {
		separator = "|"
	}
	switch i := strings.LastIndex(line, separator); {
	case fields == 0 && t[line] == nil:
		t[line] = row{}
		return nil
	case fields == 0 || strings.Count(line, separator) < fields-1:
	case name == "rmcb":
		times := 1
		if old := t[line]; old != nil {
			times += old["times"].(int)
		}
		t[line] = row{"times": times}
		return nil
	case t[line[:i]] == nil:
		counter := json.Number(line[i+1:])
		t[line[:i]] = row{"counter": counter}
		_, err := counter.Int64()
		return err
	}
	return fmt.Errorf("bad line, or twice: %q", line)
}

func storeKey(r row) string { return r["id"].(string) }
func bufferKey(r row) string {
	return r["transfer_session_id"].(string) + " " + r["model_uuid"].(string)
}

// parseApp reads app rows by model; [] stands for no rows at all.
func parseApp(schema *schema.Schema, text json.RawMessage) (tables, error) {
	out := tables{}
	for _, m := range schema.Models {
		out["app."+m.Name] = table{}
	}
	var models map[string]json.RawMessage
	if string(text) != "[]" {
		if err := json.Unmarshal(text, &models); err != nil {
			return nil, err
		}
	}
	for name, list := range models {
		m := schema.Model(name)
		if m == nil {
			return nil, fmt.Errorf("unknown model %q", name)
		}
		t, err := parseRows(schema, list, appColumns(m), storeKey)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out["app."+name] = t
	}
	return out, nil
}

// parseRows reads a JSON array of objects. Columns left out are at their
// default; app rows leave none out.
func parseRows(schema *schema.Schema, list json.RawMessage, columns map[string]kind, key func(row) string) (table, error) {
	parsed, err := parseJSON(string(list))
	if err != nil {
		return nil, err
	}
	objects, ok := parsed.([]any)
	if !ok {
		return nil, fmt.Errorf("not an array")
	}
	t := table{}
	for _, o := range objects {
		cells, ok := o.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("not an object")
		}
		if err := checkColumns(columns, cells); err != nil {
			return nil, err
		}
		if columns["serialized"] == record && cells["profile"] == nil {
			cells["profile"] = schema.Profile
		}
		r := canonical(schema, columns, cells)
		if t[key(r)] != nil {
			return nil, fmt.Errorf("row %q twice", key(r))
		}
		t[key(r)] = r
	}
	return t, nil
}

// optional are the columns a Store or Buffer row may leave out.
var optional = []string{
	"deleted", "hard_deleted", "dirty_bit", "profile", "partition", "_self_ref_fk",
	"deserialization_error", "conflicting_serialized_data", "last_transfer_session_id",
}

func checkColumns(columns map[string]kind, cells map[string]any) error {
	for name := range cells {
		if _, known := columns[name]; !known {
			return fmt.Errorf("unknown column %q", name)
		}
	}
	for name := range columns {
		if _, has := cells[name]; !has && !slices.Contains(optional, name) {
			return fmt.Errorf("no column %q", name)
		}
	}
	return nil
}

// canonical brings a row's cells to the form in which they compare.
func canonical(schema *schema.Schema, columns map[string]kind, cells map[string]any) row {
	r := row{}
	for name, k := range columns {
		r[name] = k.value(cells[name])
	}
	if model, ok := r["model_name"].(string); ok {
		for _, v := range append(conflicts(r), r["serialized"]) {
			decimalsIn(schema.Model(model), v)
		}
	}
	return r
}

// decimalsIn brings the decimals of a serialized record to one spelling.
func decimalsIn(m *schema.Model, serialized any) {
	object, ok := serialized.(map[string]any)
	if m == nil || !ok {
		return
	}
	for _, c := range m.Columns {
		if v, has := object[c.Name]; has && c.Type == "decimal" {
			object[c.Name] = decimalValue(v)
		}
	}
}

func (k kind) value(v any) any {
	switch k {
	case text:
		if v == nil {
			return ""
		}
	case flag, truth:
		switch v {
		case json.Number("1"):
			return true
		case json.Number("0"):
			return false
		}
		if v == nil && k == flag {
			return false
		}
	case record:
		return jsonText(v)
	case lines:
		list := []any{}
		s, _ := v.(string)
		for l := range strings.SplitSeq(strings.TrimSuffix(s, "\n"), "\n") {
			if s != "" {
				list = append(list, jsonText(l))
			}
		}
		return list
	case whether:
		return v != nil && v != ""
	case decimal:
		if n, ok := v.(json.Number); ok {
			return decimalValue(string(n))
		}
		return decimalValue(v)
	case nested:
		if v != nil {
			return jsonText(v)
		}
	}
	return v
}

// jsonText parses a text; one that is not JSON stays as it is and so differs
// from all that is.
func jsonText(v any) any {
	s, ok := v.(string)
	if !ok {
		return fmt.Sprintf("not a text: %v", v)
	}
	parsed, err := parseJSON(s)
	if err != nil {
		return "not JSON: " + s
	}
	return parsed
}

// conflicts are a row's conflicting values; no row has none.
func conflicts(r row) []any {
	list, _ := r["conflicting_serialized_data"].([]any)
	return list
}
