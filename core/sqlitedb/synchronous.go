package sqlitedb

import (
	"context"

	"github.com/amora-sync/amora/core/sqldb"
)

// relaxed reports whether a transaction's commit need not wait for the disk, and
// sees to it that the commit does not: it is in the write-ahead log then, and on
// the disk once the system has written it, with the next commit that waits, or
// with a checkpoint. What is lost, if the machine loses its power before, are
// the last of these commits, none of which a later one outlives
// (https://sqlite.org/pragma.html#pragma_synchronous).
//
// Without a write-ahead log the same setting could damage the file, so there the
// commit waits.
func (c *conn) relaxed(ctx context.Context, write bool) (bool, error) {
	if _, deferrable := sqldb.DeferrableBytes(ctx); !write || !deferrable || !c.wal {
		return false, nil
	}
	return true, c.execOwn("PRAGMA synchronous = NORMAL")
}

// strict has commits wait for the disk again, after relaxed. A connection that
// cannot be set back is thrown away.
func (d *DB) strict(c *conn) {
	if d.conn != c {
		return // lost, and closed
	}
	c.SetInterrupt(context.Background())
	if err := c.execOwn("PRAGMA synchronous = FULL"); err != nil {
		d.lose(err)
	}
}

// touch writes something into a transaction that may have nothing to write:
// whoever commits and waits relies on earlier commits, too, such as a version
// that is sent next, and without a change nothing would be waited for.
func (c *conn) touch() error {
	version, err := c.ownText("PRAGMA user_version")
	if err != nil {
		return err
	}
	return c.execOwn("PRAGMA user_version = " + version)
}

// noteJournal finds out whether there is a write-ahead log, which commits wait
// for: some file systems cannot have one, and with Options.Flush no commit waits.
func (c *conn) noteJournal(flushed bool) error {
	mode, err := c.ownText("PRAGMA journal_mode")
	c.wal = mode == "wal" && !flushed
	return err
}
