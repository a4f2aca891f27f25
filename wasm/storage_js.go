package main

import (
	"context"
	"errors"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/wasm/idbvfs"
	"github.com/amora-sync/amora/wasm/opfsvfs"
)

// store is where a stored database lies: IndexedDB, or a file.
type store interface {
	Options() sqlitedb.Options
	Size() int64
	Epoch() int64
	ID() string
	InFile() bool
	Unclean() bool
	Recovered(context.Context) error
	Close() error
}

// openStorage opens the storage that is asked for, and moves there what lies in
// the other. What cannot be moved is opened where it lies: reason says why.
func openStorage(ctx context.Context, req openRequest) (on store, reason string, err error) {
	record, err := idbvfs.Open(ctx, req.Name, idbvfs.Options{
		Durability: req.Durability, Existing: req.Stored, ID: req.Database,
	})
	if err != nil {
		return nil, "", err
	}
	if !req.File && (record.InFile() || record.Moving()) {
		if err = opfsvfs.MoveBack(ctx, req.Name, record); err != nil {
			reason = err.Error()
		}
	}
	if mayStay(err) && (req.File || record.InFile()) {
		var file *opfsvfs.VFS
		if file, err = opfsvfs.Open(ctx, req.Name, record, req.Durability); err == nil {
			return file, reason, nil
		}
		reason = err.Error()
	}
	if mayStay(err) && !record.InFile() {
		return record, reason, nil
	}
	if refused, ok := errors.AsType[*opfsvfs.UnavailableError](err); ok {
		err = fault.Errorf(fault.StorageFailed, "%s", refused.Error())
	}
	return nil, "", errors.Join(err, record.Close())
}

// mayStay reports whether a database that was to be moved can be used where it
// is.
func mayStay(err error) bool {
	_, unavailable := errors.AsType[*opfsvfs.UnavailableError](err)
	code := fault.CodeOf(err)
	return err == nil || unavailable || code == fault.StorageFull || code == fault.StorageFailed
}

// placeOf is what the page calls it.
func placeOf(s store) string {
	if s.InFile() {
		return "opfs"
	}
	return "indexeddb"
}

// destroyStorage deletes all that is stored of a database. IndexedDB comes first:
// it says whether there is one.
func destroyStorage(ctx context.Context, name string) error {
	if err := idbvfs.Destroy(ctx, name); err != nil {
		return err
	}
	return opfsvfs.Destroy(ctx, name)
}
