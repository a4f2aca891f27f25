//go:build !js

package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

const twoTables = `{"profile": "p", "scopes": [], "models": [
 {"name": "note", "table": "note", "partition": "x", "source": null, "columns": {"text": "text", "bytes": "blob?"}},
 {"name": "list", "table": "list", "partition": "x", "source": null, "columns": {"title": "text"}}]}`

// makeRows makes a database with a note and a list, and runs statements as the
// engine would. It returns the file's name.
func makeRows(t *testing.T, statements ...string) (name string, rootPage, pageSize int64) {
	t.Helper()
	name = filepath.Join(t.TempDir(), "a.db")
	file, err := sqlitedb.Open(t.Context(), name, sqlitedb.Options{})
	must(t, err)
	s, err := schema.Parse([]byte(twoTables))
	must(t, err)
	in, err := core.Open(t.Context(), file, core.Options{Schema: s})
	must(t, err)
	_, err = in.Put(t.Context(), "note", []byte(`{"text": "a note", "bytes": "AAE="}`))
	must(t, err)
	_, err = in.Put(t.Context(), "list", []byte(`{"title": "a list"}`))
	must(t, err)
	must(t, file.Update(t.Context(), func(tx sqldb.Tx) error {
		if rootPage, err = sqldb.Int(tx, "SELECT rootpage FROM sqlite_schema WHERE name = 'list'"); err != nil {
			return err
		}
		if pageSize, err = sqldb.Int(tx, "PRAGMA page_size"); err != nil {
			return err
		}
		return sqldb.RunAll(tx, statements)
	}))
	must(t, file.Close())
	return name, rootPage, pageSize
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func rowsOf(name string) (exit int, out, err string) {
	var stdout, stderr bytes.Buffer
	exit = Run(context.Background(), &Terminal{Out: &stdout, Err: &stderr}, []string{"rows", name})
	return exit, stdout.String(), stderr.String()
}

// What no build or schema opens can be read.
func TestRowsOfWhatCannotBeOpened(t *testing.T) {
	name, _, _ := makeRows(t,
		"UPDATE amora_meta SET value = '99' WHERE key = 'version'",
		"UPDATE amora_meta SET value = 'of another form' WHERE key = 'schema'",
		`INSERT INTO morango_store (id, source_id, model_name, profile, partition, last_saved_instance, last_saved_counter, serialized)
 VALUES ('1', 's', 'photo', 'p', 'x', 'i', 1, '{"place":"a photo"}')`)
	_, err := openDatabase(t.Context(), name, "")
	if err == nil {
		t.Fatal("it can be opened")
	}
	exit, out, _ := rowsOf(name)
	for _, want := range []string{`"text":"a note","bytes":"AAE="`, `"title":"a list"`, `{"model":"photo","id":"1","record":{"place":"a photo"}}`} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in\n%s", want, out)
		}
	}
	if lines := strings.Count(out, "\n"); exit != ExitOK || lines != 3 {
		t.Errorf("exit status %d, %d lines", exit, lines)
	}
}

// Of a damaged file the rest is read, and the exit status tells.
func TestRowsOfADamagedFile(t *testing.T) {
	name, page, size := makeRows(t)
	text, err := os.ReadFile(name)
	must(t, err)
	copy(text[(page-1)*size:], make([]byte, size))
	must(t, os.WriteFile(name, text, 0o600))
	exit, out, told := rowsOf(name)
	if exit != ExitQuarantined || !strings.Contains(out, "a note") || strings.Contains(out, "a list") || !strings.Contains(told, "list: rows from 1 on") {
		t.Errorf("exit status %d\n%s\n%s", exit, out, told)
	}
}

// meanwhile runs something after each look at a database.
type meanwhile struct {
	sqldb.DB
	then func()
}

func (d meanwhile) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	err := d.DB.View(ctx, fn)
	d.then()
	return err
}

// Rows that another process takes away, once they are printed, keep none of the
// others back, whatever the table's key is.
func TestRowsWhileOthersWrite(t *testing.T) {
	const rows = 2*rowBatch + 7
	for _, table := range []string{
		"(n, rowid)", "(n PRIMARY KEY, rowid, _rowid_)", "(n, rowid, _ROWID_, oid)",
		"(n, rowid, _rowid_, m, PRIMARY KEY (m, n)) WITHOUT ROWID",
	} {
		file, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
		must(t, err)
		_, err = core.Open(t.Context(), file, core.Options{})
		must(t, err)
		change := func(sql string) {
			must(t, file.Update(t.Context(), func(tx sqldb.Tx) error { return sqldb.RunAll(tx, []string{sql}) }))
		}
		change("CREATE TABLE mine " + table)
		columns, values := "n", "value"
		if strings.Contains(table, "m,") {
			columns, values = "n, m", "value, value % 3"
		}
		change("INSERT INTO mine (" + columns + ") SELECT " + values + " FROM generate_series(1, " + strconv.Itoa(rows) + ")")
		looks := 0
		var out, told bytes.Buffer
		reader := rowReader{ctx: t.Context(), out: &out, err: &told, db: meanwhile{file, func() {
			if looks++; looks == 2 { // the tables, and the first of the rows
				change("DELETE FROM mine WHERE n <= 100")
			}
		}}}
		exit, err := reader.all()
		must(t, err)
		if lines := strings.Count(out.String(), "\n"); exit != ExitOK || lines < rows-100 || lines > rows {
			t.Errorf("%s: exit status %d, %d lines of %d\n%s", table, exit, lines, rows, told.String())
		}
		for n := 101; n <= rows; n++ {
			if strings.Count(out.String(), fmt.Sprintf(`"n":%d,`, n)) != 1 {
				t.Fatalf("%s: row %d is missing, or there twice", table, n)
			}
		}
		must(t, file.Close())
	}
}

func TestRowsOfNothing(t *testing.T) {
	for _, name := range []string{filepath.Join(t.TempDir(), "none.db"), t.TempDir()} {
		exit, out, told := rowsOf(name)
		if exit != ExitFailed || out != "" || !strings.Contains(told, string(fault.BadRequest)) {
			t.Errorf("exit status %d, %q, %q", exit, out, told)
		}
	}
	other := filepath.Join(t.TempDir(), "other.db")
	file, err := sqlitedb.Open(t.Context(), other, sqlitedb.Options{})
	must(t, err)
	must(t, file.Update(t.Context(), func(tx sqldb.Tx) error { return sqldb.RunAll(tx, []string{"CREATE TABLE x (y)"}) }))
	must(t, file.Close())
	if exit, _, told := rowsOf(other); exit != ExitFailed {
		t.Errorf("another program's file: %d, %s", exit, told)
	}
}
