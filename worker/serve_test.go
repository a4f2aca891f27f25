//go:build !js

package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/worker/hosttest"
)

// rooms lists the database files of a relay.
func roomFiles(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*.db*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Whoever has not proved itself leaves nothing behind.
func TestNothingIsStoredForStrangers(t *testing.T) {
	dir := t.TempDir()
	relay := startServe(t, "--data", dir)
	for _, msg := range []string{"", "nonsense", "\x01\x00\x00\x00\x02{}", "\x05\x00\x00\x00\x02{}", "\x01\xff\xff\xff\xff{}"} {
		c, err := Dial(t.Context(), relay.ws+"/sync/"+testRoom)
		if err != nil {
			t.Fatal(err)
		}
		c.Send(t.Context(), []byte(msg))
		for err == nil { // an error message may come first
			_, err = c.Receive(t.Context())
		}
		if core.CodeOf(err) != core.CodeClosed {
			t.Errorf("%q: %v", msg, err)
		}
	}
	if found := roomFiles(t, dir); len(found) > 0 {
		t.Errorf("strangers left %v", found)
	}
}

func TestRoomsThatMayNotBeOpened(t *testing.T) {
	dir := t.TempDir()
	owner, schema, room := school(t, dir, 1)
	list := writeFile(t, dir, "rooms.txt", testRoom+"\n")
	rooms := filepath.Join(dir, "rooms")

	relay := startServe(t, "--data", rooms, "--rooms", list)
	if exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", relay.ws); exit != ExitFailed || !strings.HasPrefix(stderr, "amora: room_closed: ") {
		t.Errorf("a room that is not listed: %s", stderr)
	}
	if found := roomFiles(t, rooms); len(found) > 0 {
		t.Errorf("a refused peer left %v", found)
	}
	writeFile(t, dir, "rooms.txt", room+"\n")
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)
	relay.stop()

	relay = startServe(t, "--data", filepath.Join(dir, "other"), "--rooms", "token=open sesame!")
	for _, prefix := range []string{"", "/token/wrong"} {
		if exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", relay.ws+prefix); exit != ExitFailed || !strings.HasPrefix(stderr, "amora: room_closed: ") {
			t.Errorf("without the token: %s", stderr)
		}
	}
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws+"/token/open%20sesame%21")
	mustAmora(t, "sync", "--db", secondDevice(t, dir, owner, schema), "--peer", relay.ws)
}

// A relay answers to its own names only, so that nobody can pass a handshake
// on to it.
func TestRelayUnderAnotherName(t *testing.T) {
	dir := t.TempDir()
	owner, _, _ := school(t, dir, 1)
	relay := startServe(t, "--data", filepath.Join(dir, "rooms"), "--public-host", "sync.example.org")
	exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", relay.ws)
	if exit != ExitFailed || !strings.HasPrefix(stderr, "amora: bad_signature: ") || !strings.Contains(stderr, "--public-host") {
		t.Errorf("exit status %d, %s", exit, stderr)
	}
}

func TestNamesOfTheRelay(t *testing.T) {
	at := func(addr string) net.Addr {
		a, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	for _, c := range []struct {
		flags serveFlags
		addr  string
		want  []string
	}{
		{serveFlags{listen: "127.0.0.1:0"}, "127.0.0.1:4000", nil},
		{serveFlags{listen: "192.0.2.7:4000"}, "192.0.2.7:4000", []string{"192.0.2.7:4000", "192.0.2.7"}},
		{serveFlags{listen: "127.0.0.1:0", publicHosts: list{"Sync.Example.org", "relay:99"}}, "127.0.0.1:4000",
			[]string{"sync.example.org:4000", "sync.example.org", "relay:99"}},
		{serveFlags{listen: ":4000", publicHosts: list{"2001:db8::1"}}, "[::]:4000", []string{"[2001:db8::1]:4000", "[2001:db8::1]"}},
	} {
		if got := hostsOf(c.flags, at(c.addr)); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %q, want %q", c.flags, got, c.want)
		}
	}
	if got := hostsOf(serveFlags{listen: ":4000"}, at("[::]:4000")); !slices.Contains(got, "localhost:4000") || !slices.Contains(got, "127.0.0.1:4000") {
		t.Errorf("on all interfaces: %q", got)
	}
}

