// Package apptable makes the app's own tables synced ones: their DDL, the
// triggers that note and check what plain SQL writes, and the conversions
// between the form of a value in a row and in a serialized record.
//
// It hides all SQL of app tables. Begin with [Table], the table of one model,
// and [Register], which brings the tables of a database to a schema. change.go
// says how a database comes from one schema to the next. [Guarded] keeps the
// app's statements from harming the engine's tables.
//
// It imports fault, sqldb, value, quarantine, trust, schema and owntrigger.
package apptable
