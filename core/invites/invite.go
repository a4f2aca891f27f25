// Package invites writes certificates with their keys as texts that people pass
// on, and reads them: invites, long or short, and recovery texts.
//
// It hides how such a text is packed. Begin with [Invite]; [Short] is one that
// leaves out what a relay can tell. Who may be invited to what is in package
// trust.
//
// It imports fault, value and trust.
package invites

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"strings"

	"github.com/amora-sync/amora/core/fault"
	"github.com/amora-sync/amora/core/trust"
)

// An invite is one text, made to survive a chat or a link's fragment:
//
//	invite  = "amora1." base64url(payload check), without padding
//	payload = relay fingerprint bundle chain prime
//	check   = the first 6 bytes of SHA-256(payload), so that a cut copy is noticed
//	relay   = string: the URL to sync with, may be empty
//	fingerprint = bytes: the SHA-256 of the key of the relay there, or none
//	bundle  = string (the text; empty: the room has none) bytes (its signature);
//	          its relay_keys are how the invited device will know the relay
//	chain   = string (the profile) number certificate*, root first
//	certificate = 0 bytes (public key, DER) string (salt) string (scope
//	          definition) number (scope version) string (scope params) bytes (signature)
//	        | 1 string (serialized) bytes (signature)
//	prime   = bytes: a prime factor of the last certificate's modulus
//	number  = unsigned varint; string, bytes = number (length) and that many bytes
//
// A certificate in form 0 leaves out what follows from the rest; its
// serialized text is written anew by [trust.Rewrite], which every build
// must do alike. Form 1 is for texts that others wrote in another way. One
// prime is enough to have the whole private key, in a ninth of the space. An
// invite of two certificates takes some 3,500 characters, a sixth more than its
// JSON deflated would, without compress/flate (0.05 MB of wasm, gzip -9).
const (
	invitePrefix = "amora1."
	inviteLimit  = 256 << 10 // characters of the text
	inviteCheck  = 6         // bytes of the check
)

// RelayLimit is the most bytes that the relay's URL in an invite may have.
const RelayLimit = 2000

// Invite is what an invite holds: a certificate with its private key, and what
// the invited device needs to use it.
type Invite struct {
	Relay           string      // the URL to sync with, may be empty
	Fingerprint     string      // [trust.KeyFingerprint] of that relay's key, "" where it is not known
	BundleText      string      // the room's rules as [trust.Rules.Text] has them, "" if they are not signed
	BundleSignature string      // the root's signature of BundleText
	Chain           trust.Chain // whose leaf is the certificate, with its private key
}

// New makes an invite of the chain's leaf, which has its private key, to
// the room with these rules, at a relay with this fingerprint.
func New(rules *trust.Rules, chain trust.Chain, relay, fingerprint string) *Invite {
	d := &Invite{Relay: relay, Fingerprint: fingerprint, Chain: chain}
	if signed := rules.Signed(); signed != nil {
		d.BundleText, d.BundleSignature = signed.Text, signed.Signature
	}
	return d
}

// Encode writes the invite as text. Error: bad_certificate if the leaf's key is
// not there.
func (d *Invite) Encode() (string, error) {
	primes, _, err := d.Chain.Leaf().Primes()
	if err != nil {
		return "", err
	}
	var w inviteWriter
	w.text(d.Relay)
	w.fingerprint(d.Fingerprint)
	w.text(d.BundleText)
	w.base64(d.BundleSignature)
	w.text(d.Chain.Root().Profile)
	w.number(len(d.Chain))
	for _, c := range d.Chain {
		w.certificate(c)
	}
	w.text(string(primes[0].Bytes()))
	return w.finish(invitePrefix)
}

// finish is the invite's text.
func (w *inviteWriter) finish(prefix string) (string, error) {
	if w.bad {
		return "", fault.Errorf(fault.Internal, "a certificate or bundle that is not in base64")
	}
	sum := sha256.Sum256(w.b)
	return prefix + base64.RawURLEncoding.EncodeToString(append(w.b, sum[:inviteCheck]...)), nil
}

// Decode reads an invite, alone or within a link. It verifies only that
// the invite is whole; [trust.OpenRules] and [trust.CheckChain] verify the rest. Error:
// bad_invite.
func Decode(text string) (*Invite, error) {
	if IsShort(text) {
		return nil, Bad("it is a short one, which has its relay say the rest", nil)
	}
	r, err := openInvite(text, invitePrefix)
	if err != nil {
		return nil, err
	}
	d := &Invite{Relay: r.text(RelayLimit), Fingerprint: r.fingerprint()}
	d.BundleText, d.BundleSignature = r.text(trust.BundleLimit), r.base64()
	profile, parent := r.text(trust.NameLimit), ""
	for range r.number(trust.ChainLimit) {
		c, err := r.certificate(profile, parent)
		if err != nil {
			return nil, Bad("it holds an unreadable certificate", err)
		}
		d.Chain, parent = append(d.Chain, c), c.ID
	}
	prime := r.text(trust.MaxKeyBits / 8)
	if r.bad || len(r.rest) > 0 || len(d.Chain) < 2 {
		return nil, Bad("it does not hold what an invite holds", nil)
	}
	leaf := d.Chain.Leaf()
	if err := leaf.SetPrime(new(big.Int).SetBytes([]byte(prime))); err != nil {
		return nil, Bad("its key does not belong to its certificate", err)
	}
	return d, nil
}

