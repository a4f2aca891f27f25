package sqlitedb

import (
	"context"

	"github.com/amora-sync/amora/core/sqldb"
)

// shrinkPages is how many free pages one step of Shrink gives back: what a step
// moves goes through the write-ahead log, which takes space itself.
const (
	shrinkPages = 1000
	vacuumStep  = "PRAGMA incremental_vacuum(1000)"
)

// UpdateShrinking is Update, and cuts the pages that fn frees off the file
// before the commit (see [Options.Shrinkable]). On a full disk the write-ahead
// log is then moved into a file that need not grow, and gives its space back.
func (d *DB) UpdateShrinking(ctx context.Context, fn func(sqldb.Tx) error) error {
	return d.Update(ctx, func(t sqldb.Tx) error {
		if err := fn(t); err != nil {
			return err
		}
		return t.(*tx).conn.execOwn("PRAGMA incremental_vacuum")
	})
}

// Shrink gives back to the disk what a file takes beyond its contents: its
// free pages, if it was made with [Options.Shrinkable], and its write-ahead
// log. Where there is no room for that it does what it can.
func (d *DB) Shrink(ctx context.Context) error {
	c, err := d.acquire(ctx, false)
	if err != nil {
		return err
	}
	defer d.release()
	for before := int64(-1); ; {
		free, err := c.ownNumber("PRAGMA freelist_count")
		if err != nil {
			return err
		}
		if free > 0 && free != before {
			if err := c.execOwn(vacuumStep); err != nil {
				return err
			}
		}
		if err := c.execOwn("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil || free == before || free <= shrinkPages {
			return err
		}
		before = free
	}
}
