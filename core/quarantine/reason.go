package quarantine

import "github.com/amora-sync/amora/core/sqldb"

// Reason is a code that says why a received record is not in the app's table.
// Reasons are stable: databases keep them and apps show them.
type Reason string

// Reasons to refuse a record for good, until a better version comes. All but
// the last are found as a chunk arrives (PROTOCOL.md §6).
const (
	BadRecord        Reason = "bad_record"        // not the shape of a record
	BadID            Reason = "bad_id"            // an id that does not follow from partition, source id and model
	OutsideFilter    Reason = "outside_filter"    // a partition that the transfer is not about
	BadCounter       Reason = "bad_counter"       // an instance or a counter out of bounds
	RecordTooLarge   Reason = "record_too_large"  // more bytes than a record may have, or more conflicts
	BadJSON          Reason = "bad_json"          // values or conflicts that are not JSON objects
	BadText          Reason = "bad_text"          // text that SQLite cannot keep as it is
	IdentityMismatch Reason = "identity_mismatch" // known under another partition, source id, model or profile
)

// Reasons why a record is in the Store, but not in the app's table. The first
// three, and BadID, are about its JSON.
const (
	Required         Reason = "required"          // a value is missing
	BadValue         Reason = "bad_value"         // a value of another type than its column's
	BadPartition     Reason = "bad_partition"     // a partition that does not follow from the columns
	MissingReference Reason = "missing_reference" // the record that it refers to is not here yet
	FailedReference  Reason = "failed_reference"  // that record is in the Store, but not in its app's table
	DeletedReference Reason = "deleted_reference" // that record was deleted: this one waits for whoever may delete it
	Constraint       Reason = "constraint"        // the app's own SQL refuses it: a unique index, a trigger
)

// About is the reason as it is stored, with a colon and what it is about: a
// column, or with Constraint SQLite's message.
func (r Reason) About(what string) string { return string(r) + ": " + what }

// SQL is the reason as a SQL literal.
func (r Reason) SQL() string { return sqldb.QuoteText(string(r)) }

// Like is a SQL literal: a pattern of LIKE for the reason, whatever it is about.
func (r Reason) Like() string { return sqldb.QuoteText(string(r) + "%") }
