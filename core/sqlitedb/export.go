package sqlitedb

import (
	"context"

	"github.com/ncruces/go-sqlite3/vfs"

	"github.com/amora-sync/amora/core/sqlitedb/memvfs"
)

// Export returns the whole database as the bytes of a standard SQLite file, as
// of the last commit.
func (d *DB) Export(ctx context.Context) (file []byte, err error) {
	c, err := d.acquire(ctx, false)
	if err != nil {
		return nil, err
	}
	defer d.release()
	defer catchOOM(&err)

	image := memvfs.New(memoryBlock)
	name := memvfs.Register(func() (*memvfs.Image, error) { return image, nil })
	defer vfs.Unregister(name)
	if err := c.Backup("main", "file:export?vfs="+name); err != nil {
		return nil, c.translate(err)
	}
	file = image.Bytes()
	plainJournal(file)
	return file, nil
}

// plainJournal clears the header's mark of a write-ahead log, which does not
// travel with the file: a reader without WAL could not open it.
// https://sqlite.org/fileformat2.html#file_format_version_numbers
func plainJournal(file []byte) {
	const writeVersion, readVersion, legacy = 18, 19, 1
	if len(file) > readVersion {
		file[writeVersion], file[readVersion] = legacy, legacy
	}
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
