package wire

import (
	"context"
	"errors"
	"strings"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
)

// RelayError is a failure that the relay reported, as [Failure.Err] returns it.
type RelayError struct {
	failure *fault.Error
	// Rules are the room's, as the relay showed them, where they have taken a
	// certificate back; else nil.
	Rules *trust.SignedRules
	// PutBack says that the relay was put back to an earlier state.
	PutBack bool
}

// Error is the failure's text.
func (e RelayError) Error() string { return e.failure.Error() }

// Unwrap returns the failure.
func (e RelayError) Unwrap() error { return e.failure }

// Err is the failure as a [RelayError]. A code that says something about this
// side ([local]) becomes internal, because a relay cannot know and this side
// acts on it. If the relay itself is at fault ([fault.Code.OwnFault]) the text
// says so, because nothing is full or broken on this side.
func (h Failure) Err() error {
	e := &fault.Error{Code: h.Code, Text: h.Text, Hint: h.Hint}
	if local[e.Code] {
		e.Code = fault.Internal
	}
	if e.Code.OwnFault() {
		e.Text = strings.TrimSuffix("the relay failed: "+h.Text, ": ")
	}
	return RelayError{e, h.Bundle, h.PutBack}
}

// IsPutBack reports whether a relay says that it was put back to an earlier state.
func IsPutBack(err error) bool {
	told, ok := errors.AsType[RelayError](err)
	return ok && told.PutBack
}

// Refusal is an error that follows from the room's rules, for a peer that may
// not know them yet. What a peer says of them counts once they are verified.
type Refusal struct {
	error
	Rules *trust.Rules // by which the peer is refused
}

// Unwrap is what happened.
func (r Refusal) Unwrap() error { return r.error }

// Refuse is err with the rules that it follows from, if it says that a
// certificate was taken back.
func Refuse(err error, rules *trust.Rules) error {
	if fault.CodeOf(err) != fault.Revoked {
		return err
	}
	return Refusal{err, rules}
}

// crossing are the codes that cross the wire (PROTOCOL.md §9). The others are
// about this side's own database and app ([local]), and are not sent.
var crossing = map[fault.Code]bool{
	fault.BadRequest: true, fault.Unsupported: true, fault.BadCertificate: true, fault.Revoked: true, fault.Expired: true,
	fault.BadSignature: true, fault.BadNonce: true, fault.BadCredentials: true, fault.ScopeMismatch: true,
	fault.OutsideScope: true, fault.NotWritable: true, fault.RoomClosed: true, fault.BadRecord: true,
	fault.BadFSIC: true, fault.UnknownSession: true, fault.Behind: true, fault.Conflict: true, fault.Limit: true,
	fault.InstanceCollision: true, fault.Unavailable: true, fault.StorageFull: true, fault.StorageFailed: true,
	fault.Internal: true,
}

// local are the known codes that do not cross the wire: those of the engine,
// then those of a browser's tab. A code in neither list is one of a newer peer.
var local = map[fault.Code]bool{
	fault.BadSchema: true, fault.SchemaChanged: true, fault.NewerDatabase: true, fault.UnknownModel: true,
	fault.UnknownColumn: true, fault.BadValue: true, fault.Required: true, fault.BadID: true,
	fault.ImmutableColumn: true, fault.Constraint: true, fault.RecordTooLarge: true, fault.NotOwner: true,
	fault.Busy: true, fault.TimedOut: true, fault.TransactionEnded: true, fault.NestedTransaction: true,
	fault.Closed: true, fault.NoCertificate: true, fault.HasDataset: true, fault.NotSynced: true,
	fault.BadInvite: true, fault.RelayNotAdmitted: true, fault.RelayChanged: true, fault.LastAdmin: true,
	"engine_failed": true, "engine_stopped": true, "other_version": true, "aborted": true,
}

// ErrorFor describes err to the peer. An error that is no [fault.Error], or
// whose code does not cross the wire, is sent as the code internal, without its
// text, which may name tables and columns.
func ErrorFor(transfer string, err error) Failure {
	h := Failure{Transfer: transfer, Code: fault.CodeOf(err), PutBack: counter.IsPutBack(err)}
	if !crossing[h.Code] {
		h.Code = fault.Internal
	} else if e, ok := fault.AsError(err); ok {
		h.Text, h.Hint = e.Text, e.Hint
	}
	if r := (Refusal{}); errors.As(err, &r) {
		h.Bundle = r.Rules.Signed()
	}
	return h
}

// ErrorMessage is the message that ends a connection (PROTOCOL.md §9), for what
// a host refuses before the room's server sees it.
func ErrorMessage(err error) []byte { return Encode(KindError, ErrorFor("", err), "") }

// ConnectionError gives the failure of a connection its code: unavailable, so
// that callers may try again. met says that the relay has proved itself before.
// As long as it has not, a code that the connection gave stays: it may say that
// there is no relay at this address. Once it has, whatever stands in its place
// now will pass: a login page, a proxy whose relay restarts, bytes that are no
// messages.
func ConnectionError(err error, met bool) error {
	if e, coded := fault.AsError(err); errors.Is(err, context.Canceled) || coded && (!met || e.Code == fault.Unavailable) {
		return err
	}
	return &fault.Error{Code: fault.Unavailable, Text: "the connection to the relay is lost", Err: err}
}
