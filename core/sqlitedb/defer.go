package sqlitedb

import (
	"context"
	"time"

	"github.com/amora-sync/amora/core/sqldb"
)

// Commits that may be deferred are flushed together: after so long, or before
// so much is lost if the program ends.
const (
	deferFor   = 2 * time.Second
	deferBytes = 8 << 20
)

// A deferral is what was committed, and not flushed.
type deferral struct {
	bytes int
	timer *time.Timer // nil if there is nothing
}

func (f *deferral) end() {
	if f.timer != nil {
		f.timer.Stop()
	}
	*f = deferral{}
}

// mayDefer reports whether the last commit need not be flushed now, and sees to
// it that it is flushed later.
func (d *DB) mayDefer(ctx context.Context) bool {
	bytes, ok := sqldb.DeferrableBytes(ctx)
	if !ok || d.deferred.bytes+bytes > deferBytes {
		return false
	}
	d.deferred.bytes += bytes
	if d.deferred.timer == nil {
		d.deferred.timer = time.AfterFunc(deferFor, d.flushInTime)
	}
	return true
}

// flushInTime flushes what was deferred, between two transactions. If that
// fails, the next transaction finds the database as it was stored last.
func (d *DB) flushInTime() {
	if d.take(context.Background()) != nil {
		return
	}
	defer d.leave()
	_ = d.flushPending()
}
