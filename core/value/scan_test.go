package value

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/fault"
)

func TestScanObjectGivesUp(t *testing.T) {
	const loose = 100
	for name, text := range map[string]string{
		"blanks":             `{"a":` + strings.Repeat(" ", 1000) + `1}`,
		"blanks at the end":  `{"a":1}` + strings.Repeat("\n", 1000),
		"deep":               `{"a":` + strings.Repeat("[", 500) + strings.Repeat("]", 500) + `}`,
		"wide":               `{"a":[` + strings.Repeat(`"",`, 500) + `""]}`,
		"many keys":          `{` + strings.Repeat(`"a":"",`, 500) + `"b":""}`,
		"a long number":      `{"a":` + strings.Repeat("1", 1000) + `}`,
		"an open string":     `{"a":"` + strings.Repeat("x", 1000),
		"an escaped end":     `{"a":"x\"}`,
		"a list":             `[]`,
		"nothing":            ``,
		"no value":           `{"a":}`,
		"no colon":           `{"a"}`,
		"a comma at the end": `{"a":1,}`,
		"two objects":        `{}{}`,
	} {
		if m, err := ScanObject([]byte(text), loose); fault.CodeOf(err) != fault.BadRequest {
			t.Errorf("%s: %v %v", name, m, err)
		}
	}
}

// FuzzScanObject: what package json takes for an object is taken apart alike,
// and each string is decoded alike.
func FuzzScanObject(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{
		`{}`, ` { "a" : 1 , "b":[1,{"c":"]"}], "a":null }`, `{"a":"\u00e9\ud83d\ude00\n\"\\\/"}`, `{"\u0061":"x"}`,
		`{"a":"\ud800"}`, `{"a":1}}`, `{"a":"` + "\xff" + `"}`, `{"a":tru`, `{"a":"b\`,
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		members, err := ScanObject([]byte(text), len(text))
		strict, strictErr := DecodeStrict([]byte(text))
		object, ok := strict.(map[string]any)
		if strictErr != nil || !ok {
			return
		}
		if err != nil || len(members) != len(object) {
			t.Fatalf("%q: %v, %v", text, members, err)
		}
		for key, want := range object {
			var got, again any
			if err := json.Unmarshal(members[key], &got); err != nil {
				t.Fatalf("%q: member %q is %q", text, key, members[key])
			}
			encoded, _ := json.Marshal(want)
			if err := json.Unmarshal(encoded, &again); err == nil {
				if a, b := mustJSON(got), mustJSON(again); a != b {
					t.Fatalf("%q: member %q is %s, not %s", text, key, a, b)
				}
			}
			if s, is := want.(string); is {
				if got, err := ScanText(members[key]); err != nil || got != s {
					t.Fatalf("%q: member %q is %q, %v", text, key, got, err)
				}
			}
		}
	})
}

// FuzzScanArray: what package json takes for an array is taken apart alike, up
// to a number of entries.
func FuzzScanArray(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{`[]`, ` [ 1 , "],[" , {"a":[2]} ] `, `[[],[]]`, `[1,]`, `[1]2`, `["\"]`, `[tru`} {
		f.Add(text, 3)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		entries, err := ScanArray([]byte(text), limit)
		var want []json.RawMessage
		if limit < 0 || json.Unmarshal([]byte(text), &want) != nil || want == nil {
			return // what is no array is found out when an entry is decoded, or before
		}
		if len(want) > limit {
			if fault.CodeOf(err) != fault.Limit {
				t.Fatalf("%q: %v, want a limit of %d", text, err, limit)
			}
			return
		}
		if err != nil || len(entries) != len(want) {
			t.Fatalf("%q: %q, %v, want %q", text, entries, err, want)
		}
		for i, entry := range entries {
			if strings.TrimSpace(string(entry)) != string(want[i]) {
				t.Fatalf("%q: entry %d is %q, want %q", text, i, entry, want[i])
			}
		}
	})
}

func mustJSON(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
