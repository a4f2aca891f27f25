//go:build !js

package relay

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/sqlitedb"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
)

// peer is the serving side of a room: messages in, messages out. It is a
// *server.Room; tests of the transport put something simpler here.
type peer interface {
	Message(context.Context, server.Socket, []byte) error
	Close(context.Context, server.Socket)
}

// drained is a peer that goes on with what waited for a socket, as
// [server.Room.Drained] does.
type drained interface {
	Drained(context.Context, server.Socket) error
}

// rooms are those in use on this relay: each comes with its first socket and
// is closed when no socket has been in it for a while.
type rooms struct {
	start     func(*room) peer
	idle      time.Duration // how long an empty room stays open
	handshake time.Duration // within which a peer has to prove itself
	max       int           // sockets at a time; 0 is no bound
	limits    host.Limits   // of each room, and each socket
	budget    *budget       // of all sockets
	log       *slog.Logger

	mu      sync.Mutex
	byID    map[string]*room
	sockets map[*socket]struct{}
	entered int // sockets between enter and leave, those being upgraded too
	closed  bool
	running sync.WaitGroup // requests between enter and leave
}

func newRooms(start func(*room) peer, maxSockets int, log *slog.Logger) *rooms {
	return &rooms{
		start: start, idle: time.Minute, handshake: time.Minute, max: maxSockets, log: log, budget: newBudget(maxBudget),
		byID: map[string]*room{}, sockets: map[*socket]struct{}{},
	}
}

// enter keeps a room open until leave. Errors: unavailable.
func (rs *rooms) enter(id string) (*room, error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	switch {
	case rs.closed:
		return nil, fault.Errorf(fault.Unavailable, goingAway)
	case rs.max > 0 && rs.entered >= rs.max:
		return nil, fault.Errorf(fault.Unavailable, "the relay is full")
	}
	r := rs.byID[id]
	if r == nil {
		r = &room{id: id, log: rs.log.With("room", id)}
		r.peer = rs.start(r)
		rs.byID[id] = r
	}
	if r.timer != nil {
		r.timer.Stop()
	}
	r.users++
	rs.entered++
	rs.running.Add(1)
	return r, nil
}

// serve runs a socket in an entered room until either side ends it.
func (rs *rooms) serve(ctx context.Context, r *room, s *socket) error {
	rs.mu.Lock()
	rs.sockets[s] = struct{}{}
	s.budget, s.drained = rs.budget, func() { r.drained(ctx, s) }
	rs.budget.open(s)
	if rs.closed {
		s.Close(wire.CloseGoingAway, goingAway)
	}
	rs.mu.Unlock()
	defer func() {
		rs.mu.Lock()
		defer rs.mu.Unlock()
		delete(rs.sockets, s)
		rs.budget.close(s)
	}()
	r.join(s)
	defer r.part(ctx, s)
	deadline := time.AfterFunc(rs.handshake, func() { r.dismiss(s) })
	defer deadline.Stop()
	return s.run(func(msg []byte) error {
		if !rs.limits.Take(s, &s.meter) {
			return nil
		}
		return r.message(ctx, s, msg)
	})
}

// leave gives an entered room back; the last one starts its idle time.
func (rs *rooms) leave(r *room) {
	defer rs.running.Done()
	rs.mu.Lock()
	defer rs.mu.Unlock()
	rs.entered--
	if r.users--; r.users == 0 && !rs.closed {
		r.timer = time.AfterFunc(rs.idle, func() { rs.expire(r) })
	}
}

// expire closes a room that is still empty, under the lock: its file must be
// closed before it is opened anew.
func (rs *rooms) expire(r *room) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if r.users == 0 && !rs.closed {
		delete(rs.byID, r.id)
		r.close()
	}
}

// count returns how many rooms and sockets there are.
func (rs *rooms) count() (rooms, sockets int) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return len(rs.byID), rs.entered
}

const goingAway = "the relay is shutting down"

