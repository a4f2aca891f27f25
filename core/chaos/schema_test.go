package chaos_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/schema"
)

// chaosSchema has every kind of model there is: a tree, ids from a
// template, random ids, ids that are the source id, references required and
// not, partitions deeper than a scope, and every column type, nullable and
// not. The column tok of each model says which write its value is from.
//
// references lead to the own partition or to the shared one only: whoever may
// read a record may read what it refers to.
const chaosSchema = `{
 "profile": "school",
 "scopes": [
  {"id": "full", "version": 1, "primary_scope_param_key": "dataset_id", "description": "Everything.",
   "read_filter_template": "", "write_filter_template": "", "read_write_filter_template": "${dataset_id}"},
  {"id": "teacher", "version": 1, "primary_scope_param_key": "", "description": "Reads all, writes what is shared.",
   "read_filter_template": "${dataset_id}", "write_filter_template": "", "read_write_filter_template": "${dataset_id}:shared"},
  {"id": "learner", "version": 1, "primary_scope_param_key": "", "description": "Reads what is shared, writes its own.",
   "read_filter_template": "${dataset_id}:shared", "write_filter_template": "",
   "read_write_filter_template": "${dataset_id}:user:${user_id}"}],
 "models": [
  {"name": "topic", "table": "topic", "partition": "${dataset_id}:shared", "source": null,
   "columns": {"dataset_id": "uuid", "tok": "text", "rank": "integer", "parent_id": "uuid?"}, "references": {"parent_id": "topic"}},
  {"name": "unit", "table": "unit", "partition": "${dataset_id}:shared:unit", "source": "${code}:${day}",
   "columns": {"dataset_id": "uuid", "code": "text", "day": "date", "tok": {"type": "text", "default": ""}, "topic_id": "uuid?",
    "text": "text", "integer": "integer", "real": "real", "boolean": "boolean", "datetime": "datetime", "date": "date", "time": "time",
    "duration": "duration", "decimal": "decimal", "json": "json", "uuid": "uuid",
    "text0": "text?", "integer0": "integer?", "real0": "real?", "boolean0": "boolean?", "datetime0": "datetime?", "date0": "date?", "time0": "time?",
    "duration0": "duration?", "decimal0": "decimal?", "json0": "json?", "uuid0": "uuid?"},
   "references": {"topic_id": "topic"}},
  {"name": "member", "table": "member", "partition": "${dataset_id}:user:${id}", "source": null, "id": "source",
   "columns": {"dataset_id": "uuid", "tok": "text", "born": "date?"}},
  {"name": "answer", "table": "answer", "partition": "${dataset_id}:user:${user_id}", "source": "${question}",
   "columns": {"dataset_id": "uuid", "user_id": "uuid", "question": "text", "tok": "text", "score": "real?", "detail": "json?",
    "topic_id": "uuid?", "member_id": "uuid?"},
   "references": {"topic_id": "topic", "member_id": "member"}},
  {"name": "remark", "table": "remark", "partition": "${dataset_id}:user:${user_id}:remark", "source": null,
   "columns": {"dataset_id": "uuid", "user_id": "uuid", "tok": "text", "answer_id": "uuid", "at": "datetime?"},
   "references": {"answer_id": "answer"}}]}`

// chaosModels are the models of chaosSchema, parents first.
var chaosModels = []string{"topic", "unit", "member", "answer", "remark"}

// chaosReferences are their references: model, column, target.
var chaosReferences = [][3]string{
	{"topic", "parent_id", "topic"}, {"unit", "topic_id", "topic"},
	{"answer", "topic_id", "topic"}, {"answer", "member_id", "member"}, {"remark", "answer_id", "answer"},
}

func parseChaosSchema() *schema.Schema {
	s, err := schema.Parse([]byte(chaosSchema))
	if err != nil {
		panic(err)
	}
	return s
}

// token is how write n stands in a record's tok column: easy to find in
// serialized text, and no token is part of another.
func token(n int) string { return fmt.Sprintf("#%d;", n) }

// tokens finds the writes whose tokens stand in a text.
func tokens(text string) []int {
	var list []int
	for {
		_, rest, found := strings.Cut(text, "#")
		if !found {
			return list
		}
		var n int
		if end := strings.IndexByte(rest, ';'); end > 0 {
			if _, err := fmt.Sscan(rest[:end], &n); err == nil {
				list = append(list, n)
			}
		}
		text = rest
	}
}

// randomValue makes a value of a type in its stored form. Fractions of a
// second have three digits: more are cut on the way, as in Morango.
func randomValue(r *rand.Rand, t schema.Type) any {
	moment := time.Unix(r.Int64N(4e9)-1e9, r.Int64N(1000)*1e6).UTC()
	if r.IntN(4) == 0 {
		moment = moment.Truncate(time.Second)
	}
	fraction := ""
	if moment.Nanosecond() > 0 {
		fraction = ".000000"
	}
	switch t {
	case schema.TypeText:
		return pick(r, "", "plain", "two\nlines", `"quoted" \ back`, "å 漢字 🫐", "null", "{}", "[1]", "a  b", "\u2028")
	case schema.TypeInteger:
		return pick(r, r.Int64N(100), -1, 0, 1<<53+1, -1<<63, 1<<63-1)
	case schema.TypeReal:
		return pick(r, r.NormFloat64(), 0, 1e-7, 1e22, 1.2345678901234568e+17, 5e-324, -1.7976931348623157e308, 3)
	case schema.TypeBoolean:
		return r.IntN(2)
	case schema.TypeDatetime:
		return moment.Format("2006-01-02 15:04:05" + fraction)
	case schema.TypeDate:
		return moment.Format(time.DateOnly)
	case schema.TypeTime:
		return moment.Format("15:04:05" + fraction)
	case schema.TypeDuration:
		return pick(r, r.Int64N(1e12), -r.Int64N(1e9), 0, 86_400_000_000)
	case schema.TypeDecimal:
		return pick(r, float64(r.IntN(1000))/8, 0, -0.5, 123456789.125)
	case schema.TypeJSON:
		return pick(r, `{"a":[1,2.5,"x"],"b":{"c":null}}`, `[]`, `"text"`, `12`, `true`, `{"é":"\n"}`)
	case schema.TypeUUID:
		return fmt.Sprintf("%016x%016x", r.Uint64(), r.Uint64())
	}
	panic("unknown type " + t)
}

// pick takes one of the list.
func pick[T any](r *rand.Rand, list ...T) T { return list[r.IntN(len(list))] }

// putValue is a stored value as Put takes it.
func putValue(t schema.Type, v any) any {
	if text, ok := v.(string); ok && t == schema.TypeJSON {
		return json.RawMessage(text)
	}
	if n, ok := v.(int); ok && t == schema.TypeBoolean {
		return n == 1
	}
	return v
}

// columnTypes are a model's columns, keys and references left out.
func columnTypes(m *schema.Model) []schema.Column {
	return slices.DeleteFunc(slices.Clone(m.Columns), func(c schema.Column) bool {
		_, reference := m.References[c.Name]
		return reference || slices.Contains([]string{"dataset_id", "user_id", "code", "day", "question", "tok", "rank"}, c.Name)
	})
}
