package client

import (
	"context"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/wire"
)

// Ask asks the relay of a room for a certificate by name and password
// (PROTOCOL.md §4, name and password). insecure lets the password go over a
// plain connection. Errors: bad_request where it would and insecure is not
// said, unsupported where the relay does not know such requests,
// bad_credentials, outside_scope, limit, room_closed, unavailable.
func (h *Hub) Ask(ctx context.Context, relay, room string, ask wire.Ask, insecure bool, dial wire.Dialer) (g wire.Granted, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	address, _, err := wire.SyncURL(relay, room)
	if err != nil {
		return g, err
	}
	if !insecure && !Private(address) {
		return g, fault.Errorf(fault.BadRequest, "on ws:// whoever sits between reads the password").
			WithHint("use wss://, or say that the password may be read (insecure)")
	}
	conn, err := dial.Open(ctx, address, false)
	if err != nil {
		return g, err
	}
	defer conn.Close(wire.CloseNormal, "")
	l := newLink(ctx, conn, new(atomic.Bool))
	ask.Versions = []int{wire.ProtocolVersion}
	if err := l.send(ctx, wire.KindAsk, ask, ""); err != nil {
		return g, err
	}
	m, err := l.expect(ctx, wire.KindGranted)
	if fault.CodeOf(err) == fault.BadRequest {
		err = &fault.Error{Code: fault.Unsupported, Text: "this relay lets nobody join by name and password", Err: err}
	}
	if err != nil {
		return g, err
	}
	return g, m.Read(&g)
}

// Private reports whether nobody else hears what is sent to an address: by TLS,
// or because the address is this machine's.
func Private(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	ip, err := netip.ParseAddr(host)
	return u.Scheme == "wss" || u.Scheme == "https" || host == "localhost" || strings.HasSuffix(host, ".localhost") || err == nil && ip.IsLoopback()
}
