package pipeline_test

import (
	"context"
	"fmt"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// sqlLog notes the statements that run, each once.
type sqlLog struct {
	instance *core.Instance    // where they run now
	stage    string            // that runs now; "": nothing is noted
	names    map[any]string    // what bound values are, if their form does not say it
	kept     map[string]string // where Tables keep statements, by statement
	list     []*loggedSQL
}

type loggedSQL struct {
	stage, by, sql string
	bound          [][]string // what was bound, by parameter
}

func (l *sqlLog) add(stage, by, sql string, args []any) {
	i := slices.IndexFunc(l.list, func(s *loggedSQL) bool { return s.stage == stage && s.sql == sql })
	if i < 0 {
		i = len(l.list)
		l.list = append(l.list, &loggedSQL{stage: stage, by: by, sql: sql, bound: make([][]string, len(args))})
	}
	for at, arg := range args {
		if name := l.name(arg); !slices.Contains(l.list[i].bound[at], name) {
			l.list[i].bound[at] = append(l.list[i].bound[at], name)
		}
	}
}

func (l *sqlLog) ran(sql string) bool {
	return slices.ContainsFunc(l.list, func(s *loggedSQL) bool { return s.sql == sql })
}

func (l *sqlLog) stages() (names []string) {
	for _, s := range l.list {
		if !slices.Contains(names, s.stage) {
			names = append(names, s.stage)
		}
	}
	return names
}

// print is a stage's statements, each with a comment: the function that runs
// it, and what is bound.
func (l *sqlLog) print(stage string) string {
	out := "-- Printed by TestSQL in core/pipeline; -rewrite writes it anew.\n"
	for _, s := range l.list {
		if s.stage != stage {
			continue
		}
		out += "\n-- " + s.by
		if kept := l.kept[s.sql]; kept != "" {
			out += " (" + kept + ")"
		}
		for at, names := range s.bound {
			slices.Sort(names)
			out += fmt.Sprintf("%s?%d %s", [2]string{", ", ": "}[bit(at == 0)], at+1, strings.Join(names, " or "))
		}
		out += "\n" + s.sql + ";\n"
	}
	return out
}

func bit(set bool) int {
	if set {
		return 1
	}
	return 0
}

// Numbers of rows begin so high in this test that a bound number says what it
// is.
const (
	firstSession  = 8_000
	firstBuffered = 50_000
	firstCounter  = 7_000_000
)

var isTime = regexp.MustCompile(`^\d{4}-\d\d-\d\dT`)

// name says what a bound value is.
func (l *sqlLog) name(v any) string {
	if name := l.names[v]; name != "" {
		return name
	}
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return l.textName(v)
	}
	var n int64
	if _, err := fmt.Sscan(fmt.Sprint(v), &n); err != nil {
		return fmt.Sprint(v)
	}
	switch {
	case n > firstCounter:
		return "this instance's counter"
	case n >= firstBuffered:
		return "a row in the Buffer"
	case n > firstSession:
		return "the session"
	}
	return "a number"
}

func (l *sqlLog) textName(v string) string {
	switch {
	case v == l.instance.ID():
		return "this instance"
	case value.IsID(v):
		return "an id"
	case isTime.MatchString(v):
		return "the time"
	case strings.HasPrefix(v, "["):
		return "a list, JSON"
	case strings.HasPrefix(v, "{"):
		return "an object, JSON"
	case len(v) > 40:
		return "a text"
	}
	return "'" + v + "'"
}

// loggedDB is a database whose statements are noted.
type loggedDB struct {
	core.DB
	log *sqlLog
}

func (d loggedDB) View(ctx context.Context, fn func(core.Tx) error) error {
	return d.DB.View(ctx, func(tx core.Tx) error { return fn(loggedTx{tx, d.log}) })
}

func (d loggedDB) Update(ctx context.Context, fn func(core.Tx) error) error {
	return d.DB.Update(ctx, func(tx core.Tx) error { return fn(loggedTx{tx, d.log}) })
}

type loggedTx struct {
	core.Tx
	log *sqlLog
}

func (t loggedTx) note(sql string, args []any) {
	if t.log.stage != "" {
		t.log.add(t.log.stage, caller(), sql, args)
	}
}

func (t loggedTx) Exec(sql string, args ...any) (int64, error) {
	t.note(sql, args)
	return t.Tx.Exec(sql, args...)
}

func (t loggedTx) Query(sql string, args ...any) ([][]any, error) {
	t.note(sql, args)
	return t.Tx.Query(sql, args...)
}

func (t loggedTx) Text(sql string, args ...any) (string, error) {
	t.note(sql, args)
	return t.Tx.Text(sql, args...)
}

// App, Undoable, Nested and Result make it a sqldb.AppTx, as the transaction below is one.
func (t loggedTx) App() core.Tx { return loggedTx{sqldb.AsApp(t.Tx), t.log} }

func (t loggedTx) Undoable(fn func() error) error { return sqldb.Undoable(t.Tx, fn) }

func (t loggedTx) Reading() sqldb.AppTx { return t.Tx.(sqldb.AppTx).Reading() }

func (t loggedTx) Result(sql string, args ...any) ([]byte, int64, error) {
	return t.Tx.(sqldb.AppTx).Result(sql, args...)
}

func (t loggedTx) Nested(fn func() error) error { return sqldb.Nested(t.Tx, fn) }

var inFunction = regexp.MustCompile(`(\.func\d+|\.\d+|-range\d+)*$`)

// caller is the function of the engine's that runs a statement.
func caller() string {
	const core = "github.com/amora-sync/amora/core/"
	pcs := make([]uintptr, 20)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs)])
	for {
		f, more := frames.Next()
		name, ours := strings.CutPrefix(f.Function, core)
		helper := strings.HasPrefix(name, "sqldb.") || name == "pipeline.stringsOf"
		if ours && !helper && !strings.HasSuffix(f.File, "_test.go") {
			return inFunction.ReplaceAllString(name, "")
		}
		if !more {
			return "?"
		}
	}
}
