// Package core is Morango's replication pipeline: databases that are seldom
// online together sync, each seeing the partitions that its certificate
// allows.
//
//	app tables ─serialize─▶ Store ─queue─▶ Buffer ══chunks══▶ Buffer ─dequeue─▶ Store ─deserialize─▶ app tables
//	  (triggers)         counters                    (peer)          (merge by counters)     (validate, quarantine)
//
// An [Instance] is one database with an identity. Its app writes plain SQL or
// calls [Instance.Put]; triggers note what changed. [Instance.Sync] is the
// client's side of a conversation, [Server] the other; PROTOCOL.md describes
// it. The five stages are five files, serialize.go to deserialize.go, each a
// fixed number of set-based statements in one transaction, however many
// records there are.
//
// # Counters
//
// Each instance counts its saves. A record carries the version that saved it
// last (last_saved_instance, last_saved_counter) and, for every other
// instance that ever saved it, the highest counter known
// (RecordMaxCounter). A database knows for each partition prefix and instance
// up to which counter it has everything (DatabaseMaxCounter). What one side
// has of that is its [FSIC] for a filter; the difference of two is what is
// due.
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
//   - Nothing leaves before the commit behind it is durable.
//   - What a peer sent is checked in the inserted rows, as SQLite read them.
//   - Every value is bound; prefixes compare byte for byte.
//
// # Sources
//
// Vocabulary, tables and behaviour are those of Morango 0.8
// (https://github.com/learningequality/morango): models/core.py (counters,
// FSIC, serialization), models/certificates.py, sync/operations.py (the
// stages), sync/backends/sqlite.py (dequeue), sync/controller.py. Comments
// name the file they follow. "ALGORITHMS n" in comments counts: 1 identity
// and counters, 2 serialize, 3 FSIC, 4 queue, 5 dequeue, 6 deserialize, 7
// order of models, 8 stages. Where this engine differs on purpose, the
// comment says "difference n":
//
//  1. A DatabaseMaxCounter never goes down.
//  2. Dequeue touches the buffers of its own transfer session only.
//  3. Partition prefixes are exact: case counts, "_" and "%" are plain.
//  4. A chunk that is there already is accepted and changes nothing; records
//     past the end are an error.
//  5. A record that cannot be applied goes to quarantine with a reason and is
//     tried again.
//  6. A hard-deleted conflict stores {} (Morango's "" cannot be read back).
//  7. Nonces and dead sessions expire by themselves.
//  8. Scope parameters in partitions are fixed-length ids, unless the
//     definition says otherwise.
//  9. Pushing a certificate chain has to be allowed.
//  10. The receiver stores the sender's counters spelled out per partition.
//  11. Deserialize takes id, source id and partition from the Store's columns;
//     a record whose JSON says otherwise is quarantined.
//  12. A stored record's partition, source id and model never change.
//  13. A merge keeps the older conflicting values of both sides, the newest
//     first, up to 64 KB.
//  14. With peers that speak FSIC version 1: one prefix per transfer.
//  15. A column added to a model is filled from the Store.
//  16. A reference is held against the app's tables, which is what it must
//     hold in, where Morango looks in the Store.
//  17. An instance makes no versions of records that it may not write: in a
//     conflict it takes the incoming version, and a record that refers to a
//     deleted one waits for somebody who may delete it.
//  18. A row that goes with a deleted one which it refers to, without having
//     been deleted itself, comes back with it. What of it was not serialized
//     yet is, first, whatever the filter.
//  19. A circle of parents, which two devices can close without seeing it, is
//     applied like any other rows, where Morango leaves it and all that hangs
//     on it in quarantine. What the Store holds decides, not the order in
//     which it came: devices that join later show the same rows.
//  20. A Store row's _self_ref_fk follows the row's parent, where Morango keeps
//     the first one.
//  21. An app row has the values that other devices read from its record, from
//     the moment it is written: datetimes and times to the millisecond,
//     decimals with 15 digits. Django keeps the author's further digits to the
//     author.
//  22. Equal versions with two contents are merged like any conflict: a copied
//     database, or a peer that lies, has used the counter twice.
//  23. A version that is new, although everything of its instance up to its
//     counter was here, is saved again by whoever receives it and may write it.
//  24. A database saves under an instance id of its own with each relay.
package core
