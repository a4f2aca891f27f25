// Package vfstest has what the tests of the tab's storages share, wasm/idbvfs and
// wasm/opfsvfs: a database with assertions, and a writer that is killed.
package vfstest

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// DB is a database that says what it should hold.
type DB struct {
	*sqlitedb.DB
}

// Exec runs a statement in a transaction of its own.
func (d DB) Exec(sql string, args ...any) error {
	return d.Update(context.Background(), func(tx sqldb.Tx) error {
		_, err := tx.Exec(sql, args...)
		return err
	})
}

// MustExec is Exec for what has to succeed.
func (d DB) MustExec(t testing.TB, sql string, args ...any) {
	t.Helper()
	if err := d.Exec(sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// Want compares a query's rows, as JSON.
func (d DB) Want(t testing.TB, sql, want string) {
	t.Helper()
	got, err := d.Rows(context.Background(), sql)
	if err != nil {
		t.Errorf("%s: %v", sql, err)
	} else if !strings.HasSuffix(string(got), `"rows":`+want+`}`) {
		t.Errorf("%s: %s, want %s", sql, got, want)
	}
}

// WantIntact is SQLite's own check.
func (d DB) WantIntact(t testing.TB) {
	t.Helper()
	d.Want(t, `PRAGMA integrity_check`, `[["ok"]]`)
}

// Count is a query's number.
func (d DB) Count(t testing.TB, sql string) (n int) {
	t.Helper()
	err := d.View(t.Context(), func(tx sqldb.Tx) error {
		text, err := tx.Text(sql)
		if err == nil {
			n, err = strconv.Atoi(text)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
