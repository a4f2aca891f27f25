//go:build !js

package cli

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/crypto/acme"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/worker/host"
	"github.com/amora-sync/amora/worker/loopback"
	"github.com/amora-sync/amora/worker/relay"
)

// shutdownPatience is for plain HTTP requests under way.
const shutdownPatience = 5 * time.Second

// serveFlags are the flags of `amora serve`.
type serveFlags struct {
	listen, data, rooms, web string
	schemas                  list
	admin                    string
	tlsCert, tlsKey          string
	acme                     acmeFlags
	publicHosts, origins     list
	proxies                  list
	lan, verbose, newKey     bool
	passwords                bool
	maxSockets               int
	maxRooms, maxTotalBytes  int64
	limits                   host.Limits
}

var serveCommand = &command{
	name:     "serve",
	synopsis: "[--listen 127.0.0.1:8787] [--data DIR] [--rooms any|FILE|token=SECRET]",
	summary:  "run a relay, and the demo page",
	details: `
Runs a relay: one room, and one SQLite file in the data folder, for each dataset whose members connect.
Peers prove themselves by certificate; nobody registers anything. Prints one line
"listening on http://HOST:PORT" when it is ready, logs to stderr, and closes everything on SIGINT or SIGTERM.

Without --rooms any dataset may open a room as long as only this machine can connect. As soon as others
can, say who may: any, the ids in a file (one a line, read anew each time), or whoever syncs a new
dataset for the first time with the address wss://HOST/token/SECRET instead of wss://HOST.

The data folder holds a file for each room and relay.key, the key that members know the relay by. Only one
relay serves a folder at a time (busy). Copy it by amora backup, while the relay runs or not. If relay.key
is lost, serve writes it anew from the rooms, or says what to do (--new-key). At its start serve prints the
key's fingerprint on stderr: owners of datasets ask for it before they admit another relay (amora sync --admit).

GET /healthz answers 200, or 503 and why as long as the folder cannot be written or a room's file is
damaged. A room past --max-bytes refuses records with limit, a full disk with storage_full; what is there
can still be pulled, and what was refused comes with a later sync.

Other users of a machine see command lines, so name the file that holds a secret (--rooms token=@FILE,
--admin @FILE) or put the secret in the environment (AMORA_ROOMS, AMORA_ADMIN).

With --passwords people join a room by name and password: users of a Kolibri facility by their own, others by
an account that amora user keeps. Who guesses is slowed down. Let clients come by TLS then: on ws:// whoever
sits between reads the passwords, and amora's own clients do not send any there unasked.

With --acme the relay gets its TLS certificate by itself, when the first client connects, and renews it:
the name's port 443 has to lead here. Account and certificates are kept in the data folder.

Examples:
  amora serve
  amora serve --lan --rooms any                          for devices on the same network
  amora serve --listen :443 --acme sync.example.org --rooms rooms.txt   with a certificate from Let's Encrypt
  amora serve --listen :443 --tls-cert c.pem --tls-key k.pem --rooms rooms.txt --public-host sync.example.org
  amora serve --public-host sync.example.org --trusted-proxy 127.0.0.1   behind a proxy on this machine that speaks TLS`,
	prepare: func(flags *flag.FlagSet) action {
		var f serveFlags
		flags.StringVar(&f.listen, "listen", "127.0.0.1:8787", "`address` to listen on; port 0 picks a free one")
		flags.StringVar(&f.data, "data", "amora-data", "`folder` for the rooms' databases")
		flags.StringVar(&f.rooms, "rooms", "", "`who` may open rooms: any, a file with ids, or token=SECRET, token=@FILE (default: $AMORA_ROOMS)")
		flags.Var(&f.schemas, "schema", "schema of a profile that Morango peers sync, a JSON `file`; may be repeated (Kolibri's is built in)")
		flags.StringVar(&f.web, "web", "", "`folder` with the built page and js/ (default: web beside the binary, build/web)")
		flags.Var(&f.publicHosts, "public-host", "`name` under which clients reach this relay; may be repeated")
		flags.Var(&f.origins, "origins", "web `origins` that may connect, e.g. https://app.example.org; may be repeated (default: all)")
		flags.Var(&f.proxies, "trusted-proxy", "`address` or network of a proxy whose X-Forwarded-For counts; may be repeated")
		flags.StringVar(&f.tlsCert, "tls-cert", "", "certificate chain for https and wss, a PEM `file`")
		flags.StringVar(&f.tlsKey, "tls-key", "", "its private key, a PEM `file`")
		flags.Var(&f.acme.hosts, "acme", "public `name` to get a certificate for from Let's Encrypt; may be repeated")
		flags.StringVar(&f.acme.email, "acme-email", "", "`address` that the authority may write to about the certificate")
		flags.StringVar(&f.acme.directory, "acme-directory", acme.LetsEncryptURL, "`URL` of another authority's directory")
		flags.BoolVar(&f.lan, "lan", false, "listen on all interfaces and print the addresses for other devices")
		flags.IntVar(&f.maxSockets, "max-sockets", 1000, "`number` of peers at a time; 0 is no bound")
		flags.Int64Var(&f.maxRooms, "max-rooms", 10_000, "`number` of rooms in the folder; 0 is no bound")
		flags.Int64Var(&f.maxTotalBytes, "max-total-bytes", 0, "`bytes` of all rooms together, past which nothing is taken in; 0: no bound")
		flags.StringVar(&f.admin, "admin", "",
			"`token` for GET /metrics, or @FILE; without it nobody gets them (default: $AMORA_ADMIN)")
		flags.BoolVar(&f.passwords, "passwords", false, "let people join rooms by name and password (amora help user)")
		limitFlags(flags, &f.limits)
		flags.BoolVar(&f.newKey, "new-key", false, "begin with a new key where relay.key is lost; owners then have to admit it first")
		flags.BoolVar(&f.verbose, "verbose", false, "log more")
		return func(ctx context.Context, t *Terminal, args []string) (int, error) {
			if len(args) > 0 {
				return 0, fault.Errorf(fault.BadRequest, "serve takes no arguments, only flags: %q", args[0])
			}
			return ExitOK, serve(ctx, t, f)
		}
	},
}

