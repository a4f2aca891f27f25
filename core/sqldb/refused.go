package sqldb

import (
	"errors"
	"strings"

	"github.com/amora-sync/amora/core/fault"
)

// Records that something of the app's own refuses: a unique index, a trigger
// that raises, a foreign key of a local table, an expression that fails. Such
// a record waits in quarantine with SQLite's message, and keeps out no other.
//
// The ordinary case is one statement for all records. Where it fails, halves
// are tried, and halves of those, until the refused records are alone: for
// each, the number of statements grows with the logarithm of all.

// IsRefusal reports whether an error may be the app's own SQL refusing a record,
// and is not one of the database or the context.
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

// IsTooDeep reports whether an error is SQLite's for triggers and cascades that
// nest deeper than a thousand levels.
func IsTooDeep(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return ok && strings.Contains(e.Text, triggerDepth)
}

// triggerDepth is SQLite's message for too deep a tree.
const triggerDepth = "too many levels of trigger recursion"
