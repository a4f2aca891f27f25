package value

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
)

// The pairs are what Python's string.Template(t).safe_substitute(params) says.
func TestExpandTemplate(t *testing.T) {
	params := map[string]string{"a": "1", "_b2": "two", "dataset_id": "D"}
	for _, c := range [][2]string{
		{"", ""}, {"x", "x"}, {"$a", "1"}, {"${a}", "1"}, {"$$a", "$a"}, {"$a$a", "11"}, {"$ab", "$ab"}, {"${ab}", "${ab}"},
		{"$", "$"}, {"$ ", "$ "}, {"${", "${"}, {"${a", "${a"}, {"${}", "${}"}, {"$1a", "$1a"}, {"$_b2:${a}", "two:1"},
		{"$$$a", "$1"}, {"$${a}", "${a}"}, {"${a}}", "1}"}, {"$é", "$é"}, {"$A", "$A"}, {"$aé", "1é"}, {"${a b}", "${a b}"},
		{"${dataset_id}:user-rw:${user_id}", "D:user-rw:${user_id}"},
	} {
		if got := ExpandTemplate(c[0], params); got != c[1] {
			t.Errorf("%q became %q, want %q", c[0], got, c[1])
		}
	}
}

func FuzzExpandTemplate(f *testing.F) {
	fuzzing.Start(f)
	f.Add("${a}:$b$$$")
	f.Fuzz(func(t *testing.T, template string) {
		var joined strings.Builder
		for text := range templateParts(template) {
			joined.WriteString(text)
		}
		if joined.String() != template {
			t.Fatalf("the parts of %q join to %q", template, joined.String())
		}
	})
}