func TestLANAddressesArePrinted(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	out, said := make(hosttest.Lines, 10), &bytes.Buffer{}
	exited := make(chan int, 1)
	go func() {
		exited <- Run(ctx, &Terminal{Out: out, Err: said},
			[]string{"serve", "--lan", "--listen", "127.0.0.1:0", "--rooms", "any", "--data", t.TempDir()})
	}()
	if line := <-out; !strings.HasPrefix(line, "listening on http://127.0.0.1:") {
		t.Errorf("said %q", line)
	}
	stop()
	if exit := <-exited; exit != ExitOK {
		t.Errorf("exit status %d", exit)
	}
	for _, ip := range lanAddresses() {
		if !strings.Contains(said.String(), "on this network: http://"+net.JoinHostPort(ip, "")) {
			t.Errorf("%s is missing in\n%s", ip, said)
		}
	}
}

// A relay whose key cannot be read would turn every member away: it says so
// at once.
func TestServeWithoutAUsableKey(t *testing.T) {
	whole, err := core.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "nonsense", whole[:len(whole)/2]} {
		dir := t.TempDir()
		name := writeFile(t, dir, "relay.key", text)
		ctx, cancel := context.WithCancel(t.Context())
		var stdout, stderr bytes.Buffer
		cancel() // a relay that starts all the same ends at once
		exit := Run(ctx, &Terminal{Out: &stdout, Err: &stderr}, []string{"serve", "--listen", "127.0.0.1:0", "--data", dir})
		if exit != ExitFailed || !strings.HasPrefix(stderr.String(), "amora: storage_failed: "+name) || !strings.Contains(stderr.String(), "(") {
			t.Errorf("%.20q: exit status %d, %s", text, exit, &stderr)
		}
	}
}

// slowListener does not hear that it is closed before the server, too, closes it.
type slowListener struct {
	net.Listener
	accepting func()
	closed    bool
	again     chan struct{}
}

func (l *slowListener) Accept() (net.Conn, error) {
	l.accepting()
	<-l.again
	return nil, net.ErrClosed
}

func (l *slowListener) Close() error {
	if !l.closed {
		l.closed = true
		return l.Listener.Close()
	}
	close(l.again)
	return net.ErrClosed
}

// A relay that is told to end has not failed, whoever closes its listener.
func TestShutdownIsNoFailure(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	log := slog.New(slog.DiscardHandler)
	handler := newHandler(newRooms(nil, 1, log), log)
	listener := &slowListener{Listener: inner, accepting: cancel, again: make(chan struct{})}
	if err := runUntil(ctx, &http.Server{}, handler, listener, log); err != nil {
		t.Error(err)
	}
}

func TestTLS(t *testing.T) {
	dir := t.TempDir()
	cert, key := selfSigned(t, dir)
	owner, _, _ := school(t, dir, 1)
	relay := startServe(t, "--data", filepath.Join(dir, "rooms"), "--tls-cert", cert, "--tls-key", key)
	if !strings.HasPrefix(relay.ws, "wss://") {
		t.Fatal(relay.http)
	}
	if exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", relay.ws); exit != ExitFailed || !strings.HasPrefix(stderr, "amora: unavailable: ") {
		t.Errorf("an unknown authority: %s", stderr)
	}
	// Another process, as the trusted authorities are read once.
	t.Setenv("SSL_CERT_FILE", cert)
	p := start(t, "sync", "--db", owner, "--peer", relay.ws)
	if p.out.Scan(); !strings.HasPrefix(p.out.Text(), "pulled 0, pushed 1") {
		t.Errorf("said %q", p.out.Text())
	}
}

// selfSigned makes a certificate for 127.0.0.1.
func selfSigned(t *testing.T, dir string) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	signed, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalECPrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	encode := func(name, kind string, der []byte) string {
		return writeFile(t, dir, name, string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})))
	}
	return encode("cert.pem", "CERTIFICATE", signed), encode("key.pem", "EC PRIVATE KEY", secret)
}
