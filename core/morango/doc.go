// Package morango has what both sides of Morango's HTTP protocol write and read
// alike (MORANGO.md §14): where the endpoints lie, the optional parts of the
// protocol, the stages of a transfer, how an instance describes itself, and how
// records are written.
//
// It hides the form of a record: begin with [TakeRecords] and [GiveRecords].
// Packages morangohttp, the server, and morangoclient use it, and do not know
// each other.
//
// It imports fault, sqldb and pipeline.
package morango
