//go:build !js

package relay

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/roomfile"
)

// Backup copies a relay's folder, each room as of one moment, the key and the
// accounts, to a new folder, while the relay runs or not, and returns how many rooms there
// are. The copy is for [Restore] only. Errors: bad_request, if from is no
// relay's folder or to is not empty; storage_failed, storage_full.
func Backup(ctx context.Context, from, to string) (rooms int, err error) {
	return copyRooms(ctx, from, to, nil)
}

// Restore makes a new relay's folder of a copy that [Backup] made. Each room
// becomes a new instance, since the one it was copied from may have gone on.
func Restore(ctx context.Context, from, to string) (rooms int, err error) {
	return copyRooms(ctx, from, to, renew)
}

// copyRooms copies a relay's folder to a new one and runs after on each room.
// A copy that fails half-way is left for its owner to look at, under a name
// that no relay takes: TARGET.partial.
func copyRooms(ctx context.Context, from, to string, after func(context.Context, string) error) (rooms int, err error) {
	if entries, err := os.ReadDir(to); err == nil && len(entries) > 0 {
		return 0, fault.Errorf(fault.BadRequest, "%s is not empty", to).WithHint("name a new folder")
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	key, err := os.ReadFile(filepath.Join(from, keyFile))
	if err != nil {
		return 0, (&fault.Error{Code: fault.BadRequest, Text: from + " is not a relay's folder", Err: err}).
			WithHint("it has a " + keyFile)
	}
	partial := filepath.Clean(to) + ".partial" // beside the target, a slash at its end or not
	if err := os.Mkdir(partial, 0o700); errors.Is(err, fs.ErrExist) {
		return 0, fault.Errorf(fault.BadRequest, "%s is left from a copy that did not end", partial).
			WithHint("delete it and begin anew")
	} else if err != nil {
		return 0, &fault.Error{Code: fault.StorageFailed, Text: "the copy cannot be made", Err: err}
	}
	if err := os.WriteFile(filepath.Join(partial, keyFile), key, 0o600); err != nil {
		return 0, err
	}
	accounts, err := os.ReadFile(filepath.Join(from, accountsFile))
	if err == nil {
		err = os.WriteFile(filepath.Join(partial, accountsFile), accounts, 0o600)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	names, err := roomfile.In(from)
	if err != nil {
		return 0, err
	}
	for _, name := range names {
		target := filepath.Join(partial, filepath.Base(name))
		if err := copyRoom(ctx, name, target); err != nil {
			return rooms, fmt.Errorf("room %s: %w", roomfile.RoomOf(name), err)
		}
		if after != nil {
			if err := after(ctx, target); err != nil {
				return rooms, fmt.Errorf("room %s: %w", roomfile.RoomOf(name), err)
			}
		}
		rooms++
	}
	if err := os.Remove(to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return rooms, err
	}
	return rooms, os.Rename(partial, to)
}

// copyRoom copies one database as of one moment; a relay may be writing to it.
func copyRoom(ctx context.Context, from, to string) (err error) {
	db, err := sqlitedb.Open(ctx, from, sqlitedb.Options{CacheKiB: roomCacheKiB})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.Backup(ctx, to)
}

// renew gives a copied room an identity of its own and ends the transfers
// that were under way when it was copied.
func renew(ctx context.Context, name string) (err error) {
	db, err := sqlitedb.Open(ctx, name, sqlitedb.Options{CacheKiB: roomCacheKiB})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	in, err := core.Open(ctx, db, core.Options{NewIdentity: true})
	if err != nil {
		return err
	}
	return db.Update(ctx, func(tx sqldb.Tx) error { return in.Engine().Expire(tx, 0) })
}
