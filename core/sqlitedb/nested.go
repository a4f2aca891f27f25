package sqlitedb

import (
	"runtime"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
)

// callback runs fn. Its name on the call stack tells inTransaction.
//
//go:noinline
func callback(fn func(sqldb.Tx) error, t *tx) error { return fn(t) }

// inTransaction reports whether the calling goroutine is inside a callback of
// View or Update, of this database or another: a callback may not wait for
// either. It reads the call stack, so it is asked only by whoever would have
// to wait.
func inTransaction() bool {
	var pcs [128]uintptr
	for skip := 2; ; skip += len(pcs) {
		n := runtime.Callers(skip, pcs[:])
		if n == 0 {
			return false
		}
		frames := runtime.CallersFrames(pcs[:n])
		for more := true; more; {
			var frame runtime.Frame
			frame, more = frames.Next()
			if strings.HasSuffix(frame.Function, "/sqlitedb.callback") {
				return true
			}
		}
	}
}
