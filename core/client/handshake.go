package client

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/pipeline"
	"github.com/amora-sync/amora/core/relays"
	"github.com/amora-sync/amora/core/seen"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// clientHandshake is one handshake, from the client's side (PROTOCOL.md §3 and
// §4).
type clientHandshake struct {
	hub   *Hub
	link  *link
	relay relays.Contact
	host  string
	nonce string
	id    string // this instance's
	own   trust.Own
	rules *trust.Rules
	shown trust.Chain // the relay's, nil where it is given a certificate
}

// authenticate proves who this instance is, by one of its certificates, has the
// peer prove that it is a relay that the room's root admitted, and returns the
// sync session. host is the relay's as dialled, for the transcript.
func (hub *Hub) authenticate(ctx context.Context, l *link, host string, relay relays.Contact, certificate string) (*pipeline.Session, error) {
	h := &clientHandshake{hub: hub, link: l, host: host, relay: relay, id: hub.engine.Identity().ID()}
	room := relay.Room
	err := hub.engine.DB().View(ctx, func(tx sqldb.Tx) (err error) {
		if h.own, err = trust.UsableCertificate(tx, room, certificate); err != nil {
			return err
		}
		h.rules, err = trust.RoomRules(tx, room, h.own.Profile)
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

func (h *clientHandshake) hello(ctx context.Context) (c wire.Challenge, err error) {
	if h.nonce, err = h.hub.engine.Identity().NewID(); err != nil {
		return c, err
	}
	c, err = h.link.greet(ctx, wire.Hello{Instance: h.id, Nonce: h.nonce, Chain: []byte(h.own.Chain.String()), Bundle: h.rules.Signed()})
	if err != nil {
		return c, err
	}
	if !value.IsID(c.Nonce) || c.Instance != "" && !value.IsID(c.Instance) {
		return c, fault.Errorf(fault.BadRequest, "challenge without an instance id or nonce")
	}
	return c, nil
}

// greet sends a hello in this version of the protocol and returns the relay's
// challenge. Error: unsupported where the relay answers in another.
func (l *link) greet(ctx context.Context, hello wire.Hello) (c wire.Challenge, err error) {
	hello.Versions = []int{wire.ProtocolVersion}
	hello.Capabilities = wire.Capabilities()
	if err := l.ask(ctx, wire.KindHello, hello, wire.KindChallenge, &c); err != nil {
		return c, err
	}
	if c.Version != wire.ProtocolVersion {
		return c, fault.Errorf(fault.Unsupported, "the relay speaks version %d, this side %d", c.Version, wire.ProtocolVersion)
	}
	l.pulse.answers = slices.Contains(c.Capabilities, wire.CapabilityPing)
	return c, nil
}

// judge takes a newer bundle, if the relay has one, decides whether the relay is
// let in, and returns the certificate that the relay answers with: its own, or
// one made here for it.
func (h *clientHandshake) judge(ctx context.Context, c wire.Challenge) (server, made *trust.Certificate, err error) {
	err = h.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		var err error // another sync may have met the relay meanwhile
		if h.rules, err = trust.RoomRules(tx, h.relay.Room, h.own.Profile); err != nil {
			return err
		}
		if c.Bundle != nil && (h.rules == nil || c.Bundle.Text != h.rules.Text()) {
			b, err := trust.ReceiveRules(tx, h.own.Chain.Root(), c.Bundle.Text, c.Bundle.Signature)
			if err != nil {
				return err
			}
			h.rules = b
		}
		if err := h.meet(c); err != nil {
			return err
		}
		if h.rules, err = h.relay.Admit(tx, h.rules, true); err != nil {
			return err
		}
		if h.shown == nil {
			made, err = h.certify(tx, c)
			server = made
			return err
		}
		server = h.shown.Leaf()
		return h.checkShown()
	})
	return server, made, err
}

// meet reads what the relay shows itself by: a chain, or a key alone. The key is
// the one that it will have to prove.
func (h *clientHandshake) meet(c wire.Challenge) (err error) {
	if c.Chain == nil {
		h.relay.Key, err = trust.CanonicalKey(c.PublicKey)
		return err
	}
	if h.shown, err = trust.ParseChain(c.Chain); err == nil {
		h.relay.Key = h.shown.Leaf().PublicKey
	}
	return err
}

// checkShown judges the chain that the relay shows, if any, by the room's rules.
func (h *clientHandshake) checkShown() error {
	if h.shown == nil {
		return nil
	}
	leaf, err := trust.CheckChain(h.shown, h.rules)
	if err == nil && h.rules.Signed() == nil {
		return h.mayServe(leaf)
	}
	if fault.CodeOf(err).Over() { // not one of this side's
		err = fault.Errorf(fault.BadCertificate, "the relay's certificate is taken back").WithHint("the owner has to sync with this relay")
	}
	return err
}

// mayServe checks a relay's certificate where no bundle lists relays: a relay is
// whoever may serve this side, as among Morango peers. Error:
// relay_not_admitted.
func (h *clientHandshake) mayServe(relay *trust.Certificate) error {
	scope, err := h.rules.ScopeOf(relay)
	if err == nil && !scope.Serves(h.own.Scope) {
		err = fault.Errorf(fault.RelayNotAdmitted, "the relay's certificate permits less than it would have to serve").
			WithHint("check the relay's address")
	}
	return err
}

// certify makes a certificate for the relay, below the own one. It is stored
// before the relay gets it, so that it can be revoked. Without a bundle nobody
// could be kept from being a relay later: there it makes none.
func (h *clientHandshake) certify(tx sqldb.Tx, c wire.Challenge) (*trust.Certificate, error) {
	if !h.own.Scope.Serves(h.own.Scope) || h.rules.Signed() == nil {
		return nil, fault.Errorf(fault.RoomClosed, "this relay has no certificate in the room yet").WithHint("the owner has to sync with it first")
	}
	made, err := h.own.IssueSame(c.PublicKey, c.Nonce)
	if err != nil {
		return nil, err
	}
	return made, relays.SaveCertificate(tx, made, h.relay.Address, h.hub.engine.Identity().Now())
}

// prove signs the transcript and verifies the relay's signature of it. The two
// agree on the next token of their pairing, one handshake at a time: another
// of this process would seem to be a copy's.
func (h *clientHandshake) prove(ctx context.Context, c wire.Challenge, server, made *trust.Certificate) (*pipeline.Session, error) {
	relay := counter.RelayName(server.PublicKey, c.Instance)
	release, err := h.hub.handshakes.Take(ctx, relay)
	if err != nil {
		return nil, err
	}
	defer release()
	p, err := h.hub.propose(ctx, h.relay.Room, relay)
	if err != nil {
		return nil, err
	}
	var identity *wire.Identity
	if slices.Contains(c.Capabilities, wire.CapabilityIdentity) {
		identity = wire.IdentityOf(p, h.hub.process)
	}
	t := wire.Transcript{
		Room: h.relay.Room, Host: h.host, ClientNonce: h.nonce, ServerNonce: c.Nonce, ClientInstance: h.id, ServerInstance: c.Instance,
		ClientCertificate: h.own.ID, ServerIdentity: server.ID,
	}
	signature, err := h.own.Sign(t.Text(wire.RoleClient))
	if err != nil {
		return nil, err
	}
	ready, err := h.exchange(ctx, wire.Auth{
		Chain: []byte(h.own.Chain.String()), Bundle: h.rules.Signed(), Certificate: made, Identity: identity, Host: h.host, Signature: signature,
	}, server, t)
	if fault.CodeOf(err) == fault.InstanceCollision {
		return nil, h.hub.engine.Refused(ctx, p, wire.IsPutBack(err))
	}
	if err != nil {
		return nil, h.refused(ctx, err)
	}
	err = h.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		if err := h.relay.Remember(tx, h.rules); err != nil {
			return err
		}
		if err := seen.Learn(tx, ready.Seen, h.hub.engine.Identity().Now()); err != nil {
			return err
		}
		return h.hub.engine.Confirm(tx, &p, ready.Told())
	})
	relay = p.Relay
	if err = cmp.Or(err, p.Met()); counter.IsCopied(err) {
		err = h.hub.engine.Renew(ctx, h.relay.Room, relay)
	}
	if err == nil {
		err = h.newRules(ctx, ready.Bundle)
	}
	return &pipeline.Session{
		ID: ready.SyncSession, ClientCertificate: h.own.ID, ServerCertificate: server.ID, ClientInstance: p.Instance,
		ServerInstance: cmp.Or(c.Instance, ready.Instance), // the challenge of a room that this handshake makes has none
		Profile:        h.own.Profile, ConnectionPath: h.host, Relay: relay,
		Notes: ready.NotesOf(c), Paired: identity != nil, Handshake: t.Digest(), Together: slices.Contains(c.Capabilities, wire.CapabilityCertificates),
	}, err
}

