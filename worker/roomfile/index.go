//go:build !js

package roomfile

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/amora-sync/amora/core/idle"
	"github.com/amora-sync/amora/core/morangohttp"
)

// maxSessions bounds the ids of sync sessions and transfers that an index knows.
const maxSessions = 100_000

// Index tells which room holds a certificate with its key, an open sync session
// or a transfer: Morango's peers name these and no room. It is read from the
// rooms' files when it is first needed, and kept up to date from then on.
type Index struct {
	dir  string
	log  *slog.Logger
	max  int                                                              // maxSessions
	file func(_ context.Context, file string, into any, sql string) error // Read

	mu           sync.Mutex
	reading      *reading          // of the folder, nil before and after a failure
	certificates map[string]string // their rooms, by id
	sessions     map[string]held   // what expires, by id
	expired      time.Time         // when sessions that nobody used were last forgotten
}

// reading is the one time that the folder is read.
type reading struct {
	done chan struct{} // closed at its end
	err  error         // valid then
}

// held is where an id is, and when it was used last.
type held struct {
	morangohttp.Holder
	used time.Time
}

// NewIndex makes the index of a relay's folder. Nothing is read yet.
func NewIndex(dir string, log *slog.Logger) *Index {
	return &Index{
		dir: dir, log: log, max: maxSessions, file: Read, certificates: map[string]string{}, sessions: map[string]held{},
	}
}

// Add notes who holds an id, unless another room does. One that expires is
// forgotten once nobody has used it for longer than a session may be idle.
func (x *Index) Add(id string, by morangohttp.Holder) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if h, there := x.lookup(id); there && h.Room != by.Room {
		return
	}
	if !by.Expires {
		x.certificates[id] = by.Room
		return
	}
	now := time.Now()
	x.sessions[id] = held{by, now}
	x.forget(now)
}

// forget drops the sessions that nobody has used for long. Where there are too
// many it drops half of them, those that were used longest ago. A peer that still
// has one of these begins anew, unless its address names the room.
func (x *Index) forget(now time.Time) {
	crowded := len(x.sessions) > x.max
	if !crowded && now.Sub(x.expired) < time.Hour {
		return
	}
	x.expired = now
	oldest := now.Add(-idle.Age - time.Hour)
	if crowded {
		var used []time.Time
		for _, h := range x.sessions {
			used = append(used, h.used)
		}
		slices.SortFunc(used, time.Time.Compare)
		if half := used[len(used)/2]; half.After(oldest) {
			oldest = half
		}
	}
	maps.DeleteFunc(x.sessions, func(_ string, h held) bool { return !h.used.After(oldest) })
}

// Find says who holds an id, the zero value if nobody does. While the folder is
// read, only requests about ids that are not known yet wait for it.
func (x *Index) Find(ctx context.Context, id string) (by morangohttp.Holder, err error) {
	x.mu.Lock()
	by, there := x.lookup(id)
	x.mu.Unlock()
	if there {
		return by, nil
	}
	if err := x.read(ctx); err != nil {
		return by, err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	by, _ = x.lookup(id)
	return by, nil
}

// lookup is Find in what is known so far.
func (x *Index) lookup(id string) (by morangohttp.Holder, there bool) {
	if h, there := x.sessions[id]; there {
		h.used = time.Now()
		x.sessions[id] = h
		return h.Holder, true
	}
	room, there := x.certificates[id]
	return morangohttp.Holder{Room: room}, there
}

// read waits until the folder is read, which goes on when ctx ends: others wait
// for it too.
func (x *Index) read(ctx context.Context) error {
	x.mu.Lock()
	r := x.reading
	if r == nil {
		r = &reading{done: make(chan struct{})}
		x.reading = r
		go x.readFolder(context.WithoutCancel(ctx), r)
	}
	x.mu.Unlock()
	select {
	case <-r.done:
		return r.err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// readFolder reads every room's file. One that cannot be read holds nothing.
func (x *Index) readFolder(ctx context.Context, r *reading) {
	defer close(r.done)
	files, err := In(x.dir)
	for _, file := range files {
		if err := x.readRoom(ctx, file); err != nil {
			x.log.Warn("a room cannot be asked what it holds", "file", file, "error", err)
		}
	}
	if r.err = err; err != nil {
		x.mu.Lock()
		defer x.mu.Unlock()
		x.reading = nil // the next request tries again
	}
}

// heldSQL lists the certificates with keys, and the open sessions and
// transfers of Morango's protocol.
const heldSQL = `SELECT json_object(
 'Certificates', (SELECT json_group_array(id) FROM morango_certificate WHERE private_key IS NOT NULL),
 'Sessions', (SELECT json_group_array(id) FROM (
  SELECT id FROM morango_syncsession WHERE active = 1 AND is_server = 1
  UNION ALL SELECT id FROM morango_transfersession WHERE active = 1 AND is_server = 1)))`

func (x *Index) readRoom(ctx context.Context, file string) error {
	var found struct{ Certificates, Sessions []string }
	if err := x.file(ctx, file, &found, heldSQL); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	room, now := RoomOf(file), time.Now()
	for _, id := range found.Certificates {
		x.certificates[id] = room
	}
	for _, id := range found.Sessions { // whose they are, the first request about each finds out
		if _, there := x.sessions[id]; !there {
			x.sessions[id] = held{morangohttp.Holder{Room: room, Expires: true}, now}
		}
	}
	x.forget(now)
	return nil
}
