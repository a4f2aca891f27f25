package sqldb

import (
	"context"
)

// DB is the only way the engine reaches SQLite. Transactions are callbacks
// because Durable Object storage has no BEGIN; a callback must not block on
// anything but the database itself.
//
// Implementations: sqlitedb (files, memory, the tab's IndexedDB mirror) and
// the Durable Object's in worker/. coretest.TestDB is the suite they all pass.
type DB interface {
	// View runs fn in a read-only transaction.
	View(ctx context.Context, fn func(Tx) error) error
	// Update runs fn in a read-write transaction and returns once the commit
	// is durable, except with a context of [Deferrable]. An error from fn, or a
	// panic, rolls everything back.
	Update(ctx context.Context, fn func(Tx) error) error
}

// Deferrable returns a context for an Update whose commit may become durable
// some seconds later, or with the next commit that is not deferrable. It is for
// what another copy exists of: bytes is how much would have to be fetched again.
//
// If it cannot be made durable then, it is undone, and nobody is told: whoever
// builds on such a commit makes sure that it is still there. Hosts whose commits
// are durable at once take no notice.
func Deferrable(ctx context.Context, bytes int) context.Context {
	return context.WithValue(ctx, deferrable{}, bytes)
}

// DeferrableBytes returns whether ctx is one of [Deferrable], and its bytes.
func DeferrableBytes(ctx context.Context) (bytes int, ok bool) {
	bytes, ok = ctx.Value(deferrable{}).(int)
	return bytes, ok
}

type deferrable struct{}

// Tx is one open transaction. It is valid only inside the callback and only
// on the goroutine that runs it.
//
// Arguments are nil, bool, int, int64, float64, string or []byte, bound to
// ?1, ?2, … in order; at most 100 of them, as Durable Objects allow no more.
//
// Errors: a fault.Error for what data can cause, an [*Error].
type Tx interface {
	// Exec runs one statement and returns the number of rows it inserted,
	// updated or deleted itself (those of triggers are not counted).
	Exec(sql string, args ...any) (changes int64, err error)
	// Query runs one statement and returns every row; cells are nil, int64,
	// float64, string or []byte. Meant for small results.
	Query(sql string, args ...any) ([][]any, error)
	// Text returns the first column of the first row as text, "" where it is
	// NULL or there is no row: one crossing of the host's boundary, whatever
	// the size. Chunks and FSICs travel this way.
	Text(sql string, args ...any) (string, error)
}

// Placed is what a DB is besides whose file several processes may have open.
type Placed interface {
	DB
	// Place is the same text for all of them, and another one for a copy of the
	// file; "" where the host cannot tell.
	Place() string
}

// AppTx is what the Tx of a database with app tables is besides. The engine
// does without where a Tx is none: a relay has no app tables.
type AppTx interface {
	Tx
	// App is the same transaction for statements that the app has written.
	// Those may not write the engine's tables, whatever they do it through:
	// bad_request.
	App() Tx
	// Nested runs fn. An error undoes what fn did, and nothing else; a foreign
	// key that is violated then, checked at the commit otherwise, is the error
	// constraint.
	Nested(fn func() error) error
}

// AsApp is the transaction for a statement of the app's.
func AsApp(tx Tx) Tx {
	if t, ok := tx.(AppTx); ok {
		return t.App()
	}
	return tx
}

// Nested runs fn by itself where the database can.
func Nested(tx Tx, fn func() error) error {
	if t, ok := tx.(AppTx); ok {
		return t.Nested(fn)
	}
	return fn()
}
