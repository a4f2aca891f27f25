package coretest

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/amora-sync/amora/core"
	"github.com/amora-sync/amora/core/counter"
	"github.com/amora-sync/amora/core/datasets"
	"github.com/amora-sync/amora/core/sqldb"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
	"github.com/amora-sync/amora/core/wire"
)

// RawPeer is a client past its handshake that says what it likes.
type RawPeer struct {
	conn wire.Conn
	in   *core.Instance

	Room   string
	ID     string // of the sync session
	Known  int64  // counter of its instance, as the relay says
	digest string // of the handshake
}

// NewRawPeer connects an instance that has a certificate.
func NewRawPeer(ctx context.Context, in *core.Instance, dial wire.Dialer) (*RawPeer, error) {
	return NewRawPeerAs(ctx, in, "ws://relay", dial, func(own trust.Own) (trust.Own, error) { return own, nil })
}

// credentials are the first of an instance's certificates that counts, and its
// room's rules.
func credentials(ctx context.Context, in *core.Instance) (own trust.Own, rules *trust.Rules, err error) {
	err = in.DB().View(ctx, func(tx sqldb.Tx) error {
		room, err := datasets.Pick(tx, "")
		if err != nil {
			return err
		}
		all, err := trust.RoomCredentials(tx, room)
		if err != nil || len(all.Usable) == 0 {
			return all.None()
		}
		own = all.Usable[0]
		rules, err = trust.RoomRules(tx, all.Room, own.Profile)
		return err
	})
	return own, rules, err
}

// NewRawPeerAs connects an instance to a relay by another certificate than its
// own one, which as makes of it.
func NewRawPeerAs(
	ctx context.Context, in *core.Instance, relay string, dial wire.Dialer, as func(trust.Own) (trust.Own, error),
) (*RawPeer, error) {
	own, rules, err := credentials(ctx, in)
	if err != nil {
		return nil, err
	}
	if own, err = as(own); err != nil {
		return nil, err
	}
	p := &RawPeer{Room: own.Chain.Root().ID, in: in}
	address, host, err := wire.SyncURL(relay, p.Room)
	if err != nil {
		return nil, err
	}
	if p.conn, err = dial(ctx, address); err != nil {
		return nil, err
	}
	return p, p.handshake(ctx, host, own, rules)
}

// handshake proves one certificate, and agrees on a token (PROTOCOL.md §4).
func (p *RawPeer) handshake(ctx context.Context, host string, own trust.Own, rules *trust.Rules) error {
	identity := p.in.Engine().Identity()
	nonce, err := identity.NewID()
	if err != nil {
		return err
	}
	hello := wire.Hello{Versions: []int{wire.ProtocolVersion}, Capabilities: wire.Capabilities(),
		Instance: identity.ID(), Nonce: nonce, Chain: []byte(own.Chain.String()), Bundle: rules.Signed()}
	var c wire.Challenge
	if err := p.ask(ctx, wire.KindHello, hello, wire.KindChallenge, &c); err != nil {
		return err
	}
	server, made, err := relayCertificate(own, c)
	if err != nil {
		return err
	}
	var pair counter.Pairing
	err = p.in.DB().Update(ctx, func(tx sqldb.Tx) (err error) {
		pair, err = identity.Propose(tx, p.Room, counter.RelayName(server.PublicKey, c.Instance))
		return err
	})
	if err != nil {
		return err
	}
	t := wire.Transcript{
		Room: p.Room, Host: host, ClientNonce: nonce, ServerNonce: c.Nonce, ClientInstance: identity.ID(), ServerInstance: c.Instance,
		ClientCertificate: own.ID, ServerIdentity: server.ID,
	}
	signature, err := own.Sign(t.Text(wire.RoleClient))
	if err != nil {
		return err
	}
	var ready wire.Ready
	err = p.ask(ctx, wire.KindAuth, wire.Auth{
		Chain: []byte(own.Chain.String()), Bundle: rules.Signed(), Certificate: made, Host: host, Signature: signature,
		Identity: wire.IdentityOf(pair, p.in.Hub().Process()),
	}, wire.KindReady, &ready)
	if err != nil {
		return err
	}
	p.ID, p.Known, p.digest = ready.SyncSession, ready.Counter, t.Digest()
	return p.in.DB().Update(ctx, func(tx sqldb.Tx) error {
		return pair.Confirm(tx, ready.Instance, ready.Counter, ready.Receipt)
	})
}

// relayCertificate is what the relay answers with: its own certificate, or one
// that is made for it here.
func relayCertificate(own trust.Own, c wire.Challenge) (server, made *trust.Certificate, err error) {
	if c.Chain == nil {
		made, err = own.IssueSame(c.PublicKey, c.Nonce)
		return made, made, err
	}
	chain, err := trust.ParseChain(c.Chain)
	if err != nil {
		return nil, nil, err
	}
	return chain.Leaf(), nil, nil
}

// ask says something and reads the one answer that is due.
func (p *RawPeer) ask(ctx context.Context, k wire.Kind, header any, answer wire.Kind, into any) error {
	if err := p.Say(ctx, k, header, ""); err != nil {
		return err
	}
	data, err := p.conn.Receive(ctx)
	if err != nil {
		return err
	}
	m, err := wire.Decode(data)
	if err != nil {
		return err
	}
	var failure wire.Failure
	if m.Kind == wire.KindError && m.Read(&failure) == nil {
		return failure.Err()
	}
	if m.Kind != answer {
		return fmt.Errorf("message of kind %d, expected %d", m.Kind, answer)
	}
	return m.Read(into)
}

// Say sends one message.
func (p *RawPeer) Say(ctx context.Context, k wire.Kind, header any, body string) error {
	return p.conn.Send(ctx, wire.Encode(k, header, body))
}

// Hear waits for the next message, whatever it is.
func (p *RawPeer) Hear(ctx context.Context) (WireMessage, error) {
	data, err := p.conn.Receive(ctx)
	if err != nil {
		return WireMessage{}, err
	}
	m, err := wire.Decode(data)
	if err != nil {
		return WireMessage{}, err
	}
	w := WireMessage{Kind: m.Kind, Body: m.Body}
	return w, json.Unmarshal(m.Header, &w.Header)
}

// belowKey is one that no relay has.
var belowKey = sync.OnceValues(trust.GenerateKey)

// Below is a certificate so many steps below another one, with its scope. All
// of them have new ids, and one key.
func Below(own trust.Own, steps int) (trust.Own, error) {
	private, err := belowKey()
	if err != nil {
		return own, err
	}
	public, err := trust.PublicKeyOf(private)
	if err != nil {
		return own, err
	}
	for range steps {
		salt, err := value.RandomID(rand.Reader)
		if err != nil {
			return own, err
		}
		child, err := own.IssueSame(public, salt)
		if err != nil {
			return own, err
		}
		child.SetKey(private)
		own = trust.Own{Certificate: child, Chain: append(slices.Clone(own.Chain), child), Scope: own.Scope}
	}
	return own, nil
}

// Close ends the connection.
func (p *RawPeer) Close() { _ = p.conn.Close(wire.CloseNormal, "") } // nothing more is expected of it
