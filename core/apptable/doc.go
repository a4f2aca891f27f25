// Package apptable makes the app's own tables synced ones: their DDL, the
// triggers that note and check what plain SQL writes, and the conversions
// between the form of a value in a row and in a serialized record.
//
// It hides all SQL of app tables. Begin with [Table], the table of one model,
// and [Register], which brings the tables of a database to a schema. [Guarded]
// keeps the app's statements from harming the engine's tables, and
// [ArrangeTriggers] makes the app's own triggers run once for each change, on
// the device where it was made.
//
// It imports fault, sqldb, value, quarantine, trust and schema.
package apptable
