//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/morangohttp"
	"github.com/amora-sync/amora/core/schema"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/line"
)

// roomID is the form of a room's name, a root certificate's id. Nothing else
// comes near the disk.
var roomID = regexp.MustCompile(`^[0-9a-f]{32}$`)

// Options say what a relay serves, and to whom.
type Options struct {
	// Folder has the rooms. It stays the caller's, to be closed after the
	// handler.
	Folder *Folder
	// Rooms says which rooms may be opened. The zero value lets any room in:
	// then whoever can connect may fill the disk.
	Rooms host.Policy
	// Limits bound what rooms and sockets may take. The zero value has no bounds
	// but core's of counters.
	Limits host.Limits
	// Hosts are the names that clients may have dialled, as in
	// [server.Options]. Empty: any, so that whoever gets a client to dial it
	// can pass the client's handshake on to this relay.
	Hosts []string
	// Origins are patterns of the web origins that may connect, such as
	// https://*.example.org. Empty: all, as peers prove themselves by
	// certificate and never by cookie.
	Origins []string
	// Proxies are those before this relay, that say in X-Forwarded-For from which
	// address a request comes. Without them it comes from the connection's, and all
	// behind one proxy have the same.
	Proxies host.Proxies
	// MaxSockets bounds the peers at a time. 0: no bound.
	MaxSockets int
	// MaxRooms bounds the rooms in the folder, and MaxTotalBytes what their files
	// and logs take together. Past either no room is opened, past the latter no
	// records are taken in; what is there can be pulled. 0: no bound.
	MaxRooms, MaxTotalBytes int64
	// Passwords lets people join rooms by name and password: users of a Kolibri
	// facility by its records, others by the folder's [Accounts].
	Passwords bool
	// Admin is the token for GET /metrics. Empty: nobody gets them.
	Admin string
	// Schemas are those of the profiles beside Kolibri's whose rooms stock
	// Morango peers may begin, by Morango's HTTP protocol.
	Schemas []*schema.Schema
	// Version is told at GET /metrics.
	Version string
	// Log gets a line for each session: [slog.Default] if it is nil.
	Log *slog.Logger
}

// Server is a relay: an [http.Handler], to be mounted in a server or a mux. It answers at
//
//	/sync/ROOM              the WebSocket of a room
//	/token/TOKEN/sync/ROOM  the same, with the token that opens new rooms
//	/api/morango/v1/…       Morango's HTTP protocol, for all rooms
//	/ROOM/api/morango/v1/…  the same for one room, and /token/TOKEN before either
//	/healthz                whether it can store anything
//	/metrics                figures for the operator
//
// below the path at which it is mounted with [http.StripPrefix].
type Server struct {
	mux     *http.ServeMux
	morango http.Handler // of Morango's peers
	rooms   *rooms
	storage func() error // why nothing can be stored, nil while it can
	proxies host.Proxies // before this relay
	origins []string     // patterns of web origins that may connect; empty: all
	admin   string       // token for metrics; "": nobody gets them
	version string
	started time.Time
	ended   traffic
	log     *slog.Logger
}

// New makes a relay. It opens a room when the room's first peer has proved
// itself. Close ends it.
func New(opts Options) *Server {
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	opts.Log = host.PlainLog(opts.Log)
	store := &roomStore{
		folder: opts.Folder, policy: opts.Rooms, hosts: opts.Hosts, limits: opts.Limits, log: opts.Log,
		usage:     usage{dir: opts.Folder.dir, maxRooms: opts.MaxRooms, maxAll: opts.MaxTotalBytes},
		passwords: opts.Passwords, throttle: account.NewThrottle(nil),
	}
	rooms := newRooms(store.serve, opts.MaxSockets, opts.Log)
	rooms.limits, opts.Folder.disk.FreeUp = opts.Limits, rooms.shrink
	srv := newServer(rooms, opts.Log)
	morango, err := newMorango(rooms, store, opts.Schemas, opts.Log)
	if err != nil {
		panic(err) // OpenFolder has read the key
	}
	srv.morango = morango
	srv.storage, srv.origins, srv.admin, srv.version = store.health, opts.Origins, opts.Admin, opts.Version
	srv.proxies = opts.Proxies
	return srv
}

func newServer(rooms *rooms, log *slog.Logger) *Server {
	srv := &Server{mux: http.NewServeMux(), rooms: rooms, started: time.Now(), log: log}
	srv.mux.HandleFunc("GET /healthz", srv.health)
	srv.mux.HandleFunc("GET /metrics", srv.forOperator(srv.metrics))
	srv.mux.HandleFunc("GET /sync/{room}", srv.sync)
	srv.mux.HandleFunc("GET /token/{token}/sync/{room}", srv.sync)
	return srv
}

