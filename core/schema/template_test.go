package schema

import (
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest/fuzzing"
	"github.com/amora-sync/amora/core/sqldb"
)

// FuzzTemplate: partition and source templates of schemas.
func FuzzTemplate(f *testing.F) {
	fuzzing.Start(f)
	for _, text := range []string{"", "${a}", "p:${dataset_id}:user:${id}", "$", "${", "${}", "$a}", "${a}${a}", "é${ö}'\"", "${${a}}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		template, problem := parseTemplate(text)
		if problem != "" {
			return
		}
		var b strings.Builder
		for _, s := range template {
			switch {
			case s.text != "" && s.column != "":
				t.Fatalf("%q is text and column", s)
			case s.text != "" && strings.Contains(s.text, "$"):
				t.Fatalf("a $ in the text of %q", text)
			case s.text == "":
				b.WriteString("${" + s.column + "}")
			}
			b.WriteString(s.text)
		}
		if b.String() != text {
			t.Fatalf("%q became %q", text, b.String())
		}
		if template.mentionsID() && !strings.Contains(text, "${id}") {
			t.Fatalf("%q mentions id", text)
		}
		if sql := template.SQL(func(name string) string { return sqldb.Quote(name) }, "id"); strings.Count(sql, "'")%2 != 0 && !strings.Contains(text, `${`) {
			t.Fatalf("%q gives %s", text, sql)
		}
	})
}
