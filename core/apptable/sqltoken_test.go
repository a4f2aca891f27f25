package apptable

import (
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// Tokens lie one behind another in the text that they are of, with nothing but
// blanks and comments between.
func FuzzTokenize(f *testing.F) {
	fuzzing.Start(f)
	f.Add("CREATE TRIGGER x AFTER UPDATE OF a, b ON [t] WHEN NEW.a <> 'it''s' BEGIN DELETE FROM \"u\"; END -- done")
	f.Add("/* never ends")
	f.Add("'nor this")
	f.Add("é\x00`x``y`")
	f.Fuzz(func(t *testing.T, sql string) {
		end := 0
		for _, token := range tokenize(sql) {
			if token.at < end || token.end <= token.at || sql[token.at:token.end] != token.text {
				t.Fatalf("%q at %d to %d of %q", token.text, token.at, token.end, sql)
			}
			if between := tokenize(sql[end:token.at]); len(between) > 0 {
				t.Fatalf("%q lies between the tokens of %q", sql[end:token.at], sql)
			}
			end = token.end
		}
	})
}
