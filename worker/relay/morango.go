//go:build !js

package relay

import (
	"context"
	"log/slog"

	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/worker/roomfile"
)

// newMorango makes the handler of Morango's HTTP protocol for the rooms of a
// relay.
func newMorango(rooms *rooms, store *roomStore, schemas []*schema.Schema, log *slog.Logger) (*morangohttp.Handler, error) {
	profiles := []trust.Declared{kolibri.Schema().Declared()}
	for _, s := range schemas {
		profiles = append([]trust.Declared{s.Declared()}, profiles...)
	}
	return morangohttp.New(morangohttp.Options{
		Rooms: morangoRooms{rooms, store, roomfile.NewIndex(store.folder.dir, log)},
		Key:   store.folder.key, Profiles: profiles, MayPush: store.policy.MayOpenSome,
		Accounts: store.authenticator,
		SignIn:   morangohttp.SignInByRecords(store.throttle),
		Widen:    morangohttp.WidenForLearners,
		Info:     map[string]string{"kolibri": kolibri.Version},
		Log:      log,
	})
}

// morangoRooms are the rooms as package morangohttp sees them.
type morangoRooms struct {
	rooms *rooms
	store *roomStore
	index *roomfile.Index
}

// Enter implements [morangohttp.Rooms].
func (m morangoRooms) Enter(_ context.Context, e morangohttp.Entry) (morangohttp.Room, error) {
	r, err := m.rooms.hold(e.Room)
	if err != nil {
		return nil, err
	}
	return enteredRoom{m, r, e}, nil
}

// Holder implements [morangohttp.Rooms].
func (m morangoRooms) Holder(ctx context.Context, id string) (morangohttp.Holder, error) {
	return m.index.Find(ctx, id)
}

// Hold implements [morangohttp.Rooms].
func (m morangoRooms) Hold(id string, by morangohttp.Holder) { m.index.Add(id, by) }

// List implements [morangohttp.Rooms].
func (m morangoRooms) List(context.Context) ([]string, error) {
	files, err := roomfile.In(m.store.folder.dir)
	for i, file := range files {
		files[i] = roomfile.RoomOf(file)
	}
	return files, err
}

// enteredRoom is a room that a request has entered.
type enteredRoom struct {
	morangoRooms
	room  *room
	entry morangohttp.Entry
}

// Aside implements [morangohttp.Room]: strangers' requests and sockets together
// leave half of the processors to members.
func (e enteredRoom) Aside(fn func()) {
	e.rooms.strangers <- struct{}{}
	defer func() { <-e.rooms.strangers }()
	fn()
}

// Leave implements [morangohttp.Room].
func (e enteredRoom) Leave() { e.rooms.release(e.room) }

// Do implements [morangohttp.Room].
func (e enteredRoom) Do(ctx context.Context, create bool, fn func(*pipeline.Engine, *server.Room) error) error {
	return e.turn(func() error {
		in, err := e.store.instance(ctx, e.room, create)
		if err != nil {
			return err
		}
		served, _ := e.room.peer.(*server.Room)
		return fn(in.Engine(), served)
	})
}

// turn does what a request asks for when it is its member's turn: the one that the
// member's sockets have. Requests that prove nothing have the other strangers'.
func (e enteredRoom) turn(do func() error) error {
	defer e.room.turns.Take(e.entry.Member)() // of a stranger it is "stranger"
	e.room.mu.Lock()
	defer e.room.mu.Unlock()
	e.room.token = e.entry.Token
	defer func() { e.room.token = "" }()
	return e.room.guard(do)
}
