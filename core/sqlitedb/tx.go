package sqlitedb

import (
	"errors"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// tx is sqldb.Tx on a connection with a transaction open.
type tx struct {
	conn  *conn
	write bool
	app   bool // its statements are the app's
	*ending
}

// ending is what the views of one transaction share (see tx.App).
type ending struct {
	// dead is why there is no transaction any more: SQLite rolls back by
	// itself after some failures (a full disk, RAISE(ROLLBACK), an interrupt).
	dead error
}

// end keeps a Tx that outlived its callback from running in another's
// transaction.
func (t *tx) end() {
	t.dead = fault.Errorf(fault.Internal, "the transaction has ended")
}

// App implements sqldb.AppTx.
func (t *tx) App() sqldb.Tx {
	return &tx{conn: t.conn, write: t.write, app: true, ending: t.ending}
}

// Reading implements sqldb.AppTx.
func (t *tx) Reading() sqldb.AppTx {
	return &tx{conn: t.conn, app: t.app, ending: t.ending}
}

// Nested implements sqldb.AppTx.
func (t *tx) Nested(fn func() error) error {
	before, err := t.conn.openForeignKeys()
	if err != nil {
		return err
	}
	return t.Undoable(func() error {
		if err := fn(); err != nil {
			return err
		}
		return t.conn.checkForeignKeys(before)
	})
}

// Undoable implements sqldb.AppTx by a savepoint.
func (t *tx) Undoable(fn func() error) error {
	if t.dead != nil {
		return t.dead
	}
	c := t.conn
	if err := c.control(c.savepoint); err != nil {
		return err
	}
	err := fn()
	if t.dead != nil {
		return errors.Join(err, t.dead)
	}
	if err != nil {
		err = errors.Join(err, c.control(c.undo))
	}
	return errors.Join(err, c.control(c.release))
}

// Exec implements sqldb.Tx.
func (t *tx) Exec(sql string, args ...any) (changes int64, err error) {
	err = t.with(sql, args, func(s *sqlite3.Stmt) (err error) {
		changes, err = t.conn.changes(s.Exec)
		return err
	})
	return changes, err
}

// Result implements sqldb.AppTx.
func (t *tx) Result(sql string, args ...any) (rows []byte, changes int64, err error) {
	err = t.with(sql, args, func(s *sqlite3.Stmt) (err error) {
		changes, err = t.conn.changes(func() (err error) {
			rows, err = appendRows(make([]byte, 0, 512), s)
			return err
		})
		return err
	})
	return rows, changes, err
}

// changes returns how many rows fn's statement has changed itself. Statements
// other than INSERT, UPDATE and DELETE leave the number of the last one
// standing.
func (c *conn) changes(fn func() error) (int64, error) {
	before := c.TotalChanges()
	if err := fn(); err != nil || c.TotalChanges() == before {
		return 0, err
	}
	return c.Changes(), nil
}

// Query implements sqldb.Tx.
func (t *tx) Query(sql string, args ...any) (rows [][]any, err error) {
	err = t.with(sql, args, func(s *sqlite3.Stmt) error {
		for s.Step() {
			row := make([]any, s.ColumnCount())
			if err := s.Columns(row...); err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return s.Err()
	})
	if err != nil {
		return nil, err
	}
	return rows, nil
}

// Text implements sqldb.Tx.
func (t *tx) Text(sql string, args ...any) (text string, err error) {
	err = t.with(sql, args, func(s *sqlite3.Stmt) error {
		if !s.Step() {
			return s.Err()
		}
		text = s.ColumnText(0)
		if err := s.Err(); err != nil || s.ReadOnly() {
			return err
		}
		for s.Step() { // what else it writes
		}
		return s.Err()
	})
	if err != nil {
		return "", err
	}
	return text, nil
}

// with runs fn on the prepared statement and sees to what follows a failure.
func (t *tx) with(sql string, args []any, fn func(*sqlite3.Stmt) error) (err error) {
	if t.dead != nil {
		return t.dead
	}
	defer func() {
		if err != nil && t.conn.GetAutocommit() {
			t.dead = err
		}
	}()
	defer catchOOM(&err)
	t.conn.app = t.app
	defer func() { t.conn.app = false }()
	s, err := t.conn.prepare(sql, args)
	if err != nil {
		return err
	}
	defer t.conn.finish(s)
	if !t.write && !s.ReadOnly() {
		return fault.Errorf(fault.BadRequest, "the statement writes: it is for exec").WithHint("queries and read-only transactions only read")
	}
	return t.conn.translate(fn(s))
}
