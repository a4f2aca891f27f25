// Package schema has what an app declares: its synced models with their
// columns and templates, and the scopes of its certificates.
//
// It hides the schema's JSON: [Parse] reads and checks it, and a [Schema]
// writes itself as canonical text, by which two schemas can be compared. Begin
// with [Schema] and [Model]. What SQL a model becomes is for package apptable
// to say.
//
// It imports fault, sqldb, value and trust.
package schema
