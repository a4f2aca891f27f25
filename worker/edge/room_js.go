package edge

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"syscall/js"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/invites"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/wasm/jsx"
	"github.com/amora-sync/amora/worker/host"
)

// room is one Durable Object at work: messages in, messages out. Package host
// says what a room does on every host. It is gone
// after ten idle seconds, and made anew by the next message: all it remembers
// is the storage's and the sockets' attachments'.
type room struct {
	id      string
	version string   // of the program
	host    js.Value // room.mjs, host
	config  config
	log     *slog.Logger
	storage *storage
	server  *server.Room
	awake   time.Time // since when

	instance *core.Instance    // nil until a peer needs it
	current  *socket           // whose event is being handled
	brought  string            // by the address of the request being handled, to open the room with
	morango  http.Handler      // nil until a Morango peer comes
	throttle *account.Throttle // nil: nobody joins by name and password

	strangers host.Strangers    // what they have taken of the room's time
	guests    map[string]string // members by the sync sessions and transfers of Morango's protocol
}

// memoryLimit is from where on the collector works harder, in bytes: the
// platform never takes back what a program once had. A room needs as much for
// the largest chunks.
const memoryLimit = 16 << 20

// openRoom makes the object's room and registers what room.mjs calls.
func openRoom(context js.Value, version string) {
	debug.SetMemoryLimit(memoryLimit)
	platform, binding := context.Get("host"), context.Get("binding")
	r := &room{
		id: context.Get("room").String(), version: version, host: platform, config: readConfig(context.Get("env")),
		log: host.PlainLog(slog.New(slog.NewJSONHandler(console{}, nil))), storage: newStorage(platform), awake: time.Now(),
	}
	opts := server.Options{
		Room: r.id, Key: context.Get("key").String(), Open: r.engine, Hosts: r.config.hosts, Sockets: r.peers, Log: r.log,
		RoomCounters: r.config.limits.RoomCounters, MemberCounters: r.config.limits.MemberCounters,
		MemberRate: r.config.limits.PerMinute,
		Full:       func(more int64) error { return r.config.limits.Full(r.size, more) }, Size: r.size,
	}
	if r.config.passwords {
		// Failed attempts are counted while the room is awake.
		r.throttle = account.NewThrottle(nil)
		opts.Issuer, opts.Accounts = r.issuer, r.authenticator
	}
	r.strangers.PerMinute = r.config.handshakes
	r.server = server.New(opts)
	for name, fn := range map[string]func(args []js.Value) string{
		"accept":  r.accept,
		"message": r.message,
		"drained": r.drained,
		"close":   r.closed,
		"alarm":   r.alarm,
	} {
		binding.Set(name, js.FuncOf(func(_ js.Value, args []js.Value) any { return r.guard(name, fn, args) }))
	}
	handler := r.handler(opts.Key)
	binding.Set("serve", js.FuncOf(func(_ js.Value, args []js.Value) any { return serveJS(handler, args[0]) }))
}

// authenticator says who gets a certificate by name and password in the room,
// whose database is db.
func (r *room) authenticator(_ string, db sqldb.DB) account.Authenticator {
	return r.throttle.Guard(account.NewRecords(db))
}

// issuer is the operator's invite to this room, nil if there is none.
func (r *room) issuer() (*invites.Invite, error) {
	for _, text := range r.config.issuers {
		invite, err := invites.Decode(text)
		if err != nil {
			return nil, err
		}
		if invite.Chain.Root().ID == r.id {
			return invite, nil
		}
	}
	return nil, nil
}

// guard lets no panic through to JavaScript, where it would end the program.
// The transaction it happened in has been rolled back.
func (r *room) guard(name string, fn func([]js.Value) string, args []js.Value) (result string) {
	defer func() {
		r.current = nil
		if p := recover(); p != nil {
			r.log.Error("panic", "room", r.id, "in", name, "value", fmt.Sprint(p), "stack", string(debug.Stack()))
			result = "the relay failed"
		}
	}()
	return fn(args)
}

// accept takes in a new socket: accept(ws, remote, token). A text returned
// says why not.
func (r *room) accept(args []js.Value) string {
	if n := r.host.Call("sockets").Length(); r.config.maxSockets > 0 && n >= r.config.maxSockets && !r.makePlace() {
		return fmt.Sprintf("the room is full: %d sockets", n)
	}
	r.host.Call("accept", args[0])
	s := &socket{host: r.host, ws: args[0], read: true, current: true}
	s.session = session{opened: time.Now().UnixMilli(), remote: args[1].String(), token: args[2].String()}
	if err := s.save(); err != nil {
		return err.Error()
	}
	return ""
}

// handshakePatience is how long a peer may take to prove itself while others
// wait for its place. It costs nothing else: the room sleeps meanwhile.
const handshakePatience = 15 * time.Second

// makePlace closes the sockets whose peers have not proved themselves in time,
// and reports whether there was one.
func (r *room) makePlace() (made bool) {
	for _, p := range r.peers() {
		s := p.(*socket)
		s.load()
		s.session.decode(s.line)
		if !server.Admitted(s) && time.Since(time.UnixMilli(s.session.opened)) > handshakePatience {
			s.Close(wire.ClosePolicy, "no handshake")
			made = true
		}
	}
	return made
}

// message handles one message: message(ws, Uint8Array or string).
func (r *room) message(args []js.Value) string {
	s := r.enter(args[0])
	return r.finish(s, r.handle(s, args[1]))
}

