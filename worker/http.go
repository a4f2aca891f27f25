//go:build !js

package main

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

	"github.com/amora-sync/amora/core"
)

// roomID is the form of a room's name, a root certificate's id. Nothing else
// comes near the disk.
var roomID = regexp.MustCompile(`^[0-9a-f]{32}$`)

// relay is the HTTP side: sockets in, rooms behind, and the page.
type relay struct {
	rooms   *rooms
	storage func() error // why nothing can be stored, nil while it can
	origins []string     // patterns of web origins that may connect; empty: all
	admin   string       // token for metrics; "": nobody gets them
	started time.Time
	ended   traffic
	log     *slog.Logger
}

// handler routes the relay's requests. page serves everything that is no
// endpoint.
func (rl *relay) handler(page http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", rl.health)
	mux.HandleFunc("GET /metrics", rl.forOperator(rl.metrics))
	mux.HandleFunc("GET /sync/{room}", rl.sync)
	mux.HandleFunc("GET /token/{token}/sync/{room}", rl.sync)
	mux.Handle("/", page)
	return securityHeaders(mux)
}

// forOperator lets those through who bring the operator's token, see
// [IsOperator].
func (rl *relay) forOperator(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !IsOperator(r.Header.Get("Authorization"), rl.admin) {
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
	Status        string    `json:"status"`
	Code          core.Code `json:"code,omitempty"`
	Reason        string    `json:"reason,omitempty"`
	Version       string    `json:"version"`
	UptimeSeconds float64   `json:"uptimeSeconds"`
	Rooms         int       `json:"rooms"`
	Sockets       int       `json:"sockets"`
}

func (rl *relay) health(w http.ResponseWriter, _ *http.Request) {
	rooms, sockets := rl.rooms.count()
	h := health{
		Status: "ok", Version: versionText(), UptimeSeconds: time.Since(rl.started).Seconds(), Rooms: rooms, Sockets: sockets,
	}
	status := http.StatusOK
	if err := rl.failing(); err != nil {
		status = http.StatusServiceUnavailable
		h.Status, h.Code = "failing", core.CodeOf(err)
		if e, ok := errors.AsType[*core.Error](err); ok {
			h.Reason = e.Text
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(h)
}

// failing says why the relay cannot store anything, nil while it can.
func (rl *relay) failing() error {
	if rl.storage == nil {
		return nil
	}
	return rl.storage()
}

// sync turns a request into a WebSocket and serves it until it closes.
func (rl *relay) sync(w http.ResponseWriter, r *http.Request) {
	id := r.PathValue("room")
	if !roomID.MatchString(id) {
		http.Error(w, "a room is named by 32 hex digits in lower case", http.StatusNotFound)
		return
	}
	if !offersSubprotocol(r) {
		w.Header().Set("Upgrade", "websocket")
		http.Error(w, "this is a WebSocket endpoint, subprotocol "+core.Subprotocol, http.StatusUpgradeRequired)
		return
	}
	room, err := rl.rooms.enter(id)
	if err != nil {
		w.Header().Set("Retry-After", "5")
		http.Error(w, err.Error(), http.StatusServiceUnavailable)
		return
	}
	defer rl.rooms.leave(room)
	line := &acceptedLine{ResponseWriter: w}
	ws, err := websocket.Accept(line, r, &websocket.AcceptOptions{
		Subprotocols:       []string{core.Subprotocol},
		InsecureSkipVerify: len(rl.origins) == 0, // peers prove themselves by certificate, never by cookie
		OriginPatterns:     rl.origins,
		// With context each socket would hold 1.2 MB; a chunk is many windows long anyway.
		CompressionMode: websocket.CompressionNoContextTakeover,
	})
	if err != nil {
		rl.log.Info("refused", "room", id, "remote", r.RemoteAddr, "error", err)
		return
	}
	ws.SetReadLimit(core.MaxMessageBytes)
	s := newSocket(ws, line, r.PathValue("token"))
	start := time.Now()
	err = rl.rooms.serve(context.WithoutCancel(r.Context()), room, s)
	rl.logSession(r, id, s, time.Since(start), err)
}

func offersSubprotocol(r *http.Request) bool {
	return slices.ContainsFunc(r.Header.Values("Sec-WebSocket-Protocol"), func(line string) bool {
		return slices.ContainsFunc(strings.Split(line, ","), func(name string) bool {
			return strings.TrimSpace(name) == core.Subprotocol
		})
	})
}

// logSession writes the one line a session leaves behind.
func (rl *relay) logSession(r *http.Request, id string, s *socket, took time.Duration, err error) {
	rl.ended.add(s)
	level := slog.LevelInfo
	if err != nil && CloseCode(err) == core.CloseInternal {
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
	rl.log.Log(r.Context(), level, "session ended", attrs...)
}
