//go:build !js

package morangoclient_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/coretest"
	"github.com/amora-sync/amora/core/morangoclient"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/pipeline"
	roomserver "github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/trust"
)

// host serves one room from memory, without a network: a Transport to itself.
type host struct {
	t       testing.TB
	key     string
	handler http.Handler
	mu      sync.Mutex
	id      string // the room's, "" before it is there
	room    *core.Instance
	server  *roomserver.Room
	// after, if it is set, is told of each request that was carried out, before its
	// answer arrives, and may lose the answer.
	after func(method, path string) error
}

func newHost(t testing.TB, key string) *host {
	t.Helper()
	h := &host{t: t, key: key}
	s := parse(t)
	handler, err := morangohttp.New(morangohttp.Options{
		Rooms: h, Key: key, MayPush: func(string) bool { return true },
		Profiles: []trust.Declared{s.Declared()},
	})
	if err != nil {
		t.Fatal(err)
	}
	h.handler = handler
	return h
}

// open serves a database, at first an empty one.
func (h *host) open(dump string) {
	h.t.Helper()
	in, err := core.Open(h.t.Context(), loaded(h.t, dump), core.Options{})
	if err != nil {
		h.t.Fatal(err)
	}
	h.room, h.server = in, roomserver.New(roomserver.Options{Room: h.id, Key: h.key})
}

// loaded is a database in memory, with what another one held.
func loaded(t testing.TB, dump string) *sqlitedb.DB {
	t.Helper()
	db, err := sqlitedb.Open(t.Context(), sqlitedb.Memory, sqlitedb.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if dump != "" {
		coretest.Load(t, db, dump)
	}
	return db
}

// Send implements morangoclient.Transport.
func (h *host) Send(ctx context.Context, r morangoclient.Request) (morangoclient.Response, error) {
	if ctx.Err() != nil {
		return morangoclient.Response{}, ctx.Err()
	}
	asked := httptest.NewRequest(r.Method, r.URL, bytes.NewReader(r.Body))
	for name, v := range r.Header {
		asked.Header.Set(name, v)
	}
	answer := httptest.NewRecorder()
	h.handler.ServeHTTP(answer, asked)
	if h.after != nil {
		if err := h.after(r.Method, asked.URL.Path); err != nil {
			return morangoclient.Response{}, err
		}
	}
	return morangoclient.Response{Status: answer.Code, Body: io.NopCloser(answer.Body)}, nil
}

// Enter implements morangohttp.Rooms.
func (h *host) Enter(_ context.Context, e morangohttp.Entry) (morangohttp.Room, error) {
	if h.id == "" {
		h.id = e.Room
		h.server = roomserver.New(roomserver.Options{Room: h.id, Key: h.key})
	}
	return h, nil
}

// Holder implements morangohttp.Rooms: all is of the one room.
func (h *host) Holder(context.Context, string) (morangohttp.Holder, error) {
	return morangohttp.Holder{Room: h.id}, nil
}

// Hold implements morangohttp.Rooms.
func (h *host) Hold(string, morangohttp.Holder) {}

// List implements morangohttp.Rooms.
func (h *host) List(context.Context) ([]string, error) {
	if h.room == nil {
		return nil, nil
	}
	return []string{h.id}, nil
}

// Do implements morangohttp.Room.
func (h *host) Do(_ context.Context, create bool, fn func(*pipeline.Engine, *roomserver.Room) error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.room == nil && create {
		h.open("")
	}
	if h.room == nil {
		return fn(nil, h.server)
	}
	return fn(h.room.Engine(), h.server)
}

// Aside implements morangohttp.Room.
func (h *host) Aside(fn func()) { fn() }

// Leave implements morangohttp.Room.
func (h *host) Leave() {}

// atPlace is a database in memory that says which file it is.
type atPlace struct {
	*sqlitedb.DB
	place string
}

func (p atPlace) Place() string { return p.place }

var _ sqldb.Placed = atPlace{}
