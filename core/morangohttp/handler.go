package morangohttp

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/amora-sync/amora/core/account"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/meter"
	"github.com/amora-sync/amora/core/morango"
	"github.com/amora-sync/amora/core/morangokey"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/server"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Rooms are the databases that a handler serves: a folder of them natively, the
// one of a Durable Object on the edge. Its methods may be called at once.
type Rooms interface {
	// Enter keeps a room open until Leave. One that is not there can be entered.
	// Error: unavailable.
	Enter(ctx context.Context, e Entry) (Room, error)
	// Holder says who holds a certificate with its key, an open sync session or a
	// transfer, by id: the zero Holder if that is not known.
	Holder(ctx context.Context, id string) (Holder, error)
	// Hold says who holds an id from now on, unless another room does.
	Hold(id string, by Holder)
	// List names the rooms that are there.
	List(ctx context.Context) ([]string, error)
}

// Holder is the room that holds an id.
type Holder struct {
	Room string // by id
	// Expires says that the id ends as sessions do. A host may forget those.
	Expires bool
	// Member is whose sync session or transfer it is ([server.Guest.Member]), "" for
	// what is nobody's, and as long as no request has found that out.
	Member string
}

// Entry is a request that enters a room.
type Entry struct {
	Room    string // by id
	Token   string // that the address brought and that may open new rooms, "" if none
	Address string // of the peer, "" if it is not known
	Bytes   int    // of the request's body
	// Member is whose sync session or transfer the request is about, as the host was
	// told (Holder): only that peer knows its id. "": it may be of anybody, so a host
	// bounds what such requests take of the room's time.
	Member string
}

// Room is a room that was entered.
type Room interface {
	// Do runs fn while nothing else happens in the room. fn must not wait for a
	// peer. engine is nil where the room is not there; with create it is made,
	// or Do fails with room_closed.
	Do(ctx context.Context, create bool, fn func(engine *pipeline.Engine, room *server.Room) error) error
	// Aside runs fn, which computes something for a peer that has proved nothing yet,
	// while the room goes on. A host may have it wait for others' to end.
	Aside(fn func())
	// Leave gives the room back.
	Leave()
}

// Widening is a transfer whose filter may be widened once it was found to be
// within the certificates' scopes.
type Widening struct {
	Client *trust.Certificate // of the peer
	Server *trust.Certificate // of this relay
	Push   bool               // from the peer to this relay
	Filter value.Filter       // as the peer asks for it
}

// Options say what a handler serves, and to whom.
type Options struct {
	// Rooms are the databases.
	Rooms Rooms
	// Key is the relay's RSA private key (base64 PKCS#1 DER), for which
	// certificates may be pushed.
	Key string
	// Profiles are what schemas declare about the rooms that Morango peers may
	// begin. A chain of any other profile is refused.
	Profiles []trust.Declared
	// MayPush reports whether certificate chains may be pushed by who brings the
	// token; the room's own rule comes on top. nil: nobody may.
	MayPush func(token string) bool
	// Accounts says who may have a certificate signed in a room, whose database
	// is db. nil: nobody may.
	Accounts func(room string, db sqldb.DB) account.Authenticator
	// SignIn finds the user of a Kolibri facility in a room, by name and password,
	// for endpoints that list users. Errors: bad_credentials, limit. nil: nobody is
	// let in.
	SignIn func(ctx context.Context, room string, db sqldb.DB, r account.Request) (account.User, error)
	// Widen returns prefixes to add to a transfer's filter (Morango's
	// sync/context.py, update). nil: none.
	Widen func(tx sqldb.Tx, w Widening) (value.Filter, error)
	// Info is told to peers beside Morango's own fields, as
	// MORANGO_INSTANCE_INFO is.
	Info map[string]string
	// Clock defaults to time.Now.
	Clock func() time.Time
	// Rand defaults to crypto/rand.Reader.
	Rand io.Reader
	// Log defaults to discarding.
	Log *slog.Logger
}

// Handler is the protocol's server, an [http.Handler].
type Handler struct {
	opts   Options
	public string // of opts.Key
	nonces morangokey.Nonces
	log    *slog.Logger
	held   meter.Held // bytes of bodies
}

// New makes a handler. Error: bad_certificate for a key that is none.
func New(opts Options) (*Handler, error) {
	public, err := trust.PublicKeyOf(opts.Key)
	if err != nil {
		return nil, err
	}
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	if opts.Rand == nil {
		opts.Rand = rand.Reader
	}
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	if opts.MayPush == nil {
		opts.MayPush = func(string) bool { return false }
	}
	nonces := morangokey.Nonces{Clock: opts.Clock, Rand: opts.Rand, Key: opts.Key}
	return &Handler{opts: opts, public: public, nonces: nonces, log: opts.Log,
		held: meter.Held{Most: maxHeld, Spare: spareHeld}}, nil
}

