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
// reach JavaScript. Texts are for people and may change.
type Code string

// The codes an application or an operator may meet.
const (
	Internal          Code = "internal"
	BadRequest        Code = "bad_request"        // a malformed message or argument
	BadSchema         Code = "bad_schema"         // the schema itself is wrong
	SchemaChanged     Code = "schema_changed"     // the schema does not fit the tables that are there
	NewerDatabase     Code = "newer_database"     // the database was written by a newer build
	UnknownModel      Code = "unknown_model"      // the schema has no such model
	UnknownColumn     Code = "unknown_column"     // the model has no such column
	BadValue          Code = "bad_value"          // a value of another type than its column's
	Required          Code = "required"           // NULL or nothing in a required column
	BadID             Code = "bad_id"             // an id that does not follow from partition, source id and model
	ImmutableColumn   Code = "immutable_column"   // a change of what the row's id or partition follows from
	NotWritable       Code = "not_writable"       // outside the certificate's write scope
	Constraint        Code = "constraint"         // any other constraint of the app's tables
	RecordTooLarge    Code = "record_too_large"   // over value.MaxRecordBytes
	StorageFull       Code = "storage_full"       // the storage has no room left
	StorageFailed     Code = "storage_failed"     // the storage refused to read or write for another reason
	NotOwner          Code = "not_owner"          // another tab has taken the database over, or the browser its storage away
	Busy              Code = "busy"               // another process holds the database
	TimedOut          Code = "timed_out"          // a statement or a transaction took longer than it may
	TransactionEnded  Code = "transaction_ended"  // the transaction is over, or was undone because its tab or the owner's is gone
	NestedTransaction Code = "nested_transaction" // a transaction inside a transaction, which would wait for itself
	Closed            Code = "closed"             // the database, session or socket is closed
	NoCertificate     Code = "no_certificate"     // the database belongs to no dataset, or a key is elsewhere
	HasDataset        Code = "has_dataset"        // the database holds a dataset already, and another one was not asked for
	NotSynced         Code = "not_synced"         // rows are here alone that would be lost
	LastAdmin         Code = "last_admin"         // the only admin's key that is known is here, and would be lost
	BadCertificate    Code = "bad_certificate"    // a chain or certificate that does not verify
	Revoked           Code = "revoked"            // the room's owner took the certificate back, or one above it
	Expired           Code = "expired"            // the certificate's time is over, or that of one above it
	BadSignature      Code = "bad_signature"      // a signature that does not verify
	BadNonce          Code = "bad_nonce"          // a nonce that is unknown, used or expired
	BadInvite         Code = "bad_invite"         // an invite that is altered, cut short or no longer good
	BadCredentials    Code = "bad_credentials"    // no such user, or another password
	ScopeMismatch     Code = "scope_mismatch"     // the same scope id and version with another text
	OutsideScope      Code = "outside_scope"      // a filter wider than the certificates allow
	RelayNotAdmitted  Code = "relay_not_admitted" // the room's owner has not admitted the relay's key, or took it back
	RelayChanged      Code = "relay_changed"      // an address shows another relay's key than before
	RoomClosed        Code = "room_closed"        // the operator does not let this room be opened
	Unsupported       Code = "unsupported"        // no common protocol version
	BadRecord         Code = "bad_record"         // a pushed chunk holds a record that cannot be taken
	BadFSIC           Code = "bad_fsic"           // counters or partitions out of bounds
	UnknownSession    Code = "unknown_session"    // the transfer is over, was given up or never began
	Behind            Code = "behind"             // a delta builds on records that are not here
	Conflict          Code = "conflict"           // a delta's records conflict with those of this side
	Limit             Code = "limit"              // a quota or a size limit
	Unavailable       Code = "unavailable"        // the peer cannot be reached
	InstanceCollision Code = "instance_collision" // a peer uses this instance's id
)

// Error is a failure with a stable code. Compare it by errors.Is with
// &Error{Code: …}, which looks at nothing but the code, or read the code with
// [CodeOf].
type Error struct {
	Code Code   // what kind of failure it is, stable
	Text string // what happened, for people
	Hint string // what to do about it, "" where there is nothing to say
	Err  error  // the cause, nil where there is none
}

// Error is code, text, hint and cause in one line, for logs and terminals.
// Whoever shows text and hint apart, as the page does, reads the fields.
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

// Is reports whether target is an [Error] of the same code, for errors.Is.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

// Errorf makes an *Error with a formatted text.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Text: fmt.Sprintf(format, args...)}
}

// WithHint returns a copy of e with advice for the person who meets it.
func (e *Error) WithHint(hint string) *Error {
	c := *e
	c.Hint = hint
	return &c
}

// CodeOf returns the code of the first [Error] in err's chain, [Internal] if
// there is none, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	if e, ok := AsError(err); ok {
		return e.Code
	}
	return Internal
}

// OwnFault reports whether the side that fails with this code is itself at
// fault, and not what it was asked to do.
func (c Code) OwnFault() bool {
	return c == Internal || c.Storage()
}

// Over reports whether the code says that a certificate counts no more.
func (c Code) Over() bool { return c == Revoked || c == Expired }

// Storage reports whether the code says that storage could not be read or
// written.
func (c Code) Storage() bool { return c == StorageFull || c == StorageFailed }

// AsError returns the first [Error] in err's chain, and whether there is one.
func AsError(err error) (*Error, bool) { return errors.AsType[*Error](err) }
