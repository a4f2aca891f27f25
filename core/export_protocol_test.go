package core

import (
	"context"
	"encoding/json"
	"fmt"
)

// RawPeer is a client past its handshake that says what it likes.
type RawPeer struct {
	conn Conn
	in   *Instance

	Room   string
	ID     string // of the sync session
	digest string // of the handshake
}

// NewRawPeer connects an instance that has a certificate.
func NewRawPeer(ctx context.Context, in *Instance, dial Dialer) (*RawPeer, error) {
	var own ownCertificate
	var rules *Bundle
	err := in.DB().View(ctx, func(tx Tx) error {
		all, err := ownCredentials(tx)
		if err != nil || len(all.usable) == 0 {
			return all.none()
		}
		own = all.usable[0]
		rules, err = RoomRules(tx, all.room, own.Profile)
		return err
	})
	if err != nil {
		return nil, err
	}
	p := &RawPeer{Room: own.chain.Root().ID, in: in}
	address, host, err := syncURL("ws://relay", p.Room)
	if err != nil {
		return nil, err
	}
	if p.conn, err = dial(ctx, address); err != nil {
		return nil, err
	}
	return p, p.handshake(ctx, host, own, rules)
}

// handshake proves one certificate, and agrees on a token (PROTOCOL.md §4).
func (p *RawPeer) handshake(ctx context.Context, host string, own ownCertificate, rules *Bundle) error {
	identity := p.in.Engine().Identity()
	nonce, err := identity.newID()
	if err != nil {
		return err
	}
	hello := helloHeader{Versions: []int{ProtocolVersion}, Capabilities: []string{capabilityIdentity, capabilityPing, capabilityCertificates},
		Instance: identity.ID(), Nonce: nonce, Chain: []byte(own.chain.String()), Bundle: rules.Signed()}
	var c challengeHeader
	if err := p.ask(ctx, KindHello, hello, KindChallenge, &c); err != nil {
		return err
	}
	chain, err := ParseChain(c.Chain)
	if err != nil {
		return err
	}
	server := chain.Leaf()
	var pair pairing
	err = p.in.DB().Update(ctx, func(tx Tx) (err error) {
		pair, err = identity.proposeIn(tx, p.Room, relayName(server.PublicKey, c.Instance))
		return err
	})
	if err != nil {
		return err
	}
	t := transcript{
		room: p.Room, host: host, clientNonce: nonce, serverNonce: c.Nonce, clientInstance: identity.ID(), serverInstance: c.Instance,
		clientCertificate: own.ID, serverIdentity: server.ID,
	}
	signature, err := own.Sign(t.text(roleClient))
	if err != nil {
		return err
	}
	var ready readyHeader
	err = p.ask(ctx, KindAuth, authHeader{
		Chain: []byte(own.chain.String()), Bundle: rules.Signed(), Host: host, Signature: signature,
		Identity: &identityHeader{Instance: pair.Instance, Token: pair.Token, Next: pair.Next, Receipt: pair.Receipt, Process: p.in.Hub().Process()},
	}, KindReady, &ready)
	if err != nil {
		return err
	}
	p.ID, p.digest = ready.SyncSession, t.digest()
	return p.in.DB().Update(ctx, func(tx Tx) error { return pair.confirm(tx, ready.Instance, ready.Counter, ready.Receipt) })
}

// ask says something and reads the one answer that is due.
func (p *RawPeer) ask(ctx context.Context, k Kind, header any, answer Kind, into any) error {
	if err := p.Say(ctx, k, header, ""); err != nil {
		return err
	}
	data, err := p.conn.Receive(ctx)
	if err != nil {
		return err
	}
	m, err := decodeMessage(data)
	if err != nil {
		return err
	}
	var failure errorHeader
	if m.kind == KindError && m.read(&failure) == nil {
		return failure.err()
	}
	if m.kind != answer {
		return fmt.Errorf("message of kind %d, expected %d", m.kind, answer)
	}
	return m.read(into)
}

// Say sends one message.
func (p *RawPeer) Say(ctx context.Context, k Kind, header any, body string) error {
	return p.conn.Send(ctx, encodeMessage(k, header, body))
}

// Hear waits for the next message, whatever it is.
func (p *RawPeer) Hear(ctx context.Context) (WireMessage, error) {
	data, err := p.conn.Receive(ctx)
	if err != nil {
		return WireMessage{}, err
	}
	m, err := decodeMessage(data)
	if err != nil {
		return WireMessage{}, err
	}
	w := WireMessage{Kind: m.kind, Body: m.body}
	return w, json.Unmarshal(m.header, &w.Header)
}
