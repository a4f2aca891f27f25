// Package sqlitedb is sqldb.DB on SQLite: native files, memory, and in the tab
// a VFS whose files live in memory and are made durable by a hook
// (wasm/idbvfs). The three differ in how the connection is opened, see
// [Options]; everything above is the same.
//
// A DB is one connection, and one transaction runs at a time: whoever comes
// while it is taken waits outside SQLite, where a context can end the wait.
// No goroutine is ever parked inside SQLite, not even for a lock that another
// process holds.
package sqlitedb

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"time"

	"github.com/ncruces/go-sqlite3"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
)

// Memory is the filename of a private database that ends with its DB.
const Memory = ":memory:"

// Options say where a database lives. The zero value is a native file.
type Options struct {
	// VFS is the name of a registered VFS that keeps its files in memory, all
	// calls synchronous. Its database has no journal file and no locks.
	VFS string
	// Flush makes what was committed durable. It is called after each commit
	// of an Update, outside SQLite, with a context that is not cancelled: the
	// commit has happened, and Update returns Flush's answer. After a failure
	// the connection, and with it all it has cached, is thrown away. Commits
	// with a context of sqldb.Deferrable share a Flush, and so do those of
	// Updates that wait for one another with a context of sqldb.Grouped.
	Flush func(context.Context) error
	// Reload brings the VFS's files back to what Flush stored last. It is
	// called before the connection is opened again after a failure, and again
	// by the next transaction if it fails itself.
	Reload func(context.Context) error
	// WAL says that the VFS keeps the database in a file with a write-ahead log
	// beside it, for this connection alone. Flush is then what makes the log
	// durable.
	WAL bool
	// Rand is where amora_uuid() takes its bytes, crypto/rand by default.
	Rand io.Reader
	// CacheKiB bounds SQLite's page cache. The default is 32 MiB for files
	// and 8 MiB for what is in memory anyhow: more gains nothing measurable.
	CacheKiB int
	// Shrinkable makes a new file so that [DB.Shrink] can give its free pages
	// back to the disk, which costs a page in some 800.
	Shrinkable bool
	// Holding names a table that the database must hold already: any other
	// file is refused as it is, with fault.BadRequest.
	Holding string
	// BusyTimeout is how long to wait for another process that holds the
	// file, 5 s by default, before giving up with fault.Busy.
	BusyTimeout time.Duration
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	filename string
	opts     Options

	// turn holds one token while a goroutine uses the fields below.
	turn   chan struct{}
	conn   *conn // nil when closed, and after a failure until the next use
	closed bool
	lost   bool // memory and storage may differ: Reload before the next use

	behind   bool // the disk may lack commits that the write-ahead log has
	deferred deferral
	group    *group // of commits that wait for one flush, nil if none does
}

var _ sqldb.DB = (*DB)(nil)

// Open opens the database, creating it where there is none. For a native file
// filename is a path; with Options.VFS it is the name the VFS knows it by. A
// new native file can be read by its owner alone, as it will hold keys.
func Open(ctx context.Context, filename string, opts Options) (*DB, error) {
	if opts.Rand == nil {
		opts.Rand = rand.Reader
	}
	if opts.BusyTimeout == 0 {
		opts.BusyTimeout = 5 * time.Second
	}
	if opts.VFS == "" && filename != Memory {
		if err := makePrivate(filename); err != nil {
			return nil, err
		}
	}
	d := &DB{filename: filename, opts: opts, turn: make(chan struct{}, 1)}
	if err := d.reopen(ctx); err != nil {
		return nil, err
	}
	return d, nil
}

// Filename is the name the database was opened by.
func (d *DB) Filename() string { return d.filename }

// Close waits for the transaction that runs and closes the database. Later
// calls return fault.Closed; closing twice does nothing.
func (d *DB) Close() error {
	if err := d.take(context.Background()); err != nil {
		return err
	}
	defer d.leave()
	err := d.flushPending()
	d.closed = true
	return errors.Join(err, d.hangUp())
}

// View implements sqldb.DB. Statements that write are refused with
// fault.BadRequest.
func (d *DB) View(ctx context.Context, fn func(sqldb.Tx) error) error {
	return d.transact(ctx, false, fn)
}

// Update implements sqldb.DB. A context that ends before fn returns rolls back;
// one that ends later does not: the commit and its flush are seen through.
func (d *DB) Update(ctx context.Context, fn func(sqldb.Tx) error) error {
	return d.transact(ctx, true, fn)
}

// transact runs one transaction and makes its commit durable.
func (d *DB) transact(ctx context.Context, write bool, fn func(sqldb.Tx) error) error {
	waiting, err := d.commit(ctx, write, fn)
	if waiting != nil {
		return d.settle(waiting)
	}
	return err
}