// close sends every socket away with 1001, waits until the messages at hand
// are handled, and closes the rooms.
func (rs *rooms) close() {
	rs.mu.Lock()
	rs.closed = true
	for s := range rs.sockets {
		s.Close(wire.CloseGoingAway, goingAway)
	}
	rs.mu.Unlock()
	rs.running.Wait()
	rs.mu.Lock()
	defer rs.mu.Unlock()
	for _, r := range rs.byID {
		r.close()
	}
	clear(rs.byID)
}

// room lets one thing happen at a time, by a lock. Package host says what a
// room does on every host.
type room struct {
	id   string
	peer peer
	log  *slog.Logger

	mu       sync.Mutex
	instance *core.Instance  // nil until a peer needs it
	db       io.Closer       // below the instance
	sockets  []server.Socket // who is told of changes
	current  *socket         // whose message is being handled

	users int         // guarded by rooms.mu
	timer *time.Timer // guarded by rooms.mu
}

func (r *room) join(s *socket) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sockets = append(r.sockets, s)
}

func (r *room) part(ctx context.Context, s *socket) {
	r.mu.Lock()
	defer r.mu.Unlock()
	i := slices.Index(r.sockets, server.Socket(s))
	r.sockets = slices.Delete(r.sockets, i, i+1)
	r.peer.Close(ctx, s)
}

// dismiss closes a socket whose peer has not proved itself.
func (r *room) dismiss(s *socket) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !server.Admitted(s) {
		s.Close(wire.ClosePolicy, "no handshake")
	}
}

// message handles one message.
func (r *room) message(ctx context.Context, s *socket, msg []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.handle(s, func() error { return r.peer.Message(ctx, s, msg) })
}

// drained goes on with what waited for a socket, unless that has ended.
func (r *room) drained(ctx context.Context, s *socket) {
	r.mu.Lock()
	defer r.mu.Unlock()
	peer, ok := r.peer.(drained)
	if !ok || !slices.Contains(r.sockets, server.Socket(s)) {
		return
	}
	if err := r.handle(s, func() error { return peer.Drained(ctx, s) }); err != nil {
		s.Close(host.CloseCode(err), string(fault.CodeOf(err)))
	}
}

// handle does something for a socket. A panic ends that socket only: the
// transaction it happened in has been rolled back.
func (r *room) handle(s *socket, do func() error) (err error) {
	r.current = s
	defer func() {
		r.current = nil
		if p := recover(); p != nil {
			r.log.Error("panic", "value", p, "stack", string(debug.Stack()))
			err = fault.Errorf(fault.Internal, "the relay failed")
		}
	}()
	return do()
}

// sizeLocked is what the room's database takes, in bytes, 0 if it is not open.
func (r *room) sizeLocked() int64 {
	if r.instance == nil {
		return 0
	}
	var text string
	err := r.instance.DB().View(context.Background(), func(tx sqldb.Tx) (err error) {
		text, err = tx.Text(`SELECT (page_count - freelist_count) * page_size
FROM pragma_page_count, pragma_freelist_count, pragma_page_size`)
		return err
	})
	n, parseErr := strconv.ParseInt(text, 10, 64)
	if err := errors.Join(err, parseErr); err != nil {
		r.log.Error("size of the database", "error", err)
	}
	return n
}

// shrink gives back to the disk what the files of open rooms do not need. Rooms
// that are busy keep it.
func (rs *rooms) shrink() {
	for _, r := range rs.open() {
		if r.mu.TryLock() {
			r.shrinkLocked()
			r.mu.Unlock()
		}
	}
}

// shrinkLocked gives space that the room's file does not need back to the
// disk.
func (r *room) shrinkLocked() {
	db, ok := r.db.(*sqlitedb.DB)
	if !ok {
		return
	}
	if err := db.Shrink(context.Background()); err != nil {
		r.log.Info("the file is not shrunk", "error", err)
	}
}

// close puts the room's file away, if it was opened.
func (r *room) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.db == nil {
		return
	}
	if err := r.db.Close(); err != nil {
		r.log.Error("closing the database", "error", err)
	}
	r.instance, r.db = nil, nil
}
