// Package counter knows who has written how much: the instance that this
// database saves as, and up to which counter each side of a sync has what each
// instance saved (MORANGO.md §1 and §3).
//
// It hides the tables of instances, DatabaseMaxCounters and pairings. Begin
// with [Identity], which takes a counter for every save, and [FSIC], what one
// side has under a filter; [Diff] of two FSICs is what a transfer has to bring.
// pairing.go, copies.go and acknowledged.go keep two copies of a database, and
// peers that lie, from making one counter stand for two contents.
//
// It imports fault, sqldb, value and trust.
package counter
