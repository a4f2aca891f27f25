package conflict

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/value"
)

// Conflicts that are taken are objects, one a line, that can be sent on.
func FuzzProblem(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{"", "{}", "{}\n\n{\"a\":[1,{}]}\n", "[]", "{}{}", "\u2028{}", "{\"a\":1,\"a\":2}\r\n",
		"{\"a\":\"\\ud83c\\udf89\"}", "{\"a\":\"\\ud83c\"}", "{\"a\":1e551}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if problem := Problem(text); problem != "" {
			if problem != "bad_json" && problem != "bad_text" && problem != "record_too_large" {
				t.Fatal(problem)
			}
			return
		}
		for line := range strings.SplitSeq(text, "\n") {
			if strings.Trim(line, " \t\r") == "" {
				continue
			}
			var object map[string]json.RawMessage // a number may be greater than any float64
			if err := json.Unmarshal([]byte(line), &object); utf8.ValidString(line) && (err != nil || object == nil) {
				t.Fatalf("%q was taken: %v", line, err)
			}
			if value.HasLoneSurrogate([]byte(line)) {
				t.Fatalf("%q was taken", line)
			}
		}
	})
}
