package edge

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/kolibri"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/trust"
)

// serveMorango answers a Morango peer. The handler is made when the first one
// comes, because reading the key takes as long as signing.
func (r *room) serveMorango(key string, w http.ResponseWriter, req *http.Request) {
	if r.config.err != nil {
		http.Error(w, r.config.err.Error(), http.StatusServiceUnavailable)
		return
	}
	if r.morango == nil {
		h, err := r.newMorango(key)
		if err != nil {
			r.log.Error("morango", "room", r.id, "error", err)
			http.Error(w, "the relay failed", http.StatusInternalServerError)
			return
		}
		r.morango = h
	}
	r.morango.ServeHTTP(w, req)
}

// kolibriProfile is read when it is needed: it takes 2 MB of memory, which rooms at
// rest do without.
func kolibriProfile() []trust.Declared { return []trust.Declared{kolibri.Schema().Declared()} }

// newMorango makes the handler of Morango's HTTP protocol for the object's
// room. Whose the room is, its address says.
func (r *room) newMorango(key string) (http.Handler, error) {
	opts := morangohttp.Options{
		Rooms: morangoRoom{r, ""}, Key: key, Profiles: slices.Concat(r.config.profiles, kolibriProfile()),
		MayPush: r.config.rooms.MayOpenSome,
		Widen:   morangohttp.WidenForLearners,
		Info:    map[string]string{"kolibri": kolibri.Version},
		Log:     r.log,
	}
	if r.throttle != nil {
		opts.Accounts, opts.SignIn = r.authenticator, morangohttp.SignInByRecords(r.throttle)
	}
	return morangohttp.New(opts)
}

// morangoRoom is the room as package morangohttp sees it.
type morangoRoom struct {
	*room
	brought string // by the address, to open the room with
}

// Enter implements [morangohttp.Rooms]. What strangers ask for counts as their
// messages do.
func (m morangoRoom) Enter(_ context.Context, e morangohttp.Entry) (morangohttp.Room, error) {
	if e.Member == "" && !m.strangers.Take(e.Address, e.Bytes, time.Now()) {
		return nil, fault.Errorf(fault.Unavailable, "too many handshakes")
	}
	return morangoRoom{m.room, e.Token}, nil
}

// Holder implements [morangohttp.Rooms].
func (m morangoRoom) Holder(_ context.Context, id string) (morangohttp.Holder, error) {
	return morangohttp.Holder{Room: m.id, Member: m.guests[id]}, nil
}

// maxGuests bounds the ids of sync sessions and transfers whose members the
// object remembers. Past it they are forgotten: the next request about each
// counts as a handshake, and finds its member out.
const maxGuests = 10_000

// Hold implements [morangohttp.Rooms].
func (m morangoRoom) Hold(id string, by morangohttp.Holder) {
	if m.guests == nil || len(m.guests) >= maxGuests {
		m.guests = map[string]string{}
	}
	if m.guests[id] = by.Member; by.Member == "" {
		delete(m.guests, id)
	}
}

// List implements [morangohttp.Rooms].
func (m morangoRoom) List(context.Context) ([]string, error) { return []string{m.id}, nil }

// Do implements [morangohttp.Room]. Nothing else happens in an object while Go
// runs.
func (m morangoRoom) Do(ctx context.Context, create bool, fn func(*pipeline.Engine, *server.Room) error) error {
	m.room.brought = m.brought
	defer func() { m.room.brought = "" }()
	engine, err := m.engine(ctx, create)
	if err != nil {
		return err
	}
	return fn(engine, m.server)
}

// Aside implements [morangohttp.Room]: an object has one thread, and Enter has
// counted the request.
func (m morangoRoom) Aside(fn func()) { fn() }

// Leave implements [morangohttp.Room].
func (m morangoRoom) Leave() {}
