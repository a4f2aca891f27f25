package sqlitedb

import (
	"encoding/base64"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Parameters are refused with a code, or taken; what is taken is the same when
// it is written as Rows writes it.
func FuzzParams(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{``, `null`, `["\ud800"]`, `[[]]`, `[1] 2`, `{}`, `{"a": 1, "b": ["b", "AAE="], "": null}`,
		`[1, -0, 1.5, 1e999, "x", null, true, ["i", "9223372036854775807"], ["b", "AAE="]]`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		params, err := ParseParams(text)
		if err != nil {
			if code := fault.CodeOf(err); code != fault.BadRequest && code != fault.BadValue {
				t.Fatal(err)
			}
			return
		}
		written := paramsText(t, params)
		again, err := ParseParams([]byte(written))
		if err != nil || len(params) > 0 && !reflect.DeepEqual(again, params) {
			t.Fatalf("%q became %v, and by %s %v, %v", text, params, written, again, err)
		}
	})
}

// paramsText writes parameters: those that have names as an object.
func paramsText(t *testing.T, params []any) string {
	t.Helper()
	var cells []string
	if len(params) == 1 {
		if named, ok := params[0].(sqldb.Named); ok {
			for name, p := range named {
				cells = append(cells, cellText(t, name)+":"+cellText(t, p))
			}
			return "{" + strings.Join(cells, ",") + "}"
		}
	}
	for _, p := range params {
		cells = append(cells, cellText(t, p))
	}
	return "[" + strings.Join(cells, ",") + "]"
}

func cellText(t *testing.T, p any) string {
	t.Helper()
	switch v := p.(type) {
	case int64:
		return `["i","` + strconv.FormatInt(v, 10) + `"]`
	case float64:
		switch text := strconv.FormatFloat(v, 'e', -1, 64); text {
		case "+Inf":
			return "1e999"
		case "-Inf":
			return "-1e999"
		default:
			return text
		}
	case []byte:
		return `["b","` + base64.StdEncoding.EncodeToString(v) + `"]`
	case nil, bool, string:
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	t.Fatalf("a parameter of type %T", p)
	return ""
}
