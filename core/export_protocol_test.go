package core

import (
	"context"
	"encoding/json"
	"sync/atomic"
)

// RawPeer is a client past its handshake that says what it likes, for tests.
type RawPeer struct {
	link *link
	in   *Instance

	session *SyncSession
	Room    string
	ID      string // of the sync session
}

// NewRawPeer connects an instance that has a certificate.
func NewRawPeer(ctx context.Context, in *Instance, dial Dialer) (*RawPeer, error) {
	own, err := in.hub.credentials(ctx)
	if err != nil {
		return nil, err
	}
	certificates, err := choose(own, SyncOptions{})
	if err != nil {
		return nil, err
	}
	p := &RawPeer{Room: own.room, in: in}
	address, host, err := syncURL("ws://relay", p.Room)
	if err != nil {
		return nil, err
	}
	conn, err := dial(ctx, address)
	if err != nil {
		return nil, err
	}
	p.link = newLink(ctx, conn, new(atomic.Bool))
	p.session, err = in.hub.authenticate(ctx, p.link, host, p.Room, certificates[0])
	if err == nil {
		p.ID = p.session.ID
	}
	return p, err
}

// Say sends one message.
func (p *RawPeer) Say(ctx context.Context, k Kind, header any, body string) error {
	return p.link.send(ctx, k, header, body)
}

// Hear waits for the next message, whatever it is.
func (p *RawPeer) Hear(ctx context.Context) (WireMessage, error) {
	select {
	case m := <-p.link.messages:
		w := WireMessage{Kind: m.kind, Body: m.body}
		return w, json.Unmarshal(m.header, &w.Header)
	case <-p.link.failed:
		return WireMessage{}, p.link.err
	case <-ctx.Done():
		return WireMessage{}, ctx.Err()
	}
}

// WasPutBack has a relay find out that it was put back to an earlier state.
func WasPutBack(ctx context.Context, in *Instance) error { return in.engine.wasPutBack(ctx) }
