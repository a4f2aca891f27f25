// Package fault has failures with a stable code: what went wrong in one word
// that crosses the wire and reaches JavaScript, beside a text for people.
//
// It imports nothing of core, and every other package of core imports it.
// Begin with [Code], whose constants are all the codes there are, then [Error];
// [Errorf] makes one and [CodeOf] reads its code. PROTOCOL.md §9 says which
// codes a peer may send, and what the peer that receives one does.
package fault

import (
	"errors"
	"fmt"
)

// Code names a kind of failure. Codes are stable: they cross the wire and
// reach JavaScript, texts are for people and may change.
type Code string

// The codes an application or an operator may meet.
const (
	Internal          Code = "internal"
	BadRequest        Code = "bad_request"        // malformed message or argument
	BadSchema         Code = "bad_schema"         // the schema value itself is wrong
	SchemaChanged     Code = "schema_changed"     // the schema does not fit the data that is there
	NewerDatabase     Code = "newer_database"     // written by a newer build
	UnknownModel      Code = "unknown_model"      //
	UnknownColumn     Code = "unknown_column"     //
	BadValue          Code = "bad_value"          // a value of another type than its column's
	Required          Code = "required"           // NULL or nothing in a required column
	BadID             Code = "bad_id"             // an id that does not follow from partition, source id and model
	ImmutableColumn   Code = "immutable_column"   // partition or source id follow from it
	NotWritable       Code = "not_writable"       // outside the certificate's write scope
	Constraint        Code = "constraint"         // any other constraint of the app's tables
	RecordTooLarge    Code = "record_too_large"   // over MaxRecordBytes
	StorageFull       Code = "storage_full"       //
	StorageFailed     Code = "storage_failed"     // the storage refused to read or write for another reason
	NotOwner          Code = "not_owner"          // another tab has taken the database over
	Busy              Code = "busy"               // another process holds the database
	Closed            Code = "closed"             // the database, session or socket is closed
	NoCertificate     Code = "no_certificate"     // createRoot or join first
	HasDataset        Code = "has_dataset"        // createRoot, or join of another, where there is a dataset
	BadCertificate    Code = "bad_certificate"    // a chain or certificate that does not verify
	Revoked           Code = "revoked"            // the owner took the certificate back, or one above it
	BadSignature      Code = "bad_signature"      //
	BadNonce          Code = "bad_nonce"          // unknown, used or expired
	BadInvite         Code = "bad_invite"         //
	ScopeMismatch     Code = "scope_mismatch"     // the same scope id and version with another text
	OutsideScope      Code = "outside_scope"      // a filter wider than the certificates allow
	RoomClosed        Code = "room_closed"        // the operator does not let this room be opened
	Unsupported       Code = "unsupported"        // no common protocol version
	BadRecord         Code = "bad_record"         // a pushed chunk holds a record that cannot be taken
	BadFSIC           Code = "bad_fsic"           // counters or partitions out of bounds
	UnknownSession    Code = "unknown_session"    //
	Behind            Code = "behind"             // carried records build on others that are not here
	Conflict          Code = "conflict"           // carried records meet changes of this side
	Limit             Code = "limit"              // a quota or a size limit
	Unavailable       Code = "unavailable"        // the peer cannot be reached
	InstanceCollision Code = "instance_collision" // a peer uses this instance's id
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
	if e, ok := AsError(err); ok {
		return e.Code
	}
	return Internal
}

// OwnFault reports whether who says so has failed itself, whatever it was
// asked to do.
func (c Code) OwnFault() bool {
	return c == Internal || c.Storage()
}

// Storage reports whether this side's storage could not do what it was asked.
func (c Code) Storage() bool { return c == StorageFull || c == StorageFailed }

// AsError finds the first *Error in err's chain.
func AsError(err error) (*Error, bool) { return errors.AsType[*Error](err) }
