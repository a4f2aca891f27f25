//go:build !js

package relay

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/coder/websocket"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
	"github.com/amora-sync/amora/worker/host"
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
	// MaxSockets bounds the peers at a time. 0: no bound.
	MaxSockets int
	// Admin is the token for GET /metrics. Empty: nobody gets them.
	Admin string
	// Version is told at GET /healthz.
	Version string
	// Log gets a line for each session: [slog.Default] if it is nil.
	Log *slog.Logger
}

// Handler is a relay, to be mounted in a server or a mux. It answers at
//
//	/sync/ROOM              the WebSocket of a room
//	/token/TOKEN/sync/ROOM  the same, with the token that opens new rooms
//	/healthz                whether it can store anything
//	/metrics                figures for the operator
//
// below the path at which it is mounted with [http.StripPrefix].
type Handler struct {
	mux     *http.ServeMux
	rooms   *rooms
	storage func() error // why nothing can be stored, nil while it can
	origins []string     // patterns of web origins that may connect; empty: all
	admin   string       // token for metrics; "": nobody gets them
	version string
	started time.Time
	ended   traffic
	log     *slog.Logger
}

// New makes a relay. It opens a room when the room's first peer has proved
// itself. Close ends it.
func New(opts Options) *Handler {
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	opts.Log = host.PlainLog(opts.Log)
	store := &roomStore{
		folder: opts.Folder, policy: opts.Rooms, hosts: opts.Hosts, limits: opts.Limits, log: opts.Log,
	}
	rooms := newRooms(store.serve, opts.MaxSockets, opts.Log)
	rooms.limits, opts.Folder.disk.freeUp = opts.Limits, rooms.shrink
	h := newHandler(rooms, opts.Log)
	h.storage, h.origins, h.admin, h.version = store.health, opts.Origins, opts.Admin, opts.Version
	return h
}

func newHandler(rooms *rooms, log *slog.Logger) *Handler {
	h := &Handler{mux: http.NewServeMux(), rooms: rooms, started: time.Now(), log: log}
	h.mux.HandleFunc("GET /healthz", h.health)
	h.mux.HandleFunc("GET /metrics", h.forOperator(h.metrics))
	h.mux.HandleFunc("GET /sync/{room}", h.sync)
	h.mux.HandleFunc("GET /token/{token}/sync/{room}", h.sync)
	return h
}

// ServeHTTP implements [http.Handler].
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.mux.ServeHTTP(w, r) }

// Close sends every peer away with the close code 1001, by which clients know
// to come back, waits until the messages at hand are handled, and closes the
// rooms. Later peers are refused. [http.Server.Shutdown] does not do that: it
// knows nothing of sockets.
func (h *Handler) Close() { h.rooms.close() }

// forOperator lets those through who bring the operator's token, see
// [host.IsOperator].
func (h *Handler) forOperator(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !host.IsOperator(r.Header.Get("Authorization"), h.admin) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "this is for the operator: Authorization: Bearer, with the token of --admin", http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// health is the relay's own word that it lives, for load balancers and tests.
// Where it cannot store anything the status is "failing", and code and reason
// say why.
type health struct {
	Status        string     `json:"status"`
	Code          fault.Code `json:"code,omitempty"`
	Reason        string     `json:"reason,omitempty"`
	Version       string     `json:"version"`
	UptimeSeconds float64    `json:"uptimeSeconds"`
	Rooms         int        `json:"rooms"`
	Sockets       int        `json:"sockets"`
}

func (h *Handler) health(w http.ResponseWriter, _ *http.Request) {
	rooms, sockets := h.rooms.count()
	said := health{
		Status: "ok", Version: h.version, UptimeSeconds: time.Since(h.started).Seconds(), Rooms: rooms, Sockets: sockets,
	}
	status := http.StatusOK
	if err := h.failing(); err != nil {
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
func (h *Handler) failing() error {
	if h.storage == nil {
		return nil
	}
	return h.storage()
}

// sync turns a request into a WebSocket and serves it until it closes.
func (h *Handler) sync(w http.ResponseWriter, r *http.Request) {
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
	room, err := h.rooms.enter(id)
	if err != nil {
		w.Header().Set("Retry-After", "5")
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	defer h.rooms.leave(room)
	line := &acceptedLine{ResponseWriter: w}
	ws, err := websocket.Accept(line, r, &websocket.AcceptOptions{
		Subprotocols:       []string{wire.Subprotocol},
		InsecureSkipVerify: len(h.origins) == 0, // peers prove themselves by certificate, never by cookie
		OriginPatterns:     h.origins,
		// With context each socket would hold 1.2 MB; a chunk is many windows long anyway.
		CompressionMode: websocket.CompressionNoContextTakeover,
	})
	if err != nil {
		h.log.Info("refused", "room", id, "remote", r.RemoteAddr, "error", err)
		return
	}
	ws.SetReadLimit(wire.MaxMessageBytes)
	s := newSocket(ws, line, r.PathValue("token"))
	start := time.Now()
	err = h.rooms.serve(context.WithoutCancel(r.Context()), room, s)
	h.logSession(r, id, s, time.Since(start), err)
}

func offersSubprotocol(r *http.Request) bool {
	return slices.ContainsFunc(r.Header.Values("Sec-WebSocket-Protocol"), func(line string) bool {
		return slices.ContainsFunc(strings.Split(line, ","), func(name string) bool {
			return strings.TrimSpace(name) == wire.Subprotocol
		})
	})
}

// logSession writes the one line a session leaves behind.
func (h *Handler) logSession(r *http.Request, id string, s *socket, took time.Duration, err error) {
	h.ended.add(s)
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
	h.log.Log(r.Context(), level, "session ended", attrs...)
}
