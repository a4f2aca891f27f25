package sqlitedb

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
)

// memoryVFS is where Memory lives: a new image each time it is opened.
var memoryVFS = memvfs.Register(func() (*memvfs.Image, error) {
	return memvfs.New(memoryBlock), nil
})

const memoryBlock = 64 << 10

// conn is one SQLite connection with its statements.
type conn struct {
	*sqlite3.Conn
	beginRead, beginWrite, commit, rollback *sqlite3.Stmt
	savepoint, undo, release                *sqlite3.Stmt

	caches [2]cache // statements of the engine's, and of the app's
	wal    bool     // there is a write-ahead log
	own    bool     // a statement of this package is being prepared or run
	app    bool     // a statement of the app's is being prepared or run
	denied string   // what the authorizer refused last
}

// pragmas of files: a commit is on the disk when it returns. The write-ahead
// log is cut back after big transactions.
const filePragmas = `
PRAGMA page_size = 4096;
PRAGMA journal_mode = WAL;
PRAGMA journal_size_limit = 67108864;
PRAGMA synchronous = FULL;`

// pragmas of what lives in memory: nobody else looks at it. The journal is a
// file of the VFS, for SQLite's own memory is limited; overwriting it is
// cheaper than beginning a new one.
const memoryPragmas = `
PRAGMA page_size = 4096;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA journal_mode = PERSIST;
PRAGMA journal_size_limit = 1048576;
PRAGMA synchronous = OFF;`

// pragmas of a file that this connection has to itself (Options.WAL): a commit
// goes to the log, which is synchronized by Options.Flush and before a
// checkpoint. Locked once for all the log's index needs no shared memory
// (https://sqlite.org/wal.html#use_of_wal_without_shared_memory).
const ownedPragmas = `
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA page_size = 4096;
PRAGMA journal_mode = WAL;
PRAGMA journal_size_limit = 67108864;
PRAGMA synchronous = NORMAL;`

const commonPragmas = `
PRAGMA foreign_keys = ON;
PRAGMA recursive_triggers = ON;
PRAGMA cache_size = -%d;`

// open makes the connection that d's options describe.
func (d *DB) open(ctx context.Context) (*conn, error) {
	target, pragmas, cacheKiB, err := d.target()
	if err != nil {
		return nil, err
	}
	raw, err := sqlite3.OpenContext(ctx, target)
	if err != nil {
		return nil, d.openError(err)
	}
	c := &conn{Conn: raw}
	c.SetInterrupt(ctx)
	defer c.SetInterrupt(context.Background())
	pragmas += fmt.Sprintf(commonPragmas, cacheKiB)
	if err := d.retry(ctx, func() error {
		if err := c.mustHold(d.opts.Holding); err != nil { // before the pragmas: they write
			return err
		}
		if err := c.makeShrinkable(d.opts.Shrinkable); err != nil {
			return err
		}
		if err := raw.Exec(pragmas); err != nil {
			return c.translate(err)
		}
		return c.noteJournal(d.opts.Flush != nil)
	}); err != nil {
		_ = c.close()
		return nil, d.openError(err)
	}
	if err := c.prepareOwn(d.opts); err != nil {
		_ = c.close()
		return nil, d.openError(err)
	}
	return c, nil
}

// makeShrinkable sets up a new file for DB.Shrink. In one that has pages the
// statement would write, and change nothing.
func (c *conn) makeShrinkable(wanted bool) error {
	if !wanted {
		return nil
	}
	if pages, err := c.ownNumber("PRAGMA page_count"); err != nil || pages > 0 {
		return err
	}
	return c.execOwn("PRAGMA auto_vacuum = INCREMENTAL")
}

// mustHold refuses a database without the table; "" asks for none.
func (c *conn) mustHold(table string) error {
	if table == "" {
		return nil
	}
	s, _, err := c.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?1")
	if err != nil {
		return c.translate(err)
	}
	defer s.Close()
	if err := s.BindText(1, table); err != nil {
		return c.translate(err)
	}
	if !s.Step() && s.Err() == nil {
		return fault.Errorf(fault.BadRequest, "there is no table %s", table)
	}
	return c.translate(s.Err())
}

