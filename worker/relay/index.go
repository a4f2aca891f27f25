//go:build !js

package relay

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/pipeline"
)

// index tells which room holds a certificate with its key, an open sync session
// or a transfer: Morango's peers name these and no room. It is read from the
// rooms' files when it is first needed, and kept up to date from then on.
type index struct {
	dir string
	log *slog.Logger

	mu      sync.Mutex
	ids     map[string]held
	read    bool      // whether the folder was
	expired time.Time // when ids that nobody used were last forgotten
}

// held is where an id is, and when it was used last.
type held struct {
	morangohttp.Holder
	used time.Time
}

func newIndex(dir string, log *slog.Logger) *index {
	return &index{dir: dir, log: log, ids: map[string]held{}}
}

// add notes who holds an id, unless another room does. One that expires is
// forgotten once nobody has used it for longer than a session may be idle.
func (x *index) add(id string, by morangohttp.Holder) {
	x.mu.Lock()
	defer x.mu.Unlock()
	now := time.Now()
	if h, there := x.ids[id]; !there || h.Room == by.Room {
		x.ids[id] = held{by, now}
	}
	if now.Sub(x.expired) < time.Hour {
		return
	}
	x.expired = now
	for id, h := range x.ids {
		if h.Expires && now.Sub(h.used) > pipeline.IdleAge+time.Hour {
			delete(x.ids, id)
		}
	}
}

// find says who holds an id, the zero value if nobody does.
func (x *index) find(ctx context.Context, id string) (by morangohttp.Holder, err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.read {
		if err := x.readFolder(ctx); err != nil {
			return by, err
		}
		x.read = true
	}
	h, there := x.ids[id]
	if there {
		h.used = time.Now()
		x.ids[id] = h
	}
	return h.Holder, nil
}

// readFolder reads every room's file. One that cannot be read holds nothing.
func (x *index) readFolder(ctx context.Context) error {
	files, err := roomsIn(x.dir)
	for _, file := range files {
		if err := x.readRoom(ctx, file); err != nil {
			x.log.Warn("a room cannot be asked what it holds", "file", file, "error", err)
		}
	}
	return err
}

// heldSQL lists the certificates with keys, and the open sessions and
// transfers of Morango's protocol.
const heldSQL = `SELECT json_object(
 'Certificates', (SELECT json_group_array(id) FROM morango_certificate WHERE private_key IS NOT NULL),
 'Sessions', (SELECT json_group_array(id) FROM (
  SELECT id FROM morango_syncsession WHERE active = 1 AND is_server = 1
  UNION ALL SELECT id FROM morango_transfersession WHERE active = 1 AND is_server = 1)))`

func (x *index) readRoom(ctx context.Context, file string) error {
	var found struct{ Certificates, Sessions []string }
	if err := readRoomFile(ctx, file, &found, heldSQL); err != nil {
		return err
	}
	room := roomOf(file)
	for _, id := range found.Certificates {
		x.ids[id] = held{Holder: morangohttp.Holder{Room: room}}
	}
	now := time.Now()
	for _, id := range found.Sessions { // whose they are, the first request about each finds out
		if _, there := x.ids[id]; !there {
			x.ids[id] = held{morangohttp.Holder{Room: room, Expires: true}, now}
		}
	}
	return nil
}
