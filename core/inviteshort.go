package core

import (
	"context"
	"crypto/rsa"
	"encoding/hex"
	"math/big"
	"slices"
	"sync/atomic"
)

// A short invite fits one QR code. It leaves out what the relay can tell and
// the room's id proves: the root certificate, whose id follows from its key,
// and the bundle, which that key signed.
//
//	invite  = "amora2." base64url(payload check), without padding
//	payload = string (relay) id (room) number (sequence) string (profile) id (salt)
//	          string (scope definition) number (scope version) string (scope params)
//	          bytes (signature) prime prime
//	id      = 16 bytes; prime = bytes: the factors of the certificate's modulus; the rest as in amora1
//
// The certificate is the root's own child; its public exponent is 65537. The
// sequence is that of the bundle as the inviting device knows it: an older one
// might hide a revocation, and is refused.
type shortInvite struct {
	relay       string
	room        string
	sequence    int64
	certificate *Certificate // with its private key
}

const shortInvitePrefix = "amora2."

// publicExponent is that of every key of ours.
const publicExponent = 65537

// encodeShort writes the invite in the short form where it has one: of a
// child of the root, in a room with a signed bundle, with a relay to ask.
func (d *inviteData) encodeShort(sequence int64) (string, error) {
	leaf := d.Chain.Leaf()
	private, err := parsePrivateKey(leaf.private)
	if err != nil {
		return "", err
	}
	if len(d.Chain) != 2 || d.BundleText == "" || d.Relay == "" || !isID(leaf.Salt) || private.E != publicExponent {
		return d.encode()
	}
	var w inviteWriter
	w.text(d.Relay)
	w.id(d.Chain.Root().ID)
	w.number(int(sequence))
	w.text(leaf.Profile)
	w.id(leaf.Salt)
	w.text(leaf.ScopeDefinition)
	w.number(leaf.ScopeVersion)
	w.text(leaf.ScopeParams)
	w.base64(leaf.Signature)
	for _, prime := range private.Primes {
		w.text(string(prime.Bytes()))
	}
	return w.finish(shortInvitePrefix)
}

// decodeShortInvite reads a short invite. Nothing is verified yet but that it
// is whole and its key a key. Error: bad_invite.
func decodeShortInvite(text string) (*shortInvite, error) {
	r, err := openInvite(text, shortInvitePrefix)
	if err != nil {
		return nil, err
	}
	s := &shortInvite{relay: r.text(relayLimit), room: r.id(), sequence: int64(r.number(1 << 53))}
	c := &Certificate{
		Parent: s.room, Profile: r.text(ruleNameLimit), Salt: r.id(), ScopeDefinition: r.text(ruleNameLimit),
		ScopeVersion: r.number(1 << 30), ScopeParams: r.text(certificateLimit), Signature: r.base64(),
	}
	p, q := r.integer(), r.integer()
	n := new(big.Int).Mul(p, q)
	if r.bad || len(r.rest) > 0 || n.BitLen() < keyBits || n.BitLen() > maxKeyBits {
		return nil, badInvite("it does not hold what an invite holds", nil)
	}
	key, err := privateKeyFromPrime(&rsa.PublicKey{N: n, E: publicExponent}, p)
	if err != nil {
		return nil, badInvite("its key is none", err)
	}
	c.PublicKey = encodePublicKey(&key.PublicKey)
	c.ID = certificateID(c.PublicKey, c.Profile, c.Salt)
	if s.certificate, err = parseCertificate(c.serialize(), c.Signature); err != nil {
		return nil, badInvite("it holds an unreadable certificate", err)
	}
	s.certificate.private = encodePrivateKey(key)
	return s, nil
}

// complete makes of a short invite and what its relay says of the room an
// invite as the inviting device knows it. The relay is not believed: its root
// must have the room's id, and Join verifies the rest from there.
func (s *shortInvite) complete(shown []byte, rules *signedBundle) (*inviteData, error) {
	if rules == nil || shown == nil {
		return nil, Errorf(CodeRoomClosed, "the relay does not have this room yet").WithHint("the inviting device has to sync first")
	}
	chain, err := ParseChain(shown)
	if err != nil {
		return nil, err
	}
	root := chain.Root()
	if root.ID != s.room {
		return nil, Errorf(CodeBadCertificate, "the relay has another room, %.40q", root.ID)
	}
	b, err := openBundle(root, rules.Text, rules.Signature)
	if err != nil {
		return nil, err
	}
	if b.Sequence < s.sequence {
		return nil, Errorf(CodeRoomClosed, "the relay has older rules than the invite").WithHint("the inviting device has to sync first")
	}
	return &inviteData{Relay: s.relay, BundleText: rules.Text, BundleSignature: rules.Signature, Chain: Chain{root, s.certificate}}, nil
}

// JoinFrom takes an invite of either form: of a short one it asks the relay
// for the rest, by dial. Errors: Join's; unavailable where the relay cannot be
// reached; room_closed where the relay does not have the room, or not as the
// inviting device knows it.
func (in *Instance) JoinFrom(ctx context.Context, invite string, dial Dialer) (*Joined, error) {
	if !isShortInvite(invite) {
		return in.Join(ctx, invite)
	}
	s, err := decodeShortInvite(invite)
	if err != nil {
		return nil, err
	}
	c, err := in.hub.askRoom(ctx, s, dial)
	if err != nil {
		return nil, err
	}
	d, err := s.complete(c.Chain, c.Bundle)
	if err != nil {
		return nil, err
	}
	return in.join(ctx, d)
}

// askRoom has the relay say what it shows the invited: a hello whose chain
// lacks the root, and the challenge to it (PROTOCOL.md §3).
func (h *Hub) askRoom(ctx context.Context, s *shortInvite, dial Dialer) (c challengeHeader, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	address, _, err := syncURL(s.relay, s.room)
	if err != nil {
		return c, err
	}
	nonce, err := h.engine.identity.newID()
	if err != nil {
		return c, err
	}
	conn, err := dial.open(ctx, address, false)
	if err != nil {
		return c, err
	}
	defer conn.Close(CloseNormal, "")
	return newLink(ctx, conn, new(atomic.Bool)).greet(ctx, helloHeader{Instance: h.engine.identity.ID(), Nonce: nonce, Chain: []byte(Chain{s.certificate}.String())})
}

func (w *inviteWriter) id(id string) {
	raw, err := hex.DecodeString(id)
	w.bad = w.bad || err != nil
	w.b = append(w.b, raw...)
}

func (r *inviteReader) id() string { return hex.EncodeToString(slices.Clone(r.take(16))) }

func (r *inviteReader) integer() *big.Int {
	return new(big.Int).SetBytes([]byte(r.text(maxKeyBits / 8)))
}
