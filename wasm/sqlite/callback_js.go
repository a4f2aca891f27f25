package sqlite3_wasm

// Results of callbacks that have panicked.
const (
	anyError   = 1  // SQLITE_ERROR
	abort      = 4  // SQLITE_ABORT
	ioError    = 10 // SQLITE_IOERR
	cannotOpen = 14 // SQLITE_CANTOPEN
)

// callbacks is how many callbacks have begun and not ended. The code between C
// and Go compares it before and after each (build/wasm.go).
var callbacks int32

// A panic of a callback, until C has returned to whoever called it at that
// depth: a panic that passed C's frames would leave SQLite's data unfinished.
var (
	caught   any
	caughtAt int
)

// A callback is a call of Go by C.
type callback struct {
	env   Xenv
	depth int
	done  bool
}

func arrive() callback {
	checkStack()
	callbacks++
	return callback{env: inside.module.env, depth: depth}
}

// depart ends a callback, deferred. If it has panicked, C gets failed.
func (c *callback) depart(r *int32, failed int32) {
	if c.end(recover()) {
		*r = failed
	}
}

// departVoid is depart for a callback that returns nothing.
func (c *callback) departVoid() { c.end(recover()) }

// departResult is depart for an SQL function, which then fails.
func (c *callback) departResult(context int32) {
	if c.end(recover()) {
		c_sqlite3_result_error_code(context, abort)
	}
}

// end keeps the first panic, and returns whether there was one.
func (c *callback) end(panicked any) bool {
	callbacks--
	if depth != c.depth {
		stop(interleaved)
	}
	if panicked == nil {
		if !c.done {
			stop(goroutineEnded)
		}
		return false
	}
	if caught == nil {
		caught, caughtAt = panicked, c.depth
	}
	return true
}

// Reasons to stop the program, texts of which are in js/src/link.ts.
const (
	goroutineEnded = 1 // runtime.Goexit in a callback
	stackOverflow  = 2
	interleaved    = 3 // another goroutine's call of C is on top of this one's
)

// stop ends the program. C's stack is lost, and what is on it unfinished.
//
//go:wasmimport sqlite3 stop
func stop(reason int32)
