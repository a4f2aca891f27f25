// Package core is Morango's replication pipeline: databases that are seldom
// online together sync, each seeing the partitions that its certificate
// allows.
//
//	app tables ─serialize─▶ Store ─queue─▶ Buffer ══chunks══▶ Buffer ─dequeue─▶ Store ─deserialize─▶ app tables
//	  (triggers)         counters                    (peer)          (merge by counters)     (validate, quarantine)
//
// This package is the face for apps. An [Instance], which [Open] opens, is one
// database with an identity. Its app writes plain SQL by [Instance.Exec] or
// rows by [Instance.Put]; triggers note what changed. [Instance.Sync] brings
// that to a relay and fetches what others wrote. [Instance.CreateRoot] begins a
// dataset, [Instance.Invite] and [Instance.Join] let others into it. An app
// imports this package, schema and a database, such as sqlitedb; errors carry a
// code of package fault.
//
// All else is in the packages below, which ARCHITECTURE.md lists. The stages
// above are in package pipeline, each a fixed number of set-based statements in
// one transaction, however many records there are. Package client is the side
// of a conversation that dials, package server the relay's; PROTOCOL.md
// describes it.
//
// # Counters
//
// Each instance counts its saves. A record carries the version that saved it
// last (last_saved_instance, last_saved_counter) and, for every other instance
// that ever saved it, the highest counter known (RecordMaxCounter). A database
// knows for each partition prefix and instance up to which counter it has
// everything (DatabaseMaxCounter). What one side has of that is its FSIC for a
// filter (counter.FSIC); the difference of two is what is due.
//
// # Invariants
//
//   - A counter is taken inside the transaction that uses it, and never used
//     for two contents. A database saves under an instance id of its own with
//     each relay, and both replace a random token with each handshake: the
//     second bearer of a token is a copy, and takes a new id before it saves
//     anything. What it had saved and never saw arrive it saves again under the
//     new id, so that nothing of either copy is lost. Who knows that a database
//     is a copy can say so ([Options.NewIdentity]).
//   - Of its own saves a database believes only what a relay acknowledged.
//   - A DatabaseMaxCounter never goes down, and rises to a peer's only when
//     everything up to it has arrived.
//   - Nothing leaves before the commit behind it is durable, except for the
//     acknowledgements of a pull's chunks, which only say that more may come.
//   - What a peer sent is checked in the inserted rows, as SQLite read them.
//   - Every value is bound; prefixes compare byte for byte.
//
// # Sources
//
// Vocabulary, tables and behaviour are those of Morango 0.8
// (https://github.com/learningequality/morango). MORANGO.md says what this
// engine follows of it, section by section, and where it differs on purpose
// (MORANGO.md §13). Comments cite its sections, and name Morango's files:
// models/core.py has the counters, FSIC and serialization,
// models/certificates.py the certificates, sync/operations.py the stages,
// sync/backends/sqlite.py dequeue, sync/controller.py the order of stages.
// DECISIONS.md says what was decided, why, and what was tried and left.
package core
