// Package opfsvfs keeps an SQLite database of a browser tab in a file of the
// origin private file system (https://fs.spec.whatwg.org/), of which only the
// pages that SQLite asks for are in memory. It is for GOOS=js in a dedicated
// worker: nowhere else has a file handles whose calls do not wait.
//
// What idbvfs stores beside the blocks, who owns the database and whether it was
// closed, is stored there here too. So is which of the two has it: see
// [idbvfs.VFS.MoveOut].
//
// # Durability
//
// SQLite writes a write-ahead log. A commit has been written when it returns,
// which outlives the worker and the browser; [VFS.Flush] waits until the log is
// on the disk, where that is asked for (idbvfs.Strict). SQLite itself does so
// before it copies the log into the database, so a loss of power costs no more
// than the last commits, and never the file.
//
// # Ownership
//
// A handle is exclusive: as long as one owner has it nobody else can read or
// write the file. [Open] waits for the former owner's worker to end.
//
// # Layout
//
// In the folder amora, NAME as encodeURIComponent writes it:
//
//	NAME.sqlite       the database
//	NAME.sqlite-wal   its write-ahead log
package opfsvfs