// commit runs one transaction. fn may panic or end its goroutine: what it did
// is rolled back on the way out. What is committed is durable on return, unless
// it is in the group that is returned, was deferred, or may be (relaxed).
func (d *DB) commit(ctx context.Context, write bool, fn func(sqldb.Tx) error) (waiting *group, err error) {
	grouped := write && sqldb.IsGrouped(ctx)
	c, err := d.acquire(ctx, grouped)
	if err != nil {
		return nil, err
	}
	defer d.release()
	relaxed, err := c.relaxed(ctx, write)
	if relaxed {
		defer d.strict(c)
	}
	if err == nil {
		err = d.begin(ctx, write)
	}
	if err != nil {
		return nil, err
	}
	t := &tx{conn: c, write: write, ending: &ending{}}
	defer t.end()
	defer d.rollback()

	if write && !relaxed && d.behind {
		if err := c.touch(); err != nil {
			return nil, err
		}
	}
	if err := callback(fn, t); err != nil {
		return nil, err
	}
	if t.dead != nil {
		return nil, t.dead
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	c.SetInterrupt(context.Background())
	if err := c.control(c.commit); err != nil {
		return nil, err
	}
	if write {
		d.behind = relaxed
	}
	switch {
	case !write || d.opts.Flush == nil || d.mayDefer(ctx):
		return nil, nil
	case grouped:
		return d.join(), nil
	}
	return nil, d.flush()
}

// flush makes durable whatever was committed.
func (d *DB) flush() error {
	d.deferred.end()
	err := d.opts.Flush(context.Background())
	if err != nil {
		d.lose(err)
	}
	d.group.end(err)
	d.group = nil
	return err
}

// flushPending makes durable what was deferred or waits in a group.
func (d *DB) flushPending() error {
	if d.conn == nil || d.deferred.timer == nil && d.group == nil {
		return nil
	}
	return d.flush()
}

// rollback ends what is still open. Where even that fails, nothing the
// connection holds can be trusted.
func (d *DB) rollback() {
	if d.conn == nil || d.conn.GetAutocommit() {
		return
	}
	d.conn.SetInterrupt(context.Background())
	if err := d.conn.control(d.conn.rollback); err != nil {
		d.lose(err)
	}
}

// begin opens a transaction, waiting its turn among processes.
func (d *DB) begin(ctx context.Context, write bool) error {
	stmt := d.conn.beginRead
	if write {
		stmt = d.conn.beginWrite
	}
	return d.retry(ctx, func() error { return d.conn.control(stmt) })
}

// retry calls fn until it no longer finds the file held by another process.
// SQLite's own busy handler would sleep inside SQLite.
func (d *DB) retry(ctx context.Context, fn func() error) error {
	deadline := time.Now().Add(d.opts.BusyTimeout)
	for pause := time.Millisecond; ; pause = min(2*pause, 50*time.Millisecond) {
		err := fn()
		if !errors.Is(err, sqlite3.BUSY) || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// acquire waits for the connection and binds it to ctx; release gives it back.
// Only who joins a group finds commits that wait for their flush: nobody else
// sees, and passes on, what may yet be undone.
func (d *DB) acquire(ctx context.Context, joins bool) (*conn, error) {
	if err := d.take(ctx); err != nil {
		return nil, err
	}
	if d.group != nil && !joins {
		_ = d.flush() // its failure is the group's
	}
	if err := d.ready(ctx); err != nil {
		d.leave()
		return nil, err
	}
	d.conn.SetInterrupt(ctx)
	return d.conn, nil
}

func (d *DB) release() {
	if d.conn != nil {
		d.conn.SetInterrupt(context.Background())
	}
	d.leave()
}

// take waits for the turn. A goroutine that would wait for itself gets an
// error instead.
func (d *DB) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case d.turn <- struct{}{}:
		return nil
	default:
	}
	if inTransaction() {
		return fault.Errorf(fault.NestedTransaction, "a transaction inside a transaction").
			WithHint("use the callback's Tx")
	}
	select {
	case d.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (d *DB) leave() { <-d.turn }

// ready makes sure of a connection whose contents are what storage holds.
func (d *DB) ready(ctx context.Context) error {
	if d.closed {
		return fault.Errorf(fault.Closed, "the database is closed")
	}
	if d.conn != nil {
		return nil
	}
	return d.reopen(ctx)
}

func (d *DB) reopen(ctx context.Context) error {
	if d.lost {
		if d.filename == Memory {
			return fault.Errorf(fault.Closed, "the database in memory is lost")
		}
		if d.opts.Reload != nil {
			if err := d.opts.Reload(ctx); err != nil {
				return err
			}
		}
		d.lost = false
	}
	c, err := d.open(ctx)
	if err != nil {
		return err
	}
	d.conn = c
	return nil
}

// lose throws the connection away; the next use starts from storage. What was
// committed and not flushed is undone.
func (d *DB) lose(why error) {
	d.deferred.end()
	d.group.end(why)
	d.group = nil
	d.lost = true
	_ = d.hangUp() // its failure says nothing that is not known
}

func (d *DB) hangUp() error {
	c := d.conn
	d.conn = nil
	if c == nil {
		return nil
	}
	return c.close()
}
