package coretest

import (
	"context"
	"strings"
	"sync"
	"testing"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/wire"
)

// Relay is a relay in memory: rooms that are opened as peers come, sockets
// that are pipes. Its Dial is a [core.Dialer].
type Relay struct {
	open func() sqldb.DB // a new, empty database

	// Lose, if set, is asked before each message of either side whether the
	// connection breaks there instead.
	Lose func(fromClient bool, msg []byte) bool
	// Options are those of the rooms' instances; their Rand is the servers'.
	Options core.Options
	// RoomCounters, MemberCounters, MemberWork and MemberRate are as in
	// [server.Options].
	RoomCounters, MemberCounters, MemberWork, MemberRate int64
	// Full and Spare are as in [server.Options].
	Full  func() error
	Spare func() bool
	// Accounts and Issuer are as in [server.Options].
	Accounts func(room string, db sqldb.DB) account.Authenticator
	Issuer   func() (*invites.Invite, error)

	mu      sync.Mutex
	key     string
	rooms   map[string]*Room
	MayOpen func(room string) error
}

// Room is one room of a Relay.
type Room struct {
	Instance *core.Instance

	mu      sync.Mutex // one message at a time
	server  *server.Room
	sockets map[*socket]struct{}
}

// NewRelay makes a relay whose rooms lie in databases made by open, within a
// Durable Object's limits.
func NewRelay(t testing.TB, open func() sqldb.DB) *Relay {
	t.Helper()
	key, err := relayKey()
	if err != nil {
		t.Fatal(err)
	}
	return NewRelayKey(open, key)
}

// NewRelayKey is NewRelay with a private key of the caller's, and outside of
// tests.
func NewRelayKey(open func() sqldb.DB, key string) *Relay {
	return &Relay{open: open, key: key, rooms: map[string]*Room{}}
}

// URL is an address of the relay's own. Its Dial takes any.
func (r *Relay) URL() string { return "ws://" + r.Fingerprint()[:12] + ".relay" }

// Fingerprint names the relay by its key, for core.SyncOptions.
func (r *Relay) Fingerprint() string { return trust.KeyFingerprint(r.PublicKey()) }

// PublicKey is the relay's own.
func (r *Relay) PublicKey() string {
	public, err := trust.PublicKeyOf(r.key)
	if err != nil {
		panic(err) // a test's own key
	}
	return public
}

// Room returns the room of that id, nil if nobody has opened it.
func (r *Relay) Room(id string) *core.Instance {
	r.mu.Lock()
	defer r.mu.Unlock()
	if room := r.rooms[id]; room != nil {
		return room.Instance
	}
	return nil
}

// Dial connects to the room that the URL names.
func (r *Relay) Dial(_ context.Context, url string) (wire.Conn, error) {
	id := url[strings.LastIndexByte(url, '/')+1:]
	r.mu.Lock()
	room := r.rooms[id]
	if room == nil {
		room = &Room{sockets: map[*socket]struct{}{}}
		room.server = r.serve(id, room)
		r.rooms[id] = room
	}
	r.mu.Unlock()
	s := &socket{relay: r, room: room, toClient: make(chan []byte, 4096), gone: make(chan struct{})}
	room.mu.Lock()
	room.sockets[s] = struct{}{}
	room.mu.Unlock()
	return s, nil
}

func (r *Relay) full(int64) error {
	if r.Full == nil {
		return nil
	}
	return r.Full()
}

func (r *Relay) spare() bool { return r.Spare != nil && r.Spare() }

// serve makes a room's server.
func (r *Relay) serve(id string, room *Room) *server.Room {
	return server.New(server.Options{
		Room: id, Key: r.key, Sockets: room.list, Rand: r.Options.Rand,
		RoomCounters: r.RoomCounters, MemberCounters: r.MemberCounters, MemberWork: r.MemberWork, MemberRate: r.MemberRate,
		Full: r.full, Spare: r.spare,
		Accounts: r.Accounts, Issuer: r.Issuer,
		Open: func(ctx context.Context, create bool) (*pipeline.Engine, error) {
			in, err := r.openRoom(ctx, id, room, create)
			return in.Engine(), err
		},
	})
}

// Hibernate makes a room's server forget what neither its database nor the
// sockets' states hold, as a Durable Object does between messages.
func (r *Relay) Hibernate(id string) {
	r.mu.Lock()
	room := r.rooms[id]
	r.mu.Unlock()
	room.mu.Lock()
	defer room.mu.Unlock()
	room.server = r.serve(id, room)
}

