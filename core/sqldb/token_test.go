package sqldb_test

import (
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/sqldb"
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
		for _, token := range sqldb.Tokenize(sql) {
			if token.At < end || token.End <= token.At || sql[token.At:token.End] != token.Text {
				t.Fatalf("%q at %d to %d of %q", token.Text, token.At, token.End, sql)
			}
			if between := sqldb.Tokenize(sql[end:token.At]); len(between) > 0 {
				t.Fatalf("%q lies between the tokens of %q", sql[end:token.At], sql)
			}
			end = token.End
		}
	})
}