// exchange sends the proof and returns the relay's, which it verifies.
func (h *clientHandshake) exchange(
	ctx context.Context, auth wire.Auth, server *trust.Certificate, t wire.Transcript,
) (ready wire.Ready, err error) {
	if err := h.link.ask(ctx, wire.KindAuth, auth, wire.KindReady, &ready); err != nil {
		return ready, err
	}
	if !value.IsID(ready.SyncSession) {
		return ready, fault.Errorf(fault.BadRequest, "ready without a sync session")
	}
	if err := server.Verify(t.Text(wire.RoleServer), ready.Signature); err != nil {
		return ready, (&fault.Error{Code: fault.CodeOf(err), Text: "the relay does not prove itself by the key that it is known by", Err: err}).
			WithHint("whoever runs the relay has to put its key back")
	}
	return ready, nil
}

// refused notes that the relay has not let this side in, and returns why: err.
// After a lost connection it may have, and nothing is noted.
func (h *clientHandshake) refused(ctx context.Context, err error) error {
	if ctx.Err() != nil || fault.CodeOf(err) == fault.Unavailable {
		return err
	}
	noted := h.hub.engine.DB().Update(ctx, h.relay.Refused)
	if noted != nil {
		h.hub.engine.Log().Warn("a relay's refusal is not noted", "error", noted)
	}
	return err
}