func (r *Relay) openRoom(ctx context.Context, id string, room *Room, create bool) (*core.Instance, error) {
	if room.Instance != nil || !create {
		return room.Instance, nil
	}
	if r.MayOpen != nil {
		if err := r.MayOpen(id); err != nil {
			return nil, err
		}
	}
	in, err := core.Open(ctx, Limited(r.open()), r.Options)
	room.Instance = in
	return in, err
}

// Restart ends the process that serves a room, its connections with it, and
// begins another on db: the same database, or an older copy of it.
func (r *Relay) Restart(ctx context.Context, id string, db sqldb.DB) (*core.Instance, error) {
	r.mu.Lock()
	room := r.rooms[id]
	r.mu.Unlock()
	room.mu.Lock()
	defer room.mu.Unlock()
	for s := range room.sockets {
		s.endLocked()
	}
	in, err := core.Open(ctx, Limited(db), r.Options)
	if err == nil {
		room.Instance = in
	}
	return in, err
}

// EnterRoom opens a room before anybody has proved themselves, as a relay does
// whose rooms are there already.
func (r *Relay) EnterRoom(ctx context.Context, id string) error {
	conn, err := r.Dial(ctx, "/"+id)
	if err != nil {
		return err
	}
	s := conn.(*socket)
	s.room.mu.Lock()
	_, err = r.openRoom(ctx, id, s.room, true)
	s.room.mu.Unlock()
	s.end()
	return err
}

// Begin makes a room as Morango peers do: with a root certificate, a certificate
// below it for this relay, and the profile's definitions, but no bundle.
func (r *Relay) Begin(ctx context.Context, root *trust.Certificate, s trust.Declared) error {
	if err := r.EnterRoom(ctx, root.ID); err != nil {
		return err
	}
	public, err := trust.PublicKeyOf(r.key)
	if err != nil {
		return err
	}
	own, err := root.IssueSame(public, strings.Repeat("5", 32))
	if err != nil {
		return err
	}
	own.SetKey(r.key)
	return r.Room(root.ID).DB().Update(ctx, func(tx sqldb.Tx) error {
		if err := trust.SaveDefinitions(tx, s.Profile, s.Scopes); err != nil {
			return err
		}
		return trust.SaveChain(tx, append(trust.Chain{root}.WithoutKeys(), own))
	})
}

// Break ends every connection, as a lost network does.
func (r *Relay) Break() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, room := range r.rooms {
		room.mu.Lock()
		for s := range room.sockets {
			s.endLocked()
		}
		room.mu.Unlock()
	}
}

func (room *Room) list() []server.Socket {
	var out []server.Socket
	for s := range room.sockets {
		out = append(out, (*serverEnd)(s))
	}
	return out
}

// socket is a connection: the client's end as a [wire.Conn].
type socket struct {
	relay    *Relay
	room     *Room
	toClient chan []byte
	once     sync.Once
	gone     chan struct{}
	state    []byte
}

var errGone = fault.Errorf(fault.Unavailable, "the connection is gone")

// Send runs the server on the message, in the caller's goroutine.
func (s *socket) Send(ctx context.Context, msg []byte) error {
	select {
	case <-s.gone:
		return errGone
	default:
	}
	if s.relay.Lose != nil && s.relay.Lose(true, msg) {
		s.end()
		return errGone
	}
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	if err := s.room.server.Message(context.WithoutCancel(ctx), (*serverEnd)(s), msg); err != nil {
		s.endLocked()
	}
	return nil
}

// Receive hands out what the server sent, also after the end.
func (s *socket) Receive(ctx context.Context) ([]byte, error) {
	select {
	case msg := <-s.toClient:
		return msg, nil
	default:
	}
	select {
	case msg := <-s.toClient:
		return msg, nil
	case <-s.gone:
		select {
		case msg := <-s.toClient: // both came at once
			return msg, nil
		default:
			return nil, errGone
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *socket) Close(int, string) error { s.end(); return nil }

func (s *socket) end() {
	s.room.mu.Lock()
	defer s.room.mu.Unlock()
	s.endLocked()
}

func (s *socket) endLocked() {
	s.once.Do(func() {
		close(s.gone)
		delete(s.room.sockets, s)
	})
}

// serverEnd is the same connection as a [server.Socket].
type serverEnd socket

func (s *serverEnd) Send(msg []byte) error {
	if s.relay.Lose != nil && s.relay.Lose(false, msg) {
		(*socket)(s).endLocked()
		return errGone
	}
	select {
	case s.toClient <- msg:
		return nil
	case <-s.gone:
		return errGone
	}
}

func (s *serverEnd) Close(int, string)     { (*socket)(s).endLocked() }
func (s *serverEnd) State() []byte         { return s.state }
func (s *serverEnd) SetState(state []byte) { s.state = state }
