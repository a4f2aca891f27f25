package core

import (
	"errors"
	"fmt"
)

// Code names a kind of failure. Codes are stable: they cross the wire and
// reach JavaScript, texts are for people and may change.
type Code string

// The codes an application or an operator may meet.
const (
	CodeInternal          Code = "internal"
	CodeBadRequest        Code = "bad_request"        // malformed message or argument
	CodeBadSchema         Code = "bad_schema"         // the schema value itself is wrong
	CodeSchemaChanged     Code = "schema_changed"     // the schema does not fit the data that is there
	CodeNewerDatabase     Code = "newer_database"     // written by a newer build
	CodeUnknownModel      Code = "unknown_model"      //
	CodeUnknownColumn     Code = "unknown_column"     //
	CodeBadValue          Code = "bad_value"          // a value of another type than its column's
	CodeRequired          Code = "required"           // NULL or nothing in a required column
	CodeBadID             Code = "bad_id"             // an id that does not follow from partition, source id and model
	CodeImmutableColumn   Code = "immutable_column"   // partition or source id follow from it
	CodeNotWritable       Code = "not_writable"       // outside the certificate's write scope
	CodeConstraint        Code = "constraint"         // any other constraint of the app's tables
	CodeRecordTooLarge    Code = "record_too_large"   // over MaxRecordBytes
	CodeStorageFull       Code = "storage_full"       //
	CodeStorageFailed     Code = "storage_failed"     // the storage refused to read or write for another reason
	CodeNotOwner          Code = "not_owner"          // another tab has taken the database over
	CodeBusy              Code = "busy"               // another process holds the database
	CodeClosed            Code = "closed"             // the database, session or socket is closed
	CodeNoCertificate     Code = "no_certificate"     // createRoot or join first
	CodeHasDataset        Code = "has_dataset"        // createRoot, or join of another, where there is a dataset
	CodeBadCertificate    Code = "bad_certificate"    // a chain or certificate that does not verify
	CodeRevoked           Code = "revoked"            // the owner took the certificate back, or one above it
	CodeBadSignature      Code = "bad_signature"      //
	CodeBadNonce          Code = "bad_nonce"          // unknown, used or expired
	CodeBadInvite         Code = "bad_invite"         //
	CodeScopeMismatch     Code = "scope_mismatch"     // the same scope id and version with another text
	CodeOutsideScope      Code = "outside_scope"      // a filter wider than the certificates allow
	CodeRoomClosed        Code = "room_closed"        // the operator does not let this room be opened
	CodeUnsupported       Code = "unsupported"        // no common protocol version
	CodeBadRecord         Code = "bad_record"         // a pushed chunk holds a record that cannot be taken
	CodeBadFSIC           Code = "bad_fsic"           // counters or partitions out of bounds
	CodeUnknownSession    Code = "unknown_session"    //
	CodeBehind            Code = "behind"             // carried records build on others that are not here
	CodeConflict          Code = "conflict"           // carried records meet changes of this side
	CodeLimit             Code = "limit"              // a quota or a size limit
	CodeUnavailable       Code = "unavailable"        // the peer cannot be reached
	CodeInstanceCollision Code = "instance_collision" // a peer uses this instance's id
)

// Error is a failure with a stable code. Compare with errors.Is against
// &Error{Code: …} (texts do not take part) or read the code with [CodeOf].
type Error struct {
	Code Code   // stable
	Text string // what happened
	Hint string // what to do about it, may be empty
	Err  error  // cause, may be nil
}

// Error is everything that is to be said, for logs and terminals: code, text,
// hint and cause, each once. Who lays text and hint out apart, as the package
// for browsers does, takes the fields.
func (e *Error) Error() string {
	s := string(e.Code)
	if e.Text != "" {
		s += ": " + e.Text
	}
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is an *Error of the same code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Errorf makes an *Error with a formatted text.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Text: fmt.Sprintf(format, args...)}
}

// WithHint returns e with advice for the person who meets it.
func (e *Error) WithHint(hint string) *Error {
	c := *e
	c.Hint = hint
	return &c
}

// CodeOf returns the code of the first *Error in err's chain,
// CodeInternal where there is none, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := asError(err); ok {
		return e.Code
	}
	return CodeInternal
}

// ownFault reports whether who says so has failed itself, whatever it was
// asked to do.
func (c Code) ownFault() bool {
	return c == CodeInternal || c.storage()
}

// storage reports whether this side's storage could not do what it was asked.
func (c Code) storage() bool { return c == CodeStorageFull || c == CodeStorageFailed }

// asError finds the first *Error in err's chain.
func asError(err error) (*Error, bool) { return errors.AsType[*Error](err) }

// SQLError is what a [Tx] returns where SQLite cannot do what a statement asks
// of it: malformed JSON, an overflow, a module that is not there. It has no
// code, since the engine's own statements ask for nothing of the kind.
type SQLError struct {
	Text string // SQLite's own
	Err  error  // the driver's
}

// Error is the driver's text.
func (e *SQLError) Error() string { return e.Err.Error() }

// Unwrap returns the driver's error.
func (e *SQLError) Unwrap() error { return e.Err }

// AppSQL returns err as it is for whoever wrote the statement: a [SQLError] is
// a bad_request, as they can put it right.
func AppSQL(err error) error {
	if e, ok := errors.AsType[*SQLError](err); ok {
		hint := ""
		if tooDeep(err) {
			hint = "delete a tree of more than 1,000 levels from its leaves on; is there a trigger that fires without end?"
		}
		return &Error{Code: CodeBadRequest, Text: e.Text, Hint: hint, Err: e.Err}
	}
	return err
}
