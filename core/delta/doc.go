// Package delta sends a few records in one message, with the counters that they
// build on, instead of a whole transfer: one commit on each side, and no round
// trip before it. PROTOCOL.md §7 says that such records are carried.
//
// A delta is applied only if the receiver has everything that it builds on and
// nothing in it conflicts. Otherwise the ordinary pull and push follow, where
// only one side merges.
//
// It hides how the records go through all stages of package pipeline in one
// transaction. Begin with [Make] and [Apply]. Packages client and server send
// and receive deltas.
//
// It imports fault, sqldb, value, trust, counter and pipeline.
package delta
