//go:build !js

package roomfile

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// In lists the files of the rooms in a relay's folder, none where there is no
// folder. A device's database that lies there too is no room, and its keys are
// not the relay's.
func In(dir string) (files []string, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		if name.MatchString(entry.Name()) {
			files = append(files, filepath.Join(dir, entry.Name()))
		}
	}
	return files, err
}

// name matches the name of a room's file: the room's id and ".db".
var name = regexp.MustCompile(`^[0-9a-f]{32}\.db$`)

// RoomOf is the room whose file this is.
func RoomOf(file string) string { return strings.TrimSuffix(filepath.Base(file), ".db") }

// Read asks a room's file for one cell of JSON.
func Read(ctx context.Context, file string, into any, sql string) (err error) {
	db, err := sqlitedb.Open(ctx, file, sqlitedb.Options{CacheKiB: 256, Holding: "amora_meta"})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return db.View(ctx, func(tx sqldb.Tx) error { return sqldb.ReadJSON(tx, into, sql) })
}
