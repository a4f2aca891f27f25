package core_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

const tasksModels = `[
 {"name": "list", "table": "list", "partition": "${owner}", "source": null, "columns": {"owner": "text", "name": "text"}},
 {"name": "task", "table": "task", "partition": "${owner}", "source": null,
  "columns": {"owner": "text", "text": "text", "list_id": "uuid?"}, "references": {"list_id": "list"}}]`

// transact runs fn in one transaction of the device.
func transact(d *coretest.Device, fn func(*core.Transaction) error) error {
	_, err := core.Transact(d.T.Context(), d.Instance, func(t *core.Transaction) (struct{}, error) { return struct{}{}, fn(t) })
	return err
}

// addList is a step that puts one list.
func addList(t *core.Transaction, name string) (id string, err error) {
	ids, err := t.Put("list", []byte(`{"owner": "o", "name": "`+name+`"}`))
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

func TestTransact(t *testing.T) {
	d := newAppDevice(t, tasksModels)
	var list string
	err := transact(d, func(tx *core.Transaction) (err error) {
		if list, err = addList(tx, "shopping"); err != nil {
			return err
		}
		rows, err := tx.Query("INSERT INTO task (owner, text, list_id) VALUES ('o', :text, :list) RETURNING text",
			sqldb.Named{"text": "milk", "list": list})
		if err != nil || fmt.Sprint(rows) != "[[milk]]" {
			return fmt.Errorf("returning %v, %w", rows, err)
		}
		if n, err := tx.Exec("UPDATE task SET text = 'bread' WHERE list_id = ?1", list); err != nil || n != 1 {
			return fmt.Errorf("%d changes, %w", n, err)
		}
		rows, err = tx.Query("SELECT text FROM task") // its own writes
		if err != nil || fmt.Sprint(rows) != "[[bread]]" {
			return fmt.Errorf("reads %v, %w", rows, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	wantCells(d, "SELECT name, text FROM list JOIN task ON list_id = list.id", "shopping|bread")
	wantCells(d, "SELECT (SELECT count(*) FROM amora_dirty_list), (SELECT count(*) FROM amora_dirty_task)", "1|1")
}

// Whatever ends a transaction before its commit undoes all of it.
func TestTransactUndone(t *testing.T) {
	mine := errors.New("mine")
	ctx, cancel := context.WithCancel(t.Context())
	for name, end := range map[string]func(*core.Transaction) error{
		"an error":           func(*core.Transaction) error { return mine },
		"a cancelled caller": func(*core.Transaction) error { cancel(); return nil },
		"a dangling reference": func(tx *core.Transaction) error {
			_, err := tx.Put("task", []byte(`{"owner": "o", "text": "x", "list_id": "`+hexID("1")+`"}`))
			return err // nil: references are checked at the commit
		},
		"SQLite itself": func(tx *core.Transaction) error {
			if _, err := tx.Exec("CREATE TRIGGER never BEFORE DELETE ON list BEGIN SELECT RAISE(ROLLBACK, 'never'); END"); err != nil {
				return err
			}
			if _, err := tx.Exec("DELETE FROM list"); err == nil {
				return errors.New("not refused")
			}
			_, err := addList(tx, "again")
			if err == nil {
				return errors.New("a step after the end")
			}
			return nil
		},
	} {
		d := newAppDevice(t, tasksModels)
		_, err := core.Transact(ctx, d.Instance, func(tx *core.Transaction) (string, error) {
			if _, err := addList(tx, "a"); err != nil {
				return "", err
			}
			return "result", end(tx)
		})
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		wantCells(d, "SELECT (SELECT count(*) FROM list), (SELECT count(*) FROM task), (SELECT count(*) FROM amora_dirty_list)", "0|0|0")
		ctx, cancel = context.WithCancel(t.Context())
	}
	cancel()
}

// A step that fails leaves nothing, and the transaction goes on without it.
func TestTransactStepFails(t *testing.T) {
	d := newAppDevice(t, tasksModels)
	err := transact(d, func(tx *core.Transaction) error {
		if _, err := addList(tx, "a"); err != nil {
			return err
		}
		_, err := tx.Put("list", []byte(`[{"owner": "o", "name": "b"}, {"owner": "o"}]`))
		wantCode(t, err, fault.Required, "row 2")
		_, err = tx.Exec("INSERT INTO list (owner, name) SELECT 'o', value FROM json_each('[\"c\", null]')")
		wantCode(t, err, fault.Required, "")
		_, err = tx.Exec("DROP TABLE list")
		wantCode(t, err, fault.BadRequest, "synced table")
		wantCode(t, tx.Delete("nothing", hexID("1"), false), fault.UnknownModel, "")
		_, err = addList(tx, "d")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	wantCells(d, "SELECT name FROM list ORDER BY name", "a\nd")
}

// Children may come before their parents, also by put.
func TestTransactReferencesAtCommit(t *testing.T) {
	d := newAppDevice(t, tasksModels)
	made := ""
	err := transact(d, func(tx *core.Transaction) (err error) {
		if made, err = addList(tx, "a"); err != nil {
			return err
		}
		if err := tx.Delete("list", made, false); err != nil {
			return err
		}
		if _, err := tx.Put("task", []byte(`{"owner": "o", "text": "t", "list_id": "`+made+`"}`)); err != nil {
			return err
		}
		_, err = tx.Exec("INSERT INTO list (id, _morango_source_id, owner, name) SELECT ?1, source, 'o', 'b' FROM (SELECT ?2 AS source)", made, "s")
		if fault.CodeOf(err) != fault.BadID {
			return fmt.Errorf("another source: %w", err)
		}
		return nil
	})
	wantCode(t, err, fault.Constraint, "")
}

// A method of the instance would wait for the transaction it is called in.
func TestTransactNested(t *testing.T) {
	d := newAppDevice(t, tasksModels)
	err := transact(d, func(*core.Transaction) error {
		_, err := d.Instance.Exec(t.Context(), "DELETE FROM list")
		return err
	})
	wantCode(t, err, fault.NestedTransaction, "")
	err = transact(d, func(*core.Transaction) error { return transact(d, func(*core.Transaction) error { return nil }) })
	wantCode(t, err, fault.NestedTransaction, "")
}

// A live sync sends a transaction as one change.
func TestTransactSyncs(t *testing.T) {
	relay := newRelay(t)
	a, here := newCounted(t)
	b := newDevice(t, classSchema)
	dataset := enroll(t, relay, a, b)
	_, stopA := a.live(relay)
	defer stopA()
	_, stopB := b.live(relay)
	defer stopB()
	here.n.Store(0)
	err := transact(a.fixture(), func(tx *core.Transaction) error {
		for i := range 5 {
			if _, err := tx.Put("topic", fmt.Appendf(nil, `{"dataset_id": %q, "title": "%d"}`, dataset, i)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	b.eventually("SELECT group_concat(title, '') FROM (SELECT title FROM topic ORDER BY title)", "01234")
	if n := here.n.Load(); n != 1 {
		t.Errorf("%d commits", n)
	}
}
