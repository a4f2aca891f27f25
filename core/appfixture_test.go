package core_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// appDB is an instance on a database in memory, for tests of app tables.
type appDB struct {
	t      testing.TB
	db     *sqlitedb.DB
	in     *core.Instance
	schema *schema.Schema
}

// newAppDB opens an instance with the models, JSON of a schema's "models".
func newAppDB(t testing.TB, models string) *appDB {
	t.Helper()
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	in := coretest.NewDevice(t, db, `{"profile": "test", "models": `+models+`}`).Instance
	return &appDB{t: t, db: db, in: in, schema: in.Schema()}
}

func (a *appDB) fixture() *coretest.Device { return coretest.DeviceOf(a.t, a.in) }

// try runs one statement as the app would.
func (a *appDB) try(sql string, args ...any) error {
	_, err := a.in.Exec(context.Background(), sql, args...)
	return err
}

// run is try for statements that must succeed.
func (a *appDB) run(sql string, args ...any) int64 {
	a.t.Helper()
	return a.fixture().Exec(sql, args...)
}

// engine is run for the engine's own tables, which the app may only read.
func (a *appDB) engine(sql string, args ...any) {
	a.t.Helper()
	a.fixture().Engine(sql, args...)
}

// text is the result of a query as text: cells joined by "|", rows by "\n".
func (a *appDB) text(sql string, args ...any) string {
	a.t.Helper()
	var lines []string
	err := a.db.View(context.Background(), func(tx sqldb.Tx) error {
		rows, err := tx.Query(sql, args...)
		for _, row := range rows {
			cells := make([]string, len(row))
			for i, v := range row {
				if v == nil {
					v = "NULL"
				}
				cells[i] = fmt.Sprint(v)
			}
			lines = append(lines, strings.Join(cells, "|"))
		}
		return err
	})
	if err != nil {
		a.t.Fatalf("%s\n%v", sql, err)
	}
	return strings.Join(lines, "\n")
}

// want compares the result of a query with text.
func (a *appDB) want(sql, text string, args ...any) {
	a.t.Helper()
	if got := a.text(sql, args...); got != text {
		a.t.Errorf("%s\n got %s\nwant %s", sql, got, text)
	}
}

// put is Put for rows that must be taken.
func (a *appDB) put(model, rows string) []string {
	a.t.Helper()
	ids, err := a.in.Put(context.Background(), model, []byte(rows))
	if err != nil {
		a.t.Fatalf("put %s %s\n%v", model, rows, err)
	}
	return ids
}

// clean forgets what is dirty and deleted, as serialize does.
func (a *appDB) clean() {
	a.t.Helper()
	for _, m := range a.schema.Models {
		a.engine("DELETE FROM " + m.DirtyTable())
	}
	a.engine("DELETE FROM morango_deletedmodels")
	a.engine("DELETE FROM morango_harddeletedmodels")
}

// wantCode checks an error's code and that its text or its hint names
// something.
func wantCode(t testing.TB, err error, code fault.Code, mention string) {
	t.Helper()
	said := fmt.Sprint(err)
	if e, ok := errors.AsType[*fault.Error](err); ok {
		said += " (" + e.Hint + ")"
	}
	if fault.CodeOf(err) != code || !strings.Contains(said, mention) {
		t.Errorf("error %v, want code %q and mention of %q", err, code, mention)
	}
}

// hexID is a valid id made of one digit.
func hexID(digit string) string { return strings.Repeat(digit, 32) }
