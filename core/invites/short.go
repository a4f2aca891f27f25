package invites

import (
	"crypto/rsa"
	"encoding/hex"
	"math/big"
	"slices"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
	"github.com/amora-sync/amora/core/value"
)

// Short is an invite that fits one QR code. It leaves out what the relay
// can tell and the room's id proves: the root certificate, whose id follows
// from its key, and the room's rules, which that key signed.
//
//	invite  = "amora2." base64url(payload check), without padding
//	payload = string (relay) fingerprint id (room) number (sequence) string (profile) id (salt)
//	          string (scope definition) number (scope version) string (scope params)
//	          bytes (signature) prime prime
//	id      = 16 bytes
//	prime   = bytes: the factors of the certificate's modulus
//
// The rest is as in [Invite]. The certificate is the root's own child; its
// public exponent is 65537. The sequence is that of the rules as the inviting
// device knows them: older ones might hide a revocation, and are refused.
type Short struct {
	Relay       string // the URL to sync with
	Fingerprint string // [trust.KeyFingerprint] of that relay's key, "" where it is not known
	Room        string // id of the root certificate
	sequence    int64
	Certificate *trust.Certificate // the certificate that it hands over, with its private key
}

const shortInvitePrefix = "amora2."

// publicExponent is the exponent of every key that [trust.GenerateKey] makes.
const publicExponent = 65537

// EncodeShort writes the invite in the short form, or as [Invite.Encode] does
// if it has none: a short invite is for a child of the root, in a room with
// signed rules, and names a relay to ask. sequence is that of the rules.
func (d *Invite) EncodeShort(sequence int64) (string, error) {
	leaf := d.Chain.Leaf()
	primes, exponent, err := leaf.Primes()
	if err != nil {
		return "", err
	}
	short := len(d.Chain) == 2 && d.BundleText != "" && d.Relay != "" && value.IsID(leaf.Salt) && exponent == publicExponent
	if !short {
		return d.Encode()
	}
	var w inviteWriter
	w.text(d.Relay)
	w.fingerprint(d.Fingerprint)
	w.id(d.Chain.Root().ID)
	w.number(int(sequence))
	w.text(leaf.Profile)
	w.id(leaf.Salt)
	w.text(leaf.ScopeDefinition)
	w.number(leaf.ScopeVersion)
	w.text(leaf.ScopeParams)
	w.base64(leaf.Signature)
	for _, prime := range primes {
		w.text(string(prime.Bytes()))
	}
	return w.finish(shortInvitePrefix)
}

// DecodeShort reads a short invite, alone or within a link. It verifies
// only that the invite is whole and its key a key. Error: bad_invite.
func DecodeShort(text string) (*Short, error) {
	r, err := openInvite(text, shortInvitePrefix)
	if err != nil {
		return nil, err
	}
	s := &Short{Relay: r.text(RelayLimit), Fingerprint: r.fingerprint(), Room: r.id(), sequence: int64(r.number(1 << 53))}
	c := trust.Certificate{
		Parent: s.Room, Profile: r.text(trust.NameLimit), Salt: r.id(), ScopeDefinition: r.text(trust.NameLimit),
		ScopeVersion: r.number(1 << 30), ScopeParams: r.text(trust.CertificateLimit), Signature: r.base64(),
	}
	p, q := r.integer(), r.integer()
	n := new(big.Int).Mul(p, q)
	if r.bad || len(r.rest) > 0 || n.BitLen() < trust.KeyBits || n.BitLen() > trust.MaxKeyBits {
		return nil, Bad("it does not hold what an invite holds", nil)
	}
	c.PublicKey = trust.EncodePublicKey(&rsa.PublicKey{N: n, E: publicExponent})
	if s.Certificate, err = trust.Rewrite(c); err != nil {
		return nil, Bad("it holds an unreadable certificate", err)
	}
	if err := s.Certificate.SetPrime(p); err != nil {
		return nil, Bad("its key is none", err)
	}
	return s, nil
}

// Complete makes a whole invite of a short one and what its relay shows of the
// room: a chain, as JSON, that begins with the root, and the room's rules. The
// relay is not believed: the root must have the room's id, and the rules that
// the root signed must be no older than the invite. Errors: room_closed, bad_certificate, bad_signature, bad_request,
// limit.
func (s *Short) Complete(shown []byte, rules *trust.SignedRules) (*Invite, error) {
	if rules == nil || shown == nil {
		return nil, fault.Errorf(fault.RoomClosed, "the relay does not have this room yet").
			WithHint("the inviting device has to sync first")
	}
	chain, err := trust.ParseChain(shown)
	if err != nil {
		return nil, err
	}
	root := chain.Root()
	if root.ID != s.Room {
		return nil, fault.Errorf(fault.BadCertificate, "the relay has another room, %.40q", root.ID)
	}
	b, err := trust.OpenRules(root, rules.Text, rules.Signature)
	if err != nil {
		return nil, err
	}
	if b.Sequence < s.sequence {
		return nil, fault.Errorf(fault.RoomClosed, "the relay has older rules than the invite").
			WithHint("the inviting device has to sync first")
	}
	return &Invite{
		Relay: s.Relay, Fingerprint: s.Fingerprint, BundleText: rules.Text, BundleSignature: rules.Signature, Chain: trust.Chain{root, s.Certificate},
	}, nil
}

func (w *inviteWriter) id(id string) {
	raw, err := hex.DecodeString(id)
	w.bad = w.bad || err != nil
	w.b = append(w.b, raw...)
}

func (r *inviteReader) id() string { return hex.EncodeToString(slices.Clone(r.take(16))) }

func (r *inviteReader) integer() *big.Int {
	return new(big.Int).SetBytes([]byte(r.text(trust.MaxKeyBits / 8)))
}
