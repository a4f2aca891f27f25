//go:build !js

package relay

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"runtime"
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

// preparer is a peer that does a part of its work on a message before the
// message's turn, as [server.Room.Prepare] does.
type preparer interface {
	Prepare(server.Socket, []byte) func(context.Context, server.Socket) error
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
	goodbye   time.Duration // closeWithin, of each socket
	ending    time.Duration // shutdownWithin
	handshake time.Duration // within which a peer has to prove itself
	limits    host.Limits   // of each room, and each socket
	budget    *budget       // of all sockets
	log       *slog.Logger

	mu      sync.Mutex
	byID    map[string]*room
	sockets map[*socket]struct{}
	places  places
	closed  bool
	running sync.WaitGroup // requests between enter and leave

	// strangers is a token for each message of an unproved socket that may be
	// looked at at a time: they leave half of the processors to members.
	strangers chan struct{}
}

func newRooms(start func(*room) peer, maxSockets int, log *slog.Logger) *rooms {
	return &rooms{
		start: start, idle: time.Minute, handshake: time.Minute, goodbye: closeWithin, ending: shutdownWithin,
		log: log, budget: newBudget(maxBudget),
		byID: map[string]*room{}, sockets: map[*socket]struct{}{}, places: newPlaces(maxSockets),
		strangers: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
	}
}

// enter gives a peer at an address a place in a room, and keeps the room open
// until leave. Errors: unavailable.
func (rs *rooms) enter(id, address string) (*place, error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if rs.closed {
		return nil, fault.Errorf(fault.Unavailable, goingAway)
	}
	p := rs.places.take(address, time.Now())
	if p == nil {
		return nil, fault.Errorf(fault.Unavailable, "the relay is full")
	}
	p.room = rs.holdLocked(id)
	return p, nil
}

// hold keeps a room open until release, for a request. Errors: unavailable.
func (rs *rooms) hold(id string) (*room, error) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if rs.closed {
		return nil, fault.Errorf(fault.Unavailable, goingAway)
	}
	return rs.holdLocked(id), nil
}

func (rs *rooms) holdLocked(id string) *room {
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
	rs.running.Add(1)
	return r
}

// serve runs a socket in its place until either side ends it.
func (rs *rooms) serve(ctx context.Context, p *place, s *socket) error {
	r := p.room
	rs.mu.Lock()
	rs.sockets[s] = struct{}{}
	_, bounded := r.peer.(preparer)
	p.sock, p.waiting, p.proved = s, time.Now(), !bounded
	s.budget, s.drained, s.within = rs.budget, func() { r.drained(ctx, s) }, rs.goodbye
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
	if bounded {
		s.conn.SetReadLimit(wire.MaxAuthBytes + wire.EnvelopeBytes)
	}
	return s.run(func(msg []byte) error {
		if !rs.limits.Take(s, &s.meter, msg) {
			return nil
		}
		if p.proved {
			return r.message(ctx, s, msg)
		}
		return rs.unproved(ctx, p, s, msg)
	})
}

// unproved handles a message of a peer that has yet to prove itself.
func (rs *rooms) unproved(ctx context.Context, p *place, s *socket, msg []byte) error {
	rs.waits(p, time.Time{})
	turn, err := rs.prepare(p.room, s, msg)
	if err == nil {
		err = p.room.turn(ctx, s, turn)
	}
	if err == nil && server.Admitted(s) {
		s.conn.SetReadLimit(wire.MaxMessageBytes)
		rs.mu.Lock()
		p.proved = true
		rs.mu.Unlock()
	}
	rs.waits(p, time.Now())
	return err
}

// prepare looks at a message of a stranger, while few others' are looked at.
func (rs *rooms) prepare(r *room, s *socket, msg []byte) (turn func(context.Context, server.Socket) error, err error) {
	rs.strangers <- struct{}{}
	defer func() { <-rs.strangers }()
	err = r.guard(func() error {
		turn = r.peer.(preparer).Prepare(s, msg)
		return nil
	})
	return turn, err
}

// waits notes since when a peer keeps this side waiting.
func (rs *rooms) waits(p *place, since time.Time) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	p.waiting = since
}

// leave gives a place back; the last one of a room starts its idle time.
func (rs *rooms) leave(p *place) {
	defer rs.running.Done()
	rs.mu.Lock()
	defer rs.mu.Unlock()
	delete(rs.places.held, p)
	rs.releaseLocked(p.room)
}

