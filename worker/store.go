//go:build !js

package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/sqlitedb"
)

// roomStore keeps rooms as SQLite files in a folder, DIR/<room id>.db, and
// the relay's key beside them.
type roomStore struct {
	dir    string
	key    string // RSA, base64 PKCS#1 DER
	policy Policy
	hosts  []string // as in core.ServerOptions
	limits Limits
	log    *slog.Logger

	disk     *disk
	troubles troubles
}

// keyFile holds the relay's private key, in its folder.
const keyFile = "relay.key"

// roomCacheKiB bounds the page cache of a room, of which many may be open.
const roomCacheKiB = 16 << 10

// newRoomStore prepares the folder; on first use it makes the relay's key.
func newRoomStore(dir string, allowed Policy, log *slog.Logger) (*roomStore, error) {
	if err := makeFolder(dir); err != nil {
		return nil, err
	}
	key, err := relayKey(filepath.Join(dir, keyFile))
	if err != nil {
		return nil, err
	}
	return &roomStore{dir: dir, key: key, policy: allowed, log: log, disk: openDisk(dir)}, nil
}

func makeFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return &core.Error{Code: core.CodeStorageFailed, Text: "the data folder cannot be made", Err: err}
	}
	return nil
}

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
		return "", &core.Error{Code: core.CodeStorageFailed, Text: "the relay's key", Err: err}
	}
	key := strings.TrimSpace(string(text))
	if err := core.CheckKey(key); err != nil {
		return "", (&core.Error{Code: core.CodeStorageFailed, Text: name + " holds no key", Err: err}).
			WithHint("put the relay's key back, by amora restore; without rooms and invites yet, delete it")
	}
	return key, nil
}

// makeKey makes a key's file, whole or not at all. Where another relay was
// faster its key stays, for both.
func makeKey(name string) error {
	key, err := core.GenerateKey()
	if err != nil {
		return err
	}
	return writeKey(name, key)
}

// writeKey is makeKey with a key that there is.
func writeKey(name, key string) error {
	f, err := os.CreateTemp(filepath.Dir(name), keyFile+".*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.WriteString(key + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	err = os.Link(f.Name(), name)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case err != nil: // not every file system has links
		return os.Rename(f.Name(), name)
	}
	return nil
}

// serve gives a room its serving side. Nothing is opened yet.
func (st *roomStore) serve(r *room) peer {
	return core.NewServer(core.ServerOptions{
		Room: r.id,
		Key:  st.key,
		Open: func(ctx context.Context, create bool) (*core.Engine, error) {
			in, err := st.instance(ctx, r, create)
			return in.Engine(), err
		},
		Hosts:        st.hosts,
		RoomCounters: st.limits.RoomCounters, MemberCounters: st.limits.MemberCounters,
		Full:    func() error { return st.full(r) },
		Spare:   st.disk.spare,
		Sockets: func() []core.Socket { return r.sockets },
		Log:     st.log,
	})
}

// Full says why a room takes no records in, of which a message is being
// handled.
func (st *roomStore) full(r *room) error {
	if err := st.disk.full(r.shrinkLocked); err != nil {
		return err
	}
	return st.limits.Full(r.sizeLocked)
}

// health says why the relay cannot store anything, or not in every room; nil
// where it can.
func (st *roomStore) health() error {
	if err := st.disk.check(); err != nil {
		return err
	}
	return st.troubles.check()
}

// told takes down how a use of a room's file went. After a deletion for which
// the reserve was given up, what it freed becomes the reserve again.
func (st *roomStore) told(r *room, file string, err error) {
	switch core.CodeOf(err) {
	case core.CodeStorageFull:
		st.disk.noteFull()
	case "":
		_ = st.disk.full(r.shrinkLocked)
	}
	st.troubles.note(file, err)
}

// instance returns the room's, opening its file where it is there or may be
// made; nil if it is not there and create is false.
func (st *roomStore) instance(ctx context.Context, r *room, create bool) (*core.Instance, error) {
	if r.instance != nil && !create {
		return r.instance, nil
	}
	name := filepath.Join(st.dir, r.id+".db")
	_, err := os.Stat(name)
	exists := err == nil
	if !exists && !create {
		return nil, nil
	}
	if err := st.policy.MayOpen(r.id, exists, r.current.token); err != nil {
		return nil, err
	}
	if r.instance != nil {
		return r.instance, nil
	}
	db, err := openFile(ctx, name, sqlitedb.Options{CacheKiB: roomCacheKiB, Shrinkable: true})
	if err != nil {
		st.told(r, name, err)
		return nil, err
	}
	watched := watchedDB{db, st.disk, func(err error) { st.told(r, name, err) }}
	in, err := core.Open(ctx, watched, core.Options{Log: st.log})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	st.log.Info("room opened", "room", r.id, "new", !exists)
	r.instance, r.db = in, db
	return in, nil
}