// newRules takes a newer bundle that the relay showed after the proof, and judges
// the relay by it once more.
func (h *clientHandshake) newRules(ctx context.Context, shown *trust.SignedRules) error {
	if shown == nil {
		return nil
	}
	united := false
	err := h.hub.engine.DB().Update(ctx, func(tx sqldb.Tx) (err error) {
		if h.rules, err = trust.ReceiveRules(tx, h.own.Chain.Root(), shown.Text, shown.Signature); err != nil {
			return err
		}
		united = !h.rules.Within(shown)
		if _, err := h.relay.Admit(tx, h.rules, false); err != nil {
			return err
		}
		return h.checkShown()
	})
	if err == nil && united {
		err = errUnited
	}
	return err
}

// errUnited: rules that the relay showed were united with what was signed here
// meanwhile. The relay has to learn of that: by another handshake.
var errUnited = errors.New("the room's rules were united")

// propose reads the pairing with a relay and proposes the next token, or the
// same again if the answer to it was lost. At first contact it makes the
// instance. The proposal is durable before the relay hears of it.
func (h *Hub) propose(ctx context.Context, room, relay string) (p counter.Pairing, err error) {
	err = h.engine.DB().Update(ctx, func(tx sqldb.Tx) error {
		p, err = h.engine.Identity().Propose(tx, room, relay)
		return err
	})
	return p, err
}
