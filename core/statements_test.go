package core_test

import (
	"context"
	"fmt"
	"maps"
	"testing"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/value"
)

// counting is a sqldb.DB that counts statements.
type counting struct {
	sqldb.DB
	statements int
}

func (c *counting) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	return c.DB.View(ctx, func(tx sqldb.Tx) error { return fn(&countingTx{tx, c}) })
}

func (c *counting) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	return c.DB.Update(ctx, func(tx sqldb.Tx) error { return fn(&countingTx{tx, c}) })
}

type countingTx struct {
	sqldb.Tx
	c *counting
}

func (t *countingTx) Exec(sql string, args ...any) (int64, error) {
	t.c.statements++
	return t.Tx.Exec(sql, args...)
}

func (t *countingTx) Query(sql string, args ...any) ([][]any, error) {
	t.c.statements++
	return t.Tx.Query(sql, args...)
}

func (t *countingTx) Text(sql string, args ...any) (string, error) {
	t.c.statements++
	return t.Tx.Text(sql, args...)
}

// TestStatementsDoNotGrow: a stage's number of statements must not depend on
// the number of records, nor on the depth of a tree. Everything that can
// happen to a record happens: new, edited, deleted, in conflict, orphaned.
func TestStatementsDoNotGrow(t *testing.T) {
	few, many := stageStatements(t, 3), stageStatements(t, 200)
	if !maps.Equal(few, many) {
		t.Errorf("statements for 3 of each kind: %v\nfor 200: %v", few, many)
	}
	t.Logf("statements by stage: %v", many)
	for stage, n := range many {
		if n == 0 {
			t.Errorf("%s ran no statement: nothing was counted", stage)
		}
	}
}

// stageStatements runs a transfer of n records of each kind from one device
// to another and counts each stage's statements.
func stageStatements(t *testing.T, n int) map[string]int {
	ctx, counts := t.Context(), map[string]int{}
	sender, receiver := newDevice(t, classSchema), newDevice(t, classSchema)
	const dataset = "dddddddddddddddddddddddddddddddd"
	filter := value.Filter{dataset}
	fill := func(d *device, from, to int) {
		d.exec(`WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2)
INSERT INTO answer (dataset_id, user_id, question, text) SELECT ?3, ?3, i, 'x' FROM n`, from, to, dataset)
	}
	transfer := func(id string, count bool) {
		run := func(d *device, stage string, fn func(sqldb.Tx) error) {
			t.Helper()
			db := &counting{DB: d.DB()}
			if err := db.Update(ctx, fn); err != nil {
				t.Fatalf("%s: %v", stage, err)
			}
			if count {
				counts[stage] = db.statements
			}
		}
		eachStage(id, sender, receiver, filter, run)
	}

	fill(sender, 0, 4*n)
	transfer("11111111111111111111111111111111", false)
	sender.exec("UPDATE answer SET text = 'y' WHERE CAST(question AS INTEGER) < ?1", 2*n)
	sender.exec("DELETE FROM answer WHERE CAST(question AS INTEGER) BETWEEN ?1 AND ?2", 2*n, 3*n-1)
	receiver.exec("UPDATE answer SET text = 'z' WHERE CAST(question AS INTEGER) < ?1", n)
	if err := receiver.DB().Update(ctx, func(tx sqldb.Tx) error { _, err := receiver.Engine().Serialize(tx, filter); return err }); err != nil {
		t.Fatal(err)
	}
	receiver.exec("UPDATE answer SET text = 'zz' WHERE CAST(question AS INTEGER) BETWEEN ?1 AND ?2", n/2, n+n/2)
	fill(sender, 5*n, 6*n)
	parent := any(nil)
	for i := range n { // a tree as deep as it is large
		parent = sender.put("topic", map[string]any{"dataset_id": dataset, "title": fmt.Sprint(i), "parent_id": parent})
	}
	transfer("22222222222222222222222222222222", true)
	if x, y := sender.rows("SELECT count(*) FROM topic"), receiver.rows("SELECT count(*) FROM topic"); x != y {
		t.Fatalf("%s topics sent, %s arrived", x, y)
	}
	return counts
}
