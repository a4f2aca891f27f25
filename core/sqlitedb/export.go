package sqlitedb

import (
	"context"
	"errors"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
)

// Export returns the whole database as the bytes of a standard SQLite file, as
// of the last commit.
func (d *DB) Export(ctx context.Context) ([]byte, error) {
	image, err := d.copied(ctx)
	if err != nil {
		return nil, err
	}
	return fileOf(image), nil
}

// ExportChanged is Export of a copy that change has altered. What change has
// deleted is nowhere in the file, nor what was deleted before.
func (d *DB) ExportChanged(ctx context.Context, change func(sqldb.Tx) error) ([]byte, error) {
	image, err := d.copied(ctx)
	if err != nil {
		return nil, err
	}
	plainJournal(image)
	name := memvfs.Register(func() (*memvfs.Image, error) { return image, nil })
	defer vfs.Unregister(name)
	changed, err := Open(ctx, "export", Options{VFS: name, Rand: d.opts.Rand})
	if err != nil {
		return nil, err
	}
	err = changed.Update(ctx, change)
	if err == nil {
		err = changed.vacuum(ctx)
	}
	if err = errors.Join(err, changed.Close()); err != nil {
		return nil, err
	}
	return fileOf(image), nil
}

// copied copies the database into memory.
func (d *DB) copied(ctx context.Context) (image *memvfs.Image, err error) {
	c, err := d.acquire(ctx, false)
	if err != nil {
		return nil, err
	}
	defer d.release()
	defer catchOOM(&err)

	image = memvfs.New(memoryBlock)
	name := memvfs.Register(func() (*memvfs.Image, error) { return image, nil })
	defer vfs.Unregister(name)
	return image, c.translate(c.Backup("main", "file:export?vfs="+name))
}

// vacuum writes the database anew, without free pages and the rest of deleted
// rows.
func (d *DB) vacuum(ctx context.Context) (err error) {
	c, err := d.acquire(ctx, false)
	if err != nil {
		return err
	}
	defer d.release()
	defer catchOOM(&err)
	return c.execOwn("VACUUM")
}

// fileOf is the file that an image is.
func fileOf(image *memvfs.Image) []byte {
	plainJournal(image)
	return image.Bytes()
}

// plainJournal clears the header's mark of a write-ahead log, which does not
// travel with the file: a reader without WAL could not open it.
// https://sqlite.org/fileformat2.html#file_format_version_numbers
func plainJournal(image *memvfs.Image) {
	const writeVersion, legacy = 18, 1
	_, _ = image.WriteAt([]byte{legacy, legacy}, writeVersion) // memory takes it
}

// Backup copies the whole database, as of one moment, to a new file, which its
// owner alone can read: it holds the database's keys. The database may be in
// use, by other processes too. Errors: storage_full, storage_failed.
func (d *DB) Backup(ctx context.Context, filename string) error {
	c, err := d.acquire(ctx, false)
	if err != nil {
		return err
	}
	defer d.release()
	if err := makePrivate(filename); err != nil {
		return err
	}
	target, err := fileTarget(filename)
	if err != nil {
		return err
	}
	return c.translate(c.Backup("main", target))
}
