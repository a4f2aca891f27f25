package sqlitedb

import (
	"errors"
	"strings"
	"syscall"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// triggerError introduces what a trigger raises: RAISE(ABORT, 'amora:CODE:text').
const triggerError = "amora:"

// translate gives an SQLite failure its code. Failures that an application
// cannot cause are returned as they are, and so are those of other origin, or
// with a code already.
func translate(err error) error {
	var xcode sqlite3.ExtendedErrorCode
	var coded *fault.Error
	if err == nil || errors.As(err, &coded) || !errors.As(err, &xcode) {
		return err
	}
	text := textOf(err)
	if rest, ok := strings.CutPrefix(text, triggerError); ok {
		code, text, _ := strings.Cut(rest, ":")
		return &fault.Error{Code: fault.Code(code), Text: text}
	}
	if code := codeOf(err, xcode); code != "" {
		return &fault.Error{Code: code, Text: text, Hint: hintOf(xcode), Err: err}
	}
	if xcode.Code() == sqlite3.ERROR {
		return &sqldb.Error{Text: text, Err: err}
	}
	return err
}

// hintOf says what is most often behind a failure.
func hintOf(xcode sqlite3.ExtendedErrorCode) string {
	switch xcode {
	case sqlite3.IOERR_WRITE, sqlite3.IOERR_FSYNC, sqlite3.IOERR_TRUNCATE:
		return "is the disk full?"
	}
	switch xcode.Code() {
	case sqlite3.CORRUPT, sqlite3.NOTADB:
		return "the file is damaged: put a backup of it in its place"
	case sqlite3.READONLY, sqlite3.CANTOPEN, sqlite3.PERM:
		return "may the file and its folder be written?"
	}
	return ""
}

// textOf returns SQLite's own message, which names what it is about ("UNIQUE
// constraint failed: t.a"), or else the name of the failure.
func textOf(err error) string {
	name, text, ok := strings.Cut(strings.TrimPrefix(err.Error(), "sqlite3: "), ": ")
	if ok {
		return text
	}
	return name
}

func codeOf(err error, xcode sqlite3.ExtendedErrorCode) fault.Code {
	switch xcode {
	case sqlite3.CONSTRAINT_NOTNULL:
		return fault.Required
	case sqlite3.CONSTRAINT_DATATYPE:
		return fault.BadValue
	case sqlite3.IOERR_SHMSIZE: // the write-ahead log's index cannot grow
		return fault.StorageFull
	}
	switch xcode.Code() {
	case sqlite3.CONSTRAINT:
		return fault.Constraint
	case sqlite3.MISMATCH:
		return fault.BadValue
	case sqlite3.FULL:
		return fault.StorageFull
	case sqlite3.IOERR:
		if errors.Is(err, syscall.ENOSPC) { // where it does not come from fileVFS
			return fault.StorageFull
		}
		return fault.StorageFailed
	case sqlite3.CORRUPT, sqlite3.NOTADB, sqlite3.READONLY, sqlite3.CANTOPEN, sqlite3.PERM:
		return fault.StorageFailed
	case sqlite3.TOOBIG:
		return fault.Limit
	case sqlite3.BUSY, sqlite3.LOCKED:
		return fault.Busy
	}
	return ""
}

// translate is the function of that name, an interrupt becomes the context's error,
// and what the authorizer refused its reason.
func (c *conn) translate(err error) error {
	if errors.Is(err, sqlite3.INTERRUPT) {
		if cause := c.GetInterrupt().Err(); cause != nil {
			return cause
		}
	}
	if errors.Is(err, sqlite3.AUTH) && c.denied != "" { // when SQLite prepared the statement anew
		return fault.Errorf(fault.BadRequest, "%s", c.denied)
	}
	return translate(err)
}

// compileError is about the SQL text: who wrote it can put it right.
func (c *conn) compileError(err error) error {
	if c.denied != "" {
		return fault.Errorf(fault.BadRequest, "%s", c.denied)
	}
	return sqldb.AppSQL(c.translate(err))
}

// catchOOM turns SQLite's panic for want of memory into an error. Nothing of
// SQLite is on the stack then, so the connection lives on.
func catchOOM(err *error) {
	r := recover()
	if r == nil {
		return
	}
	if e, ok := r.(error); ok && e.Error() == "sqlite3: out of memory" {
		*err = &fault.Error{Code: fault.Limit, Text: "SQLite is out of memory", Err: e}
		return
	}
	panic(r)
}
