//go:build !js

package relay

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/worker/host"
)

// roomStore opens the rooms of a folder, for those who may enter them.
type roomStore struct {
	folder *Folder
	policy host.Policy
	hosts  []string // as in server.Options
	limits host.Limits
	log    *slog.Logger

	passwords bool              // people may join by name and password (PROTOCOL.md §4)
	throttle  *account.Throttle // of whoever asks for a certificate so, by either protocol

	usage    usage
	troubles troubles
}

// roomCacheKiB bounds the page cache of a room, of which many may be open.
const roomCacheKiB = 16 << 10

// serve gives a room its serving side. Nothing is opened yet.
func (st *roomStore) serve(r *room) peer {
	opts := server.Options{
		Room: r.id,
		Key:  st.folder.key,
		Open: func(ctx context.Context, create bool) (*pipeline.Engine, error) {
			in, err := st.instance(ctx, r, create)
			return in.Engine(), err
		},
		Hosts:        st.hosts,
		RoomCounters: st.limits.RoomCounters, MemberCounters: st.limits.MemberCounters, MemberRate: st.limits.PerMinute,
		Full:    func(more int64) error { return st.full(r, more) },
		Size:    r.sizeLocked,
		Spare:   st.folder.disk.Spare,
		Sockets: func() []server.Socket { return r.sockets },
		Issuer:  func() (*invites.Invite, error) { return FolderAccounts(st.folder.dir).issuer(r.id) },
		Aside:   r.aside,
		Log:     st.log,
	}
	if st.passwords {
		opts.Accounts = st.authenticator
	}
	return server.New(opts)
}

// authenticator judges who asks for a certificate by name and password: users of
// a Kolibri facility by its records, others by the folder's accounts.
func (st *roomStore) authenticator(room string, db sqldb.DB) account.Authenticator {
	var judges []account.Authenticator
	kept := FolderAccounts(st.folder.dir)
	if users, err := kept.List(room); err != nil || len(users) > 0 {
		judges = append(judges, kept)
	}
	return st.throttle.Guard(account.FirstOf(append(judges, account.NewRecords(db))...))
}

// full says why a room does not take so many more bytes in, of which a message
// is being handled. What its files take counts, and not only what is in use of
// them: they are shrunk before the room is called full.
func (st *roomStore) full(r *room, more int64) error {
	if err := st.folder.disk.Full(r.shrinkLocked); err != nil {
		return err
	}
	if err := st.usage.full(); err != nil {
		return err
	}
	if st.limits.Full(r.filesLocked, more) == nil {
		return nil
	}
	r.shrinkLocked()
	return st.limits.Full(r.filesLocked, more)
}

// health says why the relay cannot store anything, or not in every room; nil
// where it can.
func (st *roomStore) health() error {
	if err := st.folder.disk.Check(); err != nil {
		return err
	}
	return st.troubles.check()
}

// told takes down how a use of a room's file went. After a deletion for which
// the reserve was given up, what it freed becomes the reserve again.
func (st *roomStore) told(r *room, file string, err error) {
	switch fault.CodeOf(err) {
	case fault.StorageFull:
		st.folder.disk.NoteFull()
	case "":
		_ = st.folder.disk.Full(r.shrinkLocked)
		if st.limits.Full(r.filesLocked, 0) != nil {
			r.shrinkLocked()
		}
	}
	st.troubles.note(file, err)
}

// instance returns the room's, opening its file where it is there or may be
// made; nil if it is not there and create is false.
func (st *roomStore) instance(ctx context.Context, r *room, create bool) (*core.Instance, error) {
	if r.instance != nil && !create {
		return r.instance, nil
	}
	name := filepath.Join(st.folder.dir, r.id+".db")
	_, err := os.Stat(name)
	exists := err == nil
	if !exists && !create {
		return nil, nil
	}
	if err := st.policy.MayOpen(r.id, exists, r.token); err != nil {
		return nil, err
	}
	if r.instance != nil {
		return r.instance, nil
	}
	if !exists {
		if err := st.usage.mayOpen(); err != nil {
			return nil, err
		}
	}
	db, err := sqlitedb.Open(ctx, name, sqlitedb.Options{CacheKiB: roomCacheKiB, Shrinkable: true})
	if err != nil {
		st.told(r, name, err)
		return nil, err
	}
	watched := watchedDB{db, st.folder.disk, func(err error) { st.told(r, name, err) }}
	in, err := core.Open(ctx, watched, core.Options{Log: st.log})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	st.log.Info("room opened", "room", r.id, "new", !exists)
	r.instance, r.db, r.file = in, db, name
	return in, nil
}
