//go:build !js

package cli

import (
	"crypto/tls"
	"net/http"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/acme"
	"golang.org/x/crypto/acme/autocert"

	"github.com/amora-sync/amora/core/fault"
)

// acmeFlags have the relay get its TLS certificate by itself, from an
// authority that speaks ACME (RFC 8555).
type acmeFlags struct {
	hosts            list
	email, directory string
}

// manager answers the authority's challenge in a TLS handshake (RFC 8737,
// tls-alpn-01), so that nothing but the relay's own port is needed, and keeps
// certificates and the account's key in the data folder. A certificate is
// asked for when the first client connects, and renewed a month before its
// end. Only the named hosts get one: others' handshakes fail.
func (f acmeFlags) manager(data string) (*autocert.Manager, error) {
	for _, host := range f.hosts {
		if strings.ContainsAny(host, ":/[] *") || !strings.Contains(host, ".") {
			return nil, fault.Errorf(fault.BadRequest, "--acme %s: not a host's public name", host).
				WithHint("a name such as sync.example.org, without port or address")
		}
	}
	return &autocert.Manager{
		Prompt:     autocert.AcceptTOS,
		Cache:      autocert.DirCache(filepath.Join(data, "acme")),
		HostPolicy: autocert.HostWhitelist(f.hosts...),
		Email:      f.email,
		Client:     &acme.Client{DirectoryURL: f.directory, UserAgent: "amora"},
	}, nil
}

// tlsConfig is what the relay's port speaks; nil for plain HTTP. HTTP/1.1
// alone: a WebSocket needs a connection of its own.
func (f serveFlags) tlsConfig() (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, NextProtos: []string{"http/1.1"}}
	switch {
	case len(f.acme.hosts) > 0:
		manager, err := f.acme.manager(f.data)
		if err != nil {
			return nil, err
		}
		config.GetCertificate = manager.GetCertificate
		config.NextProtos = append(config.NextProtos, acme.ALPNProto)
	case f.tlsCert != "":
		pair, err := tls.LoadX509KeyPair(f.tlsCert, f.tlsKey)
		if err != nil {
			return nil, &fault.Error{Code: fault.BadRequest, Text: "the TLS certificate cannot be used", Err: err}
		}
		config.Certificates = []tls.Certificate{pair}
	default:
		return nil, nil
	}
	return config, nil
}

// secure reports whether the relay's port speaks TLS.
func (f serveFlags) secure() bool { return f.tlsCert != "" || len(f.acme.hosts) > 0 }

// strictTransport has browsers come by TLS alone, for half a year. It is for a
// relay that gets its certificates by itself, which has the name's port 443.
// Where the operator brings a certificate, other services of the same name may
// speak plain HTTP on other ports, which this would end.
func strictTransport(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Strict-Transport-Security", "max-age=15552000")
		next.ServeHTTP(w, r)
	})
}
