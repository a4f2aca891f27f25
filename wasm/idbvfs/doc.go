// Package idbvfs keeps an SQLite database of a browser tab in IndexedDB. It is
// for GOOS=js.
//
// The database is in memory, and SQLite reads and writes it there, without
// ever waiting. After each commit [VFS.Flush] writes what has changed in one
// IndexedDB transaction and returns when that is complete: what it has
// acknowledged is there after the tab, the browser or (with [Strict]) the
// machine dies, and what it has not acknowledged is there whole or not at all.
// Blocks of which SQLite has every page free are stored empty.
//
//	storage, err := idbvfs.Open(ctx, "school", idbvfs.Options{})
//	db, err := sqlitedb.Open(ctx, "main", sqlitedb.Options{
//		VFS: storage.Name(), Flush: storage.Flush, Reload: storage.Reload,
//	})
//
// # Failure
//
// When a flush fails, memory is ahead of storage. Then the image in memory is
// discarded: whatever is still open on it gets errors, until [VFS.Reload] has
// read back what was stored last. sqlitedb does that by itself before its next
// transaction.
//
// # Ownership
//
// Opening makes the opener the owner, by a number in the same IndexedDB
// database that only goes up, the epoch. Each flush looks, inside its
// transaction, whether the epoch is still its own and nobody else has written,
// and stores nothing otherwise (fault.NotOwner): a tab that was frozen while another took over
// cannot write stale pages when it wakes up. Electing one owner, so that this
// stays the exception, is up to the tabs. The same error says that the browser
// has closed the connection: the next owner opens another one.
//
// A database has an id until it is destroyed. Whoever had it open before asks
// for it by that ([Options]), so that what was meant for a database that is gone
// is not written to one that has its name.
//
// # Layout
//
// IndexedDB database "amora:NAME", version 1:
//
//	blocks   0, 1, 2, … → Uint8Array of blockSize bytes, the file cut in pieces
//	meta     "file"     → {id, epoch, commits, size, blockSize, unclean}
//	         "place"    → "opfs" if the contents are in a file (wasm/opfsvfs), and
//	                      "moving" if one may lie about that is to be removed
package idbvfs
