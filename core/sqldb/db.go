package sqldb

import "context"

// DB is the only way the engine reaches SQLite. Transactions are callbacks
// because Durable Object storage has no BEGIN; a callback must not block on
// anything but the database itself.
//
// Implementations: sqlitedb (files, memory, the tab's IndexedDB mirror) and
// worker/edge (Durable Objects). All pass the suite coretest.TestDB.
type DB interface {
	// View runs fn in a read-only transaction.
	View(ctx context.Context, fn func(Tx) error) error
	// Update runs fn in a read-write transaction and returns once the commit
	// is durable, except with a context of [Deferrable]. An error from fn, or a
	// panic, rolls everything back.
	Update(ctx context.Context, fn func(Tx) error) error
}

// Deferrable returns a context for an Update whose commit may become durable
// some time later, natively when the system writes the file and in a tab within
// seconds, or with the next commit that is not deferrable. It is for
// data of which another copy exists; bytes is how much of it would have to be
// fetched again.
//
// A commit that cannot be made durable later is undone, and nobody is told:
// whoever builds on such a commit makes sure that it is still there. Hosts
// whose commits are durable at once ignore the context.
func Deferrable(ctx context.Context, bytes int) context.Context {
	return context.WithValue(ctx, deferrable{}, bytes)
}

// DeferrableBytes returns the bytes of a context of [Deferrable], and whether
// ctx is one.
func DeferrableBytes(ctx context.Context) (bytes int, ok bool) {
	bytes, ok = ctx.Value(deferrable{}).(int)
	return bytes, ok
}

type deferrable struct{}

// Grouped returns a context for an Update that is short, and one of many: its
// commit may become durable together with those of other such Updates that were
// waiting for their turn. Each returns once it is durable, as ever. Hosts whose
// commits cost little ignore the context.
func Grouped(ctx context.Context) context.Context {
	return context.WithValue(ctx, grouped{}, true)
}

// IsGrouped reports whether ctx is a context of [Grouped].
func IsGrouped(ctx context.Context) bool { return ctx.Value(grouped{}) != nil }

type grouped struct{}

// Tx is one open transaction. It is valid only inside the callback and only
// on the goroutine that runs it.
//
// Arguments are nil, bool, int, int64, float64, string or []byte, bound to
// ?1, ?2, … in order; at most 100 of them, as Durable Objects allow no more.
// Databases with app tables also take [Named] ones.
//
// Errors: a [fault.Error] for what data can cause, an [Error] for a statement
// that SQLite cannot run.
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

// Placed is a DB on a file that several processes may have open.
type Placed interface {
	DB
	// Place names the file: all processes that have it open get the same text,
	// those with a copy of it another one. It is "" where the host cannot tell.
	Place() string
	// Process names this process, "" where the host cannot tell.
	Process() string
	// Ended reports whether the process has ended whose name the text ends with.
	// It is false where the host cannot tell, as for one on another machine.
	Ended(process string) bool
}

// PlaceOf is [Placed.Place] of a DB, "" where no other process can have it open.
// process is its [Placed.Process].
func PlaceOf(db DB) (place, process string) {
	if db, ok := db.(Placed); ok {
		return db.Place(), db.Process()
	}
	return "", ""
}

// HasEnded is [Placed.Ended] of a DB.
func HasEnded(db DB, process string) bool {
	placed, ok := db.(Placed)
	return ok && placed.Ended(process)
}

// AppTx is the Tx of a database with app tables. A relay has none, and its Tx
// need not be one.
type AppTx interface {
	Tx
	// App is the same transaction for statements that the app wrote. The error
	// is bad_request if such a statement writes the engine's tables, be it by a
	// view or a trigger.
	App() Tx
	// Reading is the same transaction for statements that only read. The error
	// is bad_request for others.
	Reading() AppTx
	// Undoable runs fn. An error undoes what fn did, and nothing else.
	Undoable(fn func() error) error
	// Nested is Undoable that also checks foreign keys after fn, which are
	// otherwise checked at the commit: the error is constraint if one is
	// violated.
	Nested(fn func() error) error
	// Result runs one statement and returns the number of rows it changed, as
	// Exec does, with the rows that it gives, as one JSON text:
	//
	//	{"columns":["a","b"],"rows":[[1,"x"],[null,["b","AAE="]]]}
	Result(sql string, args ...any) (rows []byte, changes int64, err error)
}

// Named are the arguments of a statement with named parameters (:name, $name,
// @name), by name without that sign: the one element of a statement's args.
type Named map[string]any

// AsApp is tx for a statement that the app wrote: [AppTx.App], or tx itself
// where there are no app tables.
func AsApp(tx Tx) Tx {
	if t, ok := tx.(AppTx); ok {
		return t.App()
	}
	return tx
}

// Undoable runs fn by [AppTx.Undoable], or as it is where there are no app
// tables.
func Undoable(tx Tx, fn func() error) error {
	if t, ok := tx.(AppTx); ok {
		return t.Undoable(fn)
	}
	return fn()
}

// Nested runs fn by [AppTx.Nested], or as it is where there are no app tables.
func Nested(tx Tx, fn func() error) error {
	if t, ok := tx.(AppTx); ok {
		return t.Nested(fn)
	}
	return fn()
}
