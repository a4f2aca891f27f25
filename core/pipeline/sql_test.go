package pipeline_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
)

var rewrite = flag.Bool("rewrite", false, "write the statements of testdata/sql anew")

// TestSQL holds the statements of each stage against testdata/sql, where they
// can be read as SQLite reads them, for an app with two models: a topic refers
// to another one, an answer to a topic. The statements are those that ran, in
// the order in which they ran first; -rewrite writes the files anew.
func TestSQL(t *testing.T) {
	log := &sqlLog{}
	stages(t, log)
	log.readKept(t)
	for _, stage := range log.stages() {
		path := filepath.Join("testdata", "sql", stage+".sql")
		got := log.print(stage)
		if *rewrite {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: the statements are others now; see what -rewrite changes. First difference:\n%s",
				path, firstDifference(got, string(want)))
		}
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d: got  %s\nwant %s", i+1, g[i], slices.Concat(w, []string{"the end"})[min(i, len(w))])
		}
	}
	return fmt.Sprintf("line %d: got the end", len(g)+1)
}

// readKept reads the statements that the Tables keep: fields whose names end in
// SQL. It fails if one was not run.
func (l *sqlLog) readKept(t *testing.T) {
	l.kept = map[string]string{}
	for _, model := range l.instance.Schema().Models {
		table, err := l.instance.Engine().Table(model.Name)
		if err != nil {
			t.Fatal(err)
		}
		v := reflect.ValueOf(table).Elem()
		for i := range v.NumField() {
			name := v.Type().Field(i).Name
			if !strings.HasSuffix(name, "SQL") || v.Field(i).String() == "" {
				continue
			}
			sql := v.Field(i).String()
			if !l.ran(sql) {
				t.Errorf("%s of %s was not run: testdata/sql lacks it", name, model.Name)
			}
			l.kept[sql] = name + " of " + model.Name
		}
	}
}

// printTriggers records what the app's tables consist of.
func printTriggers(t *testing.T, log *sqlLog, in *core.Instance) {
	err := in.DB().View(t.Context(), func(tx core.Tx) error {
		rows, err := tx.Query(`SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL
AND tbl_name IN ('topic', 'answer', 'amora_dirty_topic', 'amora_dirty_answer') ORDER BY tbl_name, type <> 'table', type, name`)
		for _, row := range rows {
			log.add("triggers", row[0].(string), row[1].(string), nil)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
