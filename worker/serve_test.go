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
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/worker/cli"
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
		c, err := dial(t.Context(), relay.ws+"/sync/"+testRoom)
		if err != nil {
			t.Fatal(err)
		}
		c.Send(t.Context(), []byte(msg))
		for err == nil { // an error message may come first
			_, err = c.Receive(t.Context())
		}
		if fault.CodeOf(err) != fault.Closed {
			t.Errorf("%q: %v", msg, err)
		}
	}
	if found := roomFiles(t, dir); len(found) > 0 {
		t.Errorf("strangers left %v", found)
	}
}

// fingerprintOf is what the relay of a folder prints of its key.
func fingerprintOf(t *testing.T, folder string) string {
	t.Helper()
	key, err := os.ReadFile(filepath.Join(folder, "relay.key"))
	if err != nil {
		t.Fatal(err)
	}
	public, err := trust.PublicKeyOf(strings.TrimSpace(string(key)))
	if err != nil {
		t.Fatal(err)
	}
	return trust.KeyFingerprint(public)
}

func TestRoomsThatMayNotBeOpened(t *testing.T) {
	dir := t.TempDir()
	owner, schema, room := school(t, dir, 1)
	list := writeFile(t, dir, "rooms.txt", testRoom+"\n")
	rooms := filepath.Join(dir, "rooms")

	relay := startServe(t, "--data", rooms, "--rooms", list)
	if exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", relay.ws); exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: room_closed: ") {
		t.Errorf("a room that is not listed: %s", stderr)
	}
	if found := roomFiles(t, rooms); len(found) > 0 {
		t.Errorf("a refused peer left %v", found)
	}
	writeFile(t, dir, "rooms.txt", room+"\n")
	mustAmora(t, "sync", "--db", owner, "--peer", relay.ws)
	relay.stop()

	other := filepath.Join(dir, "other")
	relay = startServe(t, "--data", other, "--rooms", "token=open sesame!")
	// The first relay is listed by now, so this one has to be admitted.
	admit := fingerprintOf(t, other)
	for _, prefix := range []string{"", "/token/wrong"} {
		if exit, _, stderr := amora(t, "sync", "--db", owner, "--admit", admit, "--peer", relay.ws+prefix); exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: room_closed: ") {
			t.Errorf("without the token: %s", stderr)
		}
	}
	mustAmora(t, "sync", "--db", owner, "--admit", admit, "--peer", relay.ws+"/token/open%20sesame%21")
	mustAmora(t, "sync", "--db", secondDevice(t, dir, owner, schema), "--peer", relay.ws)
}

// A relay answers to its own names only, so that nobody can pass a handshake
// on to it.
func TestRelayUnderAnotherName(t *testing.T) {
	dir := t.TempDir()
	owner, _, _ := school(t, dir, 1)
	relay := startServe(t, "--data", filepath.Join(dir, "rooms"), "--public-host", "sync.example.org")
	exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", relay.ws)
	if exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: bad_signature: ") || !strings.Contains(stderr, "--public-host") {
		t.Errorf("exit status %d, %s", exit, stderr)
	}
}

// A relay whose key cannot be read would turn every member away: it says so
// at once.
func TestServeWithoutAUsableKey(t *testing.T) {
	whole, err := trust.GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"", "nonsense", whole[:len(whole)/2]} {
		dir := t.TempDir()
		name := writeFile(t, dir, "relay.key", text)
		ctx, cancel := context.WithCancel(t.Context())
		var stdout, stderr bytes.Buffer
		cancel() // a relay that starts all the same ends at once
		exit := cli.Run(ctx, &cli.Terminal{Out: &stdout, Err: &stderr}, []string{"serve", "--listen", "127.0.0.1:0", "--data", dir})
		if exit != cli.ExitFailed || !strings.HasPrefix(stderr.String(), "amora: storage_failed: "+name) || !strings.Contains(stderr.String(), "(") {
			t.Errorf("%.20q: exit status %d, %s", text, exit, &stderr)
		}
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
	if exit, _, stderr := amora(t, "sync", "--db", owner, "--peer", relay.ws); exit != cli.ExitFailed || !strings.HasPrefix(stderr, "amora: unavailable: ") {
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
