package server

import (
	"cmp"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/grants"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/quota"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// Socket is one peer's connection as the serving side has it. State is what
// the server remembers of the peer between messages, at most 16 KB: on the
// edge it is the socket's attachment, which survives hibernation.
type Socket interface {
	// Send queues a message; the socket owns it from then on.
	Send(msg []byte) error
	// Close ends the connection with a WebSocket close code.
	Close(code int, reason string)
	// State is what SetState stored last, nil at first.
	State() []byte
	// SetState replaces the state; the socket owns it from then on.
	SetState([]byte)
}

// Options says how a room is served.
type Options struct {
	// Room is the id of the root certificate that every peer's chain ends in.
	Room string
	// Key is the relay's RSA private key (base64 PKCS#1 DER), which peers
	// certify in their room.
	Key string
	// Open returns the engine of the room's database: nil, without an error, if
	// there is none and create is false. With create it makes one, or fails
	// with room_closed; create is set only after a peer has proved itself.
	Open func(ctx context.Context, create bool) (*pipeline.Engine, error)
	// Hosts are the names that peers may have dialled, with the port where it
	// is not the scheme's; empty = any, which is for loopback only.
	Hosts []string
	// Sockets lists the room's open sockets, to tell of changes.
	Sockets func() []Socket
	// RoomCounters and MemberCounters bound the bytes that the room's
	// DatabaseMaxCounters take in an FSIC, and of those what one member, with
	// all whom it certified, may bring; 0 = quota.DefaultRoom and
	// quota.DefaultMember.
	RoomCounters, MemberCounters int64
	// MemberWork bounds what one member, with all whom it certified, may have
	// done by opening transfers; 0 = quota.DefaultWork.
	MemberWork int64
	// MemberRate bounds the messages a minute by which one member, with all whom
	// it certified, brings records, after a burst of as many, and half of those of
	// its requests by HTTP; 0 is no bound.
	MemberRate int64
	// Full says why the room's storage does not take so many more bytes in
	// (limit, storage_full), nil while it does. A full room can still be pulled:
	// without a copy of the records. Default: never full.
	Full func(more int64) error
	// Size is how many bytes the room takes, which a copy of it takes at most.
	// Default: 0.
	Size func() int64
	// Spare frees space that is kept for deletions, where one has found
	// storage full, and reports whether there was some. Default: there is none.
	Spare func() bool
	// Accounts judges who asks for a certificate by name and password; nil:
	// nobody gets one so.
	Accounts func(room string, db sqldb.DB) account.Authenticator
	// Issuer returns a certificate, with its key, that this side may issue
	// others with beside its own ones, nil if there is none. A room's owner
	// hands it over as an invite. Default: there is none.
	Issuer func() (*invites.Invite, error)
	// Aside runs work, which hashes a password, without holding up the room, and
	// then after it, as a message is handled. Default: both at once.
	Aside func(sock Socket, work, then func())
	// Rand defaults to crypto/rand.Reader.
	Rand io.Reader
	// Log defaults to discarding.
	Log *slog.Logger
}

// Room serves one room: a message comes in, a transaction runs, messages go out
// (PROTOCOL.md §3 to §8). Between messages it keeps nothing that the database
// or the sockets' State do not hold. Calls must not overlap.
type Room struct {
	opts Options
	log  *slog.Logger

	key   func() (*rsa.PrivateKey, error) // opts.Key, read once: that costs as much as signing
	known atomic.Pointer[known]           // what the room goes by
	shown atomic.Pointer[shownRules]      // what a peer showed last that is newer

	expired time.Time                  // when idle transfers were last looked for
	entered int                        // sync sessions since the room was last tidied
	direct  map[string]*directTransfer // those of which nothing is stored, by id

	counters    quota.Counters
	taken       quota.Taken
	permissions map[string]*grants.Grants // of peers with several certificates, by sync session
}

// keys are the relay's, the public one as it is sent.
func (s *Room) keys() (private *rsa.PrivateKey, public string, err error) {
	if private, err = s.key(); err != nil {
		return nil, "", err
	}
	return private, trust.EncodePublicKey(&private.PublicKey), nil
}

// New makes a room's server.
func New(opts Options) *Room {
	s := &Room{opts: opts, log: opts.Log}
	s.key = sync.OnceValues(func() (*rsa.PrivateKey, error) { return trust.ParsePrivateKey(opts.Key) })
	if s.opts.Rand == nil {
		s.opts.Rand = rand.Reader
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.counters.Room = cmp.Or(opts.RoomCounters, quota.DefaultRoom)
	s.counters.Member = cmp.Or(opts.MemberCounters, quota.DefaultMember)
	s.taken = quota.NewTaken(cmp.Or(opts.MemberWork, quota.DefaultWork), opts.MemberRate)
	if s.opts.Full == nil {
		s.opts.Full = func(int64) error { return nil }
	}
	if s.opts.Size == nil {
		s.opts.Size = func() int64 { return 0 }
	}
	if s.opts.Issuer == nil {
		s.opts.Issuer = func() (*invites.Invite, error) { return nil, nil }
	}
	if s.opts.Aside == nil {
		s.opts.Aside = func(_ Socket, work, then func()) { work(); then() }
	}
	if s.opts.Spare == nil {
		s.opts.Spare = func() bool { return false }
	}
	if s.opts.Sockets == nil {
		s.opts.Sockets = func() []Socket { return nil }
	}
	return s
}

// socketState is what a Socket's State holds. Before the handshake is over it
// has what was said in hello and challenge only.
type socketState struct {
	ClientNonce    string `json:"client_nonce,omitempty"`
	ServerNonce    string `json:"server_nonce,omitempty"`
	ClientInstance string `json:"client_instance,omitempty"`
	ServerInstance string `json:"server_instance,omitempty"` // "": the room was not there yet
	Wanted         bool   `json:"wanted,omitempty"`          // a certificate for this server
	Shown          string `json:"shown,omitempty"`           // id of this server's certificate in the challenge
	Together       bool   `json:"together,omitempty"`        // the client may prove several certificates
	Hellos         int    `json:"hellos,omitempty"`          // so far
	Asked          bool   `json:"asked,omitempty"`           // for a certificate, by name and password

	SyncSession string       `json:"sync_session,omitempty"`
	Certificate string       `json:"certificate,omitempty"` // the client's
	Member      string       `json:"branch,omitempty"`      // whom it counts as, see quota.MemberOf
	Handshake   string       `json:"handshake,omitempty"`   // its digest, where several certificates may be proved
	Writer      string       `json:"writer,omitempty"`      // the instance that the client saves as
	Process     string       `json:"process,omitempty"`     // of the client, random
	Profile     string       `json:"profile,omitempty"`
	Read        value.Filter `json:"read,omitempty"`  // what the client may pull by its certificate
	Write       value.Filter `json:"write,omitempty"` // what the client may push by it
	// Certificates are the further ones that the client has proved, sorted.
	Certificates []string `json:"certificates,omitempty"`
	// Expires is when the first of the client's certificates expires, the zero
	// time if none does. Alone is the same of the handshake's, Certificate.
	Expires time.Time `json:"expires,omitzero"`
	Alone   time.Time `json:"alone,omitzero"`

	Live     bool            `json:"live,omitempty"`
	Behind   bool            `json:"behind,omitempty"`   // there was news while the peer took nothing
	Unstored fault.Code      `json:"unstored,omitempty"` // why the session is not stored: every transfer is a direct one
	Pulls    map[string]pull `json:"pulls,omitempty"`
}

// pull is how far a pull through this socket is.
type pull struct {
	Sent  int64 `json:"sent"`  // records sent
	Acked int64 `json:"acked"` // of these, how many the peer has
	Chunk int   `json:"chunk"`
	Due   int   `json:"due,omitempty"` // chunks that the window has room for, and that are not sent
}

func readState(sock Socket) (socketState, error) {
	var st socketState
	if data := sock.State(); len(data) > 0 {
		if err := json.Unmarshal(data, &st); err != nil {
			return st, fmt.Errorf("socket state: %w", err)
		}
	}
	return st, nil
}

func (st socketState) save(sock Socket) { sock.SetState([]byte(sqldb.ToJSON(st))) }

// Message answers one message. An error means that the socket has been told
// and must be closed; failures of a single transfer are told and return nil.
func (s *Room) Message(ctx context.Context, sock Socket, data []byte) error {
	return s.Prepare(sock, data)(ctx, sock)
}

// refuse tells a peer why its socket is going to be closed.
func (s *Room) refuse(sock Socket, err error) {
	if fault.CodeOf(err).OwnFault() {
		s.log.Error("message failed", "room", s.opts.Room, "error", err)
	}
	_ = sock.Send(wire.ErrorMessage(err))
}

// call prepares what is done for a peer that has proved itself.
func (s *Room) call(ctx context.Context, sock Socket, st socketState) (*call, error) {
	engine, err := s.opts.Open(ctx, false)
	if err != nil {
		return nil, err
	}
	if engine == nil {
		return nil, fault.Errorf(fault.RoomClosed, "the room is gone")
	}
	p, err := s.permissionOf(ctx, engine, st)
	return &call{room: s, ctx: ctx, engine: engine, sock: sock, state: st, permission: p}, err
}

// handle answers a message of a peer that has proved itself.
func (c *call) handle(m wire.Message) error {
	if trust.IsOver(c.state.Expires) {
		return trust.ExpiredError(c.state.Expires)
	}
	switch m.Kind {
	case wire.KindOpen:
		return c.open(m)
	case wire.KindChunk:
		return c.chunk(m)
	case wire.KindAck:
		return c.ack(m)
	case wire.KindDone:
		return c.done(m)
	case wire.KindDelta:
		return c.delta(m)
	case wire.KindError:
		return c.givenUp(m)
	case wire.KindProve:
		return c.prove(m)
	case wire.KindNotes:
		return c.notes(m)
	case wire.KindLive:
		c.state.Live = true
		c.state.save(c.sock)
		return nil
	default:
		return fault.Errorf(fault.BadRequest, "message of unknown kind %d", m.Kind)
	}
}

// Admitted reports whether the socket's peer has proved itself. A host may
// close those that take too long over it.
func Admitted(sock Socket) bool { return Member(sock) != "" }

// Member names the member that the socket's peer is, or has its certificate of:
// the same for all whom one member certified, "" before the peer has proved
// itself.
func Member(sock Socket) string {
	if st, err := readState(sock); err == nil && st.SyncSession != "" {
		return st.Member
	}
	return ""
}

// Close forgets a socket. Transfers stay, to be resumed through another.
func (s *Room) Close(_ context.Context, sock Socket) {
	if st, err := readState(sock); err == nil {
		delete(s.permissions, st.SyncSession)
	}
}

// listener is a live socket that is told what changes.
type listener struct {
	sock  Socket
	state socketState
	read  value.Filter // what its peer may pull
}

// listeners are the other live sockets whose peers may read something under the
// filter.
func (c *call) listeners(filter value.Filter) (list []listener) {
	for _, sock := range c.room.opts.Sockets() {
		st, err := readState(sock)
		if err != nil || sock == c.sock || !st.Live || trust.IsOver(st.Expires) {
			continue
		}
		p, err := c.room.permissionOf(c.ctx, c.engine, st)
		if err != nil || !p.Read.Overlaps(filter) {
			continue
		}
		list = append(list, listener{sock, st, p.Read})
	}
	return list
}

// tell sends news to listeners.
func tell(listening []listener, news func(read value.Filter) []byte) {
	for _, l := range listening {
		if busy(l.sock) { // Drained says it once
			l.state.Behind = true
			l.state.save(l.sock)
			continue
		}
		_ = l.sock.Send(slices.Clone(news(l.read))) // a socket that fails here ends by itself
	}
}

// tellChanged tells the listeners that something under the filter has changed.
func (c *call) tellChanged(filter value.Filter) {
	tell(c.listeners(filter), func(value.Filter) []byte { return wire.Encode(wire.KindChanged, wire.Changed{}, "") })
}

// call is the handling of one message of an authenticated peer.
type call struct {
	room   *Room
	ctx    context.Context
	engine *pipeline.Engine
	sock   Socket
	state  socketState

	permission *grants.Grants
	receipt    json.RawMessage // for the token that a pull proposed
	about      value.Filter    // of the transfer that the message is about, once known
}

// fail tells the peer that one transfer has failed; the socket lives on.
func (c *call) fail(transfer string, err error) error {
	level := slog.LevelInfo
	if fault.CodeOf(err).OwnFault() {
		level = slog.LevelError
	}
	c.room.log.Log(c.ctx, level, "transfer failed", "room", c.room.opts.Room, "transfer", transfer, "code", fault.CodeOf(err), "error", err)
	return c.sock.Send(wire.Encode(wire.KindError, wire.ErrorFor(transfer, err), ""))
}