// serve runs a relay until ctx is done.
func serve(ctx context.Context, t *Terminal, f serveFlags) error {
	if err := f.check(); err != nil {
		return err
	}
	if err := f.readSecrets(t); err != nil {
		return err
	}
	if f.lan {
		_, port, _ := net.SplitHostPort(f.listen)
		f.listen = net.JoinHostPort("", port)
	}
	if (f.tlsCert == "") != (f.tlsKey == "") {
		return fault.Errorf(fault.BadRequest, "--tls-cert and --tls-key belong together")
	}
	if f.tlsCert != "" && len(f.acme.hosts) > 0 {
		return fault.Errorf(fault.BadRequest, "--acme gets a certificate, --tls-cert has one: only one of them")
	}
	if len(f.publicHosts) == 0 {
		f.publicHosts = f.acme.hosts
	}
	allowed, err := parsePolicy(f.rooms, isLoopback(f.listen))
	if err != nil {
		return err
	}
	proxies, err := host.ParseProxies(f.proxies)
	if err != nil {
		return err
	}
	page, err := pageHandler(f.web)
	if err != nil {
		return err
	}
	encryption, err := f.tlsConfig()
	if err != nil {
		return err
	}
	schemas, err := readSchemas(f.schemas)
	if err != nil {
		return err
	}
	log := newLogger(t, f.verbose)
	folder, err := relay.OpenFolder(ctx, f.data, relay.FolderOptions{NewKey: f.newKey, Log: log})
	if err != nil {
		return err
	}
	defer folder.Close()
	listener, err := listen(f.listen, encryption)
	if err != nil {
		return err
	}
	handler := relay.New(relay.Options{
		Folder: folder, Rooms: allowed, Limits: f.limits, Hosts: hostsOf(f, listener.Addr()), Origins: f.origins,
		MaxSockets: f.maxSockets, MaxRooms: f.maxRooms, MaxTotalBytes: f.maxTotalBytes, Admin: f.admin, Schemas: schemas, Passwords: f.passwords,
		Proxies: proxies, Version: t.version(), Log: log,
	})
	announce(t, f, listener.Addr(), folder.Fingerprint())
	return runUntil(ctx, newServer(f, handler, page, log), handler, listener, log)
}

// newServer serves the relay and, at every other path, the page.
func newServer(f serveFlags, handler *relay.Server, page http.Handler, log *slog.Logger) *http.Server {
	mux := http.NewServeMux()
	for _, pattern := range []string{"GET /healthz", "GET /metrics", "GET /sync/", "GET /token/"} {
		mux.Handle(pattern, handler)
	}
	mux.Handle("/", page)
	var all http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if relay.Serves(r) {
			handler.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
	if isLoopback(f.listen) {
		// One that has a public name is behind a proxy: it is there for every page.
		all = loopback.Only(all, f.publicHosts, len(f.publicHosts)+len(f.origins) > 0)
	}
	if len(f.acme.hosts) > 0 {
		all = strictTransport(all)
	}
	return &http.Server{
		Handler:           paced(securityHeaders(all)),
		ConnState:         newConnections(maxConnections).changed,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      writePatience, // for an answer without a body; paced gives others longer
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

// runUntil serves until ctx is done, then shuts down in order: no new
// requests, sockets away, rooms closed.
func runUntil(ctx context.Context, server *http.Server, handler *relay.Server, listener net.Listener, log *slog.Logger) error {
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		log.Info("shutting down")
	}
	listener.Close()
	handler.Close()
	stop, cancel := context.WithTimeout(context.Background(), shutdownPatience)
	defer cancel()
	end := server.Shutdown(stop)
	if errors.Is(end, net.ErrClosed) { // the listener is, above
		end = nil
	}
	return errors.Join(err, end)
}

// listen opens the relay's socket at an address, with TLS where there is a
// configuration for it.
func listen(address string, encryption *tls.Config) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, (&fault.Error{Code: fault.Unavailable, Text: "cannot listen on " + address, Err: err}).
			WithHint("port 0 picks a free one")
	}
	if encryption == nil {
		return listener, nil
	}
	return tls.NewListener(listener, encryption), nil
}

func pageHandler(dir string) (http.Handler, error) {
	fsys, err := openWeb(dir)
	if err != nil || fsys == nil {
		return http.HandlerFunc(noPage), err
	}
	return newStaticFiles(fsys), nil
}

func newLogger(t *Terminal, verbose bool) *slog.Logger {
	level := slog.LevelInfo
	if verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(t.Err, &slog.HandlerOptions{Level: level}))
}