// drained goes on with what waited for a socket: drained(ws).
func (r *room) drained(args []js.Value) string {
	s := r.enter(args[0])
	return r.finish(s, r.server.Drained(context.Background(), s))
}

// finish ends the handling of a socket's event, and the socket where that
// failed.
func (r *room) finish(s *socket, err error) string {
	if err == nil {
		err = s.save()
	}
	if err != nil {
		s.Close(host.CloseCode(err), string(fault.CodeOf(err)))
		_ = s.save()
	}
	return ""
}

func (r *room) handle(s *socket, data js.Value) (err error) {
	if data.Type() == js.TypeString {
		s.Close(host.CloseUnsupported, "binary messages only")
		return nil
	}
	if n := data.Length(); n > wire.MaxMessageBytes || n > wire.MaxAuthBytes && !server.Admitted(s) { // not copied
		s.Close(wire.CloseTooBig, "")
		return nil
	}
	if !server.Admitted(s) && !r.strangers.Take(s.session.remote, data.Length(), time.Now()) {
		s.Close(host.CloseTryAgain, "too many handshakes")
		return nil
	}
	msg := jsx.Bytes(data)
	s.session.received++
	s.session.receivedBytes += int64(len(msg))
	if !r.config.limits.Take(s, &s.session.meter, msg) {
		return nil
	}
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("panic", "room", r.id, "value", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fault.Errorf(fault.Internal, "the relay failed")
		}
	}()
	return r.server.Message(context.Background(), s, msg)
}

// size is what the room's database takes, in bytes.
func (r *room) size() int64 { return int64(r.host.Call("size").Float()) }

// closed ends a socket: close(ws, code).
func (r *room) closed(args []js.Value) string {
	s := r.enter(args[0])
	r.server.Close(context.Background(), s)
	s.logEnd(r.log, r.id, args[1].Int())
	return ""
}

// alarm forgets what has been idle for too long, and comes again while there
// is something to forget.
func (r *room) alarm([]js.Value) string {
	in, err := r.open(context.Background(), false)
	if err != nil || in == nil {
		return ""
	}
	var left string
	err = r.storage.Update(context.Background(), func(tx sqldb.Tx) (err error) {
		if err = in.Engine().Expire(tx, r.config.idle); err != nil {
			return err
		}
		left, err = tx.Text(`SELECT (SELECT count(*) FROM morango_transfersession WHERE active = 1)
 + (SELECT count(*) FROM morango_syncsession WHERE active = 1)`)
		return err
	})
	if err != nil {
		r.log.Error("expiry", "room", r.id, "error", err)
		return err.Error()
	}
	if left != "0" {
		r.setAlarm()
	}
	return ""
}

// setAlarm has alarm called after a while, unless it is going to be anyhow.
func (r *room) setAlarm() { r.host.Call("alarm", r.config.idle.Milliseconds()) }

// engine is server.Options.Open.
func (r *room) engine(ctx context.Context, create bool) (*pipeline.Engine, error) {
	in, err := r.open(ctx, create)
	return in.Engine(), err
}

// open returns the room's instance, nil if it is not there and create is false.
func (r *room) open(ctx context.Context, create bool) (*core.Instance, error) {
	if r.config.err != nil {
		return nil, r.config.err
	}
	if r.instance != nil && !create {
		return r.instance, nil
	}
	exists, err := r.exists(ctx)
	if err != nil || !exists && !create {
		return nil, err
	}
	if err := r.config.rooms.MayOpen(r.id, exists, r.token()); err != nil {
		return nil, err
	}
	if r.instance != nil {
		return r.instance, nil
	}
	in, err := core.Open(ctx, r.storage, core.Options{Log: r.log})
	if err != nil {
		return nil, err
	}
	if !exists {
		r.log.Info("room opened", "room", r.id, "version", r.version)
	}
	r.instance = in
	r.setAlarm()
	runtime.GC() // opening leaves much behind: what comes next takes its place, and no more memory
	return in, nil
}

func (r *room) exists(ctx context.Context) (exists bool, err error) {
	err = r.storage.View(ctx, func(tx sqldb.Tx) error {
		name, err := tx.Text("SELECT name FROM sqlite_master WHERE name = 'amora_meta'")
		exists = name != ""
		return err
	})
	return exists, err
}

// token is what the peer brought whose message is being handled.
func (r *room) token() string {
	if r.current == nil {
		return r.brought
	}
	return r.current.session.token
}

// enter begins the handling of a socket's event.
func (r *room) enter(ws js.Value) *socket {
	s := &socket{host: r.host, ws: ws, current: true}
	s.load()
	s.session.decode(s.line)
	r.current = s
	return s
}

// peers is server.Options.Sockets.
func (r *room) peers() []server.Socket {
	list := r.host.Call("sockets")
	all := make([]server.Socket, list.Length())
	for i := range all {
		ws := list.Index(i)
		if r.current != nil && ws.Equal(r.current.ws) {
			all[i] = r.current
		} else {
			all[i] = &socket{host: r.host, ws: ws}
		}
	}
	return all
}

// console is the platform's log, a line at a time.
type console struct{}

func (console) Write(line []byte) (int, error) {
	js.Global().Get("console").Call("log", string(line[:max(0, len(line)-1)]))
	return len(line), nil
}