// CertificateID is the id of the certificate that an invite of either form
// hands over. Whoever revokes this certificate takes the invite back. Error:
// bad_invite.
func CertificateID(invite string) (id string, err error) {
	if IsShort(invite) {
		s, err := DecodeShort(invite)
		if err != nil {
			return "", err
		}
		return s.Certificate.ID, nil
	}
	d, err := Decode(invite)
	if err != nil {
		return "", err
	}
	return d.Chain.Leaf().ID, nil
}

// IsShort reports whether a text holds a short invite, which
// [DecodeShort] reads.
func IsShort(text string) bool { return strings.Contains(text, shortInvitePrefix) }

// openInvite finds the invite in a text and checks that it is whole.
func openInvite(text, prefix string) (*inviteReader, error) {
	_, code, found := strings.Cut(text, prefix)
	if !found {
		return nil, fault.Errorf(fault.BadInvite,
			"this is not an invite, which begins with %s or %s", invitePrefix, shortInvitePrefix).
			WithHint("one of a newer build needs a newer build here")
	}
	if end := strings.IndexFunc(code, notBase64URL); end >= 0 {
		code = code[:end]
	}
	if len(code) > inviteLimit {
		return nil, fault.Errorf(fault.BadInvite, "the invite is longer than %d characters", inviteLimit)
	}
	raw, err := base64.RawURLEncoding.DecodeString(code)
	if err == nil && len(raw) > inviteCheck {
		payload, check := raw[:len(raw)-inviteCheck], raw[len(raw)-inviteCheck:]
		if sum := sha256.Sum256(payload); bytes.Equal(sum[:inviteCheck], check) {
			return &inviteReader{rest: payload}, nil
		}
	}
	return nil, fault.Errorf(fault.BadInvite, "the invite is cut short or altered").
		WithHint("copy it whole, to the last character")
}

func notBase64URL(r rune) bool {
	return r != '-' && r != '_' && (r < '0' || r > '9') && (r|0x20 < 'a' || r|0x20 > 'z')
}

// Bad is the error bad_invite: what is wrong with an invite, and the
// cause, which may be nil.
func Bad(what string, cause error) error {
	return &fault.Error{
		Code: fault.BadInvite, Text: "the invite cannot be used: " + what, Hint: "ask for a new one", Err: cause,
	}
}

// inviteWriter appends the elements of an invite.
type inviteWriter struct {
	b   []byte
	bad bool
}

func (w *inviteWriter) number(n int) { w.b = binary.AppendUvarint(w.b, uint64(n)) }

func (w *inviteWriter) text(s string) {
	w.number(len(s))
	w.b = append(w.b, s...)
}

// base64 writes the bytes that a base64 text stands for.
func (w *inviteWriter) base64(s string) {
	raw, err := base64.StdEncoding.DecodeString(s)
	w.bad = w.bad || err != nil
	w.text(string(raw))
}

func (w *inviteWriter) fingerprint(f string) {
	raw, err := hex.DecodeString(f)
	w.bad = w.bad || err != nil
	w.text(string(raw))
}

func (w *inviteWriter) certificate(c *trust.Certificate) {
	if c.Canonical() {
		w.number(0)
		w.base64(c.PublicKey)
		w.text(c.Salt)
		w.text(c.ScopeDefinition)
		w.number(c.ScopeVersion)
		w.text(c.ScopeParams)
	} else {
		w.number(1)
		w.text(c.Serialized)
	}
	w.base64(c.Signature)
}

// inviteReader takes elements from the front. The first that is not there,
// or longer than allowed, sets bad for good; what is read after is empty.
type inviteReader struct {
	rest []byte
	bad  bool
}

func (r *inviteReader) number(limit int) int {
	n, size := binary.Uvarint(r.rest)
	if r.bad || size <= 0 || n > uint64(limit) {
		r.bad = true
		return 0
	}
	r.rest = r.rest[size:]
	return int(n)
}

func (r *inviteReader) take(n int) []byte {
	if r.bad || len(r.rest) < n {
		r.bad = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *inviteReader) text(limit int) string { return string(r.take(r.number(limit))) }

func (r *inviteReader) base64() string {
	return base64.StdEncoding.EncodeToString([]byte(r.text(trust.MaxKeyText)))
}

// fingerprint reads a fingerprint, "" where there is none.
func (r *inviteReader) fingerprint() string {
	raw := r.text(sha256.Size)
	r.bad = r.bad || len(raw) != 0 && len(raw) != sha256.Size
	return hex.EncodeToString([]byte(raw))
}

// certificate reads one certificate below the one with the parent's id.
func (r *inviteReader) certificate(profile, parent string) (*trust.Certificate, error) {
	if r.number(1) == 1 {
		serialized := r.text(trust.CertificateLimit)
		return trust.ParseCertificate(serialized, r.base64())
	}
	c := trust.Certificate{
		PublicKey: r.base64(), Salt: r.text(trust.NameLimit), Parent: parent, Profile: profile,
		ScopeDefinition: r.text(trust.NameLimit), ScopeVersion: r.number(1 << 30), ScopeParams: r.text(trust.CertificateLimit),
	}
	c.Signature = r.base64()
	return trust.Rewrite(c)
}