// ServeHTTP implements [http.Handler].
func (srv *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if from, err := netip.ParseAddrPort(r.RemoteAddr); err == nil && len(srv.proxies) > 0 {
		client := srv.proxies.Client(from.Addr().Unmap(), r.Header.Values("X-Forwarded-For"))
		r = r.WithContext(r.Context()) // a copy
		r.RemoteAddr = netip.AddrPortFrom(client, from.Port()).String()
	}
	if srv.morango != nil && Serves(r) {
		srv.morango.ServeHTTP(w, r)
		return
	}
	srv.mux.ServeHTTP(w, r)
}

// Serves reports whether a request is one of a Morango peer's, for who routes
// requests to a relay: a room's address begins with the room's id.
func Serves(r *http.Request) bool {
	_, ok := morangohttp.ParseMount(r.URL.Path)
	return ok
}

// Close sends every peer away with the close code 1001, by which clients know
// to come back, waits until the messages at hand are handled, and closes the
// rooms. After 20 seconds it waits no longer: a room that is still at work is
// closed when it is done. Later peers are refused. [http.Server.Shutdown] does
// not do that: it knows nothing of sockets.
func (srv *Server) Close() { srv.rooms.close() }

// forOperator lets those through who bring the operator's token, see
// [host.IsOperator].
func (srv *Server) forOperator(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !host.IsOperator(r.Header.Get("Authorization"), srv.admin) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "this is for the operator: Authorization: Bearer, with the token of --admin", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// health is the relay's own word that it lives, for load balancers and tests.
// Where it cannot store anything the status is "failing", and code and reason
// say why. Anybody may ask, so it says nothing else: the rest is among the
// operator's metrics.
type health struct {
	Status string     `json:"status"`
	Code   fault.Code `json:"code,omitempty"`
	Reason string     `json:"reason,omitempty"`
}

func (srv *Server) health(w http.ResponseWriter, _ *http.Request) {
	said, status := health{Status: "ok"}, http.StatusOK
	if err := srv.failing(); err != nil {
		status = http.StatusServiceUnavailable
		said.Status, said.Code = "failing", fault.CodeOf(err)
		if e, ok := errors.AsType[*fault.Error](err); ok {
			said.Reason = e.Text
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(said)
}

// failing says why the relay cannot store anything, nil while it can.
func (srv *Server) failing() error {
	if srv.storage == nil {
		return nil
	}
	return srv.storage()
}

// sync turns a request into a WebSocket and serves it until it closes.
func (srv *Server) sync(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("room")
	if !roomID.MatchString(id) {
		http.Error(w, "a room is named by 32 hex digits in lower case", http.StatusNotFound)
		return
	}
	if !offersSubprotocol(r) {
		w.Header().Set("Upgrade", "websocket")
		http.Error(w, "this is a WebSocket endpoint, subprotocol "+wire.Subprotocol, http.StatusUpgradeRequired)
		return
	}
	place, err := srv.rooms.enter(id, addressOf(r))
	if err != nil {
		w.Header().Set("Retry-After", "5")
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	defer srv.rooms.leave(place)
	stream := line.Accept(w, maxQueuedBytes)
	ws, err := websocket.Accept(stream, r, &websocket.AcceptOptions{
		Subprotocols:       []string{wire.Subprotocol},
		InsecureSkipVerify: len(srv.origins) == 0, // peers prove themselves by certificate, never by cookie
		OriginPatterns:     srv.origins,
		// With context each socket would hold 1.2 MB; a chunk is many windows long anyway.
		CompressionMode: websocket.CompressionNoContextTakeover,
	})
	if err != nil {
		srv.log.Info("refused", "room", id, "remote", r.RemoteAddr, "error", err)
		return
	}
	ws.SetReadLimit(wire.MaxMessageBytes)
	s := newSocket(ws, stream, r.PathValue("token"))
	s.peer = addressOf(r)
	start := time.Now()
	err = srv.rooms.serve(context.WithoutCancel(r.Context()), place, s)
	srv.logSession(r, id, s, time.Since(start), err)
}

func offersSubprotocol(r *http.Request) bool {
	return slices.ContainsFunc(r.Header.Values("Sec-WebSocket-Protocol"), func(line string) bool {
		return slices.ContainsFunc(strings.Split(line, ","), func(name string) bool {
			return strings.TrimSpace(name) == wire.Subprotocol
		})
	})
}

// logSession writes the one line a session leaves behind.
func (srv *Server) logSession(r *http.Request, id string, s *socket, took time.Duration, err error) {
	srv.ended.add(s)
	level := slog.LevelInfo
	if err != nil && host.CloseCode(err) == wire.CloseInternal {
		level = slog.LevelError
	}
	attrs := []any{
		"room", id, "remote", r.RemoteAddr, "took", took.Round(time.Millisecond),
		"received", s.received.Load(), "receivedBytes", s.receivedBytes.Load(),
		"sent", s.sent.Load(), "sentBytes", s.sentBytes.Load(), "close", s.closeCode,
	}
	if err != nil {
		attrs = append(attrs, "error", err)
	}
	srv.log.Log(r.Context(), level, "session ended", attrs...)
}
