package core

import (
	"context"

	"github.com/amora-sync/amora/core/apptable"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/sqldb"
)

// Transaction is several statements and puts of the app's with one commit. It
// is valid only inside the callback of [Transact], on the goroutine that runs
// it. A method that fails leaves nothing written, and the transaction may go on
// without it; only where SQLite has given the transaction up (RAISE(ROLLBACK), a
// full disk, the end of the context) do all later methods fail, and the commit.
type Transaction struct {
	tx     sqldb.Tx
	engine *pipeline.Engine
}

// Transact runs fn in one transaction of the app's, and returns what fn does
// once the commit is durable. An error of fn, a panic, or a context that ends
// before fn does rolls everything back. Foreign keys are checked at the commit
// (constraint), so parents and children may come in any order.
//
// Syncs and other writers wait meanwhile: fn waits for nothing but the
// transaction. Inside fn a method of the Instance that reads or writes would
// wait for itself: the error is nested_transaction.
func Transact[T any](ctx context.Context, in *Instance, fn func(*Transaction) (T, error)) (T, error) {
	var result T
	err := in.hub.Write(ctx, func(tx sqldb.Tx) (err error) {
		if result, err = fn(&Transaction{tx, in.engine}); err != nil {
			return err
		}
		return receipt(ctx, tx, result)
	})
	if err != nil {
		var none T
		return none, err
	}
	return result, nil
}

// Exec runs one statement and returns the number of rows it changed, as
// [Instance.Exec] does.
func (t *Transaction) Exec(sql string, args ...any) (changes int64, err error) {
	err = t.guarded(sql, func(tx sqldb.Tx) (err error) {
		changes, err = tx.Exec(sql, args...)
		return err
	})
	return changes, err
}

// Query runs one statement and returns the rows that it gives: of a SELECT, or
// of RETURNING. It sees what the transaction has written. Cells are nil, int64,
// float64, string or []byte.
func (t *Transaction) Query(sql string, args ...any) (rows [][]any, err error) {
	err = t.guarded(sql, func(tx sqldb.Tx) (err error) {
		rows, err = tx.Query(sql, args...)
		return err
	})
	return rows, err
}

// Rows runs one statement that only reads and returns its rows as one JSON text:
// see sqldb.AppTx.Result. Errors: bad_request where the statement writes;
// unsupported as for Result.
func (t *Transaction) Rows(sql string, args ...any) (rows []byte, err error) {
	app, ok := t.tx.(sqldb.AppTx)
	if !ok {
		return nil, errNoAppTables
	}
	rows, _, err = app.Reading().Result(sql, args...)
	return rows, sqldb.AppSQL(err)
}

var errNoAppTables = fault.Errorf(fault.Unsupported, "the database has no app tables")

// Result is Exec and Query in one, for hosts that pass rows on: see
// sqldb.AppTx.Result. Error: unsupported where the database below has no app
// tables.
func (t *Transaction) Result(sql string, args ...any) (rows []byte, changes int64, err error) {
	err = t.guarded(sql, func(tx sqldb.Tx) (err error) {
		app, ok := tx.(sqldb.AppTx)
		if !ok {
			return errNoAppTables
		}
		rows, changes, err = app.Result(sql, args...)
		return err
	})
	return rows, changes, err
}

// guarded runs a statement of the app's by fn.
func (t *Transaction) guarded(sql string, fn func(tx sqldb.Tx) error) error {
	return t.step(func() error {
		return apptable.Guarded(t.tx, t.engine.Schema(), sql, func() error { return sqldb.AppSQL(fn(sqldb.AsApp(t.tx))) })
	})
}

// Put writes rows of a model and returns their ids, as [Instance.Put] does.
func (t *Transaction) Put(model string, rows []byte) (ids []string, err error) {
	m, err := t.engine.Table(model)
	if err != nil {
		return nil, err
	}
	err = t.step(func() (err error) {
		ids, err = m.App.Put(t.tx, rows)
		return err
	})
	return ids, err
}

// Delete deletes a row, as [Instance.Delete] does.
func (t *Transaction) Delete(model, id string, hard bool) error {
	m, err := t.engine.Table(model)
	if err != nil {
		return err
	}
	return t.step(func() error { return m.App.Delete(t.tx, id, hard) })
}

// step undoes what fn did if it fails: statements and puts may fail in the
// middle.
func (t *Transaction) step(fn func() error) error { return sqldb.Undoable(t.tx, fn) }
