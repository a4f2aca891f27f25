package core

import (
	"context"
	"slices"
)

// clientHandshake is one handshake, from the client's side (PROTOCOL.md §3 and §4).
type clientHandshake struct {
	hub   *Hub
	link  *link
	host  string
	room  string
	nonce string
	id    string // this instance's
	own   ownCertificate
	rules *Bundle
}

// authenticate proves who this instance is, by one of its certificates, has the peer prove that it is a
// relay that the room's root admitted, and returns the sync session.
func (hub *Hub) authenticate(ctx context.Context, l *link, host, room, certificate string) (*SyncSession, error) {
	h := &clientHandshake{hub: hub, link: l, host: host, room: room, id: hub.engine.identity.ID()}
	err := hub.engine.db.View(ctx, func(tx Tx) (err error) {
		if h.own, err = usableCertificate(tx, room, certificate); err != nil {
			return err
		}
		h.rules, err = RoomRules(tx, room, h.own.Profile)
		return err
	})
	if err != nil {
		return nil, err
	}
	challenge, err := h.hello(ctx)
	if err != nil {
		return nil, err
	}
	server, made, err := h.judge(ctx, challenge)
	if err != nil {
		return nil, err
	}
	return h.prove(ctx, challenge, server, made)
}

func (h *clientHandshake) hello(ctx context.Context) (c challengeHeader, err error) {
	if h.nonce, err = h.hub.engine.identity.newID(); err != nil {
		return c, err
	}
	c, err = h.link.greet(ctx, helloHeader{Instance: h.id, Nonce: h.nonce, Chain: []byte(h.own.chain.String()), Bundle: h.rules.Signed()})
	if err != nil {
		return c, err
	}
	switch {
	case !isID(c.Nonce) || c.Instance != "" && !isID(c.Instance):
		return c, Errorf(CodeBadRequest, "challenge without an instance id or nonce")
	}
	return c, nil
}

// greet sends a hello in this version of the protocol and returns the relay's
// challenge. Error: unsupported where the relay answers in another.
func (l *link) greet(ctx context.Context, hello helloHeader) (c challengeHeader, err error) {
	hello.Versions = []int{ProtocolVersion}
	hello.Capabilities = []string{capabilityIdentity, capabilityPing, capabilityCertificates}
	if err := l.send(ctx, KindHello, hello, ""); err != nil {
		return c, err
	}
	m, err := l.expect(ctx, KindChallenge)
	if err != nil {
		return c, err
	}
	if err := m.read(&c); err != nil {
		return c, err
	}
	if c.Version != ProtocolVersion {
		return c, Errorf(CodeUnsupported, "the relay speaks version %d, this side %d", c.Version, ProtocolVersion)
	}
	l.pulse.answers = slices.Contains(c.Capabilities, capabilityPing)
	return c, nil
}

// judge takes a newer bundle, if the relay has one, and returns the
// certificate that the relay answers with: its own, or one made here for it.
func (h *clientHandshake) judge(ctx context.Context, c challengeHeader) (server, made *Certificate, err error) {
	err = h.hub.engine.db.Update(ctx, func(tx Tx) error {
		if c.Bundle != nil && (h.rules == nil || c.Bundle.Text != h.rules.text) {
			b, err := ReceiveBundle(tx, h.own.chain.Root(), c.Bundle.Text, c.Bundle.Signature)
			if err != nil {
				return err
			}
			h.rules = b
		}
		if c.Chain == nil {
			made, err = h.admit(tx, c)
			server = made
			return err
		}
		chain, err := ParseChain(c.Chain)
		if err != nil {
			return err
		}
		if server, err = checkChain(chain, h.rules); CodeOf(err) == CodeRevoked { // not one of this side's
			err = Errorf(CodeBadCertificate, "the relay's certificate is taken back").WithHint("the owner has to sync with this relay")
		}
		return err
	})
	if err == nil && !slices.Contains(h.rules.RelayKeys, server.PublicKey) {
		err = Errorf(CodeBadCertificate, "the room's owner has not admitted this relay").
			WithHint("check the relay's address; the owner has to sync with it first")
	}
	return server, made, err
}