// Mount is where below a host's address a request goes:
//
//	[/token/TOKEN][/ROOM]/api/…
type Mount struct {
	Token string // that may open new rooms, "" if none
	Room  string // by id, "" for all rooms
	Path  string // what follows, without the slashes at both ends: api/…
}

// ParseMount reads a request's path. ok is false where it does not lead to an
// api.
func ParseMount(path string) (m Mount, ok bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	if len(parts) > 2 && parts[0] == "token" {
		m.Token, parts = parts[1], parts[2:]
	}
	if value.IsID(parts[0]) {
		m.Room, parts = parts[0], parts[1:]
	}
	m.Path = strings.Join(parts, "/")
	return m, strings.HasPrefix(m.Path, "api/")
}

// call is one request.
type call struct {
	*Handler
	ctx          context.Context
	r            *http.Request
	mount        Mount
	id           string // the path's last part, "" for a collection
	capabilities []string
	held         int64  // bytes of the body that have arrived
	found        *guest // the peer, once its session was found in the room
}

// endpoint answers a request.
type endpoint func(*call) (reply, error)

// routes has the endpoints by resource and method; those of one object are
// behind a slash.
var routes = map[string]map[string]endpoint{
	"morangoinfo/":      {http.MethodGet: (*call).info},
	"publickey":         {http.MethodGet: (*call).publicKey},
	"nonces":            {http.MethodPost: (*call).makeNonce},
	"certificates":      {http.MethodGet: (*call).listCertificates, http.MethodPost: (*call).signCertificate},
	"certificates/":     {http.MethodGet: (*call).readCertificate},
	"certificatechain":  {http.MethodPost: (*call).takeChain},
	"syncsessions":      {http.MethodPost: (*call).openSyncSession},
	"syncsessions/":     {http.MethodGet: (*call).readSyncSession, http.MethodDelete: (*call).closeSyncSession},
	"transfersessions":  {http.MethodPost: (*call).openTransfer},
	"transfersessions/": {http.MethodGet: (*call).readTransfer, http.MethodPatch: (*call).advanceTransfer, http.MethodPut: (*call).putTransfer, http.MethodDelete: (*call).closeTransfer},
	"buffers":           {http.MethodGet: (*call).readBuffers, http.MethodPost: (*call).takeBuffers},
}

// ServeHTTP implements [http.Handler].
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	mount, ok := ParseMount(r.URL.Path)
	resource, id, methods := route(mount.Path)
	if !ok || methods == nil {
		write(w, errNotFound)
		return
	}
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}
	answer := methods[method]
	if answer == nil {
		allow(w, methods)
		write(w, detail(http.StatusMethodNotAllowed, `Method "`+r.Method+`" not allowed.`))
		return
	}
	c := &call{
		Handler: h, ctx: context.WithoutCancel(r.Context()), r: r, mount: mount, id: id,
		capabilities: strings.Fields(r.Header.Get(morango.CapabilitiesHeader)),
	}
	defer c.release()
	if resource == "transfersessions/" && method == http.MethodPut {
		allow(w, methods)
	}
	result, err := answer(c)
	if err != nil {
		result = h.refuse(r, err)
	}
	write(w, result)
}

// route finds the endpoints of a path: nil where there is nothing.
func route(path string) (resource, id string, methods map[string]endpoint) {
	if rest, ok := strings.CutPrefix(path, morango.PublicPath); ok {
		resource, id = publicRoute(rest)
		return resource, id, publicRoutes[resource]
	}
	rest, ok := strings.CutPrefix(path, morango.BasePath)
	if !ok {
		return "", "", nil
	}
	resource, id, item := strings.Cut(rest, "/")
	if item {
		resource += "/"
	}
	return resource, id, routes[resource]
}

// allow says which methods an endpoint has.
func allow(w http.ResponseWriter, methods map[string]endpoint) {
	order := []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
	var list []string
	for _, m := range order {
		if methods[m] != nil {
			list = append(list, m)
		}
	}
	w.Header().Set("Allow", strings.Join(append(list, http.MethodHead), ", "))
}

// can reports whether the peer names a capability in this request.
func (c *call) can(capability string) bool { return slices.Contains(c.capabilities, capability) }

// ip is the address that the request came from, "" if unknown.
func (c *call) ip() string {
	host, _, err := net.SplitHostPort(c.r.RemoteAddr)
	if err != nil {
		return ""
	}
	return host
}

// in runs fn in a room, by id, for anybody.
func (c *call) in(room string, create bool, fn func(*pipeline.Engine, *server.Room) error) error {
	entered, err := c.enter(room, "")
	if err != nil {
		return err
	}
	defer entered.Leave()
	return entered.Do(c.ctx, create, fn)
}

