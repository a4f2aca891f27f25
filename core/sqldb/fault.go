package sqldb

import (
	"errors"

	"github.com/amora-sync/amora/core/fault"
)

// Error is what a [Tx] returns where SQLite cannot do what a statement asks
// of it: malformed JSON, an overflow, a module that is not there. It has no
// code, since the engine's own statements ask for nothing of the kind.
type Error struct {
	Text string // SQLite's own
	Err  error  // the driver's
}

// Error is the driver's text.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the driver's error.
func (e *Error) Unwrap() error { return e.Err }

// AppSQL returns err as it is for whoever wrote the statement: a [Error] is
// a bad_request, as they can put it right.
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
