// Package pipeline runs the stages of a sync on one database (Morango's
// sync/operations.py; MORANGO.md §2 to §6):
//
//	app tables ─serialize─▶ Store ─queue─▶ Buffer ══chunks══▶ Buffer ─dequeue─▶ Store ─deserialize─▶ app tables
//
// Each stage has a file: serialize.go, queue.go, chunk.go, dequeue.go and
// deserialize.go. A stage is a fixed number of set-based statements in the
// caller's transaction, however many records there are. A stage takes a
// [Transfer] as a value and returns the next one, which [Engine.Advance] keeps
// once the transaction is committed. transfer.go stores transfers, expire.go
// ends them, copies.go is about databases that were copied.
//
// It hides the Store, the Buffer and the rules of merging. Begin with [Engine],
// then [Transfer]. Both sides of a connection, packages client and server, use
// it alike.
//
// It imports fault, sqldb, value, quarantine, trust, schema, counter, apptable and
// conflict.
package pipeline
