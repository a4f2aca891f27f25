package sqldb

import (
	"errors"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// Error is what a [Tx] returns where SQLite cannot do what a statement asks
// of it: malformed JSON, an overflow, a module that is not there. It has no
// code, because the engine's own statements ask for nothing of the kind.
type Error struct {
	Text string // SQLite's message
	Err  error  // the driver's error
}

// Error is the driver's text.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the driver's error.
func (e *Error) Unwrap() error { return e.Err }

// AppSQL returns err as it is for whoever wrote the statement: an [Error]
// becomes a bad_request, because the author of the statement can mend it.
func AppSQL(err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		hint := ""
		if IsTooDeep(err) {
			hint = "delete a tree of more than 1,000 levels from its leaves on; is there a trigger that fires without end?"
		}
		return &fault.Error{Code: fault.BadRequest, Text: e.Text, Hint: hint, Err: e.Err}
	}
	return err
}

// IsRefusal reports whether err may be the app's own SQL refusing a record (a
// unique index, a trigger that raises, an expression that fails), and not a
// failure of the database or the end of the context.
func IsRefusal(err error) bool {
	if _, ok := errors.AsType[*Error](err); ok {
		return true
	}
	e, ok := fault.AsError(err)
	if !ok {
		return false
	}
	switch e.Code {
	case fault.Internal, fault.StorageFull, fault.StorageFailed, fault.NotOwner, fault.Busy, fault.Closed:
		return false
	}
	return true
}

// IsTooDeep reports whether err is SQLite's for triggers and cascades that
// nest deeper than 1,000 levels.
func IsTooDeep(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && strings.Contains(e.Text, triggerDepth)
}

// triggerDepth is SQLite's message for too many levels.
const triggerDepth = "too many levels of trigger recursion"
