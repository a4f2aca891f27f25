package coretest

import (
	"context"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// ErrChaos is what a statement made to fail, and everything a dead process
// tries, returns.
var ErrChaos = fault.Errorf(fault.StorageFailed, "chaos")

// Chaos is a sqldb.DB between one process and its database: it makes chosen
// statements fail, and lets the process die at a chosen moment. A new process
// on the same database is a new Chaos.
type Chaos struct {
	db sqldb.DB
	// Committed, if set, learns of every transaction that wrote, right after
	// its commit and before anybody else does: the statements it executed.
	Committed func(statements []string)
	// Enter, if set, is called before each transaction with its context; it
	// may block, which is how a test decides who goes on.
	Enter func(context.Context)
	// Rewrite, if set, puts another statement in the place of each: to see
	// whether a test notices a mistake.
	Rewrite func(sql string) string

	failAt  int // statements to go, 0 = none fails
	fatal   bool
	commits int // commits to go until death, 0 = it lives
	dead    bool
}

// NewChaos begins a process on db.
func NewChaos(db sqldb.DB) *Chaos { return &Chaos{db: db} }

// FailStatement makes the n-th statement from now fail, 1 being the next. A
// fatal one takes the process with it, else only its transaction is undone.
func (c *Chaos) FailStatement(n int, fatal bool) { c.failAt, c.fatal = n, fatal }

// DieAfterCommit kills the process after its n-th commit from now, before it
// learns of it.
func (c *Chaos) DieAfterCommit(n int) { c.commits = n }

// Calm calls off what FailStatement and DieAfterCommit announced.
func (c *Chaos) Calm() { c.failAt, c.commits = 0, 0 }

// Kill ends the process: it reaches its database no more.
func (c *Chaos) Kill() { c.dead = true }

// Dead reports whether the process has ended.
func (c *Chaos) Dead() bool { return c.dead }

// View implements sqldb.DB.
func (c *Chaos) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	if c.Enter != nil {
		c.Enter(ctx)
	}
	if c.dead {
		return ErrChaos
	}
	return c.db.View(ctx, func(tx sqldb.Tx) error { return c.run(&chaosTx{tx: tx, chaos: c}, fn) })
}

// Update implements sqldb.DB.
func (c *Chaos) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	if c.Enter != nil {
		c.Enter(ctx)
	}
	if c.dead {
		return ErrChaos
	}
	t := &chaosTx{chaos: c}
	err := c.db.Update(ctx, func(tx sqldb.Tx) error {
		t.tx = tx
		return c.run(t, fn)
	})
	if err != nil {
		return err
	}
	if c.Committed != nil {
		c.Committed(t.statements)
	}
	if c.commits > 0 {
		if c.commits--; c.commits == 0 {
			c.dead = true
			return ErrChaos
		}
	}
	return nil
}

// run calls fn; a failed statement undoes the transaction even if fn thinks
// nothing of it.
func (c *Chaos) run(t *chaosTx, fn func(sqldb.Tx) error) error {
	if err := fn(t); err != nil {
		return err
	}
	return t.failed
}

type chaosTx struct {
	tx         sqldb.Tx
	chaos      *Chaos
	statements []string
	failed     error
}

// step counts a statement and says whether it fails.
func (t *chaosTx) step(sql *string) error {
	c := t.chaos
	if c.Rewrite != nil {
		*sql = c.Rewrite(*sql)
	}
	if c.failAt > 0 {
		if c.failAt--; c.failAt == 0 {
			t.failed = ErrChaos
			c.dead = c.fatal
		}
	}
	t.statements = append(t.statements, *sql)
	return t.failed
}

func (t *chaosTx) Exec(sql string, args ...any) (int64, error) {
	if err := t.step(&sql); err != nil {
		return 0, err
	}
	return t.tx.Exec(sql, args...)
}

func (t *chaosTx) Query(sql string, args ...any) ([][]any, error) {
	if err := t.step(&sql); err != nil {
		return nil, err
	}
	return t.tx.Query(sql, args...)
}

func (t *chaosTx) Text(sql string, args ...any) (string, error) {
	if err := t.step(&sql); err != nil {
		return "", err
	}
	return t.tx.Text(sql, args...)
}
