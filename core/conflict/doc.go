// Package conflict has what becomes of versions that lost (MORANGO.md §5): how
// the Store keeps their values, which of two versions that hold the same values
// is taken, and how an app settles a conflict.
//
// The rules are SQL expressions over a Store row s and a buffered row b, for
// package pipeline to merge by. Imports: the ground packages, schema,
// quarantine, trust, counter and apptable. Begin with outcome.go.
package conflict
