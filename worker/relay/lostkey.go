//go:build !js

package relay

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/roomfile"
)

// checkKey sees to it that a relay with rooms does not begin with another key
// than its rooms know it by: no member would believe it. A key file that is
// missing is written anew from the rooms, which hold the key with the
// certificates for it. Where they do not agree on one, and anew is not set, the
// error is storage_failed. With anew the relay begins with a new key, and none
// may be there.
func checkKey(ctx context.Context, dir string, anew bool, log *slog.Logger) error {
	name := filepath.Join(dir, keyFile)
	_, err := os.Stat(name)
	switch {
	case err == nil && anew:
		return fault.Errorf(fault.BadRequest, "--new-key: %s is there", name).
			WithHint("move it away first; every dataset's owner then has to admit the new key before its members can sync")
	case err == nil || anew:
		return nil
	case !errors.Is(err, fs.ErrNotExist):
		return &fault.Error{Code: fault.StorageFailed, Text: "the relay's key", Err: err}
	}
	rooms, err := roomfile.In(dir)
	if err != nil || len(rooms) == 0 {
		return err
	}
	keys := map[string]bool{}
	for _, room := range rooms {
		if err := collectKeys(ctx, room, keys); err != nil {
			log.Warn("a room cannot be asked for the relay's key", "file", room, "error", err)
		}
	}
	if len(keys) != 1 {
		return fault.Errorf(fault.StorageFailed, "%s is missing, and the rooms there (%d) hold %d different keys",
			name, len(rooms), len(keys)).
			WithHint("put the key back from a backup; or serve once with --new-key: every dataset's owner then has " +
				"to admit the new key (amora sync --admit) and take the old one back (amora revoke --relay)")
	}
	for key := range keys {
		log.Warn("the relay's key was missing and is written anew from the rooms", "file", name, "rooms", len(rooms))
		err = writeKey(name, key)
	}
	return err
}

// collectKeys adds the private keys that a room holds.
func collectKeys(ctx context.Context, room string, keys map[string]bool) error {
	var found []string
	err := roomfile.Read(ctx, room, &found, `SELECT json_group_array(DISTINCT private_key)
FROM morango_certificate WHERE private_key IS NOT NULL`)
	for _, key := range found {
		keys[key] = true
	}
	return err
}
