//go:build !js

package main

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/asn1"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/crypto/acme"
)

// authority is a certificate authority that speaks as much of ACME (RFC 8555)
// as one order takes. It does not look at its clients' signatures; the
// challenge (RFC 8737) it verifies as a real one does.
type authority struct {
	*httptest.Server
	t      *testing.T
	relay  string // where the challenged name leads, host:port
	key    *ecdsa.PrivateKey
	root   *x509.Certificate
	orders atomic.Int64

	mu sync.Mutex // held by one request at a time, as a client's may come at once

	thumbprint, host string // of the account, of the order
	state            string // of the order
	leaf             []byte // DER
}

const acmeToken = "DGyRejmCefe7v4NfDGDKfA"

// RFC 8737, 6.1: id-pe-acmeIdentifier.
var acmeIdentifier = asn1.ObjectIdentifier{1, 3, 6, 1, 5, 5, 7, 1, 31}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	a := &authority{t: t, key: key, state: "pending"}
	if a.root, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	routes := a.routes()
	a.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.mu.Lock()
		defer a.mu.Unlock()
		routes.ServeHTTP(w, r)
	}))
	t.Cleanup(a.Close)
	return a
}

// routes are the resources of RFC 8555, 7.1.
func (a *authority) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		a.answer(w, http.StatusOK, map[string]any{
			"newNonce": a.URL + "/nonce", "newAccount": a.URL + "/account", "newOrder": a.URL + "/order",
		})
	})
	mux.HandleFunc("/nonce", func(w http.ResponseWriter, _ *http.Request) { a.answer(w, http.StatusOK, nil) })
	mux.HandleFunc("/account", func(w http.ResponseWriter, r *http.Request) {
		var head struct{ JWK struct{ X, Y string } }
		a.read(r, &head, nil)
		a.thumbprint = a.thumbprintOf(head.JWK.X, head.JWK.Y)
		w.Header().Set("Location", a.URL+"/account/1")
		a.answer(w, http.StatusCreated, map[string]any{"status": "valid"})
	})
	mux.HandleFunc("/order", func(w http.ResponseWriter, r *http.Request) {
		var order struct{ Identifiers []struct{ Value string } }
		a.read(r, nil, &order)
		a.host, a.state = order.Identifiers[0].Value, "pending"
		a.orders.Add(1)
		w.Header().Set("Location", a.URL+"/order/1")
		a.answer(w, http.StatusCreated, a.order())
	})
	mux.HandleFunc("/order/1", func(w http.ResponseWriter, _ *http.Request) { a.answer(w, http.StatusOK, a.order()) })
	mux.HandleFunc("/authorization", func(w http.ResponseWriter, _ *http.Request) { a.answer(w, http.StatusOK, a.authorization()) })
	mux.HandleFunc("/challenge", func(w http.ResponseWriter, _ *http.Request) {
		a.state = "ready"
		if err := a.validate(); err != nil {
			a.t.Error(err)
			a.state = "invalid"
		}
		a.answer(w, http.StatusOK, a.challenge())
	})
	mux.HandleFunc("/finalize", func(w http.ResponseWriter, r *http.Request) {
		var body struct{ CSR string }
		a.read(r, nil, &body)
		a.sign(body.CSR)
		w.Header().Set("Location", a.URL+"/order/1")
		a.answer(w, http.StatusOK, a.order())
	})
	mux.HandleFunc("/certificate", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Replay-Nonce", "n")
		pem.Encode(w, &pem.Block{Type: "CERTIFICATE", Bytes: a.leaf})
	})
	return mux
}