// release gives back a room that hold kept open.
func (rs *rooms) release(r *room) {
	defer rs.running.Done()
	rs.mu.Lock()
	defer rs.mu.Unlock()
	rs.releaseLocked(r)
}

// releaseLocked drops a room that nobody is in any more: at once if its file was
// never opened, since anybody can make up an id.
func (rs *rooms) releaseLocked(r *room) {
	switch r.users--; {
	case r.users > 0:
	case rs.closed || r.db == nil: // without users nobody opens it
		rs.dropLocked(r)
	default:
		r.timer = time.AfterFunc(rs.idle, func() { rs.expire(r) })
	}
}

// expire closes a room that is still empty.
func (rs *rooms) expire(r *room) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	if r.users == 0 && rs.byID[r.id] == r {
		rs.dropLocked(r)
	}
}

// dropLocked closes a room under the lock: its file must be closed before it is
// opened anew.
func (rs *rooms) dropLocked(r *room) {
	delete(rs.byID, r.id)
	r.close()
}

// count returns how many rooms and sockets there are.
func (rs *rooms) count() (rooms, sockets int) {
	rs.mu.Lock()
	defer rs.mu.Unlock()
	return len(rs.byID), len(rs.places.held)
}

const goingAway = "the relay is shutting down"

// shutdownWithin bounds the wait for messages and requests at hand when the relay
// ends. What a transaction that takes longer has written is lost with it, as in a
// crash, and comes again.
const shutdownWithin = 20 * time.Second

// close sends every socket away with 1001, closes the rooms as soon as nobody is
// in them, and waits for that.
func (rs *rooms) close() {
	rs.mu.Lock()
	rs.closed = true
	for s := range rs.sockets {
		s.Close(wire.CloseGoingAway, goingAway)
	}
	for _, r := range rs.byID {
		if r.users == 0 {
			rs.dropLocked(r)
		}
	}
	rs.mu.Unlock()
	ended := make(chan struct{})
	go func() { rs.running.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(rs.ending):
		rooms, sockets := rs.count()
		rs.log.Error("the relay ends before its work", "rooms", rooms, "sockets", sockets)
	}
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
	file     string          // its name
	sockets  []server.Socket // who is told of changes
	token    string          // what the peer brought whose request is being handled, "" if nothing

	// turns has one message of each member wait for the lock at a time, and one of
	// all strangers: a message waits for as many others as there are members.
	turns host.Turns

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

// message handles one message. What needs no turn is done before.
func (r *room) message(ctx context.Context, s *socket, msg []byte) error {
	turn := func(ctx context.Context, sock server.Socket) error { return r.peer.Message(ctx, sock, msg) }
	if p, ok := r.peer.(preparer); ok {
		err := r.guard(func() error {
			turn = p.Prepare(s, msg)
			return nil
		})
		if err != nil {
			return err
		}
	}
	return r.turn(ctx, s, turn)
}

// stranger stands for all whose sockets and requests have proved nothing.
const stranger = ""

// turn does what is left to do for a message.
func (r *room) turn(ctx context.Context, s *socket, do func(context.Context, server.Socket) error) error {
	defer r.turns.Take(server.Member(s))() // of a stranger it is "stranger"
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.handle(s, func() error { return do(ctx, s) })
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

// aside runs work for a socket while the room goes on, and then after it, unless
// the socket has ended.
func (r *room) aside(sock server.Socket, work, then func()) {
	s := sock.(*socket)
	go func() {
		err := r.guard(func() error { work(); return nil })
		r.mu.Lock()
		defer r.mu.Unlock()
		if err == nil && slices.Contains(r.sockets, sock) {
			err = r.handle(s, func() error { then(); return nil })
		}
		if err != nil {
			s.Close(host.CloseCode(err), string(fault.CodeOf(err)))
		}
	}()
}

// handle does something for a socket.
func (r *room) handle(s *socket, do func() error) error {
	r.token = s.token
	defer func() { r.token = "" }()
	return r.guard(do)
}

// guard does something for a socket. A panic ends that socket only: the
// transaction it happened in has been rolled back.
func (r *room) guard(do func() error) (err error) {
	defer func() {
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

// filesLocked is what the room's file and its write-ahead log take on the disk,
// in bytes, 0 if the room is not open.
func (r *room) filesLocked() (bytes int64) {
	if r.file == "" {
		return 0
	}
	for _, name := range []string{r.file, r.file + "-wal"} {
		if info, err := os.Stat(name); err == nil { // otherwise it is not there
			bytes += info.Size()
		}
	}
	return bytes
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
	r.instance, r.db, r.file = nil, nil, ""
}