// target returns what to open and how to set it up.
func (d *DB) target() (name, pragmas string, cacheKiB int, err error) {
	pragmas, cacheKiB = memoryPragmas, 8<<10
	switch {
	case d.opts.VFS != "":
		name = "file:" + url.PathEscape(d.filename) + "?vfs=" + url.QueryEscape(d.opts.VFS)
		if d.opts.WAL {
			pragmas, cacheKiB = ownedPragmas, 16<<10
		}
	case d.filename == Memory:
		name = "file:memory?vfs=" + memoryVFS
	case !vfs.SupportsFileLocking:
		return "", "", 0, fault.Errorf(fault.Unsupported, "no database files on this platform")
	default:
		name, err = fileTarget(d.filename)
		pragmas, cacheKiB = filePragmas, 32<<10
	}
	if d.opts.CacheKiB > 0 {
		cacheKiB = d.opts.CacheKiB
	}
	return name, pragmas, cacheKiB, err
}

// fileTarget is how SQLite is told to open a native file. The log has the
// database's keys too, so it gets the database's mode.
func fileTarget(filename string) (string, error) {
	name, err := filepath.Abs(filename)
	modeof := strings.ReplaceAll(url.QueryEscape(name), "+", "%20") // SQLite takes + as it is
	return "file:" + url.PathEscape(name) + "?vfs=" + fileVFS + "&modeof=" + modeof, err
}

func (d *DB) openError(err error) error {
	return fmt.Errorf("open %s: %w", d.filename, translate(err))
}

// prepareOwn registers functions, locks the connection down and prepares the
// statements that only we may run.
func (c *conn) prepareOwn(opts Options) error {
	if _, err := c.Config(sqlite3.DBCONFIG_DEFENSIVE, true); err != nil {
		return err
	}
	if err := registerFunctions(c.Conn, opts.Rand); err != nil {
		return err
	}
	for sql, stmt := range map[string]**sqlite3.Stmt{
		"BEGIN":           &c.beginRead,
		"BEGIN IMMEDIATE": &c.beginWrite,
		"COMMIT":          &c.commit,
		"ROLLBACK":        &c.rollback,

		"SAVEPOINT nested":   &c.savepoint,
		"ROLLBACK TO nested": &c.undo,
		"RELEASE nested":     &c.release,
	} {
		s, _, err := c.PrepareFlags(sql, sqlite3.PREPARE_PERSISTENT)
		if err != nil {
			return err
		}
		*stmt = s
	}
	return c.SetAuthorizer(c.authorize)
}

// control runs one of our own statements. SQLite prepares it anew when it has
// to, which asks the authorizer again.
func (c *conn) control(s *sqlite3.Stmt) (err error) {
	defer catchOOM(&err)
	c.own = true
	defer func() { c.own = false }()
	return translate(s.Exec())
}

// execOwn runs statements of ours that are run too seldom to be kept.
func (c *conn) execOwn(sql string) error {
	c.own = true
	defer func() { c.own = false }()
	return c.translate(c.Exec(sql))
}

// ownText is the text that such a statement returns.
func (c *conn) ownText(sql string) (text string, err error) {
	c.own = true
	defer func() { c.own = false }()
	s, _, err := c.PrepareFlags(sql, sqlite3.PREPARE_DONT_LOG)
	if err != nil {
		return "", c.translate(err)
	}
	defer s.Close()
	if s.Step() {
		text = s.ColumnText(0)
	}
	return text, c.translate(s.Err())
}

// ownNumber is the integer that such a statement returns.
func (c *conn) ownNumber(sql string) (int64, error) {
	text, err := c.ownText(sql)
	if err != nil {
		return 0, err
	}
	return strconv.ParseInt(text, 10, 64)
}

func (c *conn) close() error {
	for _, s := range []*sqlite3.Stmt{c.beginRead, c.beginWrite, c.commit, c.rollback, c.savepoint, c.undo, c.release} {
		_ = s.Close() // reports the statement's last failure again
	}
	c.caches[0].clear()
	c.caches[1].clear()
	return translate(c.Conn.Close())
}

// openForeignKeys tells whether foreign keys are violated that SQLite checks
// at the commit only.
func (c *conn) openForeignKeys() (bool, error) {
	n, _, err := c.Status(sqlite3.DBSTATUS_DEFERRED_FKS, false)
	return n != 0, c.translate(err)
}

// checkForeignKeys fails if there are such now, and were none before.
func (c *conn) checkForeignKeys(before bool) error {
	if before {
		return nil
	}
	violated, err := c.openForeignKeys()
	if err == nil && violated {
		err = fault.Errorf(fault.Constraint, "FOREIGN KEY constraint failed")
	}
	return err
}
