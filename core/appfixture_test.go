package core_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// newAppDevice is a device with the models, JSON of a schema's "models", for
// tests of app tables.
func newAppDevice(t testing.TB, models string) *coretest.Device {
	t.Helper()
	return coretest.NewDevice(t, memory(t), `{"profile": "test", "models": `+models+`}`)
}

// tryExec runs one statement as the app would.
func tryExec(d *coretest.Device, sql string, args ...any) error {
	_, err := d.Instance.Exec(d.T.Context(), sql, args...)
	return err
}

// cells is the result of a query as text: cells joined by "|", rows by "\n".
func cells(d *coretest.Device, sql string, args ...any) string {
	d.T.Helper()
	var lines []string
	err := d.Instance.DB().View(d.T.Context(), func(tx sqldb.Tx) error {
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
		d.T.Fatalf("%s\n%v", sql, err)
	}
	return strings.Join(lines, "\n")
}

// wantCells compares the result of a query with text, as cells writes it.
func wantCells(d *coretest.Device, sql, text string, args ...any) {
	d.T.Helper()
	if got := cells(d, sql, args...); got != text {
		d.T.Errorf("%s\n got %s\nwant %s", sql, got, text)
	}
}

// putRows is Put for rows, a JSON array, that must be taken.
func putRows(d *coretest.Device, model, rows string) []string {
	d.T.Helper()
	ids, err := d.Instance.Put(d.T.Context(), model, []byte(rows))
	if err != nil {
		d.T.Fatalf("put %s %s\n%v", model, rows, err)
	}
	return ids
}

// forgetDirty forgets what is dirty and deleted, as serialize does.
func forgetDirty(d *coretest.Device) {
	d.T.Helper()
	for _, m := range d.Instance.Schema().Models {
		d.Engine("DELETE FROM " + m.DirtyTable())
	}
	d.Engine("DELETE FROM morango_deletedmodels")
	d.Engine("DELETE FROM morango_harddeletedmodels")
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

// must fails the test at once.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