func (c *call) enter(room, member string) (Room, error) {
	return c.opts.Rooms.Enter(c.ctx, Entry{
		Room: room, Token: c.mount.Token, Address: c.ip(), Bytes: int(c.held), Member: member,
	})
}

// holder is who holds an id, and in the mount's room, if it names one. Anybody may
// make an id up and name a room with it: of such an id Member is "". Error:
// errNotFound.
func (c *call) holder(id string) (h Holder, err error) {
	if !value.IsID(id) {
		return h, errNotFound
	}
	if h, err = c.opts.Rooms.Holder(c.ctx, id); err != nil {
		return h, err
	}
	if c.mount.Room != "" && h.Room != c.mount.Room {
		h = Holder{Room: c.mount.Room}
	}
	if h.Room == "" {
		err = errNotFound
	}
	return h, err
}

// isElsewhere reports whether another room holds an id, so that this one may not:
// requests that name the id would go astray.
func (c *call) isElsewhere(id, room string) (bool, error) {
	h, err := c.opts.Rooms.Holder(c.ctx, id)
	return h.Room != "" && h.Room != room, err
}

// at runs fn in the room that holds an id of a sync session or a transfer. Whose
// it is the host is told once fn has found that out, and that it is nobody's any
// more where fn fails. Error: errNotFound where there is none.
func (c *call) at(id string, fn func(*pipeline.Engine, *server.Room) error) error {
	h, err := c.holder(id)
	if err != nil {
		return err
	}
	entered, err := c.enter(h.Room, h.Member)
	if err != nil {
		return err
	}
	defer entered.Leave()
	err = entered.Do(c.ctx, false, func(engine *pipeline.Engine, s *server.Room) error {
		if engine == nil {
			return errNotFound
		}
		if h.Member != "" {
			if err := s.Asks(engine, h.Member); err != nil {
				return later(err)
			}
		}
		return fn(engine, s)
	})
	member := h.Member
	if c.found != nil {
		member = c.found.Member()
	}
	if isNotFound(err) || slices.Contains(overs, fault.CodeOf(err)) {
		member = ""
	}
	if member != h.Member {
		c.opts.Rooms.Hold(id, Holder{Room: h.Room, Expires: true, Member: member})
	}
	return err
}

// overs are the codes of a peer whose certificate counts no more.
var overs = []fault.Code{fault.Revoked, fault.Expired}

// viewRoom runs a reading transaction in a room, by id. Where the room is not
// there nothing happens.
func (c *call) viewRoom(room string, fn func(sqldb.Tx) error) error {
	return c.in(room, false, func(engine *pipeline.Engine, _ *server.Room) error {
		if engine == nil {
			return nil
		}
		return engine.DB().View(c.ctx, fn)
	})
}

// rooms are those that a request is about which names no id: the mount's, or all.
func (c *call) rooms() ([]string, error) {
	if c.mount.Room != "" {
		return []string{c.mount.Room}, nil
	}
	return c.opts.Rooms.List(c.ctx)
}

// view runs a reading transaction in the room that holds an id.
func (c *call) view(id string, fn func(sqldb.Tx, *pipeline.Engine) error) error {
	return c.at(id, func(engine *pipeline.Engine, _ *server.Room) error {
		return engine.DB().View(c.ctx, func(tx sqldb.Tx) error { return fn(tx, engine) })
	})
}

// forbidden are the codes of what a peer may not do here.
var forbidden = []fault.Code{fault.RoomClosed, fault.Revoked, fault.Expired, fault.OutsideScope, fault.NotWritable, fault.Limit}

// refuse is the answer to a request that failed.
func (h *Handler) refuse(r *http.Request, err error) reply {
	if answer, ok := errors.AsType[reply](err); ok {
		h.log.Debug("request refused", "method", r.Method, "path", r.URL.Path, "answer", answer)
		return answer
	}
	code := fault.CodeOf(err)
	answer := detail(http.StatusBadRequest, err.Error())
	switch {
	case code.Storage():
		answer = detail(http.StatusServiceUnavailable, "The server's storage takes nothing in.").retry(30)
	case code == fault.Unavailable:
		answer = detail(http.StatusServiceUnavailable, err.Error()).retry(5)
	case code.OwnFault():
		answer = detail(http.StatusInternalServerError, "A server error occurred.")
	case slices.Contains(forbidden, code):
		answer.status = http.StatusForbidden
	}
	level := slog.LevelInfo
	if code.OwnFault() {
		level = slog.LevelError
	}
	h.log.Log(r.Context(), level, "request failed", "method", r.Method, "path", r.URL.Path, "code", code, "error", err)
	return answer
}
