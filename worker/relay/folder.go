//go:build !js

package relay

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/worker/disk"
	"github.com/amora-sync/amora/worker/host"
)

// Folder is a relay's folder: a SQLite file for each room, DIR/<room id>.db,
// and the relay's key beside them.
type Folder struct {
	dir    string
	key    string // RSA, base64 PKCS#1 DER
	disk   *disk.Disk
	unlock func()

	fingerprint string // of the key
}

// FolderOptions say how a folder is opened. The zero value will do.
type FolderOptions struct {
	// NewKey has a relay whose key is lost begin with a new one. Every
	// dataset's owner then has to admit the relay by its new fingerprint, and
	// to take the old key back, before members can sync.
	NewKey bool
	// Log gets warnings: [slog.Default] if it is nil.
	Log *slog.Logger
}

// keyFile holds the relay's private key, in its folder.
const keyFile = "relay.key"

// OpenFolder takes a folder for a relay's own, making it and the relay's key
// where there are none. Another relay is kept off it until Close. A key that is
// lost is written anew from the rooms, which hold it too. Errors: busy, while
// another relay has the folder; storage_failed, if the folder or its key cannot
// be used; bad_request for NewKey where there is a key.
func OpenFolder(ctx context.Context, dir string, opts FolderOptions) (*Folder, error) {
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	opts.Log = host.PlainLog(opts.Log)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, &fault.Error{Code: fault.StorageFailed, Text: "the data folder cannot be made", Err: err}
	}
	unlock, err := lockFolder(dir, opts.Log)
	if err != nil {
		return nil, err
	}
	err = checkKey(ctx, dir, opts.NewKey, opts.Log)
	var key, public string
	if err == nil {
		key, err = relayKey(filepath.Join(dir, keyFile))
	}
	if err == nil {
		public, err = trust.PublicKeyOf(key)
	}
	if err != nil {
		unlock()
		return nil, err
	}
	return &Folder{dir: dir, key: key, disk: disk.Open(dir), unlock: unlock, fingerprint: trust.KeyFingerprint(public)}, nil
}

// Fingerprint names the relay by its key. A dataset's owner asks for it before
// another relay is admitted to the dataset.
func (f *Folder) Fingerprint() string { return f.fingerprint }

// Close lets other relays have the folder. The handler that serves it has to be
// closed before.
func (f *Folder) Close() { f.unlock() }

// relayKey reads the relay's private key, or makes one that is on the disk
// before it is used: members certify it, and invites name it.
func relayKey(name string) (string, error) {
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeKey(name); err == nil {
			text, err = os.ReadFile(name)
		}
	}
	if err != nil {
		return "", &fault.Error{Code: fault.StorageFailed, Text: "the relay's key", Err: err}
	}
	key := strings.TrimSpace(string(text))
	if err := trust.CheckKey(key); err != nil {
		return "", (&fault.Error{Code: fault.StorageFailed, Text: name + " holds no key", Err: err}).
			WithHint("put the relay's key back, by amora restore; without rooms and invites yet, delete it")
	}
	return key, nil
}

// makeKey makes a key's file, whole or not at all. Where another relay was
// faster its key stays, for both.
func makeKey(name string) error {
	key, err := trust.GenerateKey()
	if err != nil {
		return err
	}
	return writeKey(name, key)
}

// writeKey is makeKey with a key that there is.
func writeKey(name, key string) error {
	return writeWhole(name, []byte(key+"\n"), func(written string) error {
		err := os.Link(written, name)
		switch {
		case errors.Is(err, fs.ErrExist):
			return nil
		case err != nil: // not every file system has links
			return os.Rename(written, name)
		}
		return nil
	})
}

// writeWhole writes a file beside name that its owner alone can read, and has it
// put in its place once it is on the disk.
func writeWhole(name string, text []byte, place func(written string) error) error {
	f, err := os.CreateTemp(filepath.Dir(name), filepath.Base(name)+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(text)
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return place(f.Name())
}