func (a *authority) answer(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Replay-Nonce", "n")
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

func (a *authority) order() map[string]any {
	o := map[string]any{
		"status": a.state, "identifiers": []any{map[string]any{"type": "dns", "value": a.host}},
		"authorizations": []any{a.URL + "/authorization"}, "finalize": a.URL + "/finalize",
	}
	if a.state == "valid" {
		o["certificate"] = a.URL + "/certificate"
	}
	return o
}

func (a *authority) authorization() map[string]any {
	status := map[string]string{"ready": "valid", "valid": "valid"}[a.state]
	if status == "" {
		status = a.state
	}
	return map[string]any{
		"status": status, "identifier": map[string]any{"type": "dns", "value": a.host}, "challenges": []any{a.challenge()},
	}
}

func (a *authority) challenge() map[string]any {
	return map[string]any{"type": "tls-alpn-01", "url": a.URL + "/challenge", "token": acmeToken, "status": "pending"}
}

// read takes a signed request apart (RFC 7515).
func (a *authority) read(r *http.Request, head, body any) {
	var signed struct{ Protected, Payload string }
	if err := json.NewDecoder(r.Body).Decode(&signed); err != nil {
		a.t.Error(err)
		return
	}
	for part, to := range map[string]any{signed.Protected: head, signed.Payload: body} {
		if to == nil {
			continue
		}
		if err := json.Unmarshal(a.decode(part), to); err != nil {
			a.t.Errorf("%s: %v", a.decode(part), err)
		}
	}
}

func (a *authority) decode(text string) []byte {
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		a.t.Error(err)
	}
	return raw
}

func (a *authority) thumbprintOf(x, y string) string {
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), slices.Concat([]byte{4}, a.decode(x), a.decode(y)))
	if err != nil {
		a.t.Error(err)
		return ""
	}
	thumbprint, err := acme.JWKThumbprint(key)
	if err != nil {
		a.t.Error(err)
	}
	return thumbprint
}

// validate asks the relay for the challenge's certificate.
func (a *authority) validate() error {
	c, err := tls.Dial("tcp", a.relay, &tls.Config{ServerName: a.host, NextProtos: []string{acme.ALPNProto}, InsecureSkipVerify: true})
	if err != nil {
		return err
	}
	defer c.Close()
	digest := sha256.Sum256([]byte(acmeToken + "." + a.thumbprint))
	want, _ := asn1.Marshal(digest[:])
	for _, e := range c.ConnectionState().PeerCertificates[0].Extensions {
		if e.Id.Equal(acmeIdentifier) && e.Critical && bytes.Equal(e.Value, want) {
			return nil
		}
	}
	return fmt.Errorf("the relay showed no proof, or another account's")
}

func (a *authority) sign(csr string) {
	request, err := x509.ParseCertificateRequest(a.decode(csr))
	if err != nil {
		a.t.Error(err)
		return
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(90 * 24 * time.Hour),
		DNSNames: request.DNSNames,
	}
	if a.leaf, err = x509.CreateCertificate(rand.Reader, template, a.root, request.PublicKey, a.key); err != nil {
		a.t.Error(err)
	}
	a.state = "valid"
}

// A relay gets its certificate by itself when the first client connects,
// keeps it, and asks for no other name's.
func TestACME(t *testing.T) {
	ca := newAuthority(t)
	data := filepath.Join(t.TempDir(), "rooms")
	args := []string{"--data", data, "--acme", "sync.example.org", "--acme-directory", ca.URL + "/"}
	relay := startServe(t, args...)
	if !strings.HasPrefix(relay.http, "https://") {
		t.Fatal(relay.http)
	}
	roots := x509.NewCertPool()
	roots.AddCert(ca.root)
	health := func(name string) error {
		ca.relay = strings.TrimPrefix(relay.http, "https://")
		transport := &http.Transport{
			TLSClientConfig: &tls.Config{RootCAs: roots},
			DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
				return (&net.Dialer{}).DialContext(ctx, network, ca.relay)
			},
		}
		defer transport.CloseIdleConnections()
		resp, err := (&http.Client{Transport: transport}).Get("https://" + name + "/healthz")
		if err == nil {
			resp.Body.Close()
			if policy := resp.Header.Get("Strict-Transport-Security"); !strings.HasPrefix(policy, "max-age=") {
				t.Errorf("Strict-Transport-Security is %q", policy)
			}
		}
		return err
	}
	if err := health("other.example.org"); err == nil || ca.orders.Load() != 0 {
		t.Errorf("another name: %v, %d orders", err, ca.orders.Load())
	}
	for range 2 {
		if err := health("sync.example.org"); err != nil {
			t.Fatal(err)
		}
	}
	relay.stop()
	relay = startServe(t, args...)
	if err := health("sync.example.org"); err != nil || ca.orders.Load() != 1 {
		t.Errorf("after a restart: %v, %d orders", err, ca.orders.Load())
	}
}