// admit makes a certificate for the relay, below the own one. The holder of
// the root's key lists the relay's key in the room's bundle: from then on
// every member knows it, and a chain in which it signs is refused.
func (h *clientHandshake) admit(tx Tx, c challengeHeader) (*Certificate, error) {
	if !serves(h.own.scope, h.own.scope) {
		return nil, Errorf(CodeRoomClosed, "this relay has no certificate in the room yet").WithHint("the owner has to sync with it first")
	}
	if h.own.chain.Root().Owned() {
		if err := AddRelayKey(tx, h.room, c.PublicKey); err != nil {
			return nil, err
		}
		rules, err := LoadBundle(tx, h.room)
		if err != nil {
			return nil, err
		}
		h.rules = rules
	}
	return h.own.Issue(CertificateRequest{
		ScopeDefinition: h.own.ScopeDefinition, ScopeVersion: h.own.ScopeVersion, ScopeParams: h.own.ScopeParams,
		PublicKey: c.PublicKey, Salt: c.Nonce,
	})
}

// prove signs the transcript and verifies the relay's signature of it. The two
// agree on the next token of their pairing, one handshake at a time: another
// of this process would seem to be a copy's.
func (h *clientHandshake) prove(ctx context.Context, c challengeHeader, server, made *Certificate) (*SyncSession, error) {
	relay := relayName(server.PublicKey, c.Instance)
	release, err := h.hub.handshakes.take(ctx, relay)
	if err != nil {
		return nil, err
	}
	defer release()
	p, err := h.hub.propose(ctx, h.room, relay)
	if err != nil {
		return nil, err
	}
	var identity *identityHeader
	if slices.Contains(c.Capabilities, capabilityIdentity) {
		identity = identityOf(p, h.hub.process)
	}
	t := transcript{
		room: h.room, host: h.host, clientNonce: h.nonce, serverNonce: c.Nonce, clientInstance: h.id, serverInstance: c.Instance,
		clientCertificate: h.own.ID, serverIdentity: server.ID,
	}
	signature, err := h.own.Sign(t.text(roleClient))
	if err != nil {
		return nil, err
	}
	err = h.link.send(ctx, KindAuth, authHeader{
		Chain: []byte(h.own.chain.String()), Bundle: h.rules.Signed(), Certificate: made, Identity: identity, Host: h.host, Signature: signature,
	}, "")
	if err != nil {
		return nil, err
	}
	m, err := h.link.expect(ctx, KindReady)
	if CodeOf(err) == CodeInstanceCollision {
		return nil, h.hub.engine.refused(ctx, p)
	}
	if err != nil {
		return nil, err
	}
	var ready readyHeader
	if err := m.read(&ready); err != nil {
		return nil, err
	}
	if !isID(ready.SyncSession) {
		return nil, Errorf(CodeBadRequest, "ready without a sync session")
	}
	if err := server.Verify(t.text(roleServer), ready.Signature); err != nil {
		return nil, (&Error{Code: CodeOf(err), Text: "the relay does not prove itself by the key that it is known by", Err: err}).
			WithHint("whoever runs the relay has to put its key back")
	}
	err = h.hub.engine.db.Update(ctx, func(tx Tx) error { return p.confirm(tx, ready.Instance, ready.Counter, ready.Receipt) })
	relay = p.relay
	if metItself(err) {
		err = h.hub.engine.renew(ctx, h.room, relay)
	}
	return &SyncSession{
		ID: ready.SyncSession, ClientCertificate: h.own.ID, ServerCertificate: server.ID, ClientInstance: p.Instance, ServerInstance: c.Instance,
		Profile: h.own.Profile, ConnectionPath: h.host, relay: relay,
		paired: identity != nil, handshake: t.digest(), together: slices.Contains(c.Capabilities, capabilityCertificates),
	}, err
}

// identityOf says to the relay who this process saves as.
func identityOf(p pairing, process string) *identityHeader {
	return &identityHeader{
		Instance: p.Instance, Token: p.Token, Next: p.Next, Receipt: p.Receipt, Process: process,
	}
}
